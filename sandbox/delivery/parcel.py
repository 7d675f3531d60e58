"""What is brought to an app, and how it may fail to arrive."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sandbox.conversation import Json

# Seconds that an app has to acknowledge.
DEADLINE = 3.0


class ParcelKind(StrEnum):
    """Named as Socket Mode names them."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


@dataclass(frozen=True)
class Parcel:
    """`name` is an event type, a command or a payload type; `answerable` ones may be acked with a body.
    `about` says in a few words who did what."""

    kind: ParcelKind
    name: str
    body: Json
    about: str = ""
    answerable: bool = False
    attempt: int = 0
    retry_reason: str = ""


class Failure(StrEnum):
    TIMEOUT = "timeout"
    AWAY = "connection_failed"
    REFUSED = "http_error"
    UNREADABLE = "invalid_answer"


class NotAcked(Exception):
    """`status` is the HTTP status when there was one; `final` when the app asked for no second attempt."""

    def __init__(self, failure: Failure, status: int = 0, final: bool = False) -> None:
        super().__init__(f"{failure} {status or ''}".strip())
        self.failure = failure
        self.status = status
        self.final = final


class Transport(Protocol):
    @property
    def connected(self) -> bool: ...

    async def deliver(self, parcel: Parcel) -> Any:
        """The body of the ack: a JSON value, a text or None. Raises NotAcked."""

    async def close(self) -> None: ...
