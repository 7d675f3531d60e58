"""The best assignment of all pairs, found on few of them and proved on all.

A flow on each mentee's best candidates, the prices that follow from it, a scan of all pairs for any that beats its
mentee's gain at those prices, and again with these added, until there is none (column generation: Gilmore & Gomory
1961). Being matched counts more than any points: `priority` is raised until the gains show that it does.
"""

from dataclasses import dataclass

import numpy as np

from bot.domain.matching import candidates, prices
from bot.domain.matching.flow import NOBODY, Arcs, assign
from bot.domain.matching.market import Ints, Market

STEP = 16


@dataclass(frozen=True)
class Optimum:
    """An assignment with its proof: no eligible pair is worth more than its mentee's gain plus its mentor's price."""

    mate: Ints
    price: Ints
    gain: Ints
    priority: int
    arcs: Arcs

    @property
    def matched(self) -> int:
        return int(np.count_nonzero(self.mate != NOBODY))


def optimum(market: Market, offered: Ints | None = None) -> Optimum:
    """The best assignment: as many as can be (by rank), then the greatest worth.

    `offered` (m) are prices to start from, in points, such as those of an earlier run: they save rounds.
    """
    priority = 2 ** max(18, int(2 * market.most).bit_length())
    start = np.zeros(market.shape[1], dtype=np.int64) if offered is None else offered
    found = _fresh(market, priority, start)
    while not is_lexicographic(market, found):
        priority *= STEP
        found = _fresh(market, priority, points_of(found.price, found.priority))
    return found


def tightened(market: Market, before: Optimum) -> Optimum:
    """The best assignment of a market in which fewer pairs may be than in the one of `before`, else the same."""
    rows = np.flatnonzero(before.mate != NOBODY)
    if market.allows(rows, before.mate[rows]).all():
        return before
    allowed = market.allows(before.arcs.row, before.arcs.col)
    arcs = Arcs(before.arcs.row[allowed], before.arcs.col[allowed], before.arcs.value[allowed])
    found = _solved(market, arcs, before)
    return found if is_lexicographic(market, found) else optimum(market, points_of(found.price, found.priority))


def is_lexicographic(market: Market, found: Optimum) -> bool:
    """Whether no greater priority could match more people.

    It could not where everybody who has a mentor at all is matched; nor where every gain and price is a multiple of
    the priority but for less than a quarter of it: then these multiples are themselves a proof (a cover, König 1931)
    that no more can be matched.
    """
    if found.matched == market.shape[0]:
        return True
    rest = [np.abs(points_of(each, found.priority)) for each in (found.gain, found.price)]
    return max(int(each.max(initial=0)) for each in rest) + market.most < found.priority // 4


def nearest(amounts: Ints, unit: int) -> Ints:
    """How many whole units each amount is, to the nearest."""
    return (amounts + unit // 2) // unit


def points_of(amounts: Ints, priority: int) -> Ints:
    """The points in these gains or prices: what is left of them beside whole priorities."""
    return amounts - priority * nearest(amounts, priority)


def _fresh(market: Market, priority: int, offered: Ints) -> Optimum:
    n, m = market.shape
    arcs = candidates.arcs(market, *candidates.best(market, offered), priority)
    never = Optimum(np.zeros(0, int), np.zeros(m, int), np.full(n, np.iinfo(np.int64).max), priority, arcs)
    return _solved(market, arcs, never)


def _solved(market: Market, arcs: Arcs, before: Optimum) -> Optimum:
    """The best assignment, where no pair beat the gains and prices of `before`."""
    n, m = market.shape
    found, rows = before, np.arange(0)
    while True:
        mate = assign(arcs, n, market.capacity)
        price, gain = prices.smallest(arcs, mate, m)
        cols = np.flatnonzero(price < found.price)
        rows = np.union1d(rows, np.flatnonzero(gain < found.gain))
        found = Optimum(mate, price, gain, before.priority, arcs)
        row, col, rows = _violators(market, found, rows, cols)
        if not len(row):
            return found
        arcs = arcs.joined(candidates.arcs(market, row, col, before.priority), m)


def _violators(market: Market, found: Optimum, rows: Ints, cols: Ints) -> tuple[Ints, Ints, Ints]:
    """Pairs that beat their mentee's gain, in these rows and in these columns, and the rows where some were left out.

    Elsewhere there are none: a pair that did not beat it before does so only where the gain or the price has fallen.
    """
    threshold = found.gain - found.priority * market.rank
    row, col, cut = candidates.in_rows(market, rows, found.price, threshold)
    down_row, down_col = candidates.in_columns(market, cols, found.price, threshold)
    return np.concatenate([row, down_row]), np.concatenate([col, down_col]), cut
