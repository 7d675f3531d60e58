"""How long HR waits when a questionnaire is published to people who have answered: Slack allows a click three seconds.

    python -m benchmarks.publishing [--people 5000]

On SQLite and on PostgreSQL. Everybody takes part and has a new question to answer: the worst case.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from sqlalchemy import event

from bot.calendars import read_holidays
from bot.clock import SystemClock
from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, set_up
from bot.messages import catalogue, questionnaire
from bot.messages.publication import Review
from bot.services.people import PeopleService
from bot.services.publication import PublicationService
from bot.services.questionnaires import QuestionnaireService
from bot.slack import Slack
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage
from tests.databases import Postgres

HR = Person("U0HR", "Claire", tz="Europe/Paris")
AT = {"question": "", "kind": "short"}
SPORT = {"label_en": "A sport", "label_fr": "Un sport", "audience": ["mentee"], "page": "2", "how": ["required"]}
ANSWERS: dict[str, object] = {
    "languages": ["fr"],
    "skills_wanted": ["finance", "leadership"],
    "goals": ["visibility"],
    "years": 4,
    "level": "2",
    "department": "Ventes",
    "site": "Lyon",
    "struggle": "Je prépare trop et je n’ose pas improviser. " * 5,
    "feedback_style": 2,
    "structure": 3,
    "ways": ["video"],
    "values": ["autonomy", "curiosity", "courage"],
    "rhythm": "2",
    "work_from": "09:00",
    "work_until": "17:30",
    "success": "Animer ma première équipe.",
}
T = TypeVar("T")


def fill(storage: Storage, size: int) -> int:
    """A programme in which so many take part; returns its id."""
    now = SystemClock().now()
    plan = Plan("P", "g", "s", now.date(), now.date().replace(year=now.year + 1), Cadence.THREE_WEEKS, ("en", "fr"))
    with storage.begin() as work:
        work.people.keep(HR)
        work.people.keep(*(Person(f"U{number:06}", f"N° {number}", tz="Europe/Paris") for number in range(size)))
        programme = work.programmes.add(set_up(plan, HR.id, now, now.date()).announced("C1", now))
        form = work.forms.add(programme.id, questionnaire.NAME, 1, questionnaire.default())
        sent = {"state": EnrolmentState.SUBMITTED, "submitted_at": now, "answers": ANSWERS}
        work.enrolments.add_all(
            Enrolment(programme.id, f"U{number:06}", form, Role.MENTEE, now, **sent)  # type: ignore[arg-type]
            for number in range(size)
        )
    return programme.id


def measure(address: str, size: int) -> None:
    storage, clock = Storage(connect(address)), SystemClock()
    migrate(storage.engine)
    programme = fill(storage, size)
    people = PeopleService(storage, clock, Slack("xoxb-", "http://localhost"), {HR.id}, "en")
    shape, publication = QuestionnaireService(storage, clock, people), PublicationService(storage, clock, people)
    meter = Meter(storage)
    meter.of("a question is added", lambda: shape.save(HR, programme, AT, SPORT, "add"))
    review = meter.of("what publishing would mean", lambda: publication.review(HR, programme))
    assert isinstance(review, Review)
    meter.of("publishing", lambda: publication.publish(HR, programme, review.draft_version, "publish"))
    storage.engine.dispose()


class Meter:
    """Prints what each click took, its window included, and in how many statements."""

    def __init__(self, storage: Storage) -> None:
        self._statements = 0
        event.listen(storage.engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self._statements += 1

    def of(self, name: str, click: Callable[[], T]) -> T:
        before, started, worked = self._statements, perf_counter(), process_time()
        seen = click()
        catalogue.render(seen, "fr")
        seconds, work, count = perf_counter() - started, process_time() - worked, self._statements - before
        print(f"  {name:28} {seconds:6.2f} s, {work:5.2f} s of it our own work, {count:6} statements", flush=True)
        return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    size = parser.parse_args(sys.argv[1:]).people
    read_holidays()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        print(f"SQLite, {size} people have answered")
        measure(f"sqlite:///{Path(folder) / 'binome.db'}", size)
        server = Postgres(Path(folder) / "postgres")
        print(f"PostgreSQL, {size} people have answered")
        with server.database() as address:
            measure(address, size)
        server.stop()


if __name__ == "__main__":
    main()
