"""What a place with each mentor costs: the smallest whole prices at which everybody has the best that they can get.

Shapley & Shubik, "The assignment game I: the core" (1971): these are the mentee-optimal dual prices.
"""

import numpy as np

from bot.domain.matching.flow import NOBODY, Arcs
from bot.domain.matching.market import Ints


def values(arcs: Arcs, mate: Ints) -> Ints:
    """What each mentee's own pair is worth (n); 0 for those without."""
    worth = np.zeros(len(mate), dtype=np.int64)
    own = mate[arcs.row] == arcs.col
    worth[arcs.row[own]] = arcs.value[own]
    return worth


def smallest(arcs: Arcs, mate: Ints, m: int) -> tuple[Ints, Ints]:
    """The smallest prices (m) and each mentee's gain at them (n), for an assignment that is best on these arcs.

    Bellman-Ford on the residual graph: p[j] >= value[i, j] - value[i, mate] + p[mate], from 0 upwards, until it holds.
    """
    worth, matched = values(arcs, mate), mate != NOBODY
    order = np.argsort(arcs.col)
    order = order[mate[arcs.row[order]] != arcs.col[order]]
    row, col = arcs.row[order], arcs.col[order]
    envy = arcs.value[order] - worth[row]
    from_mate = np.where(matched, mate, m)[row]
    starts = np.flatnonzero(np.diff(col, prepend=-1))
    price = np.zeros(m + 1, dtype=np.int64)
    while len(starts):
        wanted = np.maximum.reduceat(envy + price[from_mate], starts)
        raised = wanted > price[col[starts]]
        if not raised.any():
            break
        price[col[starts[raised]]] = wanted[raised]
    gain = np.where(matched, worth - price[np.where(matched, mate, m)], 0)
    return price[:m], gain
