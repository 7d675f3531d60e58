"""Stand-ins with the same methods as the real parts, for tests that need no Slack."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.people import Person
from bot.workspace import Json, Listed, Refused, Upload

MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, **by: float) -> None:
        self._now += timedelta(**by)


@dataclass(frozen=True)
class Posted:
    to: str
    text: str
    uid: str
    ts: str


@dataclass
class FakeSlack:
    """A Slack that keeps what it is sent, and refuses when it is told to.

    `refusals` are used up one a call. One that begins with `after:` takes the message and then refuses. `unlisted` are
    people whom the directory's pages leave out, `meanwhile` happens while a page is read, `gathered` is who is in which
    channel or user group.
    """

    people: dict[str, Person] = field(default_factory=dict)
    refusals: list[Exception] = field(default_factory=list)
    directory_refusals: list[Exception] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    shared: list[tuple[str, Json, list[Any]]] = field(default_factory=list)
    revised: list[tuple[str, str, Json]] = field(default_factory=list)
    homes: list[tuple[str, Json]] = field(default_factory=list)
    shown: list[tuple[str, str, Json]] = field(default_factory=list)
    profiles: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    unlisted: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None
    page_size: int = 200
    gathered: dict[str, list[str]] = field(default_factory=dict)
    may_look: bool = True
    looks: int = 0

    def post(self, to: str, message: Json, uid: str) -> str:
        refusal = self.refusals.pop(0) if self.refusals else None
        if refusal and not str(refusal).startswith("after:"):
            raise refusal
        ts = f"{1000 + len(self.posted)}.000100"
        self.posted.append(Posted(to, message["text"], uid, ts))
        if refusal:
            raise Refused(str(refusal).removeprefix("after:"))
        return ts

    def publish(self, person_id: str, view: Json) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.homes.append((person_id, view))

    def share(self, to: str, message: Json, files: list[Any]) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.shared.append((to, message, files))

    def revise(self, to: str, ts: str, message: Json) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.revised.append((to, ts, message))

    def find(self, person_id: str, uid: str, since: float) -> str | None:
        self.looks += 1
        if not self.may_look:
            raise Refused("missing_scope")
        return next((each.ts for each in self.posted if each.uid == uid and each.to == person_id), None)

    def page(self, cursor: str) -> Listed:
        self.asked.append(f"page {cursor}")
        if self.refusals:
            raise self.refusals.pop(0)
        self.meanwhile()
        start = int(cursor or 0)
        everybody = [person for person in self.people.values() if person.id not in self.unlisted]
        end = start + self.page_size
        return Listed(tuple(everybody[start:end]), str(end) if end < len(everybody) else "")

    def field_ids(self) -> dict[str, str]:
        return {"department": "Xf1", "manager": "Xf2", "start date": "Xf3"}

    def profile(self, id: str) -> dict[str, str]:
        self.asked.append(f"profile {id}")
        return self.profiles.get(id, {})

    def file(self, id: str) -> Upload:
        if self.refusals:
            raise self.refusals.pop(0)
        if id not in self.files:
            raise Refused("file_not_found")
        return self.files[id]

    def identity(self) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        return "Binôme"

    def person(self, id: str) -> Person:
        if self.directory_refusals:
            raise self.directory_refusals.pop(0)
        if id not in self.people:
            raise Refused("user_not_found")
        return self.people[id]

    def members(self, channel_id: str, most: int) -> list[str]:
        return self.gathered[channel_id]

    def groups(self) -> list[tuple[str, str]]:
        return [(id, id.title()) for id in self.gathered if id.startswith("S")]

    def group_members(self, group_id: str) -> list[str]:
        if group_id not in self.gathered:
            raise Refused("no_such_subteam")
        return self.gathered[group_id]

    def open(self, trigger_id: str, view: Json) -> None:
        self._show("open", trigger_id, view)

    def push(self, trigger_id: str, view: Json) -> None:
        self._show("push", trigger_id, view)

    def update(self, view_id: str, hash: str, view: Json) -> None:
        self._show("update", view_id, view)

    def _show(self, how: str, where: str, view: Json) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.shown.append((how, where, view))
