"""Where an app may speak, read and invite."""

from sandbox.api.errors import ApiError
from sandbox.api.registry import need_scope
from sandbox.conversation import FAMILY, Conversation, Kind, Message
from sandbox.slack import Slack
from sandbox.workspace import APP_USER


def known(slack: Slack, channel: str) -> Conversation:
    """A conversation that the app knows of. Raises ApiError channel_not_found."""
    conversation = slack.workspace.conversations.get(channel)
    if not conversation or not (conversation.kind is Kind.CHANNEL or APP_USER in conversation.members):
        raise ApiError("channel_not_found")
    return conversation


def readable(slack: Slack, channel: str, right: str) -> Conversation:
    """One that the app is in and has the scope `<family>:<right>` for."""
    conversation = known(slack, channel)
    need_scope(slack, f"{FAMILY[conversation.kind]}:{right}")
    return conversation


def writable(slack: Slack, channel: str) -> Conversation:
    """A conversation to post in; a person's id stands for the direct one with the app."""
    if channel in slack.workspace.people:
        return direct_with(slack, channel)
    conversation = known(slack, channel)
    if APP_USER not in conversation.members:
        if "chat:write.public" not in slack.manifest.scopes:
            raise ApiError("not_in_channel")
    elif conversation.kind is Kind.IM and not slack.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return conversation


def direct_with(slack: Slack, user: str) -> Conversation:
    """Slack still posts to deactivated people whom the app wrote to before, and opens nothing new with them."""
    person = slack.workspace.people[user]
    if not slack.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    if person.deleted and not slack.workspace.existing_direct(user, APP_USER):
        raise ApiError("channel_not_found")
    return slack.workspace.direct(user, APP_USER)


def own_message(slack: Slack, channel: str, ts: str, refusal: str) -> tuple[Conversation, Message]:
    """A message of the app's own that it may change. Raises ApiError, `refusal` for other people's."""
    conversation = known(slack, channel)
    message = conversation.messages.get(ts)
    if not message or message.only_for:
        raise ApiError("message_not_found")
    if message.author != APP_USER:
        raise ApiError(refusal)
    return conversation, message
