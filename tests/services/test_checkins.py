"""The clockwork: check-ins as days go by."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.checkins import CheckinState, Step
from bot.domain.pairs import PairState
from bot.messages.pausing import Paused
from storage.work import Storage
from tests.conftest import CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.checking import Round


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Round:
    return Round(storage, clock, slack)


def test_a_new_pair_is_asked_after_ten_days_and_then_in_its_rhythm(house: Round) -> None:
    pair = house.begin()[0]
    introduced = house.person(pair.mentee_id).today(house.clock.now())
    house.pass_days(9)
    assert not house.checkins_of(pair)
    house.pass_days(25)
    first, second = house.checkins_of(pair)
    assert first.planned_on == introduced + timedelta(days=10)
    assert second.planned_on == first.planned_on + timedelta(days=21)
    assert [each.seq for each in (first, second)] == [1, 2]
    assert first.state is CheckinState.UNANSWERED
    for person_id in pair.people:
        asked = [line.step for each in house.questions(person_id) for line in each.lines]
        assert asked == [Step.ASK, Step.REMIND, Step.PRIVATE, Step.ASK]


def test_after_three_silent_checkins_the_pair_is_paused_and_never_ended(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(10 + 3 * 21 - 4)
    assert house.pair(pair).state is PairState.ACTIVE
    house.pass_days(30)
    assert house.pair(pair).state is PairState.PAUSED
    assert len(house.checkins_of(pair)) == 3
    for person_id in pair.people:
        assert len(house.told(person_id, Paused)) == 1
        asked = [line.step for each in house.questions(person_id) for line in each.lines]
        assert asked.count(Step.PRIVATE) == 1


def test_a_mentor_of_several_is_asked_once_a_morning(house: Round) -> None:
    pairs = house.begin(10)
    mentor_id = max((each.mentor_id for each in pairs), key=lambda id: sum(p.mentor_id == id for p in pairs))
    count = sum(each.mentor_id == mentor_id for each in pairs)
    assert count > 1
    house.pass_days(40)
    days = [each.day for each in house.questions(mentor_id)]
    assert len(set(days)) == len(days)
    assert len(house.questions(mentor_id)[0].lines) == count


def test_several_processes_make_a_checkin_and_ask_once(house: Round) -> None:
    pairs = house.begin(6)
    house.clock.move(days=11)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: house.tick(), range(8)))
    house.pass_days(4)
    assert [len(house.checkins_of(each)) for each in pairs] == [1] * len(pairs)
    for pair in pairs:
        lines = [line for each in house.questions(pair.mentee_id) for line in each.lines]
        assert [line.step for line in lines if line.pair_id == pair.id].count(Step.ASK) == 1


def test_after_a_long_stop_one_checkin_comes_and_not_all_that_were_missed(house: Round) -> None:
    pair = house.begin()[0]
    house.clock.move(days=100)
    house.tick()
    assert len(house.checkins_of(pair)) == 1
    house.pass_days(6)
    assert len(house.checkins_of(pair)) == 1


def test_nobody_is_asked_while_one_is_away(house: Round) -> None:
    pair = house.begin()[0]
    mentor = house.person(pair.mentor_id)
    until = mentor.today(house.clock.now()) + timedelta(days=30)
    house.breaks.take(mentor, "everything", until, house.key())
    for _ in range(28):
        house.pass_days(1)
        house.breaks.do_due()
    assert not house.questions(pair.mentee_id)
    assert not house.checkins_of(pair)
    house.pass_days(11)
    assert len(house.questions(pair.mentee_id)) == 1


def test_a_pair_that_has_ended_is_asked_nothing(house: Round) -> None:
    pair = house.begin()[0]
    house.clock.move(days=11)
    house.tick()
    house.pairs.end(CLAIRE, pair.id)
    before = [len(house.questions(each)) for each in pair.people]
    house.pass_days(60)
    assert [len(house.questions(each)) for each in pair.people] == before
    assert house.schedule(pair).next_at is None


def test_nothing_is_asked_after_the_programmes_last_day_unless_it_is_prolonged(house: Round) -> None:
    pair = house.begin()[0]
    with house.storage.begin() as work:
        programme = work.programmes.get(house.programme.id)
        today = house.clock.now().date()
        work.programmes.save(replace(programme, ends_on=today + timedelta(days=5)))
    house.pass_days(40)
    assert not house.checkins_of(pair)
    with house.storage.begin() as work:
        programme = work.programmes.get(house.programme.id)
        work.programmes.save(replace(programme, ends_on=today + timedelta(days=200)))
    house.pass_days(8)
    assert house.checkins_of(pair)
