"""A button pressed, an option chosen, and the options that the app itself suggests."""

from typing import Any

from sandbox.blockkit import action_payload, check_options
from sandbox.blockkit.state import ANSWERS, Typed
from sandbox.conversation import Json
from sandbox.delivery.courier import Courier
from sandbox.delivery.parcel import NotAcked, Parcel, ParcelKind
from sandbox.interactions.payloads import payload
from sandbox.interactions.surfaces import element_of, surface
from sandbox.interactions.trouble import Impossible, Trouble, of_click
from sandbox.slack import Slack

SHORTEST_QUERY = 3
NO_OPTIONS = "The app's options could not be loaded."


async def act(
    slack: Slack,
    courier: Courier,
    user: str,
    container: Json,
    block_id: str | None,
    action_id: str,
    value: Any,
    typed: Typed,
) -> None:
    """Raises Impossible, or Trouble when the app does not ack."""
    if not slack.manifest.interactive:
        raise Trouble("This app does not take interactions: its manifest turns them off.")
    place = surface(slack, user, container)
    found = element_of(place.blocks, block_id, action_id)
    block = found.block.json
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise Impossible(f"{action_id!r} is only sent with its form.")
    if found.json["type"] in ANSWERS:
        here = {**typed.get(block["block_id"], {}), action_id: value}
        typed = {**typed, block["block_id"]: here}
    action = {
        **action_payload(found.json, value),
        "block_id": block["block_id"],
        "action_ts": slack.workspace.new_ts(),
    }
    body = {
        **payload(slack, "block_actions", user, place.view_id),
        **place.parts(slack, user, typed),
        "actions": [action],
    }
    try:
        await courier.ask(Parcel(ParcelKind.INTERACTION, "block_actions", body, f"{user} {action_id}"))
    except NotAcked as problem:
        raise of_click(problem) from None


async def suggest(
    slack: Slack, courier: Courier, user: str, container: Json, block_id: str | None, action_id: str, query: str
) -> Json:
    """`{"options": […]}` or `{"option_groups": […]}`. Raises Impossible, or Trouble for what Slack cannot show."""
    place = surface(slack, user, container)
    found = element_of(place.blocks, block_id, action_id)
    if found.json["type"] not in ("external_select", "multi_external_select"):
        raise Impossible(f"{action_id!r} has its options with it.")
    if len(query) < found.json.get("min_query_length", SHORTEST_QUERY):
        return {"options": []}
    parts = place.parts(slack, user, {})
    body = {
        **payload(slack, "block_suggestion", user, with_trigger=False),
        **{name: part for name, part in parts.items() if name not in ("state", "response_url")},
        "action_id": action_id,
        "block_id": found.block.json["block_id"],
        "value": query,
    }
    try:
        answer = await courier.ask(
            Parcel(ParcelKind.INTERACTION, "block_suggestion", body, f"{user} {action_id}", answerable=True)
        )
    except NotAcked as problem:
        raise of_click(problem) from None
    return _suggestions(answer)


def _suggestions(answer: Any) -> Json:
    for problem in check_options(answer):
        raise Trouble(f"{NO_OPTIONS} {problem.path}: {problem.reason}")
    return {name: answer[name] for name in ("options", "option_groups") if name in answer}
