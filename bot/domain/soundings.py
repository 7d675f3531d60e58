"""When people are asked about their pair: for the fit after a meeting, for the pulse on its days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.enrolment import Role
from bot.domain.errors import Fault, InvalidForm
from bot.domain.feedback import Fit

SOON = timedelta(days=1)
"""How long after a meeting who has told of it without the fit is asked: nobody is pressed on the same day."""
PARTNER = timedelta(days=3)
"""How long the partner of who reported a meeting has to report it too, with the fit, before they are asked for it."""
MEETINGS = 2
"""After so many meetings without an answer nobody is asked for the fit any more."""


class Topic(StrEnum):
    FIT = "fit"
    PULSE = "pulse"


@dataclass(frozen=True)
class Sounding:
    """One person is asked about one pair, for the nth time (`occasion`), once and with reminders (`times` so far).

    The days are counted from `since`. `due_at` is when to ask or to remind next, None once nothing more is said.
    """

    pair_id: int
    person_id: str
    role: Role
    topic: Topic
    occasion: int
    since: datetime
    due_at: datetime | None
    asked_at: datetime | None = None
    times: int = 0
    answered_at: datetime | None = None
    id: int = 0
    version: int = 1

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be asked for the first time."""
        return self.times == 0 and self.due_at is not None

    def put(self, now: datetime, again_at: datetime | None) -> "Sounding":
        """Asked, or reminded of; `again_at` is when to remind next."""
        return replace(self, times=self.times + 1, asked_at=self.asked_at or now, due_at=again_at)

    def postponed(self, until: datetime) -> "Sounding":
        return replace(self, due_at=until)

    def sooner(self, at: datetime) -> "Sounding":
        """Due at that time, unless it is due before."""
        return replace(self, due_at=min(self.due_at or at, at))

    def closed(self) -> "Sounding":
        """Nothing more is said of it; it can still be answered."""
        return replace(self, due_at=None)

    def answered(self, now: datetime) -> "Sounding":
        return replace(self, due_at=None, answered_at=now)


@dataclass(frozen=True)
class PulsePlan:
    """When a programme asks how its pairs are, in days, and how often it reminds who has not answered.

    The first time after the pair was made, then every so often (30 and 60 days: the usual of mentoring products).
    """

    programme_id: int
    first_after: int = 30
    every: int = 60
    reminders: int = 2
    remind_after: int = 4
    id: int = 0
    version: int = 1

    @property
    def mark(self) -> int:
        """As which version it was read; 0 for the usual days, which nobody has changed yet."""
        return self.version if self.id else 0

    def due(self, sounding: Sounding) -> datetime:
        """When to ask it for the first time."""
        return sounding.since + timedelta(days=self.first_after if sounding.occasion == 1 else self.every)

    def reminds_at(self, times: int, now: datetime) -> datetime | None:
        """When to remind of what has been asked so many times; None where that was enough."""
        return now + timedelta(days=self.remind_after) if times <= self.reminders else None

    def first(self, pair_id: int, person_id: str, role: Role, since: datetime) -> Sounding:
        """The first pulse of somebody's pair."""
        sounding = Sounding(pair_id, person_id, role, Topic.PULSE, 1, since, None)
        return sounding.postponed(self.due(sounding))

    def after(self, sounding: Sounding, now: datetime) -> Sounding:
        """The pulse that follows one that is asked now."""
        following = Sounding(
            sounding.pair_id, sounding.person_id, sounding.role, Topic.PULSE, sounding.occasion + 1, now, None
        )
        return following.postponed(self.due(following))

    def changed(self, first_after: int, every: int, reminders: int, remind_after: int) -> "PulsePlan":
        """With other days; raises InvalidForm. Reminders end before the next pulse."""
        given = {"first_after": first_after, "every": every, "reminders": reminders, "remind_after": remind_after}
        wrong = {name: fault for name, value in given.items() if (fault := _fault(name, value))}
        if not wrong and reminders * remind_after >= every:
            wrong["remind_after"] = Fault("out_of_range", {"least": 1, "most": max(1, (every - 1) // reminders)})
        if wrong:
            raise InvalidForm(wrong)
        return replace(self, **given)


BOUNDS = {"first_after": (7, 180), "every": (14, 365), "reminders": (0, 2), "remind_after": (2, 30)}
"""The least and the most of each setting."""


def _fault(name: str, value: int) -> Fault | None:
    least, most = BOUNDS[name]
    return None if least <= value <= most else Fault("out_of_range", {"least": least, "most": most})


def owes_fit(fit: Fit | None, asked: Sequence[Sounding]) -> bool:
    """Whether somebody is to be asked for the fit after a meeting: again while they are deciding.

    Who never answered is asked after the first two meetings only, and who has decided no more.
    """
    return fit is Fit.DECIDING or (fit is None and sum(each.times for each in asked) < MEETINGS)


def fit_sounding(
    pair_id: int, person_id: str, role: Role, asked: Sequence[Sounding], now: datetime, wait: timedelta
) -> Sounding:
    """The next time that somebody is asked for the fit."""
    occasion = max((each.occasion for each in asked), default=0) + 1
    return Sounding(pair_id, person_id, role, Topic.FIT, occasion, now, now + wait)
