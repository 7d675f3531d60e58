"""Whom somebody can choose among: the mentors who may be theirs, and have a place, the best first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.domain.matching.explanation import Explanation, explain
from bot.domain.matching.hand import Hand
from bot.domain.matching.market import REFUSED
from bot.domain.matching.matching import Pair
from bot.domain.matching.participants import Participant
from bot.domain.matching.pool import Pool, pool
from bot.domain.matching.rules import Forbidden
from bot.domain.matching.scheme import Scheme


@dataclass(frozen=True)
class Shortlists:
    """Mentees on one side, mentors with a free place on the other; nothing is solved."""

    pool: Pool

    def of(self, mentee: str) -> tuple[str, ...]:
        """Ids of all mentors who may be this mentee's, by points, those alike by id; none for who can't take part."""
        row = self.pool.row_of.get(mentee)
        if row is None:
            return ()
        market = self.pool.market
        points = market.worth(market.across(np.array([row])))[0]
        best = np.argsort(-points, kind="stable").tolist()
        return tuple(self.pool.col_ids[col] for col in best if points[col] > REFUSED)

    def explained(self, mentee: str, mentors: Sequence[str]) -> tuple[Explanation, ...]:
        """Why each of these would suit; raises KeyError for who is in no market."""
        names = [(mentee, each) for each in mentors]
        points = self.pool.points(names).tolist() if names else []
        pairs = [Pair(*both, worth) for both, worth in zip(names, points, strict=True)]
        counted = self.pool.lines([(pair.mentee, pair.mentor) for pair in pairs])
        return tuple(explain(self.pool, pairs, counted, {}, {}))


def shortlists(
    mentees: Sequence[Participant],
    mentors: Sequence[Participant],
    scheme: Scheme,
    taken: Mapping[str, str],
    forbidden: Forbidden,
    managers: Mapping[str, str],
) -> Shortlists:
    """The shortlists of these mentees. `taken` are mentors by mentee, each of whom has a place already."""
    load = Counter(taken.values())
    free = [replace(each, capacity=max(0, each.capacity - load[each.id])) for each in mentors]
    seekers = [each for each in mentees if each.id not in taken]
    return Shortlists(pool(seekers, free, scheme, Hand(forbidden=forbidden), {}, managers))
