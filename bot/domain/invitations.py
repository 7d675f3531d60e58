"""Inviting people to a programme: whom, what they answer, and when they are asked once more.

An invitation is a row of its own, not a state of the enrolment: who is asked is not in the programme. Whether somebody
has joined is said by their enrolment alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.door import Door
from bot.domain.enrolment import SENT, EnrolmentState, Role
from bot.domain.errors import Fault, IllegalStep, InvalidForm
from bot.domain.people import Person
from bot.domain.states import step

LATER = timedelta(days=14)
"""When who says "not now" is asked again, unless they choose another day."""
LATEST = timedelta(days=366)


class Occasion(StrEnum):
    """Why an invitation is sent: for the first time, to who has not answered, or on the day that they chose."""

    FIRST = "first"
    SILENT = "silent"
    CHOSEN = "chosen"


def message_key(programme_id: int, person_id: str, occasion: Occasion) -> str:
    """The key of a message to somebody who is invited: each is sent once, whatever happens."""
    return f"invitation:{programme_id}:{person_id}:{occasion}"


class InvitationState(StrEnum):
    """How far the asking has come. Joining is no answer here: the enrolment says so."""

    PLANNED = "planned"
    SENT = "sent"
    LATER = "later"
    DECLINED = "declined"


INVITATION_STEPS = {
    InvitationState.PLANNED: frozenset({InvitationState.SENT}),
    InvitationState.SENT: frozenset({InvitationState.LATER, InvitationState.DECLINED}),
    InvitationState.LATER: frozenset({InvitationState.DECLINED}),
    InvitationState.DECLINED: frozenset[InvitationState](),
}


_OCCASIONS = {
    InvitationState.PLANNED: Occasion.FIRST,
    InvitationState.SENT: Occasion.SILENT,
    InvitationState.LATER: Occasion.CHOSEN,
}


@dataclass(frozen=True)
class Invitation:
    """One person, invited to one programme. `role` is None for either; `asks_at` is when they are asked next."""

    programme_id: int
    person_id: str
    role: Role | None
    invited_by: str
    invited_at: datetime
    word: str = ""
    state: InvitationState = InvitationState.PLANNED
    asks_at: datetime | None = None
    id: int = 0
    version: int = 1

    @property
    def next_occasion(self) -> Occasion:
        """Why this person would be asked next."""
        return _OCCASIONS[self.state]

    def asked(self, door: Door, now: datetime) -> "Invitation":
        """Asked as was due. Only the first time is followed by another one, some days later."""
        if self.state is not InvitationState.PLANNED:
            return replace(self, asks_at=None)
        return replace(self, state=InvitationState.SENT, asks_at=now + timedelta(days=door.remind_after))

    @property
    def may_wait(self) -> bool:
        """Whether "not now" still brings another question: once only."""
        return self.state is InvitationState.SENT or self.asks_at is not None

    def may_decline(self, door: Door) -> bool:
        """Whether "not for me" is an answer: not for those whom the company asks to take part."""
        return not (door.mandatory and self.role is Role.MENTEE)

    def postponed(self, day: date, person: Person, door: Door, today: date) -> "Invitation":
        """To be asked again on the morning of that day; raises InvalidForm, IllegalStep for who has said no."""
        last = min(today + LATEST, door.closes_on or date.max)
        if day <= today:
            raise InvalidForm({"day": Fault("too_early", {"earliest": today + timedelta(days=1)})})
        if day > last:
            raise InvalidForm({"day": Fault("too_late", {"latest": last})})
        state = step(INVITATION_STEPS, self.state, InvitationState.LATER)
        return replace(self, state=state, asks_at=person.morning_of(day))

    def declined(self, door: Door) -> "Invitation":
        """Never to be asked again. Raises IllegalStep where it is not an answer."""
        if not self.may_decline(door):
            raise IllegalStep
        return replace(self, state=step(INVITATION_STEPS, self.state, InvitationState.DECLINED), asks_at=None)


@dataclass(frozen=True)
class Tally:
    """How those who were invited have answered. `silent` have done nothing yet, `left` joined and withdrew."""

    joined: int = 0
    answering: int = 0
    later: int = 0
    declined: int = 0
    left: int = 0
    silent: int = 0

    @property
    def invited(self) -> int:
        return self.joined + self.answering + self.later + self.declined + self.left + self.silent


def tally(counts: Iterable[tuple[InvitationState, EnrolmentState | None, int]]) -> Tally:
    """Adds up how many stand where, by what they answered and how far they have come in the programme."""
    sums = Counter[str]()
    for invitation, enrolment, count in counts:
        sums[_standing(invitation, enrolment)] += count
    return Tally(**sums)


def _standing(invitation: InvitationState, enrolment: EnrolmentState | None) -> str:
    if enrolment is None:
        return invitation.value if invitation in (InvitationState.LATER, InvitationState.DECLINED) else "silent"
    if enrolment is EnrolmentState.WITHDRAWN:
        return "left"
    return "joined" if enrolment in SENT else "answering"
