"""Asking a pair whether it has met: the schedule, each check-in, and what each of the two has said about it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.cadence import BREATH, following, gap
from bot.domain.feedback import Fit
from bot.domain.programmes import Cadence
from bot.domain.states import step


class CheckinState(StrEnum):
    """How a check-in ended, and ASKED while it has not. NOT_YET, UNANSWERED: overtaken by the next one."""

    ASKED = "asked"
    MET = "met"
    MOVED = "moved"
    NOT_YET = "not_yet"
    UNANSWERED = "unanswered"


_S = CheckinState
CHECKIN_STEPS = {
    _S.ASKED: frozenset({_S.MET, _S.MOVED, _S.NOT_YET, _S.UNANSWERED}),
}


class News(StrEnum):
    """What somebody says of their pair. BUSY: not before a day."""

    MET = "met"
    MOVED = "moved"
    NOT_YET = "not_yet"
    BUSY = "busy"


class Trouble(StrEnum):
    """What is going on where a pair does not meet: said in private, never told to the partner."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    CHANGE = "change"
    WELL = "well"


class Step(StrEnum):
    """What somebody is asked next. AGAIN follows "not yet", CONFIRM what the partner has said."""

    ASK = "ask"
    REMIND = "remind"
    AGAIN = "again"
    PRIVATE = "private"
    CONFIRM = "confirm"


class Way(StrEnum):
    """How two people met."""

    VIDEO = "video"
    IN_PERSON = "in_person"
    PHONE = "phone"
    CHAT = "chat"


