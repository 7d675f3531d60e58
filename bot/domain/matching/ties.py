"""Among the assignments that are best, the one that spreads the load and that the seed prefers.

What is best as well uses only pairs that offer exactly their mentee's gain at the mentor's price, leaves nobody with a
gain unmatched and no priced place empty (complementary slackness, Dantzig 1963). So one small flow over these pairs
finds the evenest load, counting 1 for a mentor's first mentee, 3 for the second, 5 for the third: the sum of squares.
Where that leaves a choice, numbers made of the seed and both people's ids decide: the same on any machine.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from bot.domain.matching import candidates
from bot.domain.matching.flow import Arcs, chosen, solve
from bot.domain.matching.market import Ints, Market
from bot.domain.matching.optimum import Optimum

DICE = 2**14
"""How many sides the dice have that settle ties."""


def marks(ids: Sequence[str], seed: int) -> npt.NDArray[np.uint64]:
    """A number for each id and seed that nothing else depends on (n)."""
    digests = (hashlib.blake2b(f"{seed}:{id}".encode(), digest_size=8).digest() for id in ids)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def settled(market: Market, best: Optimum, mentees: npt.NDArray[np.uint64], mentors: npt.NDArray[np.uint64]) -> Ints:
    """Each mentee's mentor (n) in the evenest of the best assignments; the marks throw the dice."""
    ties = _tight(market, best)
    n, m = market.shape
    nodes, sink = n + m, n + m
    network = SimpleMinCostFlow()
    taken = network.add_arcs_with_capacity_and_unit_cost(
        ties.row, n + ties.col, np.ones(len(ties.row), int), _dice(mentees[ties.row], mentors[ties.col])
    )
    free, full = np.flatnonzero(best.price == 0), np.flatnonzero(best.price > 0)
    places = np.repeat(free, market.capacity[free])
    order = np.arange(len(places)) - np.searchsorted(places, places)
    network.add_arcs_with_capacity_and_unit_cost(
        n + places, np.full(len(places), sink), np.ones(len(places), int), (2 * order + 1) * DICE * max(1, n)
    )
    idle = np.flatnonzero(best.gain == 0)
    network.add_arcs_with_capacity_and_unit_cost(
        idle, np.full(len(idle), sink), np.ones(len(idle), int), np.zeros(len(idle), int)
    )
    supply = np.zeros(nodes + 1, dtype=np.int64)
    supply[:n], supply[n + full] = 1, -market.capacity[full]
    supply[sink] = -supply.sum()
    network.set_nodes_supplies(np.arange(nodes + 1), supply)
    solve(network)
    return chosen(network, taken, ties, n)


def _tight(market: Market, best: Optimum) -> Arcs:
    """All pairs that offer just what their mentee gains: among the arcs, and beyond them where that may be."""
    known = best.arcs
    own = known.where(known.value == best.gain[known.row] + best.price[known.col])
    own = own.where(market.allows(own.row, own.col))
    threshold = best.gain - best.priority * market.rank
    rows = np.flatnonzero(best.horizon.reach(best.price) >= threshold)
    others = candidates.arcs(market, *candidates.tight(market, rows, best.price, threshold), best.priority)
    return own.joined(others, market.shape[1])


def _dice(mentees: npt.NDArray[np.uint64], mentors: npt.NDArray[np.uint64]) -> Ints:
    """A throw for each pair: both marks mixed as in SplitMix64 (Steele, Lea & Flood 2014)."""
    mixed = mentees ^ (mentors * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    throw: Ints = ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(DICE)).astype(np.int64)
    return throw
