"""The proof that a result is the best there is, and the check of it, which trusts no solver.

Every mentee has a gain and every mentor's place a price, in whole numbers, none below zero. If no pair that may be is
worth more than its mentee's gain plus its mentor's price, then no assignment at all can be worth more than all gains
and all places' prices together. The result is worth exactly that, so nothing is worth more (weak duality). "Worth" is
`priority` for each rank of a matched mentee plus points: where gains and prices are whole priorities but for less than
a quarter of one, the same numbers divided by it prove that no more people can be matched, with any priority.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.domain.matching.floor import Cover, Floor
from bot.domain.matching.flow import NOBODY
from bot.domain.matching.market import EXACT, REFUSED, Block, Ints, Market, Wide
from bot.domain.matching.optimum import points_of


@dataclass(frozen=True)
class Certificate:
    """Gains (n), prices (m) and the priority of being matched; the floor, where there is one."""

    gain: Ints
    price: Ints
    priority: int
    floor: Floor | None = None


class Flaw(StrEnum):
    """What a check can find wrong."""

    BELOW_ZERO = "below_zero"
    OVER_CAPACITY = "over_capacity"
    REFUSED_PAIR = "refused_pair"
    NOT_EQUAL = "not_equal"
    BETTER_PAIR = "better_pair"
    MORE_COULD_BE_MATCHED = "more_could_be_matched"
    WRONG_FLOOR = "wrong_floor"


def flaws(market: Market, mate: Ints, proof: Certificate) -> frozenset[Flaw]:
    """What keeps an assignment (n) and its proof from being right, in one scan of all pairs; nothing where it holds.

    `market` is without a floor: the proof brings its own.
    """
    floored = market.with_floor(None if proof.floor is None else proof.floor.owed)
    found = set(_of_assignment(floored, mate, proof))
    exact = market.most + int(np.abs(proof.price).max(initial=0)) < EXACT
    limit = proof.gain - proof.priority * market.rank
    price: Wide = proof.price.astype(np.float32) if exact else proof.price.astype(np.float64)
    for block in market.blocks():
        offer: Wide = floored.worth(block) - price[block.cols]
        if np.any(offer.max(axis=1, initial=REFUSED) > limit[block.rows]):
            found.add(Flaw.BETTER_PAIR)
        if proof.floor is not None:
            found |= set(_of_floor(market, block, proof.floor))
    if proof.floor is not None and proof.floor.above is not None and not _is_short(market, mate, proof.floor.above):
        found.add(Flaw.WRONG_FLOOR)
    return frozenset(found)


def _of_assignment(market: Market, mate: Ints, proof: Certificate) -> Iterator[Flaw]:
    rows = np.flatnonzero(mate != NOBODY)
    cols = mate[rows]
    if min(proof.gain.min(initial=0), proof.price.min(initial=0)) < 0:
        yield Flaw.BELOW_ZERO
    if np.any(np.bincount(cols, minlength=market.shape[1]) > market.capacity):
        yield Flaw.OVER_CAPACITY
    if not market.allows(rows, cols).all():
        yield Flaw.REFUSED_PAIR
    worth = int((market.pairs(rows, cols) + market.bonus(rows, cols) + proof.priority * market.rank[rows]).sum())
    if worth != int(proof.gain.sum() + market.capacity @ proof.price):
        yield Flaw.NOT_EQUAL
    if len(rows) < market.shape[0] and not _counts_first(market, proof):
        yield Flaw.MORE_COULD_BE_MATCHED


def _of_floor(market: Market, block: Block, floor: Floor) -> Iterator[Flaw]:
    """All are owed what the level says, and a level one higher would leave somebody out, as the cover shows."""
    worth, rows = market.criteria(block), block.rows
    best = worth.max(axis=1, initial=REFUSED)
    if np.any((best > REFUSED) & (floor.owed[rows] != np.minimum(best, floor.level))):
        yield Flaw.WRONG_FLOOR
    if floor.above is not None:
        reached = (worth > REFUSED) & (worth >= np.minimum(best, floor.level + 1)[:, None])
        covered = floor.above.gain[rows, None] + floor.above.price[block.cols]
        if np.any(reached & (covered < market.rank[rows, None])):
            yield Flaw.WRONG_FLOOR


def _counts_first(market: Market, proof: Certificate) -> bool:
    rest = [np.abs(points_of(each, proof.priority)).max(initial=0) for each in (proof.gain, proof.price)]
    return int(max(rest)) + market.most < proof.priority // 4


def _is_short(market: Market, mate: Ints, cover: Cover) -> bool:
    """Whether the cover matches fewer than the assignment does."""
    if min(cover.gain.min(initial=0), cover.price.min(initial=0)) < 0:
        return False
    return bool(cover.gain.sum() + market.capacity @ cover.price < market.rank[mate != NOBODY].sum())
