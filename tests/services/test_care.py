"""What the programme team sees of pairs that do not meet; and what pairs choose for themselves."""

from datetime import timedelta

import pytest

from bot.domain.checkins import Step, Trouble
from bot.domain.errors import ChangedMeanwhile, InvalidForm, NotAllowed
from bot.domain.pairs import PairState
from bot.domain.programmes import Cadence
from storage.work import Storage
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.checking import Round

STEPS = {
    "first_after": 5,
    "again_after": 1,
    "remind_after": 2,
    "private_after": 4,
    "list_after": 6,
    "pause_after": 1,
}


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Round:
    return Round(storage, clock, slack)


def test_a_pair_that_does_not_meet_comes_on_the_list_two_weeks_after_its_checkin(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(23)
    assert house.care.open(CLAIRE, 1).pairs == ()
    house.pass_days(2)
    needy = house.care.open(CLAIRE, 1).pairs
    assert [(each.pair_id, each.why) for each in needy] == [(pair.id, "quiet")]
    house.meet(pair, pair.mentor_id)
    assert house.care.open(CLAIRE, 1).pairs == ()


def test_who_asks_for_help_comes_first_and_at_once(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(18)
    mentee = house.person(pair.mentee_id)
    house.replying.confide(mentee, pair.id, house.last_day(mentee.id), Trouble.UNREACHABLE)
    needy = house.care.open(CLAIRE, 1).pairs[0]
    assert (needy.why, needy.help_for, needy.other) == ("unreachable", mentee.id, pair.mentor_id)


def test_a_pair_that_rests_is_on_the_list(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(80)
    assert [each.why for each in house.care.open(CLAIRE, 1).pairs] == ["rests"]
    house.resting.resume(house.person(pair.mentee_id), pair.id)
    assert house.care.open(CLAIRE, 1).pairs == ()


def test_a_pair_may_wait_three_days_or_until_it_fails_to_meet_again(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(25)
    assert house.care.snooze(CLAIRE, pair.id).pairs == ()
    house.pass_days(3)
    assert len(house.care.open(CLAIRE, 1).pairs) == 1
    assert house.care.dismiss(CLAIRE, pair.id).pairs == ()
    house.pass_days(5)
    assert house.care.open(CLAIRE, 1).pairs == ()
    house.meet(pair, pair.mentor_id)
    house.pass_days(40)
    assert len(house.care.open(CLAIRE, 1).pairs) == 1


def test_each_step_is_the_programmes_own(house: Round) -> None:
    house.care.change(CLAIRE, 1, 1, STEPS, house.key())
    pair = house.begin()[0]
    house.pass_days(12)
    assert house.checkins_of(pair)[0].planned_on == house.clock.now().date() - timedelta(days=7)
    assert house.steps(pair.mentee_id) == [Step.ASK, Step.REMIND, Step.PRIVATE]
    assert len(house.care.open(CLAIRE, 1).pairs) == 1
    house.pass_days(18)
    assert house.pair(pair).state is PairState.PAUSED


def test_steps_are_changed_as_they_were_seen(house: Round) -> None:
    house.care.change(CLAIRE, 1, 1, STEPS, "once")
    house.care.change(CLAIRE, 1, 1, STEPS, "once")
    assert house.care.steps(CLAIRE, 1).ladder.pause_after == 1
    house.care.change(CLAIRE, 1, 1, STEPS, house.key())
    with pytest.raises(ChangedMeanwhile):
        house.care.change(CLAIRE, 1, 1, STEPS, house.key())
    with pytest.raises(InvalidForm):
        house.care.change(CLAIRE, 1, 2, {**STEPS, "list_after": 1}, house.key())


def test_only_the_programme_team_looks_after_pairs(house: Round) -> None:
    pair = house.begin()[0]
    with house.storage.begin() as work:
        work.people.keep(ANA)
    for act in (house.care.open, house.care.steps):
        with pytest.raises(NotAllowed):
            act(ANA, 1)
    for hide in (house.care.snooze, house.care.dismiss):
        with pytest.raises(NotAllowed):
            hide(ANA, pair.id)
    with pytest.raises(NotAllowed):
        house.care.change(ANA, 1, 1, STEPS, "k")


def test_a_pair_chooses_its_own_rhythm(house: Round) -> None:
    pair = house.asked()
    mentee = house.person(pair.mentee_id)
    house.meet(pair, mentee.id)
    met_on = mentee.today(house.clock.now())
    assert house.cadence.form(mentee, pair.id).usual is Cadence.THREE_WEEKS
    house.cadence.choose(mentee, pair.id, Cadence.TWO_WEEKS)
    assert house.schedule(pair).planned_on == met_on + timedelta(days=14)
    house.cadence.choose(house.person(pair.mentor_id), pair.id, None)
    assert house.schedule(pair).planned_on == met_on + timedelta(days=21)
    with pytest.raises(NotAllowed):
        house.cadence.choose(CLAIRE, pair.id, None)
