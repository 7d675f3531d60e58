"""What is known of the pairs that nobody looks at: enough to see, without looking, that most of them can't be better.

A row that was scanned at some prices has a bound that none of its other pairs exceeds. At other prices none of them
exceeds the bound less the smallest rise of any price since. Only where that is more than the mentee's gain must the row
be scanned again; mentors whose price has fallen far are looked at on their own (partial pricing, as for the simplex
method).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.domain.matching.market import Ints

FALL = 50
"""Points by which a price may fall before the mentor is looked at again."""

PART = 4
"""Where more than this part of all prices has fallen, whole rows are scanned again."""


@dataclass(frozen=True)
class Horizon:
    """For each row (n) the scan that it was `seen` in, and its `bound` at the `prices` of that scan."""

    prices: tuple[Ints, ...]
    seen: Ints
    bound: npt.NDArray[np.float64]

    def reach(self, price: Ints) -> npt.NDArray[np.float64]:
        """The most that any pair of each row that was not kept can offer at these prices (n)."""
        rise = np.array([(price - before).min(initial=0) if len(price) else 0 for before in self.prices])
        reach: npt.NDArray[np.float64] = self.bound - rise[self.seen]
        return reach

    def fallen(self, price: Ints) -> tuple[Ints, ...]:
        """For each scan the mentors whose price alone has fallen far since; none where the whole level has."""
        return tuple(_fallen(before, price) for before in self.prices)

    def lowered(self, fallen: tuple[Ints, ...], price: Ints) -> "Horizon":
        """The same, once all pairs with these mentors that offer more than the bound at these prices are kept."""
        prices = tuple(before.copy() for before in self.prices)
        for before, cols in zip(prices, fallen, strict=True):
            before[cols] = price[cols]
        return Horizon(prices, self.seen, self.bound)

    def renewed(self, rows: Ints, price: Ints, bound: npt.NDArray[np.float64]) -> "Horizon":
        """The same, after these rows were scanned at these prices."""
        seen, bounds = self.seen.copy(), self.bound.copy()
        seen[rows], bounds[rows] = len(self.prices), bound
        return Horizon((*self.prices, price), seen, bounds)


def _fallen(before: Ints, price: Ints) -> Ints:
    cols = np.flatnonzero(price < before - FALL)
    return cols if len(cols) * PART < len(price) else cols[:0]
