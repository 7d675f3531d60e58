"""Supervisors who must agree before somebody takes part: asked once for each person, and told no more than that."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.enrolment import Role
from bot.domain.errors import IllegalStep
from bot.domain.pairs import Pair
from bot.domain.states import step

LONGEST_WORD = 500


class Supervisors(StrEnum):
    """Whose supervisors must agree."""

    NOBODY = "nobody"
    MENTEES = "mentees"
    MENTORS = "mentors"
    BOTH = "both"

    @property
    def roles(self) -> frozenset[Role]:
        return {
            Supervisors.MENTEES: frozenset({Role.MENTEE}),
            Supervisors.MENTORS: frozenset({Role.MENTOR}),
            Supervisors.BOTH: frozenset({Role.MENTEE, Role.MENTOR}),
        }.get(self, frozenset())


class ConsentState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    LAPSED = "lapsed"  # not answered in time


_S = ConsentState
CONSENT_STEPS = {
    _S.ASKED: frozenset({_S.AGREED, _S.REFUSED, _S.LAPSED}),
    # An answer that comes late still counts, and one may think better of a no.
    _S.LAPSED: frozenset({_S.AGREED, _S.REFUSED}),
    _S.REFUSED: frozenset({_S.AGREED}),
}
UNANSWERED = frozenset({_S.ASKED, _S.LAPSED})


@dataclass(frozen=True)
class Consent:
    """What a supervisor says to one person's taking part in a programme, with whomever. `word` is for HR only."""

    programme_id: int
    person_id: str
    manager_id: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    remind_at: datetime | None = None
    state: ConsentState = ConsentState.ASKED
    word: str = ""
    replied_at: datetime | None = None
    id: int = 0
    version: int = 1

    def answered(self, agrees: bool, word: str, now: datetime) -> "Consent":
        """With the supervisor's answer; raises IllegalStep for one that is given already."""
        state = step(CONSENT_STEPS, self.state, ConsentState.AGREED if agrees else ConsentState.REFUSED)
        return replace(self, state=state, word=word, replied_at=now, remind_at=None)

    def reminded(self) -> "Consent":
        return replace(self, remind_at=None)

    def lapsed(self) -> "Consent":
        """Not answered in time; raises IllegalStep where it is answered."""
        if self.state is not ConsentState.ASKED:
            raise IllegalStep
        return replace(self, state=ConsentState.LAPSED, remind_at=None)


def asked(
    programme_id: int, person_id: str, manager_id: str, by: str, now: datetime, remind: timedelta, lasts: timedelta
) -> Consent:
    """A question to a supervisor, with one reminder, open for so long."""
    return Consent(programme_id, person_id, manager_id, by, now, now + lasts, now + remind)


@dataclass(frozen=True)
class Standing:
    """How far supervisors have answered about the people of some pairs, by person. `silent`: not in time.

    `unasked` have a supervisor whom nobody has asked yet, `alone` none that is known. `pending` are the ids of pairs
    for which an answer is missing; a no is an answer, and what comes of it is HR's decision.
    """

    agreed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    pending: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """Of how many people supervisors have a say."""
        return sum(map(len, (self.agreed, self.refused, self.asked, self.silent, self.unasked, self.alone)))


_SHELVES = {_S.AGREED: "agreed", _S.REFUSED: "refused", _S.ASKED: "asked", _S.LAPSED: "silent"}


def standing(
    pairs: Sequence[Pair], whose: Supervisors, managers: Mapping[str, str], consents: Mapping[str, Consent]
) -> Standing:
    """How far supervisors have answered about these pairs; `managers` are those who can be asked, by person."""
    found: dict[str, set[str]] = defaultdict(set)
    pending = set()
    for pair in pairs:
        for person_id in concerned(pair, whose):
            shelf = _shelf(person_id, managers, consents)
            found[shelf].add(person_id)
            if shelf in ("asked", "silent", "unasked"):
                pending.add(pair.id)
    return Standing(**{shelf: tuple(sorted(ids)) for shelf, ids in found.items()}, pending=frozenset(pending))


def concerned(pair: Pair, whose: Supervisors) -> tuple[str, ...]:
    """Which of the two have a supervisor who must agree."""
    return tuple(each for each in pair.people if pair.role_of(each) in whose.roles)


def _shelf(person_id: str, managers: Mapping[str, str], consents: Mapping[str, Consent]) -> str:
    if consent := consents.get(person_id):
        return _SHELVES[consent.state]
    return "unasked" if person_id in managers else "alone"
