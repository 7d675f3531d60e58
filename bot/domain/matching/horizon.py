"""What is known of the pairs that nobody looks at: enough to see, without looking, that most of them can't be better.

A row that was scanned at some prices has a bound that none of its other pairs exceeds. At other prices none of them
exceeds the bound less the smallest rise of any price since. Only where that is more than the mentee's gain must the row
be scanned again. A few mentors whose price has fallen further than the others' are looked at on their own, so that they
don't count for the smallest rise (partial pricing, as for the simplex method).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.domain.matching.market import Ints

FALL = 50
"""Points by which a price may fall without the mentor being looked at on their own."""

PART = 20
"""One of so many mentors may be looked at on their own after a round."""


@dataclass(frozen=True)
class Horizon:
    """For each row (n) the scan that it was `seen` in, and its `bound` at the `prices` of that scan."""

    prices: tuple[Ints, ...]
    seen: Ints
    bound: npt.NDArray[np.float64]

    def reach(self, price: Ints) -> npt.NDArray[np.float64]:
        """The most that any pair of each row that was not kept can offer at these prices (n)."""
        rise = np.array([(price - before).min(initial=2**60) for before in self.prices])
        reach: npt.NDArray[np.float64] = self.bound - rise[self.seen]
        return reach

    def lowered(self, price: Ints) -> tuple["Horizon", tuple[Ints, ...]]:
        """The prices of each scan as low as they must be for nobody to have fallen far; and the mentors concerned.

        It holds once all pairs with these mentors that offer more than the bound at its prices are kept.
        """
        lower = tuple(np.minimum(before, price - _level(price - before)) for before in self.prices)
        fallen = tuple(np.flatnonzero(new < old) for new, old in zip(lower, self.prices, strict=True))
        return Horizon(lower, self.seen, self.bound), fallen

    def renewed(self, rows: Ints, price: Ints, bound: npt.NDArray[np.float64]) -> "Horizon":
        """The same, after these rows were scanned at these prices."""
        seen, bounds = self.seen.copy(), self.bound.copy()
        seen[rows], bounds[rows] = len(self.prices), bound
        return Horizon((*self.prices, price), seen, bounds)


def _level(rise: Ints) -> int:
    """The smallest rise, a few mentors left out where some have fallen far."""
    lowest = int(rise.min(initial=0))
    place = len(rise) // PART
    return lowest if lowest >= -FALL else min(-FALL, int(np.partition(rise, place)[place]))
