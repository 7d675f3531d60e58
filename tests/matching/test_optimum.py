"""The best there is: against brute force on small worlds, against another solver on middle ones, proved on all."""

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from bot.domain.matching.matching import match
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Aim
from tests.matching.worlds import SCHEME, open_hearted, table, world, worth

FLOORED = replace(SCHEME, aim=Aim.NOBODY_BADLY_OFF)
FREE = replace(SCHEME, rules=replace(SCHEME.rules, language=False))
WORLDS = st.tuples(st.integers(0, 10**6), st.integers(0, 5), st.integers(0, 4))


def assignments(
    mentees: list[Participant], mentors: list[Participant], scores: dict[tuple[str, str], int]
) -> Iterator[dict[str, str]]:
    """Every assignment that there is."""
    if not mentees:
        yield {}
        return
    first, rest = mentees[0], mentees[1:]
    for others in assignments(rest, mentors, scores):
        yield others
        for mentor in mentors:
            full = sum(each == mentor.id for each in others.values()) >= mentor.capacity
            if (first.id, mentor.id) in scores and not full:
                yield {**others, first.id: mentor.id}


def by_force(mentees: list[Participant], mentors: list[Participant]) -> tuple[int, int, int]:
    """The best matched and total, and the evenest load that has them."""
    scores = table(mentees, mentors)
    rank = {each.id: 2 if each.left_over else 1 for each in mentees}

    def value(found: dict[str, str]) -> tuple[int, int, int]:
        load = [sum(each == mentor.id for each in found.values()) for mentor in mentors]
        total = sum(scores[pair] for pair in found.items())
        return sum(rank[mentee] for mentee in found), total, -sum(each * each for each in load)

    return max(value(found) for found in assignments(mentees, mentors, scores))


@given(WORLDS)
@settings(deadline=None, max_examples=150)
def test_nothing_is_better_than_what_is_found(size: tuple[int, int, int]) -> None:
    mentees, mentors = world(*size)
    result = match(mentees, mentors, SCHEME)
    load = [list(result.mentor_of.values()).count(mentor.id) for mentor in mentors]
    assert (*worth(result), -sum(each * each for each in load)) == by_force(mentees, mentors)
    assert result.flaws() == frozenset()


@given(WORLDS)
@settings(deadline=None, max_examples=150)
def test_nobody_is_left_below_the_highest_floor(size: tuple[int, int, int]) -> None:
    mentees, mentors = ([replace(each, chosen=()) for each in people] for people in world(*size))
    result = match(mentees, mentors, FLOORED)
    scores = table(mentees, mentors)
    best = {mentee.id: max((s for (id, _), s in scores.items() if id == mentee.id), default=0) for mentee in mentees}

    def reached(level: int) -> tuple[int, int]:
        owed = {pair: s for pair, s in scores.items() if s >= min(level, best[pair[0]])}
        rank = {each.id: 2 if each.left_over else 1 for each in mentees}
        found = assignments(mentees, mentors, owed)
        return max((sum(rank[one] for one in each), sum(owed[pair] for pair in each.items())) for each in found)

    assert result.proof.floor is not None
    level = result.proof.floor.level
    matched = reached(0)[0]
    assert worth(result) == reached(level)
    assert worth(result)[0] == matched
    assert level == FLOORED.acceptable or reached(level + 1)[0] < matched
    assert result.flaws() == frozenset()


@pytest.mark.parametrize(("mentees", "mentors"), [(120, 50), (120, 25), (60, 200), (300, 130)])
def test_another_solver_finds_the_same(mentees: int, mentors: int) -> None:
    people = world(mentees + mentors, mentees, mentors)
    result = match(*people, SCHEME)
    assert worth(result) == by_scipy(*people)
    assert result.flaws() == frozenset()


