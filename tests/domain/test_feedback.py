from dataclasses import replace

import pytest

from bot.domain.enrolment import Role
from bot.domain.errors import InvalidForm
from bot.domain.feedback import Fit, Opinion, Reason, Source, Suggestion, fit_of, reasons
from bot.domain.soundings import PARTNER, SOON, PulsePlan, Sounding, Topic, fit_sounding, owes_fit
from bot.messages.feedback import pulse_form
from bot.messages.questionnaire import default
from tests.fakes import MONDAY


def an_opinion(rating: int | None = None, fit: Fit | None = None, source: Source = Source.MEETING) -> Opinion:
    return Opinion(1, "U1", Role.MENTEE, source, MONDAY, rating, fit)


@pytest.mark.parametrize(
    ("fit", "ratings", "word", "expected"),
    [
        (Fit.NOT, (), "", {Reason.NOT_FIT}),
        (Fit.DECIDING, (3,), "", set()),
        (Fit.GOOD, (2,), "", {Reason.LOW}),
        (None, (1,), "", {Reason.LOW}),
        (None, (5, 4, 3), "", {Reason.FALLING}),
        (None, (5, 3), "", set()),
        (None, (5, 4, 4), "", set()),
        (None, (3, 5, 4), "", set()),
        (None, (4, 3, 2), "", {Reason.FALLING, Reason.LOW}),
        (None, (), "Help", {Reason.WORD}),
        (None, (), "", set()),
    ],
)
def test_why_the_team_hears_at_once(
    fit: Fit | None, ratings: tuple[int, ...], word: str, expected: set[Reason]
) -> None:
    assert set(reasons(fit, ratings, word)) == expected


def test_ratings_of_meetings_and_of_pulses_fall_each_for_themselves() -> None:
    before = [an_opinion(5), an_opinion(4, source=Source.PULSE)]
    assert an_opinion(3, source=Source.PULSE).weighed(before).reasons == ()
    assert an_opinion(3).weighed([an_opinion(5), an_opinion(4)]).reasons == (Reason.FALLING,)


def test_what_was_rated_later_does_not_count_for_what_was_said_before() -> None:
    said = [replace(an_opinion(rating), id=id) for id, rating in enumerate((5, 4, 3, 1), start=1)]
    assert said[2].ratings(said) == (5, 4, 3)
    assert an_opinion(fit=Fit.GOOD).ratings(said) == ()


def test_the_last_word_on_the_fit_counts() -> None:
    assert fit_of([an_opinion(fit=Fit.NOT), an_opinion(fit=Fit.GOOD), an_opinion(3)]) is Fit.GOOD
    assert fit_of([an_opinion(3)]) is None


def test_who_finds_no_fit_is_offered_a_change_and_others_are_talked_to() -> None:
    assert replace(an_opinion(), reasons=(Reason.NOT_FIT, Reason.LOW)).suggestion is Suggestion.CHANGE
    assert replace(an_opinion(), reasons=(Reason.LOW,)).suggestion is Suggestion.TALK


def test_who_never_answers_is_asked_for_the_fit_twice_and_who_decides_again_and_again() -> None:
    first = fit_sounding(1, "U1", Role.MENTEE, [], MONDAY, SOON)
    assert (first.occasion, first.due_at) == (1, MONDAY + SOON)
    once = [first.put(MONDAY, None)]
    second = fit_sounding(1, "U1", Role.MENTEE, once, MONDAY, PARTNER)
    twice = [*once, second.put(MONDAY, None)]
    assert second.occasion == 2
    assert [owes_fit(None, asked) for asked in ([], once, twice)] == [True, True, False]
    assert owes_fit(Fit.DECIDING, twice)
    assert not owes_fit(Fit.GOOD, [])
    assert not owes_fit(Fit.NOT, [])


def test_the_days_of_the_pulse() -> None:
    plan = PulsePlan(1)
    first = plan.first(1, "U1", Role.MENTOR, MONDAY)
    assert first.due_at
    assert (first.due_at - MONDAY).days == 30
    following = plan.after(first, first.due_at)
    assert following.due_at
    assert (following.due_at - first.due_at).days == 60
    assert [plan.reminds_at(times, MONDAY) is not None for times in (1, 2, 3)] == [True, True, False]
    assert replace(plan, reminders=0).reminds_at(1, MONDAY) is None


@pytest.mark.parametrize(
    ("wrong", "days"),
    [
        ("first_after", (6, 60, 2, 4)),
        ("every", (30, 13, 2, 4)),
        ("reminders", (30, 60, 3, 4)),
        ("remind_after", (30, 60, 2, 31)),
        ("remind_after", (30, 14, 2, 7)),
    ],
)
def test_days_that_make_no_sense_are_refused_beside_their_field(wrong: str, days: tuple[int, int, int, int]) -> None:
    with pytest.raises(InvalidForm) as refused:
        PulsePlan(1).changed(*days)
    assert set(refused.value.faults) == {wrong}


def test_what_is_sooner_is_due() -> None:
    sounding = Sounding(1, "U1", Role.MENTEE, Topic.FIT, 1, MONDAY, MONDAY + PARTNER)
    assert sounding.sooner(MONDAY + SOON).due_at == MONDAY + SOON
    assert sounding.sooner(MONDAY + 2 * PARTNER) == sounding


def test_better_words_leave_the_shape_of_a_form_and_other_choices_do_not() -> None:
    form = pulse_form()
    first, *others = form.questions
    words = replace(form, questions=(replace(first, label={"en": "x", "fr": "y"}), *others))
    assert words.shape == form.shape
    assert replace(form, questions=tuple(others)).shape != form.shape
    fewer = replace(others[0], choices=others[0].choices[:2])
    assert replace(form, questions=(first, fewer, *others[1:])).shape != form.shape
    assert default().shape != form.shape
