"""A whole run: people in, pairs out, with the proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bot.domain.matching import ties
from bot.domain.matching.certificate import Certificate, Flaw, flaws
from bot.domain.matching.floor import highest
from bot.domain.matching.flow import NOBODY
from bot.domain.matching.hand import Hand
from bot.domain.matching.market import Ints
from bot.domain.matching.optimum import Optimum, optimum, points_of, tightened
from bot.domain.matching.participants import Participant
from bot.domain.matching.pool import Pool, pool
from bot.domain.matching.scheme import Aim, Scheme


class Pair(NamedTuple):
    """A mentee and a mentor, by id, and their points. A held pair was pinned or runs already: it was not solved."""

    mentee: str
    mentor: str
    points: int = 0
    held: bool = False


@dataclass(frozen=True)
class Result:
    """What a run found: each mentee's mentor (n, a column of the market) and the proof that nothing is better."""

    pool: Pool
    mate: Ints
    proof: Certificate

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, by mentee's id."""
        held, points = self.pool.hand.held, self.lines.sum(axis=1).tolist()
        return tuple(Pair(*pair, worth, pair[0] in held) for pair, worth in zip(self._names, points, strict=True))

    @cached_property
    def lines(self) -> Ints:
        """The points of each pair by criterion, then for the mentee's choice, then for the mentor's."""
        return self.pool.lines(self._names)

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """All pairs as ids, by mentee's."""
        pool, solved = self.pool, zip(self.rows.tolist(), self.cols.tolist(), strict=True)
        return sorted({**pool.hand.held, **{pool.row_ids[row]: pool.col_ids[col] for row, col in solved}}.items())

    @cached_property
    def mentor_of(self) -> dict[str, str]:
        """Mentors by mentee, as ids."""
        return {pair.mentee: pair.mentor for pair in self.pairs}

    @cached_property
    def unmatched(self) -> tuple[str, ...]:
        """Ids of the mentees who have nobody."""
        return tuple(each.id for each in self.pool.mentees if each.id not in self.mentor_of)

    @cached_property
    def rows(self) -> Ints:
        """The rows of the market that are matched."""
        return np.flatnonzero(self.mate != NOBODY)

    @property
    def cols(self) -> Ints:
        """Their mentors' columns."""
        return self.mate[self.rows]

    @property
    def total(self) -> int:
        return sum(pair.points for pair in self.pairs)

    @property
    def worst(self) -> int | None:
        """The fewest points of a pair that was solved."""
        return min((pair.points for pair in self.pairs if not pair.held), default=None)

    @property
    def prices(self) -> dict[str, int]:
        """What a place with each mentor costs, in points: how wanted they are. A later run can start from them."""
        points = points_of(self.proof.price, self.proof.priority)
        return dict(zip(self.pool.col_ids, points.tolist(), strict=True))

    def flaws(self) -> frozenset[Flaw]:
        """What an independent check finds wrong with this result; nothing where it is proved."""
        return flaws(self.pool.market, self.mate, self.proof)


NO_HAND = Hand()


def match(
    mentees: Sequence[Participant],
    mentors: Sequence[Participant],
    scheme: Scheme,
    hand: Hand = NO_HAND,
    *,
    kept: Mapping[tuple[str, str], int] | None = None,
    prices: Mapping[str, int] | None = None,
    managers: Mapping[str, str] | None = None,
) -> Result:
    """The best assignment of these people; raises PersonTwice, HandRefused or Unreadable.

    `kept` is what it is worth to keep pairs (mentee, mentor), `prices` those of an earlier run to start from, and
    `managers` tells of managers beyond these people.
    """
    people = pool(mentees, mentors, scheme, hand, kept or {}, managers or {})
    market = people.market
    offered = np.array([(prices or {}).get(id, 0) for id in people.col_ids], dtype=np.int64)
    best = optimum(market, offered)
    floor = None
    if scheme.aim is Aim.NOBODY_BADLY_OFF:
        floor = highest(market, best, scheme.acceptable)
        market = market.with_floor(floor.owed)
        best = tightened(market, best)
    mate = _settle(people, best, floor.owed if floor else None)
    return Result(people, mate, Certificate(best.gain, best.price, best.priority, floor))


def _settle(people: Pool, best: Optimum, owed: Ints | None) -> Ints:
    seed = people.scheme.seed
    marks = ties.marks(people.row_ids, seed), ties.marks(people.col_ids, seed)
    return ties.settled(people.market.with_floor(owed), best, *marks)
