"""What people answer who are asked about their pairs, and what follows."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.checkins import CheckinState, News, Step, Trouble, Way
from bot.domain.errors import AnsweredAlready, Gone, InvalidForm, NotAllowed, PairOver, Settled
from bot.domain.feedback import Fit
from bot.domain.outbox import Outgoing
from bot.domain.pairs import Ending, Pair, PairState
from bot.messages import catalogue
from bot.messages.meeting_times import Taken, Times
from bot.messages.pairs import Parted
from bot.messages.pausing import Paused, Resumed
from storage.outbox import outbox
from storage.work import Storage
from tests.conftest import CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.checking import Round
from tests.services.outgoing import said

CANARY = "canary-41cd"


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Round:
    return Round(storage, clock, slack)


def heard_by(house: Round, person_id: str) -> str:
    return json.dumps([catalogue.dump(each) for each in said(house.storage, person_id)])


def test_a_meeting_starts_the_clock_again_and_the_other_confirms_with_one_tap(house: Round) -> None:
    pair = house.asked()
    mentee, mentor = (house.person(each) for each in pair.people)
    house.meet(
        pair, mentee.id, house.last_day(mentee.id), way="phone", minutes="40", rating="5", gained=CANARY, fit="good"
    )
    checkin = house.checkins_of(pair)[0]
    assert (checkin.state, checkin.way, checkin.minutes) == (CheckinState.MET, Way.PHONE, 40)
    assert house.schedule(pair).planned_on == mentee.today(house.clock.now()) + timedelta(days=21)
    house.pass_days(5)
    assert house.steps(mentor.id) == [Step.ASK, Step.CONFIRM]
    told = house.meetings.confirm(mentor, pair.id, house.last_day(mentor.id))
    assert told.lines[0].said == "confirmed"
    house.pass_days(10)
    assert house.steps(mentor.id) == [Step.ASK, Step.CONFIRM]
    assert house.steps(mentee.id) == [Step.ASK]
    assert CANARY not in heard_by(house, mentor.id)
    mine, theirs = (house.answers(pair, each.id)[0] for each in (mentee, mentor))
    assert (mine.rating, mine.gained, mine.fit) == (5, CANARY, Fit.GOOD)
    assert (theirs.news, theirs.rating) == (News.MET, None)
    assert house.heard == [(pair.id, mentee.id, 5, Fit.GOOD), (pair.id, mentor.id, None, None)]


def test_both_may_tell_of_the_same_meeting(house: Round) -> None:
    pair = house.asked()
    for person_id in pair.people:
        house.meet(pair, person_id, house.last_day(person_id), rating="4")
    assert len(house.checkins_of(pair)) == 1
    assert house.schedule(pair).meetings == 1
    house.pass_days(3)
    assert house.steps(pair.mentor_id) == [Step.ASK]


def test_a_meeting_counts_at_any_time_from_home(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(2)
    house.meet(pair, pair.mentor_id)
    house.pass_days(1)
    house.meet(pair, pair.mentee_id)
    house.pass_days(12)
    assert house.schedule(pair).meetings == 1
    assert house.steps(pair.mentee_id) == [Step.CONFIRM]
    house.meet(pair, pair.mentee_id)
    assert house.schedule(pair).meetings == 2
    assert [each.seq for each in house.checkins_of(pair)] == [1, 2]
    assert "fit" in _asked_of_meeting(house, pair)  # of the second one, told again
    house.pass_days(1)
    assert "fit" not in _asked_of_meeting(house, pair)


def _asked_of_meeting(house: Round, pair: Pair) -> set[str]:
    page = house.meetings.form(house.person(pair.mentee_id), pair.id, "", {})
    return {each.id for each in page.form.questions}


def test_the_same_form_sent_twice_counts_once(house: Round) -> None:
    pair = house.asked()
    person = house.person(pair.mentee_id)
    today = person.today(house.clock.now()).isoformat()
    typed = {"held_on": today, "way": None, "minutes": None, "rating": "3", "gained": "", "next_on": None}
    for _ in range(2):
        house.meetings.record(person, pair.id, "", typed, "once")
    assert house.schedule(pair).meetings == 1
    assert len(house.heard) == 1


def test_a_day_that_is_named_is_prepared_by_the_mentor_and_asked_about_the_day_after(house: Round) -> None:
    pair = house.asked()
    today = house.person(pair.mentee_id).today(house.clock.now())
    next_on = today + timedelta(days=9)
    house.meet(pair, pair.mentee_id, next_on=next_on.isoformat())
    house.meetings.confirm(house.person(pair.mentor_id), pair.id, _confirm_day(house, pair))
    house.pass_days(8)
    assert house.steps(pair.mentor_id)[2:] == [None]
    assert house.questions(pair.mentor_id)[-1].lines[0].day == next_on
    house.pass_days(5)
    assert house.checkins_of(pair)[-1].planned_on == next_on + timedelta(days=1)
    assert house.steps(pair.mentee_id)[:2] == [Step.ASK, Step.ASK]


def _confirm_day(house: Round, pair: Pair) -> str:
    house.pass_days(1)
    return house.last_day(pair.mentor_id)


@pytest.mark.parametrize(
    ("field", "days", "fault"),
    [("held_on", 1, "too_late"), ("held_on", -200, "too_early"), ("next_on", 0, "not_in_future")],
)
def test_days_that_can_not_be_are_said_beside_the_field(house: Round, field: str, days: int, fault: str) -> None:
    pair = house.asked()
    day = house.person(pair.mentee_id).today(house.clock.now()) + timedelta(days=days)
    with pytest.raises(InvalidForm) as refused:
        house.meet(pair, pair.mentee_id, **{field: day.isoformat()})
    assert refused.value.faults[field].name == fault


def test_not_yet_is_asked_again_once_after_two_days_and_the_partner_never_knows(house: Round) -> None:
    pair = house.asked()
    mentee = house.person(pair.mentee_id)
    before = heard_by(house, pair.mentor_id)
    house.replying.not_yet(mentee, pair.id, house.last_day(mentee.id))
    with pytest.raises(AnsweredAlready) as late:
        house.replying.not_yet(mentee, pair.id, house.last_day(mentee.id))
    assert late.value.facts["at"] == house.clock.now()
    assert heard_by(house, pair.mentor_id) == before
    house.pass_days(4)
    assert house.steps(mentee.id) == [Step.ASK, Step.AGAIN]
    house.replying.not_yet(mentee, pair.id, house.last_day(mentee.id))
    house.pass_days(9)
    assert house.steps(mentee.id) == [Step.ASK, Step.AGAIN, Step.PRIVATE]
    assert "not_yet" not in heard_by(house, pair.mentor_id)


def test_moved_is_no_miss_and_nobody_is_asked_before_the_new_day(house: Round) -> None:
    pair = house.asked()
    mentor = house.person(pair.mentor_id)
    to = mentor.today(house.clock.now()) + timedelta(days=12)
    questions, _ = house.replying.moved(mentor, pair.id, house.last_day(mentor.id), to)
    assert questions
    assert (questions.lines[0].said, questions.lines[0].until) == ("moved", to)
    assert house.checkins_of(pair)[0].state is CheckinState.MOVED
    house.pass_days(10)
    assert house.steps(pair.mentee_id) == [Step.ASK]
    with pytest.raises(Settled):
        house.replying.not_yet(house.person(pair.mentee_id), pair.id, house.last_day(pair.mentee_id))
    house.pass_days(6)
    assert house.steps(pair.mentee_id) == [Step.ASK, Step.ASK]
    assert house.schedule(pair).overdue_on == to + timedelta(days=1)


@pytest.mark.parametrize("days", [None, 0, -3, 9999])
def test_a_day_to_name_lies_ahead(house: Round, days: int | None) -> None:
    pair = house.asked()
    mentor = house.person(pair.mentor_id)
    to = None if days is None else mentor.today(house.clock.now()) + timedelta(days=days)
    with pytest.raises(InvalidForm):
        house.replying.moved(mentor, pair.id, "", to)


def test_who_is_busy_is_left_alone_and_so_is_the_partner(house: Round) -> None:
    pair = house.asked()
    mentor = house.person(pair.mentor_id)
    before = heard_by(house, pair.mentee_id)
    house.replying.busy(mentor, pair.id, "", mentor.today(house.clock.now()) + timedelta(days=20))
    house.pass_days(26)
    assert heard_by(house, pair.mentee_id) == before
    house.pass_days(5)
    assert house.steps(mentor.id)[:2] == [Step.ASK, Step.ASK]


def test_what_is_confided_stays_between_who_says_it_and_the_programme_team(house: Round) -> None:
    pair = house.begin()[0]
    house.pass_days(18)
    mentee = house.person(pair.mentee_id)
    assert house.steps(mentee.id)[-1] is Step.PRIVATE
    before = heard_by(house, pair.mentor_id)
    house.replying.confide(mentee, pair.id, house.last_day(mentee.id), Trouble.UNREACHABLE)
    assert house.schedule(pair).help_for == mentee.id
    assert heard_by(house, pair.mentor_id) == before
    with pytest.raises(AnsweredAlready):
        house.replying.confide(mentee, pair.id, house.last_day(mentee.id), Trouble.UNREACHABLE)


def test_a_pair_that_rests_goes_on_as_soon_as_one_of_them_likes(house: Round) -> None:
    pair = _paused(house)
    mentee = house.person(pair.mentee_id)
    house.resting.resume(mentee, pair.id)
    house.resting.resume(mentee, pair.id)
    assert house.pair(pair).state is PairState.ACTIVE
    assert len(house.told(pair.mentor_id, Resumed)) == 1
    house.pass_days(25)
    assert house.steps(mentee.id)[-1] is Step.ASK
    assert len(house.checkins_of(pair)) == 4


def test_what_has_been_answered_or_decided_meanwhile_is_not_said_any_more(house: Round) -> None:
    pair = _paused(house)
    paused = _waiting(house, pair.mentee_id, "checkins/paused")
    asked = _waiting(house, pair.mentee_id, "checkins/questions")
    with house.storage.begin() as work:
        assert house.resting.overtaken(work, paused) is None
        assert house.asking.overtaken(work, asked) == "answered"
    house.resting.resume(house.person(pair.mentee_id), pair.id)
    house.pass_days(22)
    question = _waiting(house, pair.mentee_id, "checkins/questions")
    with house.storage.begin() as work:
        assert house.resting.overtaken(work, paused) == "decided"
        assert house.asking.overtaken(work, question) is None
    house.meet(pair, pair.mentee_id)
    with house.storage.begin() as work:
        assert house.asking.overtaken(work, question) == "answered"


def _waiting(house: Round, to: str, kind: str) -> Outgoing:
    """The newest message of a kind."""
    query = select(outbox).where((outbox.c.to == to) & (outbox.c.kind == kind)).order_by(outbox.c.id.desc()).limit(1)
    with house.storage.engine.connect() as connection:
        return Outgoing(**connection.execute(query).one()._mapping)


def test_later_asks_both_again_in_two_weeks(house: Round) -> None:
    pair = _paused(house)
    house.resting.later(house.person(pair.mentor_id), pair.id)
    house.pass_days(12)
    assert len(house.told(pair.mentee_id, Paused)) == 1
    house.pass_days(6)
    assert [len(house.told(each, Paused)) for each in pair.people] == [2, 2]
    house.pass_days(60)
    assert house.pair(pair).state is PairState.PAUSED


def test_either_may_end_well_and_both_hear_the_same(house: Round) -> None:
    pair = _paused(house)
    house.pairs.end_well(house.person(pair.mentor_id), pair.id)
    assert (house.pair(pair).state, house.pair(pair).ending) == (PairState.ENDED, Ending.SILENCE)
    assert all(house.told(each, Parted) for each in pair.people)
    with pytest.raises(PairOver):
        house.resting.resume(house.person(pair.mentee_id), pair.id)


def test_a_meeting_wakes_a_pair_that_rests(house: Round) -> None:
    pair = _paused(house)
    house.meet(pair, pair.mentor_id)
    assert house.pair(pair).state is PairState.ACTIVE
    assert house.schedule(pair).next_at


def _paused(house: Round) -> Pair:
    pair = house.begin()[0]
    house.pass_days(80)
    assert house.pair(pair).state is PairState.PAUSED
    return pair


def test_times_are_proposed_and_one_is_taken(house: Round) -> None:
    pair = house.asked()
    mentee, mentor = (house.person(each) for each in pair.people)
    slots = house.proposing.form(mentor, pair.id, "", {}).slots
    assert len(slots) == 3
    house.proposing.propose(mentor, pair.id, "", [int(each.timestamp()) for each in slots], house.key())
    sent = house.told(mentee.id, Times)[0]
    assert sent.slots == slots
    house.proposing.take(mentee, pair.id, int(slots[1].timestamp()))
    assert house.told(mentor.id, Taken) == [Taken(mentee.id, slots[1])]
    assert house.schedule(pair).meets_on == slots[1].astimezone(mentee.zone).date()
    with pytest.raises(InvalidForm):
        house.proposing.propose(mentor, pair.id, "", [1], house.key())
    with pytest.raises(Settled):
        house.proposing.take(mentee, pair.id, 1)


def test_only_the_two_answer_and_only_while_they_are_a_pair(house: Round) -> None:
    pair = house.asked()
    mentee = house.person(pair.mentee_id)
    day = house.last_day(mentee.id)
    with pytest.raises(NotAllowed):
        house.replying.not_yet(CLAIRE, pair.id, day)
    with pytest.raises(NotAllowed):
        house.meetings.form(CLAIRE, pair.id, "", {})
    with pytest.raises(Gone):
        house.replying.not_yet(mentee, pair.id, "2020-01-01")
    house.pairs.end(CLAIRE, pair.id)
    for late in (house.replying.not_yet, house.meetings.confirm):
        with pytest.raises(PairOver):
            late(mentee, pair.id, day)
    with pytest.raises(PairOver):
        house.meetings.form(mentee, pair.id, day, {})
