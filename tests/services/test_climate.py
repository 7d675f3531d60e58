"""HR looks at how pairs are: figures without names, and what needs a look."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.audit import Deed
from bot.domain.enrolment import Role
from bot.domain.errors import ChangedMeanwhile, IllegalStep, NotAllowed
from bot.domain.feedback import Fit, Reason, Suggestion
from bot.domain.people import Person
from bot.messages.feedback import Alert, Offer, Talk
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.saying import Parlour

CANARY = "canary-31be"
DAYS = {"first_after": 30, "every": 60, "reminders": 2, "remind_after": 4}


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Parlour:
    return Parlour(storage, clock, slack)


def test_what_needs_a_look_is_named_with_its_word_and_one_suggestion(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.days(31)
    house.answer(mentee, quality="2", word=CANARY)
    house.answer(mentor, quality="5")
    seen = house.climate.overview(CLAIRE, 1)
    (only,) = seen.looks
    assert (only.person_id, only.partner_id, only.suggestion) == (mentee.id, mentor.id, Suggestion.TALK)
    assert only.reasons == (Reason.LOW, Reason.WORD)
    assert CANARY not in str(seen)
    assert house.climate.look(CLAIRE, only.opinion_id).word == CANARY
    good = house.opinions(pair, mentor)[0]
    with pytest.raises(NotAllowed):
        house.climate.look(CLAIRE, good.id)


def test_figures_of_a_few_are_hidden(house: Parlour) -> None:
    _, mentee, mentor = house.two()
    house.days(31)
    house.answer(mentee)
    house.answer(mentor)
    assert house.climate.overview(CLAIRE, 1).climate.quality == {}


def test_figures_of_enough_are_shown(house: Parlour) -> None:
    pairs = house.publish(6)
    for pair in pairs:
        for person_id in pair.people:
            house.proposals.yes(house.person(person_id), pair.id)
    house.pairs.do_due()
    house.days(31)
    for pair in pairs[:5]:
        house.answer(house.person(pair.mentee_id), quality="4")
    seen = house.climate.overview(LEO, 1).climate
    assert (seen.quality[Role.MENTEE].mean, seen.quality[Role.MENTEE].people) == (4, 5)
    assert (seen.turnout[Role.MENTEE].answered, seen.turnout[Role.MENTEE].asked) == (5, 6)
    assert Role.MENTOR not in seen.quality
    assert seen.agreed == {"goal_clear": 100, "open": 0}
    assert seen.rhythm == {"too_little": 5}


def test_talking_tells_who_said_it_and_nobody_else_and_settles_it(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee, 1)
    opinion_id = house.told(CLAIRE, Alert)[0].opinion_id
    assert house.climate.talk(LEO, opinion_id).total == 0
    assert house.told(mentee, Talk) == [Talk("Mentoring", mentor.id, LEO.id)]
    assert house.told(mentor, Talk) == []
    assert house.climate.look(CLAIRE, opinion_id).settled
    for act in (house.climate.talk, house.climate.dismiss, house.climate.snooze, house.climate.offer_change):
        with pytest.raises(IllegalStep):
            act(CLAIRE, opinion_id)


def test_a_change_is_offered_to_who_finds_no_fit(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee, None, Fit.NOT)
    (look,) = house.climate.overview(CLAIRE, 1).looks
    assert look.suggestion is Suggestion.CHANGE
    house.climate.offer_change(CLAIRE, look.opinion_id)
    assert [each.by for each in house.told(mentee, Offer)] == ["", CLAIRE.id]
    assert house.told(mentor, Offer) == []


def test_what_is_snoozed_comes_back_after_three_days_and_what_is_dismissed_never(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.met(pair, mentee, 1)
    opinion_id = house.told(CLAIRE, Alert)[0].opinion_id
    assert house.climate.snooze(CLAIRE, opinion_id).total == 0
    house.clock.move(days=2.9)
    assert house.climate.overview(CLAIRE, 1).total == 0
    house.clock.move(days=0.2)
    assert house.climate.overview(CLAIRE, 1).total == 1
    assert house.climate.dismiss(CLAIRE, opinion_id).total == 0
    house.clock.move(days=30)
    assert house.climate.overview(CLAIRE, 1).total == 0


def test_a_pair_that_is_over_needs_no_look(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    house.met(pair, mentee, 1)
    house.pairs.end(CLAIRE, pair.id)
    assert house.climate.overview(CLAIRE, 1).total == 0


def test_many_are_turned_by_pages(house: Parlour) -> None:
    pair, mentee, _ = house.two()
    for _ in range(9):
        house.met(pair, mentee, 1)
    first, second = (house.climate.overview(CLAIRE, 1, page) for page in (1, 2))
    assert (len(first.looks), len(second.looks), second.pages) == (8, 1, 2)
    assert house.climate.overview(CLAIRE, 1, 99).page == 2


def test_days_that_hr_changes_hold_for_what_is_planned_already(house: Parlour) -> None:
    _, mentee, _ = house.two()
    house.days(10)
    house.climate.change(CLAIRE, 1, 0, {**DAYS, "first_after": 40}, "a")
    house.days(25)
    assert house.pulses(mentee) == []
    plan = house.climate.settings(CLAIRE, 1).plan
    house.climate.change(CLAIRE, 1, plan.mark, {**DAYS, "first_after": 20, "reminders": 0}, "b")
    house.days(20)
    assert len(house.pulses(mentee)) == 1
    assert house.audit.log(CLAIRE, 1).entries[0].deed is Deed.TERMS


def test_reminders_that_hr_gives_up_are_not_sent_any_more(house: Parlour) -> None:
    _, mentee, _ = house.two()
    house.days(31)
    house.climate.change(CLAIRE, 1, 0, {**DAYS, "reminders": 0}, "a")
    house.days(10)
    assert [each.reminder for each in house.pulses(mentee)] == [False]


def test_two_at_once_lose_nothing(house: Parlour) -> None:
    for _ in range(2):
        house.climate.change(CLAIRE, 1, 0, {**DAYS, "every": 90}, "a")
    with pytest.raises(ChangedMeanwhile):
        house.climate.change(LEO, 1, 0, {**DAYS, "every": 75}, "b")
    plan = house.climate.settings(LEO, 1).plan
    house.climate.change(LEO, 1, plan.mark, {**DAYS, "every": 45}, "c")
    with pytest.raises(ChangedMeanwhile):
        house.climate.change(CLAIRE, 1, plan.mark, {**DAYS, "every": 75}, "d")
    assert house.climate.settings(CLAIRE, 1).plan.every == 45


ACTS: dict[str, Callable[[Parlour, Person, int], object]] = {
    "overview": lambda house, who, _: house.climate.overview(who, 1),
    "look": lambda house, who, id: house.climate.look(who, id),
    "offer": lambda house, who, id: house.climate.offer_change(who, id),
    "talk": lambda house, who, id: house.climate.talk(who, id),
    "dismiss": lambda house, who, id: house.climate.dismiss(who, id),
    "snooze": lambda house, who, id: house.climate.snooze(who, id),
    "settings": lambda house, who, _: house.climate.settings(who, 1),
    "change": lambda house, who, _: house.climate.change(who, 1, 1, DAYS, "k"),
}


def test_nobody_else_sees_or_does_any_of_it(house: Parlour) -> None:
    pair, mentee, mentor = house.two()
    house.met(pair, mentee, 1)
    (before,) = house.opinions(pair, mentee)
    with house.storage.begin() as work:
        work.people.keep(ANA)
    for name, act in ACTS.items():
        for who in (ANA, mentee, mentor, replace(CLAIRE, is_active=False)):
            with pytest.raises(NotAllowed):
                act(house, who, before.id)
                pytest.fail(name)
    assert house.opinions(pair, mentee) == [before]