def by_scipy(mentees: list[Participant], mentors: list[Participant]) -> tuple[int, int]:
    scores, slots = table(mentees, mentors), [mentor for mentor in mentors for _ in range(mentor.capacity)]
    big = 10**8
    rank = [2 if mentee.left_over else 1 for mentee in mentees]
    values = np.zeros((len(mentees), len(slots) + len(mentees)))
    for row, mentee in enumerate(mentees):
        for col, slot in enumerate(slots):
            values[row, col] = scores.get((mentee.id, slot.id), -big) + big * rank[row]
    values[values < big / 2] = -big
    chosen = [(row, col) for row, col in zip(*linear_sum_assignment(values, maximize=True), strict=True)]
    pairs = [(row, col) for row, col in chosen if col < len(slots) and values[row, col] > 0]
    return sum(rank[row] for row, _ in pairs), sum(scores[mentees[row].id, slots[col].id] for row, col in pairs)


def test_many_people_are_proved_in_every_market() -> None:
    mentees, mentors = world(5, 600, 150)
    for people in ((mentees, mentors), (open_hearted(mentees), open_hearted(mentors)), (mentees[:100], mentors)):
        for scheme in (SCHEME, FLOORED):
            assert match(*people, scheme).flaws() == frozenset()


@pytest.mark.parametrize("roomy", [True, False])
def test_prices_to_start_from_change_nothing_however_wrong_they_are(roomy: bool) -> None:
    mentees, mentors = world(12, 400, 300 if roomy else 120)
    fresh = match(mentees, mentors, SCHEME)
    dice = random.Random(7)
    for most in (100, 3_000, 10**7):
        prices = {mentor.id: dice.randrange(most) for mentor in mentors}
        found = match(mentees, mentors, SCHEME, prices=prices)
        assert found.pairs == fresh.pairs
        assert found.prices == fresh.prices
        assert found.flaws() == frozenset()


def test_people_who_are_all_alike_are_matched_and_spread() -> None:
    mentees = [Participant(f"e{n:03}") for n in range(150)]
    mentors = [Participant(f"m{n:03}", capacity=2) for n in range(120)]
    result = match(mentees, mentors, FREE)
    assert len(result.pairs) == 150
    assert len(set(result.mentor_of.values())) == 120
    assert result.flaws() == frozenset()


def test_the_order_of_rows_changes_nothing() -> None:
    mentees, mentors = world(9, 80, 30)
    first = match(mentees, mentors, FLOORED)
    dice = random.Random(3)
    for _ in range(3):
        dice.shuffle(mentees)
        dice.shuffle(mentors)
        assert match(mentees, mentors, FLOORED).pairs == first.pairs


def test_the_seed_settles_ties_and_nothing_else() -> None:
    mentees = [Participant(f"e{n}") for n in range(6)]
    mentors = [Participant(f"m{n}") for n in range(6)]
    results = [match(mentees, mentors, replace(FREE, seed=seed)) for seed in range(8)]
    assert len({result.pairs for result in results}) > 1
    assert len({result.total for result in results}) == 1
    assert match(mentees, mentors, replace(FREE, seed=3)).pairs == results[3].pairs


def test_load_is_spread_where_that_costs_nothing() -> None:
    mentees = [Participant(f"e{n}") for n in range(4)]
    mentors = [Participant(f"m{n}", capacity=4) for n in range(4)]
    assert len(set(match(mentees, mentors, FREE).mentor_of.values())) == 4


def test_those_left_over_last_time_come_first() -> None:
    mentees = [Participant("a"), Participant("b"), Participant("c", left_over=True)]
    result = match(mentees, [Participant("m")], FREE)
    assert result.mentor_of == {"c": "m"}


def test_more_mentees_than_places_fill_every_place() -> None:
    mentees, mentors = (open_hearted(people) for people in world(4, 50, 8))
    result = match(mentees, mentors, FLOORED)
    assert len(result.pairs) == sum(mentor.capacity for mentor in mentors)
    assert result.flaws() == frozenset()


def test_everybody_excluding_everybody_gives_no_pairs() -> None:
    mentees, mentors = world(4, 5, 5)
    names = frozenset(each.id for each in mentors)
    result = match([replace(each, not_with=names) for each in mentees], mentors, FLOORED)
    assert result.pairs == ()
    assert result.flaws() == frozenset()


def test_nobody_at_all_is_a_result_too() -> None:
    for mentees, mentors in (([], []), ([Participant("e")], []), ([], [Participant("m")])):
        result = match(mentees, mentors, FLOORED)
        assert result.pairs == ()
        assert result.flaws() == frozenset()
