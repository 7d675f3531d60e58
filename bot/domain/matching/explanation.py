"""Why these two: facts and keys, which the templates put into each reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from bot.domain.matching import hours
from bot.domain.matching.market import Ints
from bot.domain.matching.matching import Pair, Result
from bot.domain.matching.participants import Participant
from bot.domain.matching.pool import Pool
from bot.domain.matching.scheme import Criterion, Rule

STRONGEST = 3


class Line(NamedTuple):
    """The points of one criterion, of so many at best; what was asked and is there, and what is not."""

    criterion: str
    points: int
    most: int
    shared: tuple[object, ...] = ()
    missing: tuple[object, ...] = ()


class Explanation(NamedTuple):
    """All that can be said of a pair. The points of the lines and of both choices add up to the pair's exactly.

    `mentee_choice` and `mentor_choice` are ranks from 1, or None. `place` of `eligible`: this is the mentee's n-th best
    mentor of so many; None for a held pair. `price`: how much others want this mentor, in points.
    """

    pair: Pair
    lines: tuple[Line, ...]
    mentee_points: int
    mentor_points: int
    mentee_choice: int | None
    mentor_choice: int | None
    languages: tuple[str, ...]
    hours: int
    place: int | None
    eligible: int
    price: int

    @property
    def strongest(self) -> tuple[Line, ...]:
        """The three reasons that give the most points; half the points or fewer for a single answer are no reason."""
        given = [line for line in self.lines if (line.shared and line.points) or 2 * line.points > line.most]
        return tuple(sorted(given, key=lambda line: -line.points)[:STRONGEST])

    @property
    def missing(self) -> tuple[tuple[str, object], ...]:
        """What the mentee asked for that is not covered, with its criterion."""
        return tuple((line.criterion, value) for line in self.lines for value in line.missing)


def explanations(result: Result) -> Iterator[Explanation]:
    """Explains every pair of a result, by mentee's id."""
    return explain(result.pool, result.pairs, result.lines, _places(result), result.prices)


def explain(
    pool: Pool, pairs: Sequence[Pair], counted: Ints, places: Mapping[str, tuple[int, int]], prices: Mapping[str, int]
) -> Iterator[Explanation]:
    """Explains pairs: made column by column, since there may be many.

    `counted` are the pairs' points, as `Pool.lines` gives them; `places` a mentee's n-th best mentor of so many, by
    mentee; `prices` those of mentors.
    """
    points = counted.T.tolist()
    mentees = [pool.mentee[pair.mentee] for pair in pairs]
    mentors = [pool.mentor[pair.mentor] for pair in pairs]
    lines = [
        _lines(each, pool.scheme.most(each), worth, mentees, mentors)
        for each, worth in zip(pool.scheme.criteria, points, strict=False)
    ]
    return map(
        Explanation,
        pairs,
        zip(*lines, strict=True) if lines else repeat(()),
        *points[-2:],
        (_rank(one.chosen, other.id) for one, other in zip(mentees, mentors, strict=True)),
        (_rank(other.chosen, one.id) for one, other in zip(mentees, mentors, strict=True)),
        (tuple(sorted(one.languages & other.languages)) for one, other in zip(mentees, mentors, strict=True)),
        _hours(pool, pairs),
        (places.get(pair.mentee, (None, 0))[0] for pair in pairs),
        (places.get(pair.mentee, (None, 0))[1] for pair in pairs),
        (prices.get(pair.mentor, 0) for pair in pairs),
    )


def _lines(
    criterion: Criterion, most: int, points: list[int], mentees: list[Participant], mentors: list[Participant]
) -> Iterator[Line]:
    """The lines of one criterion, pair by pair.

    They tell what the mentee asked for that the mentor has, and, of what they want to learn, what the mentor has not.
    """
    if criterion.rule not in (Rule.COMPLEMENT, Rule.OVERLAP):
        return map(Line, repeat(criterion.id), points, repeat(most))
    wanted = [each.values(criterion.mentee) for each in mentees]
    offered = [each.values(criterion.mentor) for each in mentors]
    both = list(zip(wanted, offered, strict=True))
    shared = [tuple([value for value in mine if value in theirs]) for mine, theirs in both]
    if criterion.rule is Rule.OVERLAP:
        return map(Line, repeat(criterion.id), points, repeat(most), shared)
    missing = [tuple([value for value in mine if value not in theirs]) for mine, theirs in both]
    return map(Line, repeat(criterion.id), points, repeat(most), shared, missing)


def _rank(chosen: tuple[str, ...], other: str) -> int | None:
    return chosen.index(other) + 1 if other in chosen else None


def _places(result: Result) -> dict[str, tuple[int, int]]:
    """Of how many eligible mentors each solved mentee has the n-th best, by points: one scan."""
    market, rows = result.pool.market.with_floor(None), result.rows
    own, better = np.zeros(market.shape[0], dtype=np.float32), np.zeros(market.shape[0], dtype=np.int64)
    own[rows] = market.pairs(rows, result.cols) + market.bonus(rows, result.cols)
    for block in market.blocks(rows):
        above = np.flatnonzero(market.worth(block) > own[block.rows, None])
        better[block.rows] = np.bincount(above // len(block.cols), minlength=len(block.rows))
    ids = [result.pool.row_ids[row] for row in rows.tolist()]
    return dict(zip(ids, zip((better[rows] + 1).tolist(), market.open_to(rows).tolist(), strict=True), strict=True))


def _hours(pool: Pool, pairs: Sequence[Pair]) -> list[int]:
    """Minutes of work in common of each pair, on the worst day of the period."""
    scheme = pool.scheme
    mine = [_shift(pool.mentee[pair.mentee]) for pair in pairs]
    theirs = [_shift(pool.mentor[pair.mentor]) for pair in pairs]
    kinds, others = list(dict.fromkeys(mine)), list(dict.fromkeys(theirs))
    common: Ints = hours.in_common(kinds, others, scheme.starts_on, scheme.ends_on)
    one, other = ({kind: at for at, kind in enumerate(each)} for each in (kinds, others))
    return [int(common[one[a], other[b]]) for a, b in zip(mine, theirs, strict=True)]


def _shift(person: Participant) -> hours.Shift:
    return (person.zone, person.works)
