"""Nobody badly off: everybody is owed the smaller of a common level and the best that they could have.

What counts is what the pair is worth to both sides: the criteria and the choices that both made. A wish of one side
alone does not make a poor pair good. The level is as high as it can be while as many people are matched, up to the
line that HR calls acceptable; above the line the total decides.
"""

from dataclasses import dataclass

import numpy as np

from bot.domain.matching import prices
from bot.domain.matching.candidates import FEW, in_order
from bot.domain.matching.flow import NOBODY, Arcs, assign
from bot.domain.matching.market import REFUSED, Ints, Market
from bot.domain.matching.optimum import Optimum

NOTHING = -(2**40)
"""What those have who have no mentor, or could have none."""


@dataclass(frozen=True)
class Cover:
    """Proof that no more can be matched: every pair has gain (n) plus price (m) of its mentee's rank or more."""

    gain: Ints
    price: Ints


@dataclass(frozen=True)
class Floor:
    """The level, what each is owed (n), and why it can't be higher: a cover, unless it is HR's line."""

    level: int
    owed: Ints
    above: Cover | None = None


def highest(market: Market, plain: Optimum, line: int) -> Floor:
    """The highest floor up to `line` that leaves as many matched as the plain optimum does."""
    now = _both_sides(market, plain.mate)
    best = np.full(market.shape[0], line, dtype=np.int64)
    low = np.flatnonzero(now < line)
    best[low] = np.minimum(line, best_of(market, low))
    short = now[(plain.mate != NOBODY) & (now < best)]
    level, above, above_at = int(short.min(initial=line)), None, line + 1
    trial = line
    while level < above_at - 1:
        missing = _missing(market.with_floor(np.minimum(trial, best)), plain)
        if missing is None:
            level = trial
        else:
            above, above_at = missing, trial
        trial = (level + above_at) // 2
    return Floor(level, np.minimum(level, best), above)


def best_of(market: Market, rows: Ints) -> Ints:
    """The best that each of these mentees could have (rows); far below zero for those whom the rules leave nobody."""
    best = np.full(market.shape[0], NOTHING)
    for block in market.blocks(rows):
        best[block.rows] = np.maximum(market.criteria(block).max(axis=1, initial=REFUSED), NOTHING)
    return best[rows]


def _both_sides(market: Market, mate: Ints) -> Ints:
    """What each mentee's pair is worth to both sides (n); far below zero for those without a mentor."""
    worth = np.full(len(mate), NOTHING)
    rows = np.flatnonzero(mate != NOBODY)
    worth[rows] = market.shared(rows, mate[rows])
    return worth


def _missing(market: Market, plain: Optimum) -> Cover | None:
    """A proof that fewer can be matched above this market's floor; None where as many can."""
    n, m = market.shape
    goal = int(market.rank[plain.mate != NOBODY].sum())
    allowed = market.allows(plain.arcs.row, plain.arcs.col)
    arcs = _counted(market, plain.arcs.row[allowed], plain.arcs.col[allowed])
    while True:
        mate = assign(arcs, n, market.capacity)
        if int(market.rank[mate != NOBODY].sum()) == goal:
            return None
        price, gain = prices.smallest(arcs, mate, m)
        row, col = _uncovered(market, gain, price)
        if not len(row):
            return Cover(gain, price)
        arcs = arcs.joined(_counted(market, row, col), m)


def _counted(market: Market, row: Ints, col: Ints) -> Arcs:
    return Arcs(row, col, market.rank[row])


def _uncovered(market: Market, gain: Ints, price: Ints) -> tuple[Ints, Ints]:
    """Pairs, a few of each row, that the cover leaves out: sorted by row, then column."""
    found = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
    for block in market.blocks(np.flatnonzero(gain < market.rank)):
        open_to = market.worth(block) > REFUSED
        at, col = np.nonzero(open_to & (price[block.cols] < (market.rank - gain)[block.rows, None]))
        first = np.arange(len(at)) - np.searchsorted(at, at) < FEW
        found.append((block.rows[at[first]], block.cols[col[first]]))
    return in_order(*(np.concatenate(each) for each in zip(*found, strict=True)))
