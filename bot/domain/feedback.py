"""What people say about their pair, each for themselves and the programme team: how it fits, how good it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.domain.enrolment import Role
from bot.domain.forms import Answers

SNOOZE = timedelta(days=3)
"""For so long the programme team may leave a pair that needs a look out of sight."""
LOW = 2
"""A rating of so much or less, of 5, goes to the programme team at once."""
FALLS = 2
"""So many ratings in a row, each below the one before, go to the programme team at once."""


class Fit(StrEnum):
    GOOD = "good"
    DECIDING = "deciding"
    NOT = "not_good"


class Source(StrEnum):
    """Where somebody said it: in the form after a meeting, by a button of the fit question, in the pulse."""

    MEETING = "meeting"
    QUESTION = "question"
    PULSE = "pulse"


class Reason(StrEnum):
    """Why the programme team hears of it at once, the most pressing first."""

    NOT_FIT = "not_fit"
    LOW = "low"
    FALLING = "falling"
    WORD = "word"


class Suggestion(StrEnum):
    """What the programme team may do about it."""

    CHANGE = "change"  # offer this person the way out of the pair
    TALK = "talk"  # tell this person that somebody gets in touch


@dataclass(frozen=True)
class Opinion:
    """What one of the two said, at one time: never for the partner. `rating` is from 1 to 5.

    `answers` are the pulse's, by question, but for the rating and the `word` to the programme team; `form` is the shape
    of the form that they were given to. With any of `reasons` the programme team has something to look at, until it is
    settled: not before `snoozed_until`.
    """

    pair_id: int
    person_id: str
    role: Role
    source: Source
    said_at: datetime
    rating: int | None = None
    fit: Fit | None = None
    answers: Answers = field(default_factory=dict)
    word: str = ""
    form: str = ""
    reasons: tuple[Reason, ...] = ()
    snoozed_until: datetime | None = None
    settled_at: datetime | None = None
    settled_by: str | None = None
    id: int = 0
    version: int = 1

    @property
    def suggestion(self) -> Suggestion:
        """Who finds no fit is offered the way out; anybody else is talked to."""
        return Suggestion.CHANGE if Reason.NOT_FIT in self.reasons else Suggestion.TALK

    def ratings(self, said: Iterable["Opinion"]) -> tuple[int, ...]:
        """This person's last ratings of the same kind, this one at the end; nothing where this one has none.

        `said` is what they said of the pair, the oldest first; what came after this one does not matter.
        """
        before = [
            each.rating
            for each in said
            if each.source is self.source and each.rating is not None and (not self.id or each.id < self.id)
        ]
        return () if self.rating is None else (*before[-FALLS:], self.rating)

    def weighed(self, before: Iterable["Opinion"]) -> "Opinion":
        """With what makes the programme team hear of it, given what this person said of the pair before."""
        return replace(self, reasons=reasons(self.fit, self.ratings(before), self.word))

    def snoozed(self, now: datetime) -> "Opinion":
        return replace(self, snoozed_until=now + SNOOZE)

    def settled(self, by: str, now: datetime) -> "Opinion":
        """Looked at, and done with."""
        return replace(self, settled_at=now, settled_by=by)


def reasons(fit: Fit | None, ratings: Sequence[int], word: str) -> tuple[Reason, ...]:
    """Why the programme team hears of it at once: "not a good fit", a rating of 1 or 2, two falls in a row, a word.

    `ratings` are somebody's last ones of one kind in one pair, from 1 to 5, the newest at the end. A fall is a rating
    below the one before it, so two in a row take three ratings: 5, 4, 3.
    """
    found = {
        Reason.NOT_FIT: fit is Fit.NOT,
        Reason.LOW: bool(ratings) and ratings[-1] <= LOW,
        Reason.FALLING: _falls(ratings),
        Reason.WORD: bool(word),
    }
    return tuple(reason for reason, is_so in found.items() if is_so)


def _falls(ratings: Sequence[int]) -> bool:
    last = ratings[-FALLS - 1 :]
    return len(last) > FALLS and all(later < earlier for earlier, later in pairwise(last))


def fit_of(opinions: Iterable[Opinion]) -> Fit | None:
    """How the pair feels to somebody by the last time that they said so; opinions are the oldest first."""
    return next((each.fit for each in reversed(list(opinions)) if each.fit), None)
