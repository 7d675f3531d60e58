"""Matching again without upsetting what runs: a price for each change, at most so many changes, or a single swap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.domain.matching.hand import Hand, Pairs
from bot.domain.matching.matching import NO_HAND, Result, match
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import FULL, Scheme

People = Sequence[Participant]
Again = Callable[[int], Result]


def rematch(
    mentees: People,
    mentors: People,
    scheme: Scheme,
    before: Pairs,
    bonus: int,
    hand: Hand = NO_HAND,
    prices: Mapping[str, int] | None = None,
    managers: Mapping[str, str] | None = None,
) -> Result:
    """The best assignment where keeping a pair is worth `bonus` points: what a change must bring at least."""
    kept = dict.fromkeys(before.items(), bonus) if bonus else {}
    return match(mentees, mentors, scheme, hand, kept=kept, prices=prices, managers=managers)


def at_most(
    mentees: People, mentors: People, scheme: Scheme, before: Pairs, changes: int, hand: Hand = NO_HAND
) -> Result:
    """The best assignment found with at most so many of the running pairs changed.

    The price of a change is raised until few enough are made (Lagrange): no result with as few changes as the one
    found is better. Changes that somebody's leaving or a new rule forces are made whatever the price.
    """
    prices: dict[str, int] = {}
    low, high = 0, 4 * FULL

    def again(bonus: int) -> Result:
        found = rematch(mentees, mentors, scheme, before, bonus, hand, prices)
        prices.update(found.prices)
        return found

    found, best = again(low), again(high)
    if len(changed(before, found)) <= changes:
        return found
    while high - low > 1:
        middle = (low + high) // 2
        found = again(middle)
        if len(changed(before, found)) <= changes:
            high, best = middle, found
        else:
            low = middle
    return best


def top_up(
    mentees: People,
    mentors: People,
    scheme: Scheme,
    running: Pairs,
    hand: Hand = NO_HAND,
    managers: Mapping[str, str] | None = None,
) -> Result:
    """All running pairs stay; those without a pair get the best that is left."""
    return match(mentees, mentors, scheme, replace(hand, locked={**hand.locked, **running}), managers=managers)


def swap(result: Result, mentee: str, mentor: str, bonus: int, managers: Mapping[str, str] | None = None) -> Result:
    """The result with this pair made, and the rest arranged anew around it; a further change must bring `bonus`."""
    pool = result.pool
    hand = pool.hand.pinning({mentee: mentor})
    before = {one: other for one, other in result.mentor_of.items() if one != mentee}
    return rematch(pool.mentees, pool.mentors, pool.scheme, before, bonus, hand, result.prices, managers)


def changed(before: Pairs, after: Result) -> tuple[str, ...]:
    """The mentees who had a mentor and now have another one or none, by id; nobody who has left counts."""
    return tuple(
        sorted(
            mentee
            for mentee, mentor in before.items()
            if mentee in after.pool.mentee and after.mentor_of.get(mentee) != mentor
        )
    )
