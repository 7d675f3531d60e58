"""What the two of a pair say of it: who is asked when, who hears of it, and who never does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import IllegalStep, InvalidForm, NotAllowed
from bot.domain.feedback import Fit, Reason
from bot.domain.pairs import PairState
from bot.messages.feedback import Alert, MoreTime, Offer
from storage.team import Source
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.saying import TYPED, Parlour

CANARY = "canary-77fd"


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Parlour:
    return Parlour(storage, clock, slack)


def test_who_says_it_in_the_form_is_not_asked_and_the_partner_who_only_confirms_is_once(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee, 5, Fit.GOOD)
    house.days(1)
    assert house.fit_asked(mentor) == []
    house.met(pair, mentor)
    house.days(20)
    assert house.fit_asked(mentee) == []
    assert len(house.fit_asked(mentor)) == 1


def test_a_partner_who_says_nothing_at_all_is_asked_some_days_later(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee, 4, Fit.GOOD)
    house.days(2.5)
    assert house.fit_asked(mentor) == []
    house.days(1)
    assert len(house.fit_asked(mentor)) == 1


def test_the_form_comes_before_the_question(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.met(pair, mentee)
    house.clock.move(minutes=10)
    house.met(pair, mentee, 4, Fit.DECIDING)
    house.days(10)
    assert house.fit_asked(mentee) == []


def test_who_is_still_deciding_is_asked_again_after_the_next_meeting(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    for meeting in (1, 2, 3):
        house.met(pair, mentee)
        house.days(7)
        assert len(house.fit_asked(mentee)) == meeting
        house.feedback.fit(mentee, house.fit_asked(mentee)[-1].sounding_id, Fit.DECIDING)
    house.met(pair, mentee)
    house.days(7)
    house.feedback.fit(mentee, house.fit_asked(mentee)[-1].sounding_id, Fit.GOOD)
    house.met(pair, mentee)
    house.days(7)
    assert len(house.fit_asked(mentee)) == 4


def test_who_never_answers_is_asked_after_two_meetings_only(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    for _ in range(4):
        house.met(pair, mentee)
        house.days(7)
    assert len(house.fit_asked(mentee)) == 2


def test_not_a_good_fit_goes_to_hr_at_once_with_a_way_out_for_who_said_it(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee)
    house.days(1)
    thanks = house.feedback.fit(mentee, house.fit_asked(mentee)[0].sounding_id, Fit.NOT)
    assert (thanks.outcome, thanks.pair_id) == ("not_good", pair.id)
    alert = house.told(CLAIRE, Alert)[-1]
    assert (alert.person_id, alert.reasons) == (mentee.id, (Reason.NOT_FIT,))
    assert house.told(LEO, Alert) == []
    assert house.pair(pair).state is PairState.ACTIVE
    assert "not_good" not in house.all_told(mentor.id)
    assert house.pairs.changing(mentee, pair.id).pair_id == pair.id


def test_not_a_good_fit_in_the_form_of_a_meeting_brings_the_same_way_out(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentor, 2, Fit.NOT)
    assert [each.partner_id for each in house.told(mentor, Offer)] == [mentee.id]
    assert house.told(CLAIRE, Alert)[-1].reasons == (Reason.NOT_FIT, Reason.LOW)
    assert house.told(mentee, Offer) == []


def test_pressing_again_says_it_once_and_thinking_again_takes_it_back(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.met(pair, mentee)
    house.days(1)
    sounding_id = house.fit_asked(mentee)[0].sounding_id
    for _ in range(2):
        house.feedback.fit(mentee, sounding_id, Fit.NOT)
    assert len(house.opinions(pair, mentee)) == len(house.told(CLAIRE, Alert)) == 1
    assert house.climate.overview(CLAIRE, 1).total == 1
    house.feedback.fit(mentee, sounding_id, Fit.GOOD)
    assert [each.fit for each in house.opinions(pair, mentee)] == [Fit.NOT, Fit.GOOD]
    assert house.climate.overview(CLAIRE, 1).total == 0


def test_low_and_falling_ratings_go_to_hr_at_once_and_others_to_nobody(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    for rating in (5, 4):
        house.met(pair, mentee, rating, Fit.GOOD)
        house.met(pair, mentor, 3, Fit.GOOD)
    assert house.told(CLAIRE, Alert) == []
    house.met(pair, mentee, 3)
    house.met(pair, mentor, 2)
    assert [(each.person_id, each.reasons, each.ratings) for each in house.told(CLAIRE, Alert)] == [
        (mentee.id, (Reason.FALLING,), (5, 4, 3)),
        (mentor.id, (Reason.LOW,), (3, 3, 2)),
    ]


def test_the_pulse_comes_at_day_30_and_every_60_with_two_reminders_until_it_is_answered(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    house.days(29)
    assert house.pulses(mentee) == house.pulses(mentor) == []
    house.days(2)
    house.answer(mentor)
    house.days(30)
    assert [each.reminder for each in house.pulses(mentee)] == [False, True, True]
    assert [each.reminder for each in house.pulses(mentor)] == [False]
    house.days(30)
    assert [each.reminder for each in house.pulses(mentor)] == [False, False]
    assert house.pulses(mentor)[0].sounding_id != house.pulses(mentor)[1].sounding_id


def test_who_says_not_this_time_is_not_reminded_and_can_still_answer(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.days(31)
    sounding_id = house.pulses(mentee)[0].sounding_id
    assert house.feedback.skip(mentee, sounding_id).outcome == "skipped"
    house.days(20)
    assert len(house.pulses(mentee)) == 1
    house.answer(mentee)
    assert [each.rating for each in house.opinions(pair, mentee)] == [4]


def test_nobody_is_asked_while_the_pair_is_paused_or_they_are_away(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.days(25)
    today = house.clock.now().date()
    with house.storage.begin() as work:
        work.people.place({mentor.id: {"absent_until": today + timedelta(days=20)}})
        work.pairs.save(replace(work.pairs.hold(pair.id), state=PairState.PAUSED))
    house.days(10)
    assert house.pulses(mentee) == house.pulses(mentor) == []
    with house.storage.begin() as work:
        work.pairs.save(replace(work.pairs.hold(pair.id), state=PairState.ACTIVE))
    house.days(2)
    assert len(house.pulses(mentee)) == 1
    assert house.pulses(mentor) == []
    house.days(10)
    assert len(house.pulses(mentor)) == 1


def test_who_takes_a_break_from_the_programme_is_asked_when_they_are_back(house: Parlour) -> None:
    _, mentee, _ = house.two()
    house.days(25)
    until = house.clock.now().date() + timedelta(days=10)
    with house.storage.begin() as work:
        enrolment = work.enrolments.find(house.programme.id, mentee.id)
        assert enrolment
        work.enrolments.save(enrolment.paused(until))
    house.days(9)
    assert house.pulses(mentee) == []
    house.breaks.do_due(house.clock.now() + timedelta(days=2))
    house.days(2)
    assert len(house.pulses(mentee)) == 1


def test_a_pair_that_is_over_is_asked_nothing_and_answers_nothing(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.days(31)
    sounding_id = house.pulses(mentee)[0].sounding_id
    house.pairs.end(CLAIRE, pair.id)
    house.days(90)
    assert len(house.pulses(mentee)) == len(house.pulses(mentor)) == 1
    with pytest.raises(IllegalStep):
        house.feedback.answer(mentee, sounding_id, TYPED, "k")
    with pytest.raises(IllegalStep):
        house.feedback.form(mentee, sounding_id)


def test_nobody_is_asked_once_the_programme_is_over(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    with house.storage.begin() as work:
        work.programmes.save(replace(work.programmes.hold(1), ends_on=house.clock.now().date() + timedelta(days=29)))
    house.days(35)
    assert house.pulses(mentee) == house.pulses(mentor) == []


def test_who_has_left_is_not_asked(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    house.days(20)
    with house.storage.begin() as work:
        work.people.keep(replace(mentor, is_active=False))
    house.days(12)
    assert house.pulses(mentor) == []
    assert len(house.pulses(mentee)) == 1


def test_several_processes_ask_once(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    house.sounding.do_due()
    house.clock.move(days=31)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: house.sounding.do_due(), range(4)))
    assert len(house.pulses(mentee)) == len(house.pulses(mentor)) == 1


def test_both_tell_of_a_meeting_at_once_and_neither_is_asked_again(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda who: house.met(pair, who, 4, Fit.GOOD), (mentee, mentor)))
    house.days(10)
    assert house.fit_asked(mentee) == house.fit_asked(mentor) == []
    assert [len(house.opinions(pair, who)) for who in (mentee, mentor)] == [1, 1]


def test_a_long_silence_of_the_bot_is_followed_by_one_question(house: Parlour) -> None:
    _, mentee, _ = house.two()
    house.sounding.do_due()
    house.clock.move(days=150)
    house.sounding.do_due()
    assert len(house.pulses(mentee)) == 1


def test_the_form_is_kept_by_question_with_the_shape_that_it_answers(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.days(31)
    form = house.feedback.form(mentee, house.pulses(mentee)[0].sounding_id)
    house.answer(mentee, quality="3", word=CANARY)
    (said,) = house.opinions(pair, mentee)
    assert (said.rating, said.word, said.form) == (3, CANARY, form.form.shape)
    assert said.answers == {"goal_clear": "yes", "open": "partly", "rhythm": "too_little", "more_time": False}
    with pytest.raises(IllegalStep):
        house.answer(mentee)


def test_what_is_missing_is_said_beside_its_field_and_a_repeated_delivery_is_one_answer(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.days(31)
    sounding_id = house.pulses(mentee)[0].sounding_id
    with pytest.raises(InvalidForm) as refused:
        house.feedback.answer(mentee, sounding_id, {**TYPED, "quality": None}, "k")
    assert set(refused.value.faults) == {"quality"}
    for _ in range(2):
        assert house.feedback.answer(mentee, sounding_id, TYPED, "k").outcome == "sent"
    assert len(house.opinions(pair, mentee)) == 1


def test_a_mentor_hears_that_more_time_is_wished_for_only_if_the_mentee_says_so(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    house.days(31)
    house.answer(mentor, more_time="yes")
    assert house.told(mentee, MoreTime) == []
    sounding_id = house.pulses(mentee)[-1].sounding_id
    typed = {**TYPED, "quality": "3", "more_time": "yes", "word": CANARY}
    assert house.feedback.answer(mentee, sounding_id, typed, "k").outcome == "told"
    assert house.told(mentor, MoreTime) == [MoreTime("Mentoring", mentee.id)]
    assert CANARY not in house.all_told(mentor.id)


def test_a_mentor_hears_nothing_without_consent(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    house.days(31)
    house.answer(mentee, rhythm="too_little", more_time="no")
    assert house.told(mentor, MoreTime) == []


def test_the_partner_hears_nothing_of_ratings_fit_and_word(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee, 1, Fit.NOT)
    house.days(31)
    before = house.all_told(mentor.id)
    house.answer(mentee, quality="1", word=CANARY)
    house.sounding.do_due()
    assert house.all_told(mentor.id) == before
    assert CANARY not in house.all_told(pair.channel_id or "")
    assert CANARY not in house.all_told(CLAIRE.id)
    assert house.told(CLAIRE, Alert)[-1].reasons == (Reason.LOW, Reason.WORD)


def test_nobody_answers_for_somebody_else(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee)
    house.days(31)
    fit, pulse = house.fit_asked(mentee)[0].sounding_id, house.pulses(mentee)[0].sounding_id
    for who in (mentor, CLAIRE, ANA):
        for act in (
            lambda who: house.feedback.fit(who, fit, Fit.GOOD),
            lambda who: house.feedback.form(who, pulse),
            lambda who: house.feedback.answer(who, pulse, TYPED, "k"),
            lambda who: house.feedback.skip(who, pulse),
        ):
            with pytest.raises(NotAllowed):
                act(who)
    assert house.opinions(pair, mentee) == []


def test_a_question_that_events_have_overtaken_is_not_sent(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee)
    house.days(31)
    for question in (house.fit_asked(mentee)[0], house.pulses(mentee)[0], house.pulses(mentor)[0]):
        assert house.overtaken(question) is None
    house.answer(mentee)
    house.feedback.fit(mentee, house.fit_asked(mentee)[0].sounding_id, Fit.GOOD)
    assert house.overtaken(house.fit_asked(mentee)[0]) == house.overtaken(house.pulses(mentee)[0]) == "answered"
    house.pairs.end(CLAIRE, pair.id)
    assert house.overtaken(house.pulses(mentor)[0]) == "pair_changed"


def test_hr_that_is_in_the_pair_is_not_told_of_it(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    with house.storage.begin() as work:
        work.people.keep(LEO)
        work.team.add({mentor.id}, Source.TEAM, None, house.clock.now())
        work.pairs.save(replace(work.pairs.hold(pair.id), published_by=mentor.id))
    house.met(pair, mentee, 1, Fit.NOT)
    assert (len(house.told(CLAIRE, Alert)), house.told(LEO, Alert), house.told(mentor, Alert)) == (1, [], [])
    with house.storage.begin() as work:
        work.programmes.save(replace(work.programmes.hold(1), created_by=mentor.id))
    house.met(pair, mentee, 1)
    assert (len(house.told(CLAIRE, Alert)), len(house.told(LEO, Alert)), house.told(mentor, Alert)) == (2, 1, [])
    opinion = house.opinions(pair, mentee)[0]
    assert house.climate.overview(mentor, 1).looks == ()
    for act in (house.climate.look, house.climate.dismiss, house.climate.talk, house.climate.snooze):
        with pytest.raises(NotAllowed):
            act(mentor, opinion.id)
    assert house.climate.overview(CLAIRE, 1).total == 2
