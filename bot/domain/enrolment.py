"""A person in a programme, from the first click to the last day."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

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
    INVITED = "invited"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    MATCHED = "matched"
    PAUSED = "paused"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


_OPEN = frozenset({EnrolmentState.PAUSED, EnrolmentState.WITHDRAWN})
ENROLMENT_STEPS = {
    EnrolmentState.INVITED: _OPEN | {EnrolmentState.DRAFT},
    EnrolmentState.DRAFT: _OPEN | {EnrolmentState.SUBMITTED},
    EnrolmentState.SUBMITTED: _OPEN | {EnrolmentState.WAITING},
    EnrolmentState.WAITING: _OPEN | {EnrolmentState.MATCHED},
    EnrolmentState.MATCHED: _OPEN | {EnrolmentState.WAITING, EnrolmentState.COMPLETED},
    EnrolmentState.PAUSED: frozenset(EnrolmentState) - {EnrolmentState.INVITED, EnrolmentState.COMPLETED},
    EnrolmentState.COMPLETED: frozenset[EnrolmentState](),
    EnrolmentState.WITHDRAWN: frozenset({EnrolmentState.DRAFT}),
}

TAKING_PART = frozenset(EnrolmentState) - {
    EnrolmentState.INVITED,
    EnrolmentState.DRAFT,
    EnrolmentState.WITHDRAWN,
}
"""States of somebody who has sent their answers and has not left."""


@dataclass(frozen=True)
class Enrolment:
    """A person's part in a programme. `draft` is what was typed, as it was typed; `answers` what was sent."""

    programme_id: int
    person_id: str
    form_id: int
    role: Role
    created_at: datetime
    state: EnrolmentState = EnrolmentState.DRAFT
    draft: Typed = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    submitted_at: datetime | None = None
    id: int = 0
    version: int = 1

    @property
    def takes_part(self) -> bool:
        return self.state in TAKING_PART

    def started(self, role: Role) -> "Enrolment":
        """Begun, or begun again, in a role; what was typed before is kept."""
        back = self.state in (EnrolmentState.INVITED, EnrolmentState.WITHDRAWN)
        return replace(self, role=role, state=EnrolmentState.DRAFT if back else self.state)

    def typed(self, typed: Typed) -> "Enrolment":
        """With what was typed on one page put into the draft."""
        return replace(self, draft={**self.draft, **typed})

    def submitted(self, answers: Answers, now: datetime) -> "Enrolment":
        """With its answers sent. Somebody who has sent theirs before only changes them."""
        state = self.state if self.takes_part else step(ENROLMENT_STEPS, self.state, EnrolmentState.SUBMITTED)
        first = self.submitted_at if self.takes_part else now
        return replace(self, state=state, answers=answers, submitted_at=first)

    def standing(self, *, matched: bool) -> "Enrolment":
        """Where somebody stands who takes part: in a pair, or waiting for one. Who takes a break goes on doing so."""
        if self.state in (EnrolmentState.PAUSED, EnrolmentState.COMPLETED):
            return self
        waiting = step(ENROLMENT_STEPS, self.state, EnrolmentState.WAITING)
        return replace(self, state=step(ENROLMENT_STEPS, waiting, EnrolmentState.MATCHED) if matched else waiting)

    def available_from(self, day: date) -> "Enrolment":
        """Not to be matched before a day: the answer to that question, given anew."""
        return replace(
            self,
            answers={**self.answers, "paused_until": day.isoformat()},
            draft={**self.draft, "paused_until": day.isoformat()},
        )

    def withdrawn(self) -> "Enrolment":
        """Left, with no reason asked. The draft stays, so that coming back costs no typing."""
        return replace(self, state=step(ENROLMENT_STEPS, self.state, EnrolmentState.WITHDRAWN))
