"""Slash commands, and what the app answers to them at once."""

from typing import Any

from sandbox.api.chat import said
from sandbox.api.errors import ApiError
from sandbox.conversation import Conversation, Json, Kind
from sandbox.delivery.courier import Courier
from sandbox.delivery.parcel import NotAcked, Parcel, ParcelKind
from sandbox.interactions.payloads import channel_name
from sandbox.interactions.surfaces import conversation_of
from sandbox.interactions.trouble import Trouble, of_command
from sandbox.slack import Slack
from sandbox.typed_text import escaped
from sandbox.workspace import APP_ID

INVITE = "/invite"


async def command(slack: Slack, courier: Courier, user: str, channel: str, text: str) -> None:
    """`text` is the whole line, "/mentoring join". Raises Trouble with what the person reads instead."""
    conversation = conversation_of(slack, user, channel)
    word, _, rest = text.strip().partition(" ")
    if word == INVITE:
        _invite(slack, user, conversation, rest)
        return
    declared = slack.manifest.command(word)
    if not declared:
        raise Trouble(f"{word} is not a valid command.")
    rest = rest.strip()
    body = _body(slack, user, conversation, word, escaped(slack.workspace, rest) if declared.should_escape else rest)
    try:
        answer = await courier.ask(Parcel(ParcelKind.COMMAND, word, body, f"{user} {rest}", answerable=True))
    except NotAcked as problem:
        raise of_command(word, problem) from None
    _answered(slack, user, conversation, word, answer)


def _invite(slack: Slack, user: str, conversation: Conversation, names: str) -> None:
    """Slack's own way to bring people, and apps, into a channel."""
    people = {
        f"@{name}".casefold(): person.id
        for person in slack.workspace.people.values()
        if not person.deleted
        for name in (person.display_name, person.name)
    }
    for name in names.split():
        found = people.get(name.casefold())
        if not found or conversation.kind not in (Kind.CHANNEL, Kind.PRIVATE):
            raise Trouble(f"{name} cannot be invited here.")
        if found not in conversation.members:
            slack.workspace.add_member(conversation, found, user)


def _body(slack: Slack, user: str, conversation: Conversation, word: str, text: str) -> Json:
    team = slack.workspace.team
    return {
        "token": "verification-token",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": user,
        "user_name": slack.workspace.people[user].name,
        "command": word,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": slack.reply_urls.issue(conversation.id, user),
        "trigger_id": slack.triggers.issue(user),
    }


def _answered(slack: Slack, user: str, conversation: Conversation, word: str, answer: Any) -> None:
    if not answer:
        return
    said_back = {"text": answer} if isinstance(answer, str) else answer
    try:
        if not isinstance(said_back, dict):
            raise ApiError("invalid_command_response")
        body = said(slack, said_back.get("text", ""), said_back.get("blocks"))
    except ApiError as error:
        raise Trouble(f'{word} failed with the error "{error.code}"') from None
    public = said_back.get("response_type") == "in_channel"
    slack.workspace.post(conversation, body, only_for=None if public else user)
