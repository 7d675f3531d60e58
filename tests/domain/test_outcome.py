"""What is kept of a match: the figures of the result, and why each has nobody, as if each had been looked at alone."""

import pytest

from bot.domain.grounds import grounds, labels_of
from bot.domain.matching.explanation import explanations
from bot.domain.matching.matching import match
from bot.domain.matching.obstacles import unmatched
from bot.domain.matching.rules import Obstacle
from bot.domain.outcome import outcome
from tests.matching.worlds import SCHEME, world


@pytest.mark.parametrize("seed", range(12))
def test_who_is_stuck_alike_is_stuck_for_the_same_reason(seed: int) -> None:
    result = match(*world(seed, 30, 8), SCHEME)
    for each in outcome(result, {}, {}).stuck:
        alone = unmatched(result, each.person_id)
        assert (each.obstacle is None) == bool(alone.eligible)
        if alone.eligible:
            assert (each.rivals, each.places) == (len(alone.competitors), alone.places)
            assert each.more_places == alone.change.count
        assert each.obstacle not in (Obstacle.NOT_WITH, Obstacle.ENDED_BEFORE, Obstacle.FORBIDDEN)


@pytest.mark.parametrize("seed", range(12))
def test_the_figures_are_the_results(seed: int) -> None:
    result = match(*world(seed, 30, 8), SCHEME)
    kept = outcome(result, {}, {})
    points = [pair.points for pair in result.pairs]
    assert (kept.matched, kept.total, kept.worst, kept.best) == (len(points), sum(points), min(points), max(points))
    assert kept.matched + len(kept.stuck) == kept.mentees == 30
    assert not set(kept.unused) & {pair.mentor for pair in result.pairs}
    assert kept.proved


@pytest.mark.parametrize("seed", range(6))
def test_grounds_add_up_to_the_score_of_their_pair(seed: int) -> None:
    result = match(*world(seed, 30, 12), SCHEME)
    for each in explanations(result):
        found = grounds(each, SCHEME, result.pool.mentee[each.pair.mentee], labels_of([]))
        assert found.points == each.pair.points
        assert len(found.strongest) <= 3
