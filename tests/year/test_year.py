"""Some weeks of a small programme, with everything that can go wrong. `make simulate` lives through whole years."""

from pathlib import Path

import pytest

from bot.delivery.last_look import LastLook
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.services.asking import AskingService
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage
from tests.databases import Postgres
from tests.year.parts import Parts
from tests.year.year import Year

PEOPLE, DAYS, HARDSHIP = 10, 40, 8
"""A year's mishaps, in some weeks."""


@pytest.mark.parametrize("seed", [2027])
def test_no_rule_is_broken(storage: Storage, seed: int) -> None:
    year = Year(storage, seed, PEOPLE, hardship=HARDSHIP)
    assert year.run(DAYS) == [], f"seed {seed}"
    assert year.counts["checkins/questions"] > PEOPLE / 2


def test_the_same_seed_gives_the_same_trace_on_both_databases(postgres: Postgres, tmp_path: Path) -> None:
    with postgres.database() as address:
        traces = [_trace(where) for where in (f"sqlite:///{tmp_path / 'year.db'}", address)]
    assert traces[0] == traces[1]


def _trace(address: str) -> list[tuple[object, ...]]:
    engine = connect(address)
    migrate(engine)
    year = Year(Storage(engine), 3, PEOPLE, hardship=HARDSHIP)
    year.run(days=25)
    trace = year.trace()
    engine.dispose()
    return trace


class Blind(LastLook):
    """Sends whatever was once decided."""

    def at(self, message: Outgoing, reader: Person | None) -> Outgoing | None:
        return None


class Chatty(AskingService):
    """Asks as often as there is something to ask."""

    def _not_before(self, *_: object) -> None:
        return None


class WithoutLastLook(Parts):
    Look = Blind


class AskingOften(Parts):
    Asking = Chatty


@pytest.mark.long
@pytest.mark.parametrize(("parts", "seed"), [(WithoutLastLook, 8), (AskingOften, 11)])
def test_a_broken_rule_is_seen(storage: Storage, parts: type[Parts], seed: int) -> None:
    assert Year(storage, seed, PEOPLE, parts, HARDSHIP).run(DAYS)
