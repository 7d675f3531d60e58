"""Figures tell nothing of groups under five."""

import pytest

from bot.domain.climate import Climate, Quality, Turnout, climate
from bot.domain.enrolment import Role
from bot.domain.feedback import Fit, Opinion, Source
from bot.domain.soundings import Sounding, Topic
from tests.fakes import MONDAY


def pulse(n: int, rating: int, role: Role = Role.MENTEE, **answers: object) -> Opinion:
    return Opinion(n, f"U{role.value}{n}", role, Source.PULSE, MONDAY, rating, answers=answers, form="f")


def fit(n: int, said: Fit) -> Opinion:
    return Opinion(n, f"U{n}", Role.MENTOR, Source.QUESTION, MONDAY, fit=said)


def asked(n: int, answered: bool, role: Role = Role.MENTEE) -> Sounding:
    at = MONDAY if answered else None
    return Sounding(n, f"U{n}", role, Topic.PULSE, 1, MONDAY, None, MONDAY, 1, at)


def test_quality_is_the_mean_of_last_answers_by_role() -> None:
    said = [pulse(1, 1), *(pulse(n, 4) for n in range(1, 5)), pulse(5, 5)]
    seen = climate([], [*said, *(pulse(n, 2, Role.MENTOR) for n in range(4))])
    assert seen.quality == {Role.MENTEE: Quality(pytest.approx(4.2), 5)}


def test_a_rating_after_a_meeting_is_no_pulse() -> None:
    meetings = [Opinion(n, f"U{n}", Role.MENTEE, Source.MEETING, MONDAY, 1) for n in range(9)]
    assert climate([], meetings) == Climate()


def test_somebody_in_five_pairs_is_one_person() -> None:
    mine = [Opinion(n, "U1", Role.MENTOR, Source.PULSE, MONDAY, 4, Fit.GOOD, {"rhythm": "right"}) for n in range(5)]
    soundings = [Sounding(n, "U1", Role.MENTOR, Topic.PULSE, 1, MONDAY, None, MONDAY, 1, MONDAY) for n in range(5)]
    assert climate(soundings, mine) == Climate()


def test_response_is_answered_of_asked() -> None:
    soundings = [asked(n, n < 3) for n in range(5)] + [asked(n, True, Role.MENTOR) for n in range(4)]
    assert climate(soundings, []).turnout == {Role.MENTEE: Turnout(5, 3, 60)}


def test_fit_counts_each_ones_last_word() -> None:
    said = [fit(1, Fit.NOT), *(fit(n, Fit.GOOD) for n in range(1, 5)), fit(5, Fit.DECIDING)]
    assert climate([], said).fit == {Fit.GOOD: 4, Fit.DECIDING: 1, Fit.NOT: 0}
    assert climate([], said[:-1]).fit == {}


def test_rhythm_and_what_is_agreed_count_who_said_something() -> None:
    said = [pulse(n, 4, rhythm="too_little" if n < 2 else "right", open="yes" if n else "partly") for n in range(5)]
    seen = climate([], said)
    assert seen.rhythm == {"too_little": 2, "right": 3}
    assert seen.agreed == {"open": 80}
