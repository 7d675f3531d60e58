"""The best assignment on a list of arcs: a minimum-cost flow, in whole numbers.

Ahuja, Magnanti & Orlin, Network Flows (1993), chapter 10; OR-Tools' cost-scaling push-relabel does the work.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from bot.domain.matching.market import Bools, Ints

NOBODY = -1
"""The mate of a mentee who is not matched."""

NONE = -(2**62)
"""The best value of a row without arcs."""


@dataclass(frozen=True)
class Arcs:
    """Pairs that the solver may choose, sorted by row, then column; `value` is what each adds to the objective."""

    row: Ints
    col: Ints
    value: Ints

    def where(self, chosen: Bools) -> "Arcs":
        """Those of these arcs that are chosen."""
        return Arcs(self.row[chosen], self.col[chosen], self.value[chosen])

    def best(self, n: int) -> Ints:
        """The greatest value of each row (n); NONE where it has no arc."""
        best, first = np.full(n, NONE), np.flatnonzero(np.diff(self.row, prepend=-1))
        if len(first):
            best[self.row[first]] = np.maximum.reduceat(self.value, first)
        return best

    def joined(self, other: "Arcs", m: int) -> "Arcs":
        """These arcs and others, each once; where both have one, these count."""
        keys, more = self.row * m + self.col, other.row * m + other.col
        place = np.searchsorted(keys, more)
        new = place == len(keys)
        new[~new] = keys[place[~new]] != more[~new]
        place, added = place[new], other.where(new)
        return Arcs(
            np.insert(self.row, place, added.row),
            np.insert(self.col, place, added.col),
            np.insert(self.value, place, added.value),
        )


class Unsolved(RuntimeError):
    """The flow solver refused a problem that always has a solution."""


def assign(arcs: Arcs, n: int, capacity: Ints) -> Ints:
    """Each mentee's mentor (n), NOBODY where there is none; a mentor takes up to `capacity` (m) mentees.

    Where everybody can be matched, everybody is: only the differences within a row count then, and the smaller the
    numbers are, the sooner the solver is done. Else whoever is left out adds nothing.
    """
    best = arcs.best(n)
    if np.all(best > NONE):
        found = _flow(arcs, best[arcs.row] - arcs.value, n, capacity)
        if found is not None:
            return found
    found = _flow(arcs, -arcs.value, n, capacity, idle=True)
    if found is None:
        raise Unsolved
    return found


def _flow(arcs: Arcs, cost: Ints, n: int, capacity: Ints, *, idle: bool = False) -> Ints | None:
    """The cheapest assignment (n) of everybody, or of those for whom it pays; None where not everybody has a place."""
    m, sink = len(capacity), n + len(capacity)
    everybody, mentors = np.arange(n), np.arange(m)
    network = SimpleMinCostFlow()
    taken = network.add_arcs_with_capacity_and_unit_cost(arcs.row, n + arcs.col, np.ones(len(cost), int), cost)
    network.add_arcs_with_capacity_and_unit_cost(n + mentors, np.full(m, sink), capacity, np.zeros(m, int))
    if idle:
        network.add_arcs_with_capacity_and_unit_cost(everybody, np.full(n, sink), np.ones(n, int), np.zeros(n, int))
    network.set_nodes_supplies(np.append(everybody, sink), np.append(np.ones(n, int), -n))
    return chosen(network, taken, arcs, n) if network.solve() == network.OPTIMAL else None


def solve(network: SimpleMinCostFlow) -> None:
    """Solves a network; raises Unsolved."""
    status = network.solve()
    if status != network.OPTIMAL:
        raise Unsolved(str(status))


def chosen(network: SimpleMinCostFlow, taken: Ints, arcs: Arcs, n: int) -> Ints:
    """Each mentee's mentor in a solved network whose arcs `taken` are these arcs."""
    used = network.flows(taken) > 0
    mate = np.full(n, NOBODY, dtype=np.int64)
    mate[arcs.row[used]] = arcs.col[used]
    return mate
