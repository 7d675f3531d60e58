"""A modal sent or closed, and what the app answers to that."""

from collections.abc import Iterator
from typing import Any

from sandbox.blockkit import check_view, inputs, missing, state_values
from sandbox.blockkit.state import Typed
from sandbox.conversation import Json
from sandbox.delivery.courier import Courier
from sandbox.delivery.parcel import NotAcked, Parcel, ParcelKind
from sandbox.interactions.payloads import payload
from sandbox.interactions.surfaces import conversation_of, filled, view_of
from sandbox.interactions.trouble import IN_A_MODAL, Impossible, Trouble
from sandbox.slack import Slack
from sandbox.views import View, ViewRefused


async def submit(slack: Slack, courier: Courier, user: str, view_id: str, typed: Typed) -> dict[str, str]:
    """Errors by block, empty when the modal was taken. Raises Impossible or Trouble."""
    view = view_of(slack, user, view_id)
    if not view.json.get("submit"):
        raise Impossible("This view has nothing to submit with.")
    errors = missing(view.json["blocks"], typed, slack.workspace.people[user].locale)
    if errors:
        return errors
    body = {
        **payload(slack, "view_submission", user, view.id),
        "view": filled(view, typed),
        "response_urls": list(_response_urls(slack, user, view, typed)),
    }
    try:
        answer = await courier.ask(
            Parcel(ParcelKind.INTERACTION, "view_submission", body, _about(view), answerable=True)
        )
    except NotAcked:
        raise Trouble(IN_A_MODAL) from None
    return _obey(slack, view, answer)


def close(slack: Slack, courier: Courier, user: str, view_id: str, everything: bool) -> None:
    """The person gives up; the app hears of it where it asked to. Raises Impossible."""
    view = view_of(slack, user, view_id)
    cleared = everything or bool(view.json.get("clear_on_close"))
    for gone in reversed(slack.views.close(view, cleared)):
        if gone.json.get("notify_on_close"):
            body = {
                **payload(slack, "view_closed", user, with_trigger=False),
                "view": gone.json,
                "is_cleared": cleared,
            }
            courier.tell(Parcel(ParcelKind.INTERACTION, "view_closed", body, _about(gone)))


def _response_urls(slack: Slack, user: str, view: View, typed: Typed) -> Iterator[Json]:
    """One for each conversation that the person chose where the app asked for an address to answer to."""
    values = state_values(view.json["blocks"], typed)
    for each in inputs(view.json["blocks"]):
        answer = values[each.block_id][each.action_id]
        chosen = answer.get("selected_conversation") or answer.get("selected_channel")
        if chosen and each.element.get("response_url_enabled"):
            channel = conversation_of(slack, user, chosen).id
            url = slack.reply_urls.issue(channel, user)
            names = {"block_id": each.block_id, "action_id": each.action_id}
            yield {**names, "channel_id": channel, "response_url": url}


def _about(view: View) -> str:
    return f"{view.user} {view.json['callback_id']}"


def _obey(slack: Slack, view: View, answer: Any) -> dict[str, str]:
    if not answer:
        slack.views.close(view)
        return {}
    match answer:
        case {"response_action": "clear"}:
            slack.views.close(view, everything=True)
        case {"response_action": "errors", "errors": dict() as errors} if errors:
            return _errors(slack, view, errors)
        case {"response_action": "update" | "push" as action, "view": dict() as sent}:
            _show(slack, view, action, sent)
        case _:
            _complain(slack, f"not an answer to a view_submission: {answer}")
    return {}


def _errors(slack: Slack, view: View, errors: Json) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.json["blocks"] if block["type"] == "input"}
    for block_id, text in errors.items():
        if block_id not in inputs or not isinstance(text, str) or not text:
            _complain(slack, f"errors name no input block, or say nothing: {block_id!r}: {text!r}")
    return errors


def _show(slack: Slack, view: View, action: str, sent: Json) -> None:
    problems = check_view(sent)
    if problems or sent["type"] != "modal":
        _complain(slack, f"the view to {action} is invalid: {problems or sent['type']}")
    try:
        if action == "push":
            slack.views.open(view.user, sent, above=view.id)
        else:
            slack.views.update(view, sent)
    except ViewRefused as refused:
        _complain(slack, refused.code)


def _complain(slack: Slack, reason: str) -> None:
    """Slack tells the person no more than that; the traffic says why."""
    slack.traffic.note("slack→bot", "view_submission", "refused", detail=reason)
    raise Trouble(IN_A_MODAL)
