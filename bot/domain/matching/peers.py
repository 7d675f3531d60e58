"""Peers: one pool, in which anybody may be paired with anybody.

Pairs within one pool are a matching in a general graph (Edmonds 1965). The assignment of everybody to somebody gives
prices and with them a bound; a pair whose reduced cost is more than what a first matching misses of the bound can't be
in a better one. What is left, usually little, is solved as a whole-number programme.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from bot.domain.matching import prices
from bot.domain.matching.flow import Arcs, Unsolved, assign
from bot.domain.matching.hand import Hand
from bot.domain.matching.market import REFUSED, Bools, Ints
from bot.domain.matching.participants import Participant
from bot.domain.matching.pool import pool
from bot.domain.matching.rules import Forbidden
from bot.domain.matching.scheme import Scheme

NOBODY_FORBIDDEN: Forbidden = frozenset()


@dataclass(frozen=True)
class PeerPair:
    """Two people, by id, and what they are worth to each other: both ways' points together."""

    one: str
    other: str
    points: int


@dataclass(frozen=True)
class Peers:
    """The pairs of one pool, and who is left."""

    pairs: tuple[PeerPair, ...]
    unmatched: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(pair.points for pair in self.pairs)


def pair_up(people: Sequence[Participant], scheme: Scheme, forbidden: Forbidden = NOBODY_FORBIDDEN) -> Peers:
    """As many pairs as can be, then of the greatest total. Holds all pairs at once: for up to some hundred people."""
    everybody = pool(people, people, scheme, Hand(forbidden=forbidden), {}, {})
    both = [id for id in everybody.row_ids if id in everybody.col_of]
    rows = np.array([everybody.row_of[id] for id in both], dtype=np.int64)
    cols = np.array([everybody.col_of[id] for id in both], dtype=np.int64)
    worth = (
        everybody.market.worth(everybody.market.across(rows))[:, cols].astype(np.float64) if both else np.zeros((0, 0))
    )
    worth = worth + worth.T
    worth[_same_manager([everybody.mentee[id] for id in both])] = REFUSED
    found = _matching(worth)
    pairs = tuple(PeerPair(both[one], both[other], int(worth[one, other])) for one, other in found)
    taken = {id for pair in pairs for id in (pair.one, pair.other)}
    return Peers(pairs, tuple(each.id for each in everybody.mentees if each.id not in taken))


def _same_manager(people: Sequence[Participant]) -> Bools:
    """Peers are not taken from one team."""
    same = [[bool(one.manager) and one.manager == other.manager for other in people] for one in people]
    return np.array(same, dtype=np.bool_).reshape(len(people), len(people))


def _matching(worth: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[tuple[int, int]]:
    n = len(worth)
    row, col = np.nonzero(worth > REFUSED)
    priority = int(2 * n * (np.abs(worth[row, col]).max(initial=0) + 1))
    arcs = Arcs(row, col, worth[row, col].astype(np.int64) + priority)
    price, gain = prices.smallest(arcs, assign(arcs, n, np.ones(n, dtype=np.int64)), n)
    node = price + gain
    slack = node[row] + node[col] - 2 * arcs.value
    first = _greedy(arcs, slack)
    missing = int(node.sum()) - 2 * sum(int(arcs.value[at]) for at in first)
    useful = np.flatnonzero((row < col) & (slack <= missing))
    return sorted((int(row[at]), int(col[at])) for at in _exact(arcs, useful, n))


def _greedy(arcs: Arcs, slack: Ints) -> Iterator[int]:
    """A first matching: pairs by slack, as long as both are free."""
    taken: set[int] = set()
    for at in np.lexsort((-arcs.value, slack)).tolist():
        one, other = int(arcs.row[at]), int(arcs.col[at])
        if one not in taken and other not in taken:
            taken |= {one, other}
            yield at


def _exact(arcs: Arcs, useful: Ints, n: int) -> list[int]:
    """The best matching among these arcs; raises Unsolved."""
    solver = pywraplp.Solver.CreateSolver("SCIP")
    chosen = {at: solver.BoolVar("") for at in useful.tolist()}
    of: list[list[pywraplp.Variable]] = [[] for _ in range(n)]
    for at, variable in chosen.items():
        of[arcs.row[at]].append(variable)
        of[arcs.col[at]].append(variable)
    for variables in of:
        solver.Add(solver.Sum(variables) <= 1)
    solver.Add(solver.Sum(list(chosen.values())) <= n // 2)
    solver.Maximize(solver.Sum([int(arcs.value[at]) * variable for at, variable in chosen.items()]))
    if solver.Solve() != solver.OPTIMAL:
        raise Unsolved("peers")
    return [at for at, variable in chosen.items() if variable.solution_value() > 0.5]
