"""A person in a programme, from the first click to the last day."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.forms import Answers, Typed
from bot.domain.states import step


class Role(StrEnum):
    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"

    @property
    def audiences(self) -> frozenset[str]:
        """Whose questions this role answers."""
        return frozenset({"mentor", "mentee"} if self is Role.BOTH else {self.value})


class EnrolmentState(StrEnum):
    """How far somebody has come. IN_LINE: there was no place left; WAITING: for a partner."""

    DRAFT = "draft"
    IN_LINE = "in_line"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    MATCHED = "matched"
    PAUSED = "paused"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


_OPEN = frozenset({EnrolmentState.PAUSED, EnrolmentState.WITHDRAWN})
ENROLMENT_STEPS = {
    EnrolmentState.DRAFT: _OPEN | {EnrolmentState.SUBMITTED, EnrolmentState.IN_LINE},
    EnrolmentState.IN_LINE: _OPEN | {EnrolmentState.SUBMITTED},
    EnrolmentState.SUBMITTED: _OPEN | {EnrolmentState.WAITING},
    EnrolmentState.WAITING: _OPEN | {EnrolmentState.MATCHED},
    EnrolmentState.MATCHED: _OPEN | {EnrolmentState.WAITING, EnrolmentState.COMPLETED},
    EnrolmentState.PAUSED: frozenset(EnrolmentState) - {EnrolmentState.COMPLETED},
    EnrolmentState.COMPLETED: frozenset[EnrolmentState](),
    EnrolmentState.WITHDRAWN: frozenset({EnrolmentState.DRAFT}),
}

SENT = frozenset(EnrolmentState) - {EnrolmentState.DRAFT, EnrolmentState.WITHDRAWN}
"""States of somebody who has sent their answers and has not left."""

TAKING_PART = SENT - {EnrolmentState.IN_LINE}
"""States of somebody who has a place as well."""

UNFINISHED = timedelta(days=3)
"""After so long, who has begun the questionnaire is reminded of it, once."""


_NO_BREAK: dict[str, Any] = {"paused_until": None, "paused_in": None}


@dataclass(frozen=True)
class Enrolment:
    """A person's part in a programme. `draft` is what was typed, as it was typed; `answers` what was sent.

    Who takes a break (`paused_until` is the day of return) goes on in the state `paused_in`.
    `remind_at` is when to remind of answers that were begun and not sent.
    """

    programme_id: int
    person_id: str
    form_id: int
    role: Role
    created_at: datetime
    state: EnrolmentState = EnrolmentState.DRAFT
    draft: Typed = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    submitted_at: datetime | None = None
    paused_until: date | None = None
    paused_in: EnrolmentState | None = None
    remind_at: datetime | None = None
    id: int = 0
    version: int = 1

    @property
    def takes_part(self) -> bool:
        return self.state in TAKING_PART and self.paused_in is not EnrolmentState.IN_LINE

    @property
    def has_sent(self) -> bool:
        """Whether the answers have arrived, with a place or in line for one."""
        return self.state in SENT

    @property
    def wants_place(self) -> bool:
        """Whether this counts among the places for mentees."""
        return self.role is not Role.MENTOR

    def started(self, role: Role, now: datetime) -> "Enrolment":
        """Begun, or begun again, in a role; what was typed before is kept."""
        if self.state is not EnrolmentState.WITHDRAWN:
            return replace(self, role=role)
        return replace(self, role=role, state=EnrolmentState.DRAFT, remind_at=now + UNFINISHED)

    def typed(self, typed: Typed) -> "Enrolment":
        """With what was typed on one page put into the draft."""
        return replace(self, draft={**self.draft, **typed})

    def submitted(self, answers: Answers, now: datetime, full: bool = False) -> "Enrolment":
        """With its answers sent; `full`: there is no place left. Who has sent theirs before only changes them."""
        if self.has_sent:
            return replace(self, answers=answers)
        then = EnrolmentState.IN_LINE if full else EnrolmentState.SUBMITTED
        state = step(ENROLMENT_STEPS, self.state, then)
        return replace(self, state=state, answers=answers, submitted_at=now, remind_at=None)

    def admitted(self) -> "Enrolment":
        """Out of the line, with a place."""
        return replace(self, state=step(ENROLMENT_STEPS, self.state, EnrolmentState.SUBMITTED))

    def standing(self, *, matched: bool) -> "Enrolment":
        """Where somebody stands who takes part: in a pair, or waiting for one. Who takes a break goes on doing so."""
        if self.state in (EnrolmentState.PAUSED, EnrolmentState.COMPLETED):
            return self
        waiting = step(ENROLMENT_STEPS, self.state, EnrolmentState.WAITING)
        return replace(self, state=step(ENROLMENT_STEPS, waiting, EnrolmentState.MATCHED) if matched else waiting)

    def withdrawn(self) -> "Enrolment":
        """Left, with no reason asked. The draft stays, so that coming back costs no typing."""
        return replace(
            self, state=step(ENROLMENT_STEPS, self.state, EnrolmentState.WITHDRAWN), remind_at=None, **_NO_BREAK
        )

    def paused(self, until: date) -> "Enrolment":
        """On a break, or on one until another day."""
        before = self.paused_in if self.state is EnrolmentState.PAUSED else self.state
        state = step(ENROLMENT_STEPS, self.state, EnrolmentState.PAUSED)
        return replace(self, state=state, paused_until=until, paused_in=before)

    def available_from(self, day: date | None, today: date) -> "Enrolment":
        """On a break until a day that is still to come; a day that has passed, or none, ends it."""
        if day is not None and day > today:
            return self.paused(day)
        return self.resumed() if self.state is EnrolmentState.PAUSED else self

    def resumed(self) -> "Enrolment":
        """Back from the break, where it began."""
        state = step(ENROLMENT_STEPS, self.state, self.paused_in or EnrolmentState.SUBMITTED)
        return replace(self, state=state, **_NO_BREAK)
