"""Why not somebody else? What another mentor would cost the whole, exactly."""

from dataclasses import dataclass

import numpy as np

from bot.domain.matching.flow import NOBODY
from bot.domain.matching.market import REFUSED, Ints, Market, Wide
from bot.domain.matching.matching import Result
from bot.domain.matching.optimum import nearest
from bot.domain.matching.rules import Obstacle

FAR = np.inf


@dataclass(frozen=True)
class Alternative:
    """Another mentor for a mentee: the points of that pair, and what it costs all together to make it.

    `fewer` is how many people fewer would be matched. `below_floor`: the pair would give the mentee less than they are
    owed, whatever the total gains by it. Where obstacles stand in the way there is nothing to cost.
    """

    mentee: str
    mentor: str
    points: int
    cost: int = 0
    fewer: int = 0
    below_floor: bool = False
    obstacles: tuple[Obstacle, ...] = ()


def why_not(result: Result, mentee: str, mentor: str) -> Alternative:
    """What it would cost to pair these two; raises KeyError for somebody who is not in the market."""
    pool, proof = result.pool, result.proof
    row, col = pool.row_of[mentee], pool.col_of[mentor]
    points = int(pool.points([(mentee, mentor)])[0])
    if obstacles := pool.rules.obstacles(row, col):
        return Alternative(mentee, mentor, points, obstacles=obstacles)
    cost = loss(result, row, col)
    fewer = int(nearest(np.array([cost]), proof.priority)[0])
    below = not _floored(result).allows(np.array([row]), np.array([col]))[0]
    return Alternative(mentee, mentor, points, cost - fewer * proof.priority, fewer, below)


def alternatives(result: Result, mentee: str, few: int = 3) -> tuple[Alternative, ...]:
    """The best other mentors for a mentee by points, the rules permitting, each with its cost."""
    pool, row = result.pool, result.pool.row_of[mentee]
    market = pool.market.with_floor(None)
    points = market.worth(market.across(np.array([row])))[0]
    others = [col for col in np.argsort(-points, kind="stable")[: few + 1].tolist() if points[col] > REFUSED]
    chosen = [col for col in others if col != result.mate[row]][:few]
    return tuple(why_not(result, mentee, pool.col_ids[col]) for col in chosen)


def loss(result: Result, row: int, col: int) -> int:
    """What forcing a pair takes from the objective, everybody else being arranged anew as well as can be.

    The pair's own reduced cost, and the shortest way in the residual graph by which somebody makes room (Dijkstra; all
    reduced costs are zero or more, since the prices are dual-optimal): from the wanted mentor, mentee by mentee, to the
    place that this mentee leaves.
    """
    market, target = _floored(result), int(result.mate[row])
    if target == col:
        return 0
    residual = _Residual(market, result)
    own = int(result.proof.gain[row] + result.proof.price[col]) - residual.value(row, col)
    return own + residual.way(col, market.shape[1] if target == NOBODY else target)


def _floored(result: Result) -> Market:
    """The market with the floor that the result keeps."""
    return result.pool.market.with_floor(result.proof.floor.owed if result.proof.floor else None)


class _Residual:
    """The residual graph of a result: mentors, and last the sink, where free places and unmatched people are."""

    def __init__(self, market: Market, result: Result) -> None:
        self._market, self._proof = market, result.proof
        self._mate, self._m = result.mate, market.shape[1]
        self._load = np.bincount(result.cols, minlength=self._m)

    def value(self, row: int, col: int) -> int:
        """What a pair adds to the objective."""
        pair = np.array([row]), np.array([col])
        worth = self._market.pairs(*pair) + self._market.bonus(*pair)
        return int(worth[0] + self._proof.priority * self._market.rank[row])

    def way(self, start: int, target: int) -> int:
        """The length of the shortest way between two nodes."""
        length = np.full(self._m + 1, FAR)
        done = np.zeros(self._m + 1, dtype=np.bool_)
        length[start] = 0
        while True:
            node = int(np.argmin(np.where(done, FAR, length)))
            if node == target:
                return int(length[node])
            done[node] = True
            np.minimum(length, length[node] + self._steps(node), out=length)

    def _steps(self, node: int) -> Wide:
        """The length of the step from one node to each other."""
        return self._from_sink() if node == self._m else self._from_mentor(node)

    def _from_mentor(self, mentor: int) -> Wide:
        mentees = np.flatnonzero(self._mate == mentor)
        free = self._load[mentor] < self._market.capacity[mentor]
        leave = 0 if free else int(self._proof.gain[mentees].min())
        return np.append(self._moves(mentees), leave)

    def _from_sink(self) -> Wide:
        emptied = np.where(self._load > 0, self._proof.price, FAR)
        joined = self._moves(np.flatnonzero(self._mate == NOBODY))
        return np.append(np.minimum(emptied, joined), 0)

    def _moves(self, mentees: Ints) -> Wide:
        """What it takes to have the cheapest of these mentees at each mentor."""
        if not len(mentees):
            return np.full(self._m, FAR)
        worth = self._market.worth(self._market.across(mentees)).astype(np.float64)
        rest = self._proof.gain[mentees] - self._proof.priority * self._market.rank[mentees]
        moves: Wide = (rest[:, None] + self._proof.price - worth).min(axis=0)
        return moves
