"""What people type, as Slack writes it down: escaped, with mentions, channels and links recognised."""

import re
from collections.abc import Iterator

from sandbox.conversation import Conversation, Json, Kind
from sandbox.workspace import Workspace

TOKEN = re.compile(r"@(?P<user>[\w.\-]*\w)|#(?P<channel>[\w\-]+)|(?P<link>https?://[^\s<>]+)")


def escaped(workspace: Workspace, text: str) -> str:
    """`@zoe.celik` becomes `<@U…|zoe.celik>`, as in the text of a command."""
    return "".join(_command_text(piece) for piece in _pieces(workspace, text))


def message_body(workspace: Workspace, text: str) -> Json:
    """`text` in mrkdwn and the same as a rich_text block."""
    pieces = list(_pieces(workspace, text))
    section = {"type": "rich_text_section", "elements": [_without_name(piece) for piece in pieces]}
    block = {"type": "rich_text", "block_id": "typed", "elements": [section]}
    return {"text": "".join(_message_text(piece) for piece in pieces), "blocks": [block]}


def _pieces(workspace: Workspace, text: str) -> Iterator[Json]:
    """Rich text elements; those of people and channels bear their `name` too."""
    people = {person.name: person.id for person in workspace.people.values()}
    channels = {each.name: each for each in workspace.conversations.values() if each.kind is Kind.CHANNEL}
    end = 0
    for match in TOKEN.finditer(text):
        piece = _token(match, people, channels)
        if piece:
            if match.start() > end:
                yield {"type": "text", "text": text[end : match.start()]}
            yield piece
            end = match.end()
    if end < len(text):
        yield {"type": "text", "text": text[end:]}


def _token(match: re.Match[str], people: dict[str, str], channels: dict[str, Conversation]) -> Json | None:
    user, channel, link = match["user"], match["channel"], match["link"]
    if user in people:
        return {"type": "user", "user_id": people[user], "name": user}
    if channel in channels:
        return {"type": "channel", "channel_id": channels[channel].id, "name": channel}
    return {"type": "link", "url": link} if link else None


def _without_name(piece: Json) -> Json:
    return {name: value for name, value in piece.items() if name != "name"}


def _message_text(piece: Json) -> str:
    match piece["type"]:
        case "user":
            return f"<@{piece['user_id']}>"
        case "channel":
            return f"<#{piece['channel_id']}|{piece['name']}>"
        case "link":
            return f"<{piece['url']}>"
        case _:
            return _inert(piece["text"])


def _command_text(piece: Json) -> str:
    return f"<@{piece['user_id']}|{piece['name']}>" if piece["type"] == "user" else _message_text(piece)


def _inert(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
