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

ALIKE = 32
"""Rows for which it pays to look only at the columns that the rules leave them."""

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

    def within(self, block: "Block") -> tuple[Ints, Ints, Ints]:
        """Places within a block, and points, of the pairs that stand in it."""
        at, col, points = self._on(block.rows)
        place = np.minimum(np.searchsorted(block.cols, col), max(0, len(block.cols) - 1))
        inside = block.cols[place] == col if len(block.cols) else np.zeros(len(col), dtype=np.bool_)
        return at[inside], place[inside], points[inside]

    def _on(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """Position within `rows`, column and points of the pairs in these rows; each row stands once in `rows`."""
        starts = np.searchsorted(self.row, rows)
        counts = np.searchsorted(self.row, rows, side="right") - starts
        at = np.repeat(np.arange(len(rows)), counts)
        here = np.arange(len(at)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        return at, self.col[here], self.points[here]


NOTHING = Extras.of({})


@dataclass(frozen=True)
class Block:
    """Rows that are looked at together, the columns that count for them, in order, and the numbers of these mentors."""

    rows: Ints
    cols: Ints
    right: Floats


@dataclass(frozen=True)
class Market:
    """Mentees (n rows), mentors (m columns), and what each pair is worth.

    `left` (n, k) times `right` (m, k) transposed is the points of the criteria. `barrier` (profiles, m) is -inf where
    the rules keep a mentor from a mentee's `profile` (n), else 0: adding it is the quickest way to refuse. No two
    profiles have the same barrier, and similar ones stand together. `refused` are single pairs that may not be.
    `mutual` are points that both sides' choices share, `wishes` the rest of the choices' points, `kept` what keeping a
    running pair is worth to the objective (it is no part of the score). `rank` (n) is how much being matched counts: 2
    for people left over last time, else 1. `floor` (n) is the least that a
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

    def blocks(self, rows: Ints | None = None) -> Iterator[Block]:
        """The rows (all, or those given) in blocks, each with the columns that the rules leave to anybody in it.

        Those come together to whom the rules leave the same mentors: pairs that may not be are not even looked at.
        """
        chosen = np.arange(self.shape[0]) if rows is None else rows
        chosen = chosen[np.argsort(self.profile[chosen], kind="stable")]
        for alike in self._alike(chosen):
            kinds = np.unique(self.profile[alike])
            yield from self.part(alike, np.flatnonzero((self.barrier[kinds] == 0).any(axis=0)))

    def part(self, rows: Ints, cols: Ints) -> Iterator[Block]:
        """These rows and columns, in blocks."""
        right, size = self.right[cols], max(1, BLOCK // max(1, len(cols)))
        for start in range(0, len(rows), size):
            yield Block(rows[start : start + size], cols, right)

    def across(self, rows: Ints) -> Block:
        """These rows with all columns."""
        return Block(rows, np.arange(self.shape[1]), self.right)

    def criteria(self, block: Block) -> Floats:
        """Points of the criteria and of mutual choices, (rows, cols); -inf where a rule refuses the pair."""
        points: Floats = self.left[block.rows] @ block.right.T
        self._add(self.mutual, block, points)
        kinds, which = np.unique(self.profile[block.rows], return_inverse=True)
        walls = self.barrier[kinds][:, block.cols]
        if walls.any():
            points += walls[which]
        at, col, _ = self.refused.within(block)
        points[at, col] = REFUSED
        return points

    def worth(self, block: Block) -> Floats:
        """What each pair adds to the objective, (rows, cols); -inf where it may not be or lies under the floor."""
        points = self.criteria(block)
        if self.floor is not None:
            np.copyto(points, REFUSED, where=points < self.floor[block.rows, None].astype(np.float32))
        self._add(self.wishes, block, points)
        self._add(self.kept, block, points)
        return points

    def priced(self, price: Ints) -> "Market":
        """The market where each pair's points are what its criteria offer at these prices: points minus price.

        Floor, choices and keeping are left out. The price is one more column of the product: with it all points must
        stay below EXACT.
        """
        left = np.column_stack([self.left, np.ones(len(self.left), dtype=np.float32)])
        right = np.column_stack([self.right, -price.astype(np.float32)])
        return replace(self, left=left, right=right, mutual=NOTHING, wishes=NOTHING, kept=NOTHING, floor=None)

    def open_to(self, rows: Ints) -> Ints:
        """How many mentors the rules leave to each of these mentees."""
        alone = self.barrier[self.profile[self.refused.row], self.refused.col] == 0
        refused = np.bincount(self.refused.row[alone], minlength=self.shape[0])
        by_profile = np.count_nonzero(self.barrier == 0, axis=1)
        left: Ints = by_profile[self.profile[rows]] - refused[rows]
        return left

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

    def _alike(self, rows: Ints) -> Iterator[Ints]:
        """Rows sorted by profile, cut where the profile changes, unless too few would be left on their own."""
        begin = 0
        for start in (np.flatnonzero(np.diff(self.profile[rows])) + 1).tolist():
            if start - begin >= ALIKE:
                yield rows[begin:start]
                begin = start
        yield rows[begin:]

    @staticmethod
    def _add(extras: Extras, block: Block, points: Floats) -> None:
        if len(extras.row):
            at, col, more = extras.within(block)
            points[at, col] += more.astype(np.float32)
