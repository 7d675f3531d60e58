"""A place for who has none, with at most so many pairs changed: which ones may change is read off better assignments.

That more people have somebody counts above all points, so no price on a change keeps their number down. Two assignments
differ by trails, each of which can be taken alone: somebody comes to a mentor, who gives up somebody else, who comes to
the next one, until there is a free place (the augmenting paths of Berge 1957, with several places at a mentor).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.matching.hand import Hand, Pairs
from bot.domain.matching.matching import NO_HAND, Result
from bot.domain.matching.rematch import People, rematch, top_up
from bot.domain.matching.scheme import FULL, Scheme

PRICES = (4 * FULL, 1_000, 300)
"""What a change must bring, in points, in the assignments that are compared: for places first, then for points."""


@dataclass(frozen=True)
class Trail:
    """Mentees who change, one making room for the other; `places`: one more person has somebody then."""

    changes: tuple[str, ...]
    places: int
    points: int


def few_changes(
    mentees: People,
    mentors: People,
    scheme: Scheme,
    before: Pairs,
    most: int,
    hand: Hand = NO_HAND,
    managers: Mapping[str, str] | None = None,
) -> Result:
    """An assignment with at most `most` of these pairs changed, places first, then points; best for those that may.

    Changes are made that somebody's leaving, fewer places or a new rule force.
    """
    may_change: set[str] = set()
    steady = top_up(mentees, mentors, scheme, before, hand, managers)
    for price in PRICES if most else ():
        better = rematch(mentees, mentors, scheme, before, price, hand, steady.prices, managers)
        for trail in sorted(_trails(steady, better), key=lambda each: (-each.places, len(each.changes), -each.points)):
            worth = trail.places or trail.points > 0
            if worth and len(may_change | set(trail.changes)) <= most:
                may_change |= set(trail.changes)
    stay = {mentee: mentor for mentee, mentor in before.items() if mentee not in may_change}
    return top_up(mentees, mentors, scheme, stay, hand, managers) if may_change else steady


def _trails(one: Result, other: Result) -> Iterator[Trail]:
    """The difference between two assignments, trail by trail: first those that give somebody a place."""
    was, will = one.mentor_of, other.mentor_of
    differs = sorted(each for each in was.keys() | will.keys() if was.get(each) != will.get(each))
    leaving: dict[str, list[str]] = defaultdict(list)
    for mentee in differs:
        if mentee in was:
            leaving[was[mentee]].append(mentee)
    free = _free(one)
    for first in (*(each for each in differs if each not in was), *differs):
        if first in was and first not in leaving[was[first]]:
            continue
        trail = list(_walk(first, was, will, leaving, free))
        points = sum(_worth(other, each, will) - _worth(one, each, was) for each in trail)
        places = sum((each in will) - (each in was) for each in trail)
        yield Trail(tuple(each for each in trail if each in was), places, points)


def _walk(first: str, was: Pairs, will: Pairs, leaving: dict[str, list[str]], free: Counter[str]) -> Iterator[str]:
    """Each mentee who moves, from the first until there is a free place, or nobody to make room."""
    mentee: str | None = first
    if first in was:
        leaving[was[first]].remove(first)
        free[was[first]] += 1
    while mentee:
        yield mentee
        mentor = will.get(mentee)
        if mentor is None:
            return
        if free[mentor] > 0:
            free[mentor] -= 1
            return
        mentee = leaving[mentor].pop() if leaving[mentor] else None


def _free(result: Result) -> Counter[str]:
    load = Counter(result.mentor_of.values())
    return Counter({each.id: max(0, each.capacity - load[each.id]) for each in result.pool.mentors})


def _worth(result: Result, mentee: str, pairs: Pairs) -> int:
    return int(result.pool.points([(mentee, pairs[mentee])])[0]) if mentee in pairs else 0
