"""The best assignment of all pairs, found on few of them and proved on all.

A flow on each mentee's best candidates, the prices that follow from it, a scan of all pairs for any that beats its
mentee's gain at those prices, and again with these added, until there is none (column generation: Gilmore & Gomory
1961). Being matched counts more than any points: `priority` is raised until the gains show that it does.
"""

from dataclasses import dataclass, replace

import numpy as np

from bot.domain.matching import candidates, prices
from bot.domain.matching.flow import NOBODY, Arcs, assign
from bot.domain.matching.horizon import Horizon
from bot.domain.matching.market import Ints, Market

STEP = 16
NEAR = 300
"""Points by which an arc may miss its mentee's gain and still be tried in the next flow."""

HOPEFUL = 900
"""Points by which an arc may miss the best of its mentee at old prices: few enough arcs, and a place for everybody."""


@dataclass(frozen=True)
class Optimum:
    """An assignment with its proof: no eligible pair is worth more than its mentee's gain plus its mentor's price."""

    mate: Ints
    price: Ints
    gain: Ints
    priority: int
    arcs: Arcs
    horizon: Horizon

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
    known = before.arcs.where(market.allows(before.arcs.row, before.arcs.col))
    slack = before.gain[known.row] + before.price[known.col] - known.value
    found = _solved(market, known, before.horizon, before.priority, known.where(slack < NEAR))
    return found if is_lexicographic(market, found) else optimum(market, points_of(found.price, found.priority))


def is_lexicographic(market: Market, found: Optimum) -> bool:
    """Whether no greater priority could match more people.

    It could not where everybody is matched, if nobody's gain is below zero; nor where every gain and price is a
    multiple of the priority but for less than a quarter of it: then these multiples are themselves a proof (a cover,
    König 1931) that no more can be matched.
    """
    if found.matched == market.shape[0]:
        return int(found.gain.min(initial=0)) >= 0
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
    everybody = np.arange(n)
    found = candidates.best(market, offered, everybody)
    horizon = Horizon((offered,), np.zeros(n, dtype=np.int64), found.bound)
    wished = candidates.arcs(market, *candidates.wished(market), priority)
    known = wished.joined(_scanned(market, found, priority), m)
    if offered.any():
        return _solved(market, known, horizon, priority, _promising(known, offered, n))
    mate = assign(known, n, market.capacity)
    if np.any(mate == NOBODY):
        guess, _ = prices.smallest(known.where(mate[known.row] != NOBODY), mate, m)
        found = candidates.best(market, guess, everybody, 2 * candidates.FEW)
        known = known.joined(_scanned(market, found, priority), m)
        horizon = horizon.renewed(everybody, guess, found.bound)
        mate = assign(known, n, market.capacity)
    return _solved(market, known, horizon, priority, known, mate)


def _solved(
    market: Market, known: Arcs, horizon: Horizon, priority: int, trial: Arcs, mate: Ints | None = None
) -> Optimum:
    """The best assignment. `known` are arcs, of which those on `trial` come first; `horizon` is of the rest.

    `mate` is the best assignment on the trial, where it is known already.
    """
    n, m = market.shape
    first = len(trial.row) == len(known.row)
    while True:
        mate = assign(trial, n, market.capacity) if mate is None else mate
        price, gain = prices.smallest(trial, mate, m)
        known, horizon = _seen(market, known, horizon, price, gain, priority)
        slack = gain[known.row] + price[known.col] - known.value
        if not np.any(slack < 0):
            return Optimum(mate, price, gain, priority, known, horizon)
        near = known.where(slack < NEAR)
        trial, mate, first = near if first else trial.joined(near, m), None, False


def _seen(
    market: Market, known: Arcs, horizon: Horizon, price: Ints, gain: Ints, priority: int
) -> tuple[Arcs, Horizon]:
    """The arcs, and all pairs that could beat their mentee's gain at these prices; and the horizon of the rest."""
    m = market.shape[1]
    horizon, fallen = horizon.lowered(price)
    rows = np.flatnonzero(horizon.reach(price) > gain - priority * market.rank)
    if len(rows):
        found = candidates.best(market, price, rows)
        known = known.joined(_scanned(market, found, priority), m)
        horizon = horizon.renewed(rows, price, found.bound)
    for scan, cols in enumerate(fallen):
        rows = np.flatnonzero(horizon.seen == scan)
        if len(rows) and len(cols):
            found = candidates.above(market, rows, cols, horizon.prices[scan], horizon.bound)
            known = known.joined(_scanned(market, found, priority), m)
    return known, horizon


def _scanned(market: Market, found: candidates.Found, priority: int) -> Arcs:
    return Arcs(found.row, found.col, found.points + priority * market.rank[found.row])


def _promising(known: Arcs, offered: Ints, n: int) -> Arcs:
    """The arcs that offer nearly as much as the best of their row at these prices."""
    offers = replace(known, value=known.value - offered[known.col])
    return known.where(offers.value > offers.best(n)[known.row] - HOPEFUL)
