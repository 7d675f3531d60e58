"""conversations.*: channels and who is in them."""

import re

from sandbox.api.arguments import Ids
from sandbox.api.errors import ApiError
from sandbox.api.paging import page
from sandbox.api.places import readable
from sandbox.api.registry import method, need_scope
from sandbox.api.shapes import conversation_json
from sandbox.conversation import FAMILY, Conversation, Json, Kind
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.workspace import APP_USER

TYPES = {"public_channel": Kind.CHANNEL, "private_channel": Kind.PRIVATE, "im": Kind.IM, "mpim": Kind.MPIM}


@method("conversations.info", Tier.T3, accepts=("include_locale", "include_num_members"))
def info(slack: Slack, channel: str) -> Json:
    return {"channel": conversation_json(slack, readable(slack, channel, "read"))}


@method("conversations.list", Tier.T2, accepts=("exclude_archived",))
def list_conversations(slack: Slack, types: Ids = ("public_channel",), cursor: str = "", limit: int = 100) -> Json:
    kinds = [TYPES.get(each) for each in types]
    if None in kinds:
        raise ApiError("invalid_types")
    for kind in kinds:
        need_scope(slack, f"{FAMILY[Kind(kind or '')]}:read")
    found = [each for each in slack.workspace.conversations.values() if each.kind in kinds and _visible(each)]
    channels, metadata = page(found, cursor, limit)
    return {"channels": [conversation_json(slack, each) for each in channels], **metadata}


@method("conversations.members", Tier.T4)
def members(slack: Slack, channel: str, cursor: str = "", limit: int = 100) -> Json:
    found, metadata = page(readable(slack, channel, "read").members, cursor, limit)
    return {"members": list(found), **metadata}


@method("conversations.create", Tier.T2)
def create(slack: Slack, name: str, is_private: bool = False) -> Json:
    need_scope(slack, "groups:write" if is_private else "channels:manage")
    if not re.fullmatch(r"[\w\-]{1,80}", name) or name != name.lower():
        raise ApiError("invalid_name_specials" if len(name) <= 80 else "invalid_name_maxlength")
    if any(each.name == name for each in slack.workspace.conversations.values()):
        raise ApiError("name_taken")
    return {"channel": conversation_json(slack, slack.workspace.create_channel(name, is_private, APP_USER))}


@method("conversations.invite", Tier.T3, accepts=("force",))
def invite(slack: Slack, channel: str, users: Ids) -> Json:
    conversation = readable_to_invite(slack, channel)
    for user in users:
        _check_guest(slack, conversation, user)
    for user in users:
        slack.workspace.add_member(conversation, user, APP_USER)
    return {"channel": conversation_json(slack, conversation)}


def readable_to_invite(slack: Slack, channel: str) -> Conversation:
    conversation = slack.workspace.conversations.get(channel)
    if not conversation or not _visible(conversation):
        raise ApiError("channel_not_found")
    if conversation.kind in (Kind.IM, Kind.MPIM):
        raise ApiError("method_not_supported_for_channel_type")
    need_scope(slack, "groups:write" if conversation.kind is Kind.PRIVATE else "channels:manage")
    if APP_USER not in conversation.members:
        raise ApiError("not_in_channel")
    return conversation


def _check_guest(slack: Slack, conversation: Conversation, user: str) -> None:
    person = slack.workspace.person(user)
    if not person:
        raise ApiError("user_not_found")
    if user == APP_USER:
        raise ApiError("cant_invite_self")
    if person.deleted:
        raise ApiError("cant_invite")
    if user in conversation.members:
        raise ApiError("already_in_channel")


def _visible(conversation: Conversation) -> bool:
    return conversation.kind is Kind.CHANNEL or APP_USER in conversation.members