@dataclass(frozen=True)
class Schedule:
    """When a pair is asked next: on the day `planned_on`, the first of the two from `next_at` on.

    `next_at` is None while nothing is planned: the pair is paused or over. `seq` counts the check-ins, `silent` those
    in a row of which neither has given a sign of life. `overdue_on` is the day of the first check-in since the pair
    last met or named a day. `meets_on` is the day that the two have named for their next meeting, which the mentor is
    to prepare at `prepare_at`. `cadence` is their own choice. `help_for` is who said in private that the partner can't
    be reached: for the programme team only, which may leave the pair off its list until `hidden_until`.
    """

    pair_id: int
    programme_id: int
    planned_on: date
    next_at: datetime | None
    cadence: Cadence | None = None
    seq: int = 0
    silent: int = 0
    meetings: int = 0
    met_on: date | None = None
    meets_on: date | None = None
    prepare_at: datetime | None = None
    overdue_on: date | None = None
    help_for: str | None = None
    hidden_until: date | None = None
    id: int = 0
    version: int = 1

    def asked(self, cadence: Cadence, today: date) -> "Schedule":
        """With one check-in more; the next is planned from the day that this one was planned for, not from today."""
        due = following(self.planned_on, self._gap(cadence, self.seq + 2), today)
        overdue_on = self.overdue_on or self.planned_on
        counted = {"seq": self.seq + 1, "silent": self.silent + 1, "overdue_on": overdue_on}
        return replace(self, planned_on=due, meets_on=None, **counted)  # type: ignore[arg-type]

    def alive(self) -> "Schedule":
        """One of the two has given a sign of life."""
        return replace(self, silent=0)

    def met(self, on: date, named: date | None, cadence: Cadence, today: date) -> "Schedule":
        """They met: the clock starts again from that day, or with the day that they have named for the next time."""
        held = {"meetings": self.meetings + 1, "met_on": max(on, self.met_on or on)}
        due = following(on, self._gap(cadence, self.seq + 1), today)
        return self._settled(named, named + timedelta(days=1) if named else due, **held)

    def named(self, day: date) -> "Schedule":
        """They have named a day to meet: they are asked the day after it."""
        return self._settled(day, day + timedelta(days=1))

    def busy(self, until: date) -> "Schedule":
        """One of the two has no time before a day: both are asked a week after it."""
        return self._settled(None, until + BREATH)

    def rested(self, until: date) -> "Schedule":
        """Nobody is asked before that day."""
        return replace(self, planned_on=until)

    def resumed(self, cadence: Cadence, today: date) -> "Schedule":
        """Under way again after a pause."""
        return self._settled(None, today + self._gap(cadence, self.seq + 1))

    def chosen(self, own: Cadence | None, cadence: Cadence, today: date) -> "Schedule":
        """In another rhythm, counted from the last meeting; a day that is named stays, and so does the first one."""
        mine = replace(self.alive(), cadence=own)
        if self.meets_on or self.met_on is None:
            return mine
        return replace(mine, planned_on=following(self.met_on, mine._gap(cadence, self.seq + 1), today))

    def prepared(self, later: datetime | None) -> "Schedule":
        """The mentor has been helped to prepare the meeting, or will be later."""
        return replace(self, prepare_at=later)

    def hidden(self, until: date) -> "Schedule":
        """Off the programme team's list before that day, unless the pair meets meanwhile."""
        return replace(self, hidden_until=until)

    def stopped(self) -> "Schedule":
        """Nothing more is asked."""
        return replace(self, next_at=None, prepare_at=None)

    def _gap(self, cadence: Cadence, seq: int) -> timedelta:
        return gap(self.cadence or cadence, self.pair_id, seq)

    def _settled(self, meets_on: date | None, planned_on: date, **more: object) -> "Schedule":
        looked_after = {"overdue_on": None, "help_for": None, "hidden_until": None, "silent": 0, "prepare_at": None}
        return replace(self, meets_on=meets_on, planned_on=planned_on, **looked_after, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Checkin:
    """One check-in of a pair: what both know of it. Of a meeting: its day, how, how long in minutes, who told first."""

    pair_id: int
    seq: int
    planned_on: date
    made_at: datetime
    state: CheckinState = CheckinState.ASKED
    held_on: date | None = None
    way: Way | None = None
    minutes: int | None = None
    told_by: str | None = None
    id: int = 0
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.state is CheckinState.ASKED

    def ended(self, state: CheckinState) -> "Checkin":
        return replace(self, state=step(CHECKIN_STEPS, self.state, state))

    def met(self, by: str, on: date, way: Way | None, minutes: int | None) -> "Checkin":
        """They met, as one of the two tells; of a meeting that is known, what had not been said is added."""
        if self.state is CheckinState.MET:
            return replace(self, way=self.way or way, minutes=self.minutes or minutes)
        told = {"held_on": on, "way": way, "minutes": minutes, "told_by": by}
        return replace(self.ended(CheckinState.MET), **told)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Answer:
    """What one of the two has said about a check-in, and what they are asked next (`step`, at `ask_at`).

    `rating` (1-5), `gained`, `fit` and `trouble` are this
    person's own: the partner never learns them, nor that somebody said "not yet".
    """

    checkin_id: int
    pair_id: int
    person_id: str
    step: Step | None
    ask_at: datetime | None
    news: News | None = None
    not_yets: int = 0
    answered_at: datetime | None = None
    trouble: Trouble | None = None
    rating: int | None = None
    gained: str = ""
    fit: Fit | None = None
    id: int = 0
    version: int = 1

    def asked(self, then: Step | None, at: datetime | None) -> "Answer":
        """Asked; what comes next where there is no answer, if anything does."""
        return replace(self, step=then, ask_at=at)

    def postponed(self, at: datetime) -> "Answer":
        return replace(self, ask_at=at)

    def said(self, news: News, now: datetime) -> "Answer":
        """Answered: nothing more is asked about this check-in."""
        return replace(self, news=news, answered_at=now, step=None, ask_at=None)

    def not_yet(self, now: datetime, then: Step | None, at: datetime | None) -> "Answer":
        said = self.said(News.NOT_YET, now)
        return replace(said, not_yets=self.not_yets + 1, step=then, ask_at=at)

    def confided(self, trouble: Trouble, now: datetime) -> "Answer":
        """Said in private what is going on."""
        return replace(self, trouble=trouble, answered_at=now, step=None, ask_at=None)

    def to_confirm(self, at: datetime) -> "Answer":
        """The partner has told of a meeting."""
        return replace(self, step=Step.CONFIRM, ask_at=at)

    def reported(self, now: datetime, rating: int | None, gained: str, fit: Fit | None) -> "Answer":
        """Met, and how it was; what was said before stays where nothing new is said."""
        how = {"rating": rating or self.rating, "gained": gained or self.gained, "fit": fit or self.fit}
        return replace(self.said(News.MET, now), **how)  # type: ignore[arg-type]

    def closed(self) -> "Answer":
        """Asked nothing more."""
        return replace(self, step=None, ask_at=None)
