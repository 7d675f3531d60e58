"""conversations.open: direct messages, to one or to several."""

from sandbox.api.arguments import Ids
from sandbox.api.errors import ApiError
from sandbox.api.places import known
from sandbox.api.registry import method, need_scope
from sandbox.api.shapes import conversation_json
from sandbox.conversation import FAMILY, Conversation, Json, Kind
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.workspace import APP_USER

MOST = 8


@method("conversations.open", Tier.T3, accepts=("prevent_creation",))
def open_direct(slack: Slack, users: Ids = (), channel: str = "", return_im: bool = False) -> Json:
    if not users and not channel:
        raise ApiError("users_list_not_supplied")
    known_before = set(slack.workspace.conversations)
    conversation = _resumed(slack, channel) if channel else _opened(slack, list(dict.fromkeys(users)))
    shown = conversation_json(slack, conversation) if return_im else {"id": conversation.id}
    existed = {"no_op": True, "already_open": True} if conversation.id in known_before else {}
    return {"channel": shown, **existed}


def _resumed(slack: Slack, channel: str) -> Conversation:
    conversation = known(slack, channel)
    if conversation.kind not in (Kind.IM, Kind.MPIM):
        raise ApiError("method_not_supported_for_channel_type")
    need_scope(slack, f"{FAMILY[conversation.kind]}:write")
    return conversation


def _opened(slack: Slack, users: list[str]) -> Conversation:
    need_scope(slack, "im:write" if len(users) == 1 else "mpim:write")
    if len(users) > MOST:
        raise ApiError("too_many_users")
    for user in users:
        _check(slack, user)
    if len(users) == 1:
        return slack.workspace.direct(users[0], APP_USER)
    return slack.workspace.group(users, APP_USER)


def _check(slack: Slack, user: str) -> None:
    person = slack.workspace.person(user)
    if not person:
        raise ApiError("user_not_found")
    if person.deleted:
        raise ApiError("user_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
