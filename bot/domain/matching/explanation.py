"""Why these two: facts and keys, which the templates put into each reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.matching import hours
from bot.domain.matching.market import REFUSED, Ints
from bot.domain.matching.matching import Pair, Result
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Criterion, Rule

STRONGEST = 3


@dataclass(frozen=True)
class Line:
    """The points of one criterion, of so many at best; what was asked and is there, and what is not."""

    criterion: str
    points: int
    most: int
    shared: tuple[object, ...] = ()
    missing: tuple[object, ...] = ()


@dataclass(frozen=True)
class Explanation:
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
    """Explains every pair, by mentee's id."""
    lines = result.pool.lines([(pair.mentee, pair.mentor) for pair in result.pairs]).tolist()
    places = _places(result)
    shared = _hours(result)
    prices = result.prices
    for pair, points, common in zip(result.pairs, lines, shared, strict=True):
        place, eligible = places.get(pair.mentee, (None, 0))
        yield _explained(result, pair, points, common, place, eligible, prices.get(pair.mentor, 0))


def _explained(
    result: Result, pair: Pair, points: Sequence[int], common: int, place: int | None, eligible: int, price: int
) -> Explanation:
    scheme, mentee, mentor = result.pool.scheme, result.pool.mentee[pair.mentee], result.pool.mentor[pair.mentor]
    return Explanation(
        pair,
        tuple(
            Line(each.id, worth, scheme.most(each), *_told(each, mentee, mentor))
            for each, worth in zip(scheme.criteria, points, strict=False)
        ),
        points[-2],
        points[-1],
        _rank(mentee.chosen, mentor.id),
        _rank(mentor.chosen, mentee.id),
        tuple(sorted(mentee.languages & mentor.languages)),
        common,
        place,
        eligible,
        price,
    )


def _told(
    criterion: Criterion, mentee: Participant, mentor: Participant
) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What the mentee asked for that the mentor has, and, of what they want to learn, what the mentor has not."""
    if criterion.rule not in (Rule.COMPLEMENT, Rule.OVERLAP):
        return (), ()
    wanted, offered = mentee.values(criterion.mentee), set(mentor.values(criterion.mentor))
    shared = tuple(each for each in wanted if each in offered)
    missing = tuple(each for each in wanted if each not in offered)
    return shared, missing if criterion.rule is Rule.COMPLEMENT else ()


def _rank(chosen: tuple[str, ...], other: str) -> int | None:
    return chosen.index(other) + 1 if other in chosen else None


def _places(result: Result) -> dict[str, tuple[int | None, int]]:
    """Of how many eligible mentors each solved mentee has the n-th best, by points: one scan."""
    market, found = result.pool.market.with_floor(None), {}
    for rows in market.blocks(result.rows):
        worth = market.worth(rows)
        own = worth[np.arange(len(rows)), result.mate[rows]]
        better = np.count_nonzero(worth > own[:, None], axis=1)
        eligible = np.count_nonzero(worth > REFUSED, axis=1)
        for row, place, count in zip(rows.tolist(), better.tolist(), eligible.tolist(), strict=True):
            found[result.pool.row_ids[row]] = (place + 1, count)
    return found


def _hours(result: Result) -> list[int]:
    """Minutes of work in common of each pair, on the worst day of the period."""
    scheme = result.pool.scheme
    mine = [_shift(result.pool.mentee[pair.mentee]) for pair in result.pairs]
    theirs = [_shift(result.pool.mentor[pair.mentor]) for pair in result.pairs]
    kinds, others = list(dict.fromkeys(mine)), list(dict.fromkeys(theirs))
    common: Ints = hours.in_common(kinds, others, scheme.starts_on, scheme.ends_on)
    one, other = ({kind: at for at, kind in enumerate(each)} for each in (kinds, others))
    return [int(common[one[a], other[b]]) for a, b in zip(mine, theirs, strict=True)]


def _shift(person: Participant) -> hours.Shift:
    return (person.zone, person.works)
