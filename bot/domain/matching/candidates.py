"""Pairs worth looking at: a scan of pairs, block by block, keeping a few of each row."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.domain.matching.flow import Arcs
from bot.domain.matching.market import EXACT, REFUSED, Block, Bools, Ints, Market, Wide

FEW = 14
"""Pairs kept of a row. More make the first flow slower, fewer leave more rows to be looked at again."""

LEAST = -(2.0**60)
"""Less than any pair offers that may be at all."""

GROUP = 16
"""Columns of which only the greatest is looked at to find the cut: sixteen times less to sort."""


@dataclass(frozen=True)
class Found:
    """Pairs that were kept, sorted by row, then column, with their points; and what no other pair of a row exceeds.

    Points beyond the criteria are missing in them: the pairs that have any are `wished`. `bound` has one number for
    each row of the scan: the most that a pair of it that was not kept offers at the prices of the scan.
    """

    row: Ints
    col: Ints
    points: Ints
    bound: npt.NDArray[np.float64]


def best(market: Market, price: Ints, rows: Ints, keep: int = FEW) -> Found:
    """About the `keep` best pairs of each of these rows by points minus price."""
    pairs, bound = [], np.zeros(market.shape[0])
    for block, offer in _offers(market, rows, price):
        at, col, bound[block.rows] = _top(offer, keep)
        pairs.append((block.rows[at], block.cols[col], offer[at, col].astype(np.int64)))
    return _found(pairs, price, bound[rows])


def above(market: Market, rows: Ints, cols: Ints, price: Ints, bound: npt.NDArray[np.float64]) -> Found:
    """All pairs of these rows and columns that offer more than the bound (n) at these prices."""
    pairs = []
    for block, offer in _offers(market, rows, price, cols):
        at, col = _places(offer > bound[block.rows, None].astype(offer.dtype))
        pairs.append((block.rows[at], block.cols[col], offer[at, col].astype(np.int64)))
    return _found(pairs, price, bound[rows])


def wished(market: Market) -> tuple[Ints, Ints]:
    """Rows and columns of the pairs with points beyond the criteria that may be."""
    extras = (market.mutual, market.wishes, market.kept)
    row, col = (np.concatenate([getattr(each, side) for each in extras]) for side in ("row", "col"))
    allowed = market.allows(row, col)
    return row[allowed], col[allowed]


def tight(market: Market, rows: Ints, price: Ints, threshold: Ints) -> tuple[Ints, Ints]:
    """Rows and columns of all pairs in these rows that offer just the threshold (n), where none offers more."""
    found = []
    for block, offer in _offers(market, rows, price):
        at, col = _places(offer >= threshold[block.rows, None].astype(offer.dtype))
        found.append((block.rows[at], block.cols[col]))
    return in_order(*(_joined(list(side)) for side in zip(*found, strict=True))) if found else (rows, rows)


def arcs(market: Market, row: Ints, col: Ints, priority: int) -> Arcs:
    """Pairs as arcs, each once. Being matched counts `priority` for each rank of the mentee, besides the worth."""
    keys = np.unique(row * market.shape[1] + col)
    row, col = keys // max(1, market.shape[1]), keys % max(1, market.shape[1])
    return Arcs(row, col, market.pairs(row, col) + market.bonus(row, col) + priority * market.rank[row])


def in_order(row: Ints, col: Ints) -> tuple[Ints, Ints]:
    """Pairs sorted by row, then column."""
    order = np.argsort(row << 32 | col)
    return row[order], col[order]


def _found(pairs: list[tuple[Ints, Ints, Ints]], price: Ints, bound: npt.NDArray[np.float64]) -> Found:
    row, col, offer = (_joined([each[side] for each in pairs]) for side in range(3))
    order = np.argsort(row << 32 | col)
    return Found(row[order], col[order], (offer + price[col])[order], bound)


def _offers(market: Market, rows: Ints, price: Ints, cols: Ints | None = None) -> Iterator[tuple[Block, Wide]]:
    """Block by block what each pair of these rows, or of these and `cols`, offers: points minus price.

    Choices and keeping are left out where there is no floor; who reaches the floor must be told by all that counts.
    """
    exact = market.most + int(price.max(initial=0)) < EXACT
    quick = exact and market.floor is None
    seen = market.priced(price) if quick else market
    for block in seen.blocks(rows) if cols is None else seen.part(rows, cols):
        points: Wide = seen.worth(block)
        if not quick:
            points = points if exact else points.astype(np.float64)
            points -= price[block.cols].astype(points.dtype)
        yield block, points


def _top(offer: Wide, keep: int) -> tuple[Ints, Ints, Wide]:
    """Where about the `keep` greatest of each row stand, and what no other one exceeds."""
    cut = _cut(offer, keep)
    at, col = _places(offer >= np.maximum(cut, LEAST)[:, None])
    crowded = np.bincount(at, minlength=len(offer)) > 2 * keep
    if crowded.any():
        cut[crowded] = _nth(offer[crowded], keep)
        at, col = _first(offer, *_places(offer >= np.maximum(cut, LEAST)[:, None]), cut, 2 * keep)
    return at, col, cut


def _first(offer: Wide, at: Ints, col: Ints, cut: Wide, most: int) -> tuple[Ints, Ints]:
    """Of these places all above the cut, and of those just at it the leftmost: no more than `most` a row."""
    level = offer[at, col] == cut[at]
    above = np.bincount(at[~level], minlength=len(offer))
    order = np.cumsum(level) - 1
    before = np.concatenate([[0], np.cumsum(np.bincount(at[level], minlength=len(offer)))])[at]
    kept = ~level | (order - before < most - above[at])
    return at[kept], col[kept]


def _cut(offer: Wide, keep: int) -> Wide:
    """A value that at least `keep` of each row reach: the `keep`-th greatest of the maxima of small groups."""
    size = min(GROUP, offer.shape[1] // (2 * keep))
    if size < 2:
        return _nth(offer, keep)
    groups = offer.shape[1] // size
    return _nth(offer[:, : size * groups].reshape(len(offer), size, groups).max(axis=1), keep)


def _nth(offer: Wide, keep: int) -> Wide:
    """The `keep`-th greatest of each row, or less than any where there are not so many."""
    if offer.shape[1] <= keep:
        return np.full(len(offer), REFUSED, dtype=offer.dtype)
    nth: Wide = np.partition(offer, offer.shape[1] - keep, axis=1)[:, offer.shape[1] - keep]
    return nth


def _places(where: Bools) -> tuple[Ints, Ints]:
    """Rows and columns of what is true, row by row: several times as fast as numpy's nonzero in two dimensions."""
    place = np.flatnonzero(where)
    return place // where.shape[1], place % where.shape[1]


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
