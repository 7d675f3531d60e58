"""The check sees what is wrong with a result, whoever made it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from bot.domain.matching.certificate import Certificate, Flaw, flaws
from bot.domain.matching.market import Ints
from bot.domain.matching.matching import Result, match
from bot.domain.matching.scheme import Aim
from tests.matching.worlds import SCHEME, table, world

Proved = tuple[Ints, Certificate]
FLOORED = replace(SCHEME, aim=Aim.NOBODY_BADLY_OFF)


def swapped(result: Result) -> Proved:
    mate = result.mate.copy()
    mate[result.rows[:2]] = mate[result.rows[1::-1]]
    return mate, result.proof


def without_one(result: Result) -> Proved:
    mate = result.mate.copy()
    mate[result.rows[0]] = -1
    return mate, result.proof


def crowded(result: Result) -> Proved:
    return np.where(result.mate >= 0, result.mate[result.rows[0]], -1), result.proof


def lower_gain(result: Result) -> Proved:
    gain, price = result.proof.gain.copy(), result.proof.price.copy()
    gain[result.rows[0]] -= 100_000
    price[0] += 1
    return result.mate, replace(result.proof, gain=gain, price=price)


def below_zero(result: Result) -> Proved:
    return result.mate, replace(result.proof, price=np.full_like(result.proof.price, -1))


def weak_priority(result: Result) -> Proved:
    return result.mate, replace(result.proof, priority=1)


def lower_floor(result: Result) -> Proved:
    assert result.proof.floor
    return result.mate, replace(result.proof, floor=replace(result.proof.floor, owed=result.proof.floor.owed - 1))


FORGERIES: dict[Callable[[Result], Proved], Flaw] = {
    swapped: Flaw.NOT_EQUAL,
    without_one: Flaw.NOT_EQUAL,
    crowded: Flaw.OVER_CAPACITY,
    lower_gain: Flaw.BETTER_PAIR,
    below_zero: Flaw.BELOW_ZERO,
    weak_priority: Flaw.MORE_COULD_BE_MATCHED,
    lower_floor: Flaw.WRONG_FLOOR,
}


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forgery_is_seen(forge: Callable[[Result], Proved]) -> None:
    result = match(*world(21, 40, 12), FLOORED)
    assert result.unmatched
    mate, proof = forge(result)
    assert FORGERIES[forge] in flaws(result.pool.market, mate, proof)


def test_the_proof_holds_by_points_that_are_counted_one_pair_at_a_time() -> None:
    """A check that shares nothing with the library but the numbers that it claims."""
    mentees, mentors = world(33, 90, 40)
    result = match(mentees, mentors, SCHEME)
    scores, proof, pool = table(mentees, mentors), result.proof, result.pool
    gain = dict(zip(pool.row_ids, proof.gain.tolist(), strict=True))
    price = dict(zip(pool.col_ids, proof.price.tolist(), strict=True))
    rank = {each.id: 2 if each.left_over else 1 for each in mentees}
    worth = {pair: points + proof.priority * rank[pair[0]] for pair, points in scores.items()}
    assert all(worth[pair] <= gain[pair[0]] + price[pair[1]] for pair in worth)
    assert min(*gain.values(), *price.values()) >= 0
    places = sum(price[mentor.id] * mentor.capacity for mentor in mentors if mentor.id in price)
    assert sum(worth[pair.mentee, pair.mentor] for pair in result.pairs) == sum(gain.values()) + places
    assert [pair.points for pair in result.pairs] == [scores[pair.mentee, pair.mentor] for pair in result.pairs]
