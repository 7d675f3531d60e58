"""What a tick costs with 100,000 pairs of which few are due.

The database must be empty (`--database`); it is filled with pairs, each with three check-ins that are over.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import insert

from bot.calendars import country_of
from bot.clock import SystemClock
from bot.domain.checkins import CheckinState
from bot.domain.grounds import Grounds
from bot.domain.pairs import PairState
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, set_up
from bot.services.asking import AskingService
from bot.services.checkins import CheckinService
from bot.services.people import PeopleService
from bot.slack import Slack
from storage.checkins import answers, checkins, schedules
from storage.engine import connect
from storage.pairs import pairs
from storage.people import people
from storage.schema import migrate
from storage.work import Storage

PAST = 3
SOME = 5_000
TICKS = 20


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--database", help="an empty one; a file of its own where none is given")
    asked.add_argument("--pairs", type=int, default=100_000)
    asked.add_argument("--due", type=int, default=50)
    chosen = asked.parse_args()
    with _database(chosen.database) as address:
        storage = Storage(connect(address))
        migrate(storage.engine)
        begun = perf_counter()
        fill(storage, chosen.pairs, chosen.due)
        print(f"{chosen.pairs} pairs written in {perf_counter() - begun:.0f} s")
        measure(storage)


@contextmanager
def _database(given: str | None) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield given or f"sqlite:///{Path(folder) / 'pairs.db'}"


def fill(storage: Storage, count: int, due: int) -> None:
    """So many pairs, each of people of its own; the first `due` of them are due now."""
    now = SystemClock().now()
    plan = Plan("M", "g", "s", now.date(), now.date() + timedelta(days=300), Cadence.TWO_WEEKS, ("en",))
    with storage.begin() as work:
        work.people.keep(Person("U0", "HR"))
        programme = work.programmes.add(set_up(plan, "U0", now, now.date()))
    for start in range(1, count + 1, SOME):
        ids = range(start, min(start + SOME, count + 1))
        with storage.engine.begin() as connection:
            mentees_and_mentors = [_person(f"U{role}{n}") for n in ids for role in "12"]
            connection.execute(insert(people), mentees_and_mentors)
            connection.execute(insert(pairs), [_pair(n, programme.id, now) for n in ids])
            connection.execute(insert(schedules), [_schedule(n, programme.id, now, n <= due) for n in ids])
            connection.execute(insert(checkins), [_checkin(n, seq, now) for n in ids for seq in range(1, PAST + 1)])
            past = [(n, seq, role) for n in ids for seq in range(1, PAST + 1) for role in "12"]
            connection.execute(insert(answers), [_answer(*each) for each in past])


def _person(id: str) -> dict[str, object]:
    blank = dict.fromkeys(("full_name", "email_digest", "title", "department", "site"), "")
    flags = {"is_bot": False, "is_guest": False, "is_active": True, "is_stranger": False}
    return {"id": id, "name": id, "tz": "Etc/UTC", "locale": "en", **flags, **blank}


def _pair(n: int, programme_id: int, now: datetime) -> dict[str, object]:
    both = {"mentee_id": f"U1{n}", "mentor_id": f"U2{n}"}
    usual = {"version": 1, "points": 0, "grounds": Grounds(), "locked": False, "word": "", "created_at": now}
    return {"id": n, "programme_id": programme_id, "state": PairState.ACTIVE, **both, **usual}


def _schedule(n: int, programme_id: int, now: datetime, due: bool) -> dict[str, object]:
    at = now - timedelta(hours=1) if due else now + timedelta(hours=5 + n % 400)
    counts = {"version": 1, "seq": PAST, "silent": 0, "meetings": PAST}
    return {"pair_id": n, "programme_id": programme_id, "planned_on": at.date(), "next_at": at, **counts}


def _checkin(n: int, seq: int, now: datetime) -> dict[str, object]:
    day = date(2026, 1, 1) + timedelta(days=14 * seq)
    over = {"version": 1, "state": CheckinState.MET, "made_at": now, "held_on": day}
    return {"id": n * 100 + seq, "pair_id": n, "seq": seq, "planned_on": day, **over}


def _answer(n: int, seq: int, role: str) -> dict[str, object]:
    said = {"version": 1, "not_yets": 0, "gained": ""}
    return {"checkin_id": n * 100 + seq, "pair_id": n, "person_id": f"U{role}{n}", **said}


def measure(storage: Storage) -> None:
    """The first tick has the due pairs to make and their people to ask, if it is working hours in UTC; then nothing."""
    clock = SystemClock()
    nobody = PeopleService(storage, clock, Slack("xoxb-none", "http://127.0.0.1:9/"), (), "en")
    making, asking = CheckinService(storage, clock, nobody), AskingService(storage, clock, nobody)
    country_of("Etc/UTC")  # which loads the holidays of the world
    print(f"a tick that makes check-ins: {_timed(making.do_due, 1):.0f} ms")
    print(f"a tick that asks their people: {_timed(asking.do_due, 1):.0f} ms")
    print(f"a tick with nothing due: {_timed(making.do_due, TICKS) + _timed(asking.do_due, TICKS):.2f} ms")


def _timed(do_due: Callable[[], int], times: int) -> float:
    """Milliseconds that it takes."""
    begun = perf_counter()
    for _ in range(times):
        do_due()
    return (perf_counter() - begun) * 1000 / times


if __name__ == "__main__":
    main()
