"""What the product asks of a workspace, part by part, and what it is given: the gateway and its stand-ins fill it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.people import Person

Json = dict[str, Any]


class Refused(Exception):
    """A call that did not succeed. `retry_after` is in seconds, where Slack gave it."""

    def __init__(self, error: str, retry_after: int | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.retry_after = retry_after


@dataclass(frozen=True)
class Listed:
    """A page of the directory; without a cursor it is the last one."""

    people: tuple[Person, ...]
    cursor: str


class Directory(Protocol):
    """Where people are looked up."""

    def person(self, id: str) -> Person: ...

    def page(self, cursor: str) -> Listed: ...

    def group_members(self, group_id: str) -> list[str]: ...

    def field_ids(self) -> Mapping[str, str]: ...

    def profile(self, id: str) -> Mapping[str, str]: ...


class Files(Protocol):
    """Where what people have uploaded is fetched."""

    def file(self, id: str) -> "Upload": ...


@dataclass(frozen=True)
class Upload:
    """A file that somebody has uploaded, with its content."""

    name: str
    content: bytes


class Attached(Protocol):
    """A file to be shared."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def content(self) -> bytes: ...


class Gatherings(Protocol):
    """Where it is looked up who is in a channel or a user group."""

    def members(self, channel_id: str, most: int) -> list[str]: ...

    def groups(self) -> list[tuple[str, str]]: ...

    def group_members(self, group_id: str) -> list[str]: ...


@dataclass(frozen=True)
class Identity:
    """The bot itself, in its workspace."""

    team: str
    team_id: str
    user_id: str
    bot_id: str
