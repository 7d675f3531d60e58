"""The directory at the size of a large company: reading it, importing HR's file, opening a form.

    python -m benchmarks.directory [--people 20000]

On SQLite and on PostgreSQL. Slack's own pace is left out: it takes twenty pages of two hundred people a minute.
"""

import argparse
import csv
import logging
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog
from openpyxl import Workbook
from sqlalchemy import event

from bot.clock import SystemClock
from bot.domain.enrolment import Role
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, set_up
from bot.messages import catalogue, questionnaire
from bot.services.directory import DirectoryService
from bot.services.enrolment import EnrolmentService
from bot.services.imports import ImportService
from bot.services.leaving import LeavingService
from bot.services.people import PeopleService
from bot.slack import PAGE, person_of
from bot.tables import positions
from bot.tables.table import parse
from bot.workspace import Listed, Upload
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage
from tests.databases import Postgres

OPENINGS = 300
TEAM = "T0"
HEADING = ["E-mail", "Service", "Site", "Responsable", "Niveau", "Date d’entrée"]


@dataclass
class Company:
    """A Slack with so many people in it."""

    size: int
    turns: int = 0

    def page(self, cursor: str) -> Listed:
        start = int(cursor or 0)
        end = min(start + PAGE, self.size)
        people = tuple(person_of(user(number, self.turns), TEAM) for number in range(start, end))
        return Listed(people, str(end) if end < self.size else "")

    def person(self, id: str) -> Person:
        return person_of(user(int(id[2:]), self.turns), TEAM)

    def group(self, id: str) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def field_ids(self) -> dict[str, str]:
        return {}

    def profile(self, id: str) -> dict[str, str]:  # noqa: ARG002
        return {}

    def file(self, id: str) -> Upload:
        raise LookupError(id)


def user(number: int, turn: int) -> dict[str, Any]:
    """A user as Slack describes it."""
    name = f"Prénom{number} Nom{number % 9000}"
    profile = {"real_name": name, "display_name": f"prenom{number}", "title": f"Job {number % 300}, {turn}"}
    profile |= {"email": address(number)}
    place = {"tz": "Europe/Paris", "locale": "fr-FR", "team_id": TEAM}
    return {"id": f"U0{number:06}", "name": f"p{number}", "deleted": number % 50 == 49, "profile": profile, **place}


def address(number: int) -> str:
    return f"prenom{number}.nom@example.org"


def table(size: int, turn: int) -> list[list[str]]:
    """HR's file: everybody, and one line in fifty with something wrong."""
    return [HEADING, *([*_line(number, turn)] for number in range(size))]


def _line(number: int, turn: int) -> Iterator[str]:
    yield address(number)
    yield f"Service {(number + turn) % 60}"
    yield ("Paris", "Lyon", "Montréal", "Lille")[number % 4]
    yield address(number // 10) if number > 9 else ""
    yield str(1 + number % 5)
    yield f"{1 + number % 28:02}/{1 + number % 12:02}/{1990 + number % 34}" if number % 50 else "bientôt"


@dataclass
class Meter:
    """Counts statements, and prints what each thing took."""

    storage: Storage
    statements: int = 0

    def __post_init__(self) -> None:
        event.listen(self.storage.engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self.statements += 1

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        before, started = self.statements, time.perf_counter()
        yield
        seconds, statements = time.perf_counter() - started, self.statements - before
        print(f"  {name:42} {seconds:7.2f} s  {statements:6} statements  {_peak():5.0f} MB at most so far", flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(address: str, size: int) -> None:
    """Everything, on one database."""
    storage, clock, company = Storage(connect(address)), SystemClock(), Company(size)
    migrate(storage.engine)
    people = PeopleService(storage, clock, company, ("U0000001",), "en")
    directory = DirectoryService(storage, clock, people, company, LeavingService(storage, clock, people))
    meter = Meter(storage)
    for name in ("directory, for the first time", "directory, all titles changed"):
        with meter.of(name):
            directory.begin()
            while directory.do_due():
                pass
        company.turns += 1
    _measure_imports(meter, ImportService(storage, clock, people, company), size)
    _measure_forms(storage, people, size)
    storage.engine.dispose()


def _measure_imports(meter: Meter, imports: ImportService, size: int) -> None:
    for turn, (name, write) in enumerate((("people.csv", _csv), ("people.xlsx", _xlsx))):
        content = write(table(size, turn))
        with meter.of(f"{name}: reading the file"):
            entries = positions.read(parse(name, content), name).entries
        with meter.of(f"{name}: what it would change"):
            would = imports.prospect(entries)
        with meter.of(f"{name}: comparing again, and writing"):
            imports.apply(entries)
        print(f"    {len(would.changes)} people changed, {len(would.obstacles)} lines left out")


def _csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("cp1252")


def _xlsx(rows: list[list[str]]) -> bytes:
    book, kept = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(kept)
    return kept.getvalue()


def _measure_forms(storage: Storage, people: PeopleService, size: int) -> None:
    """Server side of opening the questionnaire: who it is, the transaction, the modal as JSON."""
    clock, now = SystemClock(), SystemClock().now()
    with storage.begin() as work:
        plan = Plan("P", "g", "s", now.date(), now.date().replace(year=now.year + 1), Cadence.THREE_WEEKS, ("en",))
        programme = work.programmes.add(replace(set_up(plan, "U0000001", now, now.date()).announced("C1", now)))
        work.forms.add(programme.id, questionnaire.NAME, 1, questionnaire.default())
    enrolment = EnrolmentService(storage, clock)

    def open_form(id: str) -> None:
        page = enrolment.start(people.known(id), programme.id, Role.BOTH)
        catalogue.render(page, "fr")

    open_form("U0000002")
    taken = sorted(_milliseconds(lambda id=id: open_form(id)) for id in _some(size))  # type: ignore[misc]
    p50, p99 = statistics.median(taken), taken[int(len(taken) * 0.99)]
    print(f"  opening the questionnaire, {OPENINGS} times: p50 {p50:.0f} ms, p99 {p99:.0f} ms")


def _some(size: int) -> list[str]:
    return [f"U0{number:06}" for number in range(3, size, max(1, size // OPENINGS)) if number % 50 != 49][:OPENINGS]


def _milliseconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    size = parser.parse_args(sys.argv[1:]).people
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        print(f"SQLite, {size} people")
        measure(f"sqlite:///{Path(folder) / 'binome.db'}", size)
        server = Postgres(Path(folder) / "postgres")
        print(f"PostgreSQL, {size} people")
        with server.database() as address:
            measure(address, size)
        server.stop()


if __name__ == "__main__":
    main()
