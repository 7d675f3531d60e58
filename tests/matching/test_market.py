"""What the solver and the check look at: every pair that may be, once."""

from collections import Counter

import pytest

from bot.domain.matching.hand import Hand
from bot.domain.matching.market import REFUSED
from bot.domain.matching.pool import Pool, pool
from tests.matching.worlds import SCHEME, table, world


def seen(people: Pool) -> list[tuple[tuple[str, str], int]]:
    """All pairs that the blocks show, by ids, with their points."""
    found = []
    for block in people.market.blocks():
        worth = people.market.worth(block)
        for at, row in enumerate(block.rows.tolist()):
            for place, col in enumerate(block.cols.tolist()):
                if worth[at, place] > REFUSED:
                    found.append(((people.row_ids[row], people.col_ids[col]), int(worth[at, place])))
    return found


@pytest.mark.parametrize("size", [(20, 15), (90, 40), (1_200, 12)])
def test_blocks_show_every_pair_that_may_be_and_its_points_once(size: tuple[int, int]) -> None:
    """Few people are looked at together, many by what the rules leave them."""
    mentees, mentors = world(5, *size)
    found = seen(pool(mentees, mentors, SCHEME, Hand(), {}, {}))
    assert dict(found) == table(mentees, mentors)
    assert max(Counter(pair for pair, _ in found).values()) == 1


def test_the_rules_leave_as_many_mentors_as_there_are_pairs() -> None:
    people = pool(*world(6, 60, 30), SCHEME, Hand(), {}, {})
    counts = Counter(mentee for (mentee, _), _ in seen(people))
    rows = sorted(people.row_of.values())
    assert people.market.open_to(rows).tolist() == [counts[people.row_ids[row]] for row in rows]
