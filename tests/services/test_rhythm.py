"""People choose their own hours, and what waits for them follows."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.calendar import Hours
from bot.domain.errors import InvalidForm
from bot.domain.lanes import Lane
from bot.domain.outbox import Outgoing, OutgoingState, Surface
from bot.domain.people import Person
from bot.domain.rhythm import Rhythm
from bot.services.directory import DirectoryService
from bot.services.people import PeopleService
from bot.services.rhythm import RhythmService
from storage.work import Storage
from tests.builders import a_message
from tests.conftest import ANA
from tests.fakes import MONDAY, FakeClock, FakeSlack

WORKING = (0, 1, 2, 3, 4)
NIGHT = datetime(2027, 1, 4, 20, 0, tzinfo=UTC)


@pytest.fixture
def rhythm(storage: Storage, clock: FakeClock) -> RhythmService:
    with storage.begin() as work:
        work.people.keep(ANA)
    return RhythmService(storage, clock)


def waiting(storage: Storage, clock: FakeClock, **more: object) -> None:
    """A message written at night, which waits for half past nine in Paris."""
    clock.move(seconds=(NIGHT - clock.now()).total_seconds())
    morning = datetime(2027, 1, 5, 8, 30, tzinfo=UTC)
    said = a_message("a", kind="enrolment/unfinished", lane=Lane.NUDGE, due_at=morning, wanted_at=NIGHT, **more)
    with storage.begin() as work:
        work.outbox.add(replace(said, deadline=morning + timedelta(days=2)))


def ana(storage: Storage) -> Person:
    with storage.look() as work:
        found = work.people.find(ANA.id)
    assert found
    return found


def message(storage: Storage) -> Outgoing:
    with storage.begin() as work:
        return work.outbox.get(1)


def test_ones_own_hours_are_kept_and_shown(storage: Storage, rhythm: RhythmService) -> None:
    rhythm.choose(ANA, time(7), time(12), (0, 2), True, "k")
    assert ana(storage).rhythm == Rhythm(time(7), time(12), (0, 2), seldom=True)
    now = rhythm.form(ana(storage)).now
    assert (now.opens, now.closes, now.days, now.seldom, now.is_own) == (time(7), time(12), (0, 2), True, True)


def test_what_slack_says_later_leaves_them_alone(storage: Storage, rhythm: RhythmService) -> None:
    rhythm.choose(ANA, time(7), time(12), (0, 2), False, "k")
    with storage.begin() as work:
        work.people.keep(replace(ana(storage), name="Ana B."))
    assert ana(storage).rhythm == Rhythm(time(7), time(12), (0, 2))
    assert ana(storage).name == "Ana B."


def test_the_usual_is_no_choice_of_ones_own(storage: Storage, rhythm: RhythmService) -> None:
    rhythm.choose(ANA, time(9, 30), time(16, 30), WORKING, False, "k")
    assert ana(storage).rhythm is None


def test_the_usual_is_a_press_away(storage: Storage, rhythm: RhythmService) -> None:
    rhythm.choose(ANA, time(7), time(12), (0, 2), True, "k")
    assert rhythm.go_back(ANA, "l").opens == time(9, 30)
    assert ana(storage).rhythm is None


def test_what_is_wrong_changes_nothing(storage: Storage, rhythm: RhythmService) -> None:
    with pytest.raises(InvalidForm):
        rhythm.choose(ANA, time(12), time(7), WORKING, False, "k")
    assert ana(storage).rhythm is None


def test_what_waits_moves_into_the_new_hours(storage: Storage, clock: FakeClock, rhythm: RhythmService) -> None:
    waiting(storage, clock)
    rhythm.choose(ANA, time(22), time(23), WORKING, False, "k")
    assert message(storage).due_at == datetime(2027, 1, 4, 21, 0, tzinfo=UTC)
    rhythm.choose(ANA, time(9, 30), time(16, 30), (3,), False, "l")
    assert message(storage).due_at == datetime(2027, 1, 7, 8, 30, tzinfo=UTC)
    rhythm.go_back(ANA, "m")
    assert message(storage).due_at == datetime(2027, 1, 5, 8, 30, tzinfo=UTC)


def test_it_is_worth_saying_for_as_long_after_its_new_time(
    storage: Storage, clock: FakeClock, rhythm: RhythmService
) -> None:
    waiting(storage, clock)
    before = message(storage).deadline
    assert before
    rhythm.choose(ANA, time(9, 30), time(16, 30), (3,), False, "k")
    later = message(storage).deadline
    assert later
    assert later > before
    rhythm.go_back(ANA, "l")
    assert message(storage).deadline == later


def test_what_is_meant_for_later_does_not_come_sooner(
    storage: Storage, clock: FakeClock, rhythm: RhythmService
) -> None:
    waiting(storage, clock)
    friday = datetime(2027, 1, 8, 10, 0, tzinfo=UTC)
    with storage.begin() as work:
        work.outbox.add(a_message("b", kind="enrolment/again", lane=Lane.NUDGE, due_at=friday))
    rhythm.choose(ANA, time(7), time(20), WORKING, False, "k")
    with storage.begin() as work:
        assert work.outbox.get(2).due_at == friday


def test_answers_and_what_is_on_its_way_stay_as_they_are(
    storage: Storage, clock: FakeClock, rhythm: RhythmService
) -> None:
    waiting(storage, clock)
    with storage.begin() as work:
        work.outbox.add(a_message("answer"))
        work.outbox.claim("one", NIGHT + timedelta(days=1), timedelta(minutes=1), Surface.MESSAGE, Lane.NUDGE)
    rhythm.choose(ANA, time(22), time(23), WORKING, False, "k")
    with storage.begin() as work:
        assert work.outbox.get(1).state is OutgoingState.SENDING
        assert work.outbox.get(2).due_at == MONDAY


def test_another_zone_moves_what_waits(
    storage: Storage, clock: FakeClock, rhythm: RhythmService, directory: DirectoryService
) -> None:
    """Half past nine in Singapore is half past one at night in London."""
    waiting(storage, clock)
    directory.changed(replace(ANA, tz="Asia/Singapore"))
    assert message(storage).due_at == datetime(2027, 1, 5, 1, 30, tzinfo=UTC)


def test_a_zone_that_is_heard_of_by_the_way_moves_it_too(
    storage: Storage, clock: FakeClock, rhythm: RhythmService, slack: FakeSlack, people: PeopleService
) -> None:
    waiting(storage, clock)
    slack.people[ANA.id] = replace(ANA, tz="Asia/Singapore")
    people.known(ANA.id)
    assert message(storage).due_at == datetime(2027, 1, 5, 1, 30, tzinfo=UTC)


def test_the_form_says_what_is_usual_in_the_company(storage: Storage, clock: FakeClock) -> None:
    early = RhythmService(Storage(storage.engine, hours=Hours(time(8), time(12))), clock)
    assert early.form(ANA).usual.opens == time(8)
    assert early.form(replace(ANA, tz="Asia/Jerusalem")).usual_days == (0, 1, 2, 3, 6)
