"""A process that lives through a flow of delivery, and is killed at a chosen point of it."""

import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.services.announcements import AnnouncementService
from bot.services.help import HelpService
from bot.services.people import PeopleService
from bot.workspace import Json
from storage.engine import connect
from storage.work import Storage
from tests.builders import a_delivery
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock

CHANNEL = "C0GENERAL"
PEOPLE = {person.id: person for person in (ANA, LEO, CLAIRE)}


class Points:
    """Every statement, every commit, and both sides of every call to Slack; the process ends at the `last` of them."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self._last = last

    def reach(self, *_: Any) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self.reach)
        event.listen(engine, "commit", self.reach)


class LastingSlack:
    """A Slack that outlives the process: what it took stands in a file, a line each."""

    def __init__(self, file: Path, points: Points) -> None:
        self._file = file
        self._points = points

    def post(self, to: str, message: Json, uid: str) -> str:
        self._points.reach()
        with self._file.open("a") as file:
            file.write(f"{to} {uid}\n")
        self._points.reach()
        return "1.000100"

    def publish(self, person_id: str, view: Json) -> None:
        self._points.reach()

    def share(self, to: str, message: Json, files: object) -> None:
        self._points.reach()

    def revise(self, to: str, ts: str, message: Json) -> None:
        self._points.reach()

    def find(self, person_id: str, uid: str, since: float) -> str | None:
        self._points.reach()
        return "1.000100" if uid in self._file.read_text() else None

    def identity(self) -> str:
        return "Binôme"

    def person(self, id: str) -> Any:
        return PEOPLE[id]


def live(address: str, file: Path, programme_id: int, minutes: int = 0, last: int = 0) -> None:
    """HR announces a programme, two people ask for help, all is delivered; done twice, it is done once."""
    points = Points(last)
    engine = connect(address)
    points.watch(engine)
    storage, clock = Storage(engine), FakeClock()
    clock.move(minutes=minutes)
    slack = LastingSlack(file, points)
    people = PeopleService(storage, clock, slack, {CLAIRE.id}, "en")
    AnnouncementService(storage, clock, people).announce(CLAIRE, programme_id, CHANNEL, "", "the click")
    for person in (ANA, LEO):
        HelpService(storage, clock, people).answer(person.id)
    delivery = a_delivery(storage, clock, slack)
    delivery.recover()
    while (wait := delivery.step()) is not None:
        clock.move(seconds=wait.total_seconds())
    engine.dispose()
    file.with_suffix(".points").write_text(str(points.count))


def live_again(address: str, file: Path, programme_id: int) -> None:
    """The process after the crash, once leases have run out and what is unsure has settled."""
    for minutes in (5, 10):
        live(address, file, programme_id, minutes)


def arrived(file: Path) -> Counter[str]:
    """How many messages have come to whom."""
    return Counter(line.split()[0] for line in file.read_text().splitlines())
