"""Pairs worth looking at: a full scan of all pairs, block by block, keeping a few of each row."""

import numpy as np

from bot.domain.matching.flow import Arcs
from bot.domain.matching.market import EXACT, REFUSED, Bools, Ints, Market, Wide

FEW = 12
"""Pairs kept of a row. More make each flow slower, fewer make more rounds."""

LEAST = -(2.0**60)
"""Less than any pair offers that may be at all."""

GROUP = 16
"""Columns of which only the greatest is looked at to find the cut: sixteen times less to sort."""


def best(market: Market, price: Ints, keep: int = FEW) -> tuple[Ints, Ints]:
    """Rows and columns of each mentee's best pairs at these prices, about `keep` a row, and of all that are chosen."""
    found = [wished(market)]
    none = np.zeros(market.shape[0], dtype=np.int64)
    for rows in market.blocks():
        at, col = _top(_offers(market, rows, price, none), keep)
        found.append((rows[at], col))
    return _stacked(found)


def wished(market: Market) -> tuple[Ints, Ints]:
    """Rows and columns of the pairs with points beyond the criteria that may be."""
    extras = (market.mutual, market.wishes, market.kept)
    row, col = (np.concatenate([getattr(each, side) for each in extras]) for side in ("row", "col"))
    allowed = market.allows(row, col)
    return row[allowed], col[allowed]


def in_rows(market: Market, rows: Ints, price: Ints, threshold: Ints) -> tuple[Ints, Ints, Ints]:
    """Rows and columns of pairs in `rows` that offer more than the threshold (n) at these prices (m): about FEW a row.

    Third, the rows in which there were more to name. Of pairs with points beyond the criteria only some are seen: they
    are candidates from the beginning.
    """
    found, cut = [], []
    for block in market.blocks(rows):
        points = _offers(market, block, price, threshold)
        better = points > 0
        many = np.count_nonzero(better, axis=1) > FEW
        better[many] = False
        at, col = _places(better)
        found.append((block[at], col))
        if many.any():
            at, col = _top(points if many.all() else points[many], FEW, above=0)
            found.append((block[many][at], col))
            cut.append(block[many])
    return (*_stacked(found), np.concatenate(cut) if cut else np.zeros(0, dtype=np.int64))


def in_columns(market: Market, cols: Ints, price: Ints, threshold: Ints) -> tuple[Ints, Ints]:
    """Rows and columns of all pairs in `cols` that offer more than the threshold (n) at these prices (m)."""
    found = []
    for block in market.blocks() if len(cols) else ():
        at, col = _places(_offers(market, block, price, threshold, cols) > 0)
        row, col = block[at], cols[col]
        allowed = market.allows(row, col)
        found.append((row[allowed], col[allowed]))
    return _stacked(found)


def tight(market: Market, price: Ints, threshold: Ints) -> tuple[Ints, Ints]:
    """Rows and columns of all pairs that offer just the threshold (n) at these prices (m), where none offers more."""
    found = []
    for rows in market.blocks():
        at, col = _places(_offers(market, rows, price, threshold) >= 0)
        found.append((rows[at], col))
    return _stacked(found)


def _offers(market: Market, rows: Ints, price: Ints, threshold: Ints, cols: Ints | None = None) -> Wide:
    """What each pair offers over the threshold at these prices: exact, by the quickest way that is."""
    above = threshold[rows]
    exact = market.most + int(price.max(initial=0)) + int(np.abs(above).max(initial=0)) < EXACT
    if exact and market.floor is None:
        return market.surplus(rows, price if cols is None else price[cols], above, cols)
    points: Wide = market.worth(rows)
    if not exact:
        points = points.astype(np.float64)
    points -= price.astype(points.dtype)
    points -= above[:, None].astype(points.dtype)
    return points if cols is None else points[:, cols]


def arcs(market: Market, row: Ints, col: Ints, priority: int) -> Arcs:
    """Pairs as arcs, each once. Being matched counts `priority` for each rank of the mentee, besides the worth."""
    keys = np.unique(row * market.shape[1] + col)
    row, col = keys // max(1, market.shape[1]), keys % max(1, market.shape[1])
    return Arcs(row, col, market.pairs(row, col) + market.bonus(row, col) + priority * market.rank[row])


def _cut(points: Wide, keep: int) -> Wide:
    """A value that about `keep` of each row reach: the `keep`-th greatest of the maxima of small groups."""
    size = min(GROUP, points.shape[1] // (2 * keep))
    if size < 2:
        return _nth(points, keep)
    groups = points.shape[1] // size
    return _nth(points[:, : size * groups].reshape(len(points), size, groups).max(axis=1), keep)


def _nth(points: Wide, keep: int) -> Wide:
    """The `keep`-th greatest of each row, or less than any where there are not so many."""
    if points.shape[1] <= keep:
        return np.full(len(points), REFUSED, dtype=points.dtype)
    nth: Wide = np.partition(points, points.shape[1] - keep, axis=1)[:, points.shape[1] - keep]
    return nth


def _top(points: Wide, keep: int, above: float = LEAST) -> tuple[Ints, Ints]:
    """Where about the `keep` greatest of each row above a bound stand: of many equals the leftmost few."""
    at, col = _places((points >= _cut(points, keep)[:, None]) & (points > above))
    first = np.arange(len(at)) - np.searchsorted(at, at) < 2 * keep
    return at[first], col[first]


def _places(where: Bools) -> tuple[Ints, Ints]:
    """Rows and columns of what is true, row by row: several times as fast as numpy's nonzero in two dimensions."""
    place = np.flatnonzero(where)
    return place // where.shape[1], place % where.shape[1]


def _stacked(found: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    nothing = np.zeros(0, dtype=np.int64)
    if not found:
        return nothing, nothing
    return np.concatenate([row for row, _ in found]), np.concatenate([col for _, col in found])
