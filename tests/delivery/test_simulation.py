"""Days of delivery with everything that can go wrong: no rule is broken, and rules that are broken are seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.delivery import Delivery
from bot.delivery.last_look import LastLook
from bot.delivery.pace import Pace
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.rates import Method
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage, Work
from tests.builders import NoPace, a_delivery
from tests.databases import Postgres
from tests.delivery.rough_slack import RoughSlack
from tests.delivery.simulation import Delivering, Simulation
from tests.fakes import FakeClock


class WithoutLooking(Delivery):
    """Sends again what may have arrived."""

    def _see_through(self, message: Outgoing, reader: Person | None) -> None:
        super()._see_through(replace(message, unknown_since=None), reader)


class WithoutRecovery(Delivery):
    """Leaves what a dead worker held where it is."""

    def recover(self) -> int:
        return 0


class WithoutNight(LastLook):
    """Takes no look at the clock on the reader's wall."""

    def _moved(self, message: Outgoing, reader: Person | None, now: datetime) -> Outgoing | None:
        return None


class InOfficeHours(LastLook):
    """Takes everybody to be where the server is."""

    def _moved(self, message: Outgoing, reader: Person | None, now: datetime) -> Outgoing | None:
        return super()._moved(message, replace(reader, tz="UTC") if reader else None, now)


class WithoutLastLook(LastLook):
    """Sends whatever was once decided."""

    def at(self, message: Outgoing, reader: Person | None) -> Outgoing | None:
        return None


class Spendthrift(LastLook):
    """Writes as often as there is something to say."""

    def _without_place(self, work: Work, message: Outgoing, reader: Person | None, now: datetime) -> Outgoing | None:
        return None


class Deaf(Pace):
    """Does not mind what Slack says."""

    def slow_down(self, work: Work, method: Method, retry_after: timedelta, now: datetime) -> None:
        pass


def delivering(
    kind: type[Delivery] = Delivery, look: type[LastLook] = LastLook, pace: Callable[[], Pace] = Pace
) -> Delivering:
    def make(storage: Storage, clock: FakeClock, slack: RoughSlack) -> Delivery:
        return a_delivery(storage, clock, slack, pace=pace(), look=look, kind=kind)

    return make


@pytest.mark.parametrize("seed", [pytest.param(1, marks=pytest.mark.long), 2027])
def test_no_rule_is_broken(storage: Storage, seed: int) -> None:
    assert Simulation(storage, seed, delivering()).run() == [], f"seed {seed}"


def test_the_same_seed_gives_the_same_trace_on_both_databases(postgres: Postgres, tmp_path: Path) -> None:
    def trace(address: str) -> object:
        engine = connect(address)
        migrate(engine)
        simulation = Simulation(Storage(engine), 7, delivering())
        simulation.run(0.3)
        happened = simulation.trace()
        engine.dispose()
        return happened

    with postgres.database() as address:
        assert trace(address) == trace(f"sqlite:///{tmp_path / 'trace.db'}")


MUTANTS = {
    "sends again what may have arrived": delivering(kind=WithoutLooking),
    "leaves what a dead worker held": delivering(kind=WithoutRecovery),
    "writes at night": delivering(look=WithoutNight),
    "keeps the server's hours": delivering(look=InOfficeHours),
    "takes no last look": delivering(look=WithoutLastLook),
    "keeps to no weekly budget": delivering(look=Spendthrift),
    "knows no limits": delivering(pace=NoPace),
    "does not mind Retry-After": delivering(pace=Deaf),
}


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_broken_rule_is_seen(mutant: str, tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'mutant.db'}")
    migrate(engine)
    assert Simulation(Storage(engine), 1, MUTANTS[mutant]).run() != []
    engine.dispose()
