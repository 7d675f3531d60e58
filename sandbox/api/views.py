"""views.*: modals and the app's Home."""

from sandbox.api.errors import ApiError, refuse
from sandbox.api.registry import method
from sandbox.blockkit import check_view
from sandbox.conversation import Json
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.triggers import Trigger, TriggerRefused
from sandbox.views import View, ViewRefused


@method("views.open", Tier.T4)
def open_view(slack: Slack, trigger_id: str, view: Json) -> Json:
    _check(view, "modal")
    trigger = _trigger(slack, trigger_id)
    return _shown(slack, trigger, view, trigger.view_id)


@method("views.push", Tier.T4)
def push(slack: Slack, trigger_id: str, view: Json) -> Json:
    _check(view, "modal")
    trigger = _trigger(slack, trigger_id)
    if not trigger.view_id or not slack.views.find(trigger.view_id):
        raise ApiError("not_found")
    return _shown(slack, trigger, view, trigger.view_id)


@method("views.update", Tier.T4)
def update(slack: Slack, view: Json, view_id: str = "", external_id: str = "", hash: str = "") -> Json:
    if not view_id and not external_id:
        raise ApiError("invalid_arguments", "[ERROR] missing required field: view_id or external_id")
    current = slack.views.find(view_id) if view_id else slack.views.find_external(external_id)
    if not current:
        raise ApiError("not_found")
    _check(view, current.json["type"])
    try:
        slack.views.update(current, view, hash or None)
    except ViewRefused as refused:
        raise ApiError(refused.code) from None
    return _answer(current)


@method("views.publish", Tier.T4)
def publish(slack: Slack, user_id: str, view: Json, hash: str = "") -> Json:
    if not slack.manifest.home_tab:
        raise ApiError("not_enabled")
    if user_id not in slack.workspace.people:
        raise ApiError("invalid_arguments", "[ERROR] invalid user_id")
    _check(view, "home")
    try:
        return _answer(slack.views.publish(user_id, view, hash or None))
    except ViewRefused as refused:
        raise ApiError(refused.code) from None


def _check(view: Json, kind: str) -> None:
    if view.get("type") != kind:
        raise ApiError("invalid_arguments", f"[ERROR] the view must be of type {kind} [json-pointer:/view/type]")
    refuse(check_view(view))


def _trigger(slack: Slack, trigger_id: str) -> Trigger:
    try:
        return slack.triggers.check(trigger_id)
    except TriggerRefused as refused:
        raise ApiError(refused.code) from None


def _shown(slack: Slack, trigger: Trigger, sent: Json, above: str | None) -> Json:
    try:
        view = slack.views.open(trigger.user, sent, above)
    except ViewRefused as refused:
        raise ApiError(refused.code) from None
    trigger.used = True
    return _answer(view)


def _answer(view: View) -> Json:
    return {"view": view.json}
