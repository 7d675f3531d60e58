"""Channels, groups and direct messages, and what is said in them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Kind(StrEnum):
    CHANNEL = "channel"
    PRIVATE = "private"
    IM = "im"
    MPIM = "mpim"


# The word that each kind of conversation bears in the names of scopes and of events.
FAMILY = {Kind.CHANNEL: "channels", Kind.PRIVATE: "groups", Kind.IM: "im", Kind.MPIM: "mpim"}


@dataclass
class Message:
    """`body` is Slack's message object; an ephemeral message is only for one person."""

    ts: str
    body: Json
    only_for: str | None = None

    @property
    def author(self) -> str:
        return str(self.body["user"])

    def visible_to(self, user: str) -> bool:
        return self.only_for in (None, user)


@dataclass
class Conversation:
    id: str
    kind: Kind
    name: str
    topic: str
    members: list[str]
    created: int
    creator: str
    messages: dict[str, Message] = field(default_factory=dict)
    read_until: dict[str, str] = field(default_factory=dict)

    def unread(self, user: str) -> int:
        since = self.read_until.get(user, "")
        return sum(
            1 for each in self.messages.values() if each.ts > since and each.author != user and each.visible_to(user)
        )

    def seen_by(self, user: str, before: str = "") -> list[Message]:
        """Oldest first."""
        return [each for each in self.messages.values() if each.visible_to(user) and (not before or each.ts < before)]
