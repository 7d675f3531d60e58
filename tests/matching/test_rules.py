"""Every hard rule refuses its pair, and says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.domain.matching import hours
from bot.domain.matching.hand import Hand
from bot.domain.matching.matching import Result, match
from bot.domain.matching.obstacles import Help, unmatched
from bot.domain.matching.participants import Participant
from bot.domain.matching.rules import Obstacle
from bot.domain.matching.scheme import Departments, HardRules, Mode, Requirement, Rule
from tests.matching.worlds import SCHEME

MENTEE = Participant("e", languages=frozenset({"en"}), department="Sales")
MENTOR = Participant("m", languages=frozenset({"en"}), department="Sales")


def ruled(**changes: object) -> Callable[[Participant, Participant], Result]:
    scheme = replace(SCHEME, rules=replace(HardRules(), **changes))
    return lambda mentee, mentor: match([mentee], [mentor], scheme)


usual = ruled()
REFUSED = {
    Obstacle.LANGUAGE: lambda: usual(MENTEE, replace(MENTOR, languages=frozenset({"fr"}))),
    Obstacle.HOURS: lambda: usual(MENTEE, replace(MENTOR, zone=timezone(timedelta(hours=9)))),
    Obstacle.DEPARTMENT: lambda: ruled(departments=Departments.OTHER)(MENTEE, MENTOR),
    Obstacle.ANSWERS: lambda: ruled(answers=(Requirement(Rule.OVERLAP, "ways", "ways"),))(
        replace(MENTEE, answers={"ways": ["video"]}), replace(MENTOR, answers={"ways": ["phone"]})
    ),
    Obstacle.SAME_PERSON: lambda: usual(MENTEE, replace(MENTOR, id="e")),
    Obstacle.MANAGER: lambda: usual(replace(MENTEE, manager="m"), MENTOR),
    Obstacle.MANAGERS_MANAGER: lambda: match(
        [replace(MENTEE, manager="boss")], [MENTOR], SCHEME, managers={"boss": "m"}
    ),
    Obstacle.DIRECT_REPORT: lambda: usual(MENTEE, replace(MENTOR, manager="e")),
    Obstacle.NOT_WITH: lambda: usual(MENTEE, replace(MENTOR, not_with=frozenset({"e"}))),
    Obstacle.ENDED_BEFORE: lambda: usual(replace(MENTEE, ended_with=frozenset({"m"})), MENTOR),
    Obstacle.FORBIDDEN: lambda: match([MENTEE], [MENTOR], SCHEME, Hand(forbidden=frozenset({("e", "m")}))),
    Obstacle.NOT_NAMED: lambda: match([MENTEE], [MENTOR], replace(SCHEME, mode=Mode.MENTEES_RANK)),
}


FITTING = (
    (Rule.OVERLAP, ["video", "chat"], ["chat"]),
    (Rule.SAME, "lyon", "lyon"),
    (Rule.DIFFERENT, "lyon", "paris"),
    (Rule.SAME, None, "paris"),
    (Rule.DIFFERENT, "lyon", None),
)


@pytest.mark.parametrize(("rule", "mine", "theirs"), FITTING)
def test_answers_that_fit_and_silence_refuse_nobody(rule: Rule, mine: object, theirs: object) -> None:
    required = ruled(answers=(Requirement(rule, "wish", "offer"),))
    result = required(replace(MENTEE, answers={"wish": mine}), replace(MENTOR, answers={"offer": theirs}))
    assert result.mentor_of == {"e": "m"}


def test_nothing_stands_between_these_two() -> None:
    assert usual(MENTEE, MENTOR).mentor_of == {"e": "m"}


@pytest.mark.parametrize("obstacle", REFUSED)
def test_a_rule_refuses_its_pair_and_says_so(obstacle: Obstacle) -> None:
    result = REFUSED[obstacle]()
    assert result.pairs == ()
    assert result.pool.rules.obstacles(0, 0) == (obstacle,)
    stuck = unmatched(result, "e")
    assert stuck.refused == {obstacle: 1}
    assert (stuck.change.help, stuck.change.rule) == (Help.WITHOUT_RULE, obstacle)
    assert result.flaws() == frozenset()


@pytest.mark.parametrize(
    ("mentor", "training", "obstacle"),
    [
        (replace(MENTOR, capacity=0), False, Obstacle.NO_PLACE),
        (replace(MENTOR, paused_until=date(2027, 3, 1)), False, Obstacle.PAUSED),
        (MENTOR, True, Obstacle.UNTRAINED),
    ],
)
def test_a_mentor_who_cannot_take_part_is_known_with_the_reason(
    mentor: Participant, training: bool, obstacle: Obstacle
) -> None:
    result = ruled(training=training)(MENTEE, mentor)
    assert result.pairs == ()
    assert result.pool.absent_mentors == {"m": obstacle}
    assert unmatched(result, "e").change.help is Help.MORE_MENTORS


def test_a_trained_mentor_and_one_back_in_time_take_part() -> None:
    back = replace(MENTOR, trained=True, paused_until=SCHEME.starts_on)
    assert ruled(training=True)(MENTEE, back).mentor_of == {"e": "m"}


def test_a_mentee_on_a_break_is_not_matched() -> None:
    result = usual(replace(MENTEE, paused_until=date(2027, 3, 1)), MENTOR)
    assert unmatched(result, "e").absent is Obstacle.PAUSED


def test_departments_can_be_asked_to_be_the_same() -> None:
    together = ruled(departments=Departments.SAME)
    assert together(MENTEE, MENTOR).pairs
    assert not together(MENTEE, replace(MENTOR, department="Finance")).pairs


PARIS, NEW_YORK, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
NINE_TO_FIVE = (9 * 60, 17 * 60)


@pytest.mark.parametrize(
    ("zone", "starts_on", "ends_on", "minutes"),
    [
        (NEW_YORK, date(2027, 1, 4), date(2027, 2, 1), 120),  # six hours apart
        (NEW_YORK, date(2027, 3, 16), date(2027, 3, 23), 180),  # summer time in New York only: five
        (NEW_YORK, date(2027, 1, 4), date(2027, 6, 30), 120),  # the worst week counts
        (TOKYO, date(2027, 1, 4), date(2027, 2, 1), 0),
        (TOKYO, date(2027, 7, 1), date(2027, 8, 1), 60),
    ],
)
def test_hours_in_common_are_counted_on_real_dates(
    zone: ZoneInfo, starts_on: date, ends_on: date, minutes: int
) -> None:
    found = hours.in_common([(PARIS, NINE_TO_FIVE)], [(zone, NINE_TO_FIVE)], starts_on, ends_on)
    assert found.tolist() == [[minutes]]


def test_night_shifts_meet_after_midnight() -> None:
    found = hours.in_common([(UTC, (22 * 60, 6 * 60))], [(UTC, (4 * 60, 12 * 60))], SCHEME.starts_on, SCHEME.ends_on)
    assert found.tolist() == [[120]]
