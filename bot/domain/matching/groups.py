"""Group mentoring: one mentor, several mentees, and no group smaller than it should be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.matching.matching import NO_HAND, Result, match
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Scheme


@dataclass(frozen=True)
class Groups:
    """Mentees by mentor, as ids; the mentors whose group stayed too small; and the result for the others."""

    members: Mapping[str, tuple[str, ...]]
    closed: tuple[str, ...]
    result: Result


def in_groups(
    mentees: Sequence[Participant], mentors: Sequence[Participant], scheme: Scheme, least: int, most: int
) -> Groups:
    """Groups of `least` to `most` mentees.

    Each result is the best for the mentors who are open. While a group is too small, the mentor of the smallest, the
    least wanted where several are, is closed and all are matched again: a rule, not a proof, for which to close.
    """
    open_to = {each.id: replace(each, capacity=min(most, each.capacity)) for each in mentors}
    closed: list[str] = []
    prices: Mapping[str, int] = {}
    while True:
        result = match(mentees, tuple(open_to.values()), scheme, NO_HAND, prices=prices)
        load, prices = Counter(result.mentor_of.values()), result.prices
        small = [mentor for mentor, count in load.items() if count < least]
        if not small:
            return Groups(_members(result), tuple(closed), result)
        closed.append(min(small, key=lambda each: (load[each], prices[each], each)))
        del open_to[closed[-1]]


def _members(result: Result) -> dict[str, tuple[str, ...]]:
    mentors = sorted(set(result.mentor_of.values()))
    return {
        mentor: tuple(mentee for mentee, other in result.mentor_of.items() if other == mentor) for mentor in mentors
    }
