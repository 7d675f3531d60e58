"""The market as the solver sees it: points and refusals of any block of pairs, never of all pairs at once.

Points are whole numbers in float32. A product of whole numbers is exact as long as every partial sum stays below 2^24,
whatever the order of summation: the same people have the same points on any machine, with any number of threads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Wide = npt.NDArray[np.floating]
Bools = npt.NDArray[np.bool_]

EXACT = 2**24
"""Whole numbers below this are exact in float32 (IEEE 754: 24 bits of significand)."""

REFUSED = np.float32(-np.inf)
BLOCK = 1_000_000
"""Pairs that are looked at together: enough to keep the product fast, few enough to stay in the processor's cache."""


PAIRS = 4_096
"""Single pairs that are looked at together, for the same reason."""


@dataclass(frozen=True)
class Extras:
    """Points of single pairs on top of the product: sorted by row, then column."""

    row: Ints
    col: Ints
    points: Ints

    @classmethod
    def of(cls, points: dict[tuple[int, int], int]) -> "Extras":
        """From points by (mentee, mentor)."""
        keys = sorted(points)
        row, col = (np.array([key[side] for key in keys], dtype=np.int64) for side in (0, 1))
        return cls(row, col, np.array([points[key] for key in keys], dtype=np.int64))

    def on(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """Position within `rows`, column and points of the pairs in these rows; each row stands once in `rows`."""
        starts = np.searchsorted(self.row, rows)
        counts = np.searchsorted(self.row, rows, side="right") - starts
        at = np.repeat(np.arange(len(rows)), counts)
        here = np.arange(len(at)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        return at, self.col[here], self.points[here]


NOTHING = Extras.of({})


@dataclass(frozen=True)
class Market:
    """Mentees (n rows), mentors (m columns), and what each pair is worth.

    `left` (n, k) times `right` (m, k) transposed is the points of the criteria. `barrier` (profiles, m) is -inf where
    the rules keep a mentor from a mentee's `profile` (n), else 0: adding it is the quickest way to refuse. `refused`
    are single pairs that may not be. `mutual` are points that both sides' choices share, `wishes` the rest of the
    choices' points, `kept` what keeping a running pair is worth to the objective (it is no part of the score). `rank`
    (n) is how much being matched counts: 2 for people left over last time, else 1. `floor` (n) is the least that a
    mentee may get.
    """

    left: Floats
    right: Floats
    capacity: Ints
    rank: Ints
    profile: Ints
    barrier: Floats
    refused: Extras = NOTHING
    mutual: Extras = NOTHING
    wishes: Extras = NOTHING
    kept: Extras = NOTHING
    floor: Ints | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.left), len(self.right)

    @cached_property
    def most(self) -> int:
        """More than any pair can be worth."""
        extras = sum(int(each.points.max(initial=0)) for each in (self.mutual, self.wishes, self.kept))
        if not all(self.shape):
            return extras + 1
        return int(np.abs(self.left).max(axis=0) @ np.abs(self.right).max(axis=0)) + extras + 1

    def blocks(self, rows: Ints | None = None) -> Iterator[Ints]:
        """The rows (all, or those given) in blocks."""
        chosen = np.arange(self.shape[0]) if rows is None else rows
        size = max(1, BLOCK // max(1, self.shape[1]))
        for start in range(0, len(chosen), size):
            yield chosen[start : start + size]

    def criteria(self, rows: Ints) -> Floats:
        """Points of the criteria and of mutual choices, (rows, m); -inf where a rule refuses the pair."""
        points: Floats = self.left[rows] @ self.right.T
        self._add(self.mutual, rows, points)
        points += self.barrier[self.profile[rows]]
        at, col, _ = self.refused.on(rows)
        points[at, col] = REFUSED
        return points

    def worth(self, rows: Ints) -> Floats:
        """What each pair adds to the objective, (rows, m); -inf where it may not be or lies under the floor."""
        points = self.criteria(rows)
        if self.floor is not None:
            np.copyto(points, REFUSED, where=points < self.floor[rows, None].astype(np.float32))
        self._add(self.wishes, rows, points)
        self._add(self.kept, rows, points)
        return points

    def surplus(self, rows: Ints, price: Ints, cols: Ints | None = None) -> Iterator[tuple[Ints, Floats]]:
        """Block by block, what the criteria of each pair offer at these prices: rows, and points minus price (rows, m).

        -inf where a rule refuses the pair. Floor, choices and keeping are not looked at; nor, where only some `cols`
        are asked for, single refused pairs. The price is one more column of the product: with it all points must stay
        below EXACT.
        """
        left = np.column_stack([self.left, np.ones(len(self.left), dtype=np.float32)])
        right, barrier = np.column_stack([self.right, -price.astype(np.float32)]), self.barrier
        if cols is not None:
            right, barrier = right[cols], barrier[:, cols]
        for block in self.blocks(rows):
            points: Floats = left[block] @ right.T
            points += barrier[self.profile[block]]
            if cols is None:
                at, col, _ = self.refused.on(block)
                points[at, col] = REFUSED
            yield block, points

    def allows(self, row: Ints, col: Ints) -> Bools:
        """Which of these pairs neither a rule nor the floor forbids."""
        allowed: Bools = (self.barrier[self.profile[row], col] == 0) & (self._at(self.refused, row, col) == 0)
        if self.floor is not None:
            allowed &= self.shared(row, col) >= self.floor[row]
        return allowed

    def shared(self, row: Ints, col: Ints) -> Ints:
        """What single pairs are worth to both sides: criteria, and choices that both made."""
        return self.pairs(row, col) - self._at(self.wishes, row, col)

    def pairs(self, row: Ints, col: Ints) -> Ints:
        """Points of single pairs, without regard to rules: criteria and choices, not the worth of keeping."""
        points = np.zeros(len(row), dtype=np.int64)
        for start in range(0, len(row), PAIRS):
            part = slice(start, start + PAIRS)
            points[part] = np.einsum("pk,pk->p", self.left[row[part]], self.right[col[part]])
        worth: Ints = points + self._at(self.mutual, row, col) + self._at(self.wishes, row, col)
        return worth

    def bonus(self, row: Ints, col: Ints) -> Ints:
        """What keeping each of these pairs is worth, beside its points."""
        return self._at(self.kept, row, col)

    def with_floor(self, floor: Ints | None) -> "Market":
        """The same market with a least worth for each mentee."""
        return replace(self, floor=floor)

    def _at(self, extras: Extras, row: Ints, col: Ints) -> Ints:
        m = self.shape[1]
        keys, wanted = extras.row * m + extras.col, row * m + col
        place = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        if not len(keys):
            return np.zeros(len(row), dtype=np.int64)
        found: Ints = np.where(keys[place] == wanted, extras.points[place], 0)
        return found

    @staticmethod
    def _add(extras: Extras, rows: Ints, points: Floats) -> None:
        at, col, more = extras.on(rows)
        points[at, col] += more.astype(np.float32)
