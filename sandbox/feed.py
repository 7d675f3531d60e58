"""What happens in the workspace, told to whoever listens: the page, and the app's event subscriptions."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.conversation import Conversation, Json, Message


@dataclass(frozen=True)
class MessagePosted:
    conversation: Conversation
    message: Message


@dataclass(frozen=True)
class MessageChanged:
    """`previous` is None when only reactions or replies were added: Slack sends no `message` event for these."""

    conversation: Conversation
    message: Message
    previous: Json | None = None


@dataclass(frozen=True)
class MessageDeleted:
    conversation: Conversation
    message: Message


@dataclass(frozen=True)
class ReactionAdded:
    conversation: Conversation
    message: Message
    user: str
    name: str


@dataclass(frozen=True)
class MemberJoined:
    conversation: Conversation
    user: str
    inviter: str


@dataclass(frozen=True)
class ConversationsChanged:
    users: tuple[str, ...]


@dataclass(frozen=True)
class PersonJoined:
    user: str


@dataclass(frozen=True)
class PersonChanged:
    user: str


@dataclass(frozen=True)
class HomeOpened:
    user: str
    tab: str


@dataclass(frozen=True)
class HomeChanged:
    user: str


@dataclass(frozen=True)
class ModalsChanged:
    user: str


@dataclass(frozen=True)
class TrafficNoted:
    entry: Json


@dataclass(frozen=True)
class ConnectionsChanged:
    """The app has come, or one of its connections has gone."""


@dataclass(frozen=True)
class StartedAnew:
    """Everything is as on the first day."""


@dataclass(frozen=True)
class ClockMoved:
    pass


@dataclass(frozen=True)
class NeighboursMoved:
    progress: Json


Change = (
    MessagePosted
    | MessageChanged
    | MessageDeleted
    | ReactionAdded
    | MemberJoined
    | ConversationsChanged
    | PersonJoined
    | PersonChanged
    | HomeOpened
    | HomeChanged
    | ModalsChanged
    | TrafficNoted
    | ConnectionsChanged
    | StartedAnew
    | ClockMoved
    | NeighboursMoved
)
Listener = Callable[[Change], None]


class Feed:
    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        self._listeners.remove(listener)

    def publish(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)
