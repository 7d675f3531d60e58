"""HR's hand: pairs that are to be, pairs that run already, pairs that may not be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Pairs = Mapping[str, str]
"""Mentors by mentee, as ids."""


class Refusal(StrEnum):
    """Why HR's hand can't be followed."""

    UNKNOWN_MENTEE = "unknown_mentee"
    UNKNOWN_MENTOR = "unknown_mentor"
    TWO_MENTORS = "two_mentors"
    FORBIDDEN_TOO = "forbidden_too"
    TOO_MANY = "too_many"


class HandRefused(ValueError):
    """A pinned or locked pair that can't be, with the reason and the two ids."""

    def __init__(self, why: Refusal, mentee: str, mentor: str) -> None:
        super().__init__(f"{why}: {mentee}, {mentor}")
        self.why, self.mentee, self.mentor = why, mentee, mentor


@dataclass(frozen=True)
class Hand:
    """`pinned` pairs are HR's decision, whatever the rules say of them; `locked` ones run already and stay."""

    pinned: Pairs = field(default_factory=dict)
    locked: Pairs = field(default_factory=dict)
    forbidden: frozenset[tuple[str, str]] = frozenset()

    @property
    def held(self) -> dict[str, str]:
        """The pairs that are settled before anything is solved."""
        return {**self.locked, **self.pinned}

    def pinning(self, pairs: Pairs) -> "Hand":
        """The same hand with more pairs pinned; a pin releases that mentee's lock."""
        locked = {mentee: mentor for mentee, mentor in self.locked.items() if mentee not in pairs}
        return replace(self, pinned={**self.pinned, **pairs}, locked=locked)

    def check(self, mentees: frozenset[str], capacity: Mapping[str, int]) -> None:
        """Raises HandRefused where these people can't be paired like this."""
        for why, mentee, mentor in self._refusals(mentees, capacity):
            raise HandRefused(why, mentee, mentor)

    def _refusals(self, mentees: frozenset[str], capacity: Mapping[str, int]) -> Iterator[tuple[Refusal, str, str]]:
        load = Counter(self.held.values())
        for mentee, mentor in sorted(self.held.items()):
            if mentee not in mentees:
                yield Refusal.UNKNOWN_MENTEE, mentee, mentor
            elif mentor not in capacity:
                yield Refusal.UNKNOWN_MENTOR, mentee, mentor
            elif self.locked.get(mentee, mentor) != mentor:
                yield Refusal.TWO_MENTORS, mentee, mentor
            elif (mentee, mentor) in self.forbidden:
                yield Refusal.FORBIDDEN_TOO, mentee, mentor
            elif load[mentor] > max(capacity[mentor], sum(each == mentor for each in self.locked.values())):
                yield Refusal.TOO_MANY, mentee, mentor
