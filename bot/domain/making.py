"""How a programme makes its pairs: who chooses, and who mentors whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.enrolment import Enrolment, EnrolmentState
from bot.domain.errors import Fault, IllegalStep, InvalidForm, ProgrammeError
from bot.domain.grounds import Grounds
from bot.domain.matching.scheme import Mode, Rule, Scheme

MOST_NAMED = 3
"""Mentors whom a mentee ranks."""
SHOWN = 10
"""Mentors whom a mentee chooses among: more are not read."""
NAMED = (3_000, 2_000, 1_000)
"""Points of a first, second and third choice where mentees have been asked for it: of 10,000 for all criteria.

Nobody goes without a mentor for having named none, or only mentors who are taken.
"""


class Chooser(StrEnum):
    """Who puts two people together."""

    TEAM = "team"
    RANKED = "ranked"  # mentees name whom they would like, and the programme team decides
    MENTEE = "mentee"  # mentees ask a mentor themselves


class Direction(StrEnum):
    """Who mentors whom."""

    CLASSIC = "classic"
    REVERSE = "reverse"  # the one with less experience is the mentor


class NothingToChoose(ProgrammeError):
    """There is no mentor for this person to choose now: they have one, or it is not their turn."""

    name = "nothing_to_choose"


@dataclass(frozen=True)
class Making:
    """`opened_at`: since then mentees who wait choose."""

    programme_id: int
    chooser: Chooser = Chooser.TEAM
    direction: Direction = Direction.CLASSIC
    opened_at: datetime | None = None
    id: int = 0
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether mentees choose now."""
        return self.chooser is not Chooser.TEAM and self.opened_at is not None

    @property
    def may_open(self) -> bool:
        return self.chooser is not Chooser.TEAM and self.opened_at is None

    @property
    def codes(self) -> str:
        """For the log."""
        return f"{self.chooser} {self.direction}"

    def changed(self, chooser: Chooser, direction: Direction, under_way: int) -> "Making":
        """Made otherwise; raises InvalidForm where so many pairs under way have been made in the other direction.

        Who chooses may change at any time: it is opened anew, and what has been asked goes on as it is.
        """
        if direction is not self.direction and under_way:
            raise InvalidForm({"direction": Fault("direction_settled", {"count": under_way})})
        opened_at = self.opened_at if chooser is self.chooser else None
        return replace(self, chooser=chooser, direction=direction, opened_at=opened_at)

    def opened(self, now: datetime) -> "Making":
        """From now on mentees choose; raises IllegalStep where the team does, or where they do already."""
        if not self.may_open:
            raise IllegalStep
        return replace(self, opened_at=now)

    def scheme(self, scheme: Scheme) -> Scheme:
        """What counts, the way this programme makes its pairs."""
        choices = NAMED if self.chooser is Chooser.RANKED else scheme.choices
        mode = Mode.REVERSE if self.direction is Direction.REVERSE else scheme.mode
        return replace(scheme, mode=mode, choices=choices)


@dataclass(frozen=True)
class Choice:
    """Whom a mentee would like, the best first. `told`: they have been written to that they may choose in this way."""

    programme_id: int
    mentee_id: str
    named: tuple[str, ...] = ()
    named_at: datetime | None = None
    told: Chooser | None = None
    id: int = 0
    version: int = 1

    def naming(self, named: Sequence[str], now: datetime) -> "Choice":
        """With these mentors; raises InvalidForm, by the field `named_1`, `named_2`, …"""
        places = {f"named_{at}": each for at, each in enumerate(named, start=1)}
        wrong = {key: Fault("named_twice") for key, each in places.items() if each and _before(places, key, each)}
        if wrong:
            raise InvalidForm(wrong)
        if not any(named):
            raise InvalidForm({"named_1": Fault("choose_one")})
        return replace(self, named=tuple(each for each in named if each), named_at=now)


def _before(places: dict[str, str], key: str, named: str) -> bool:
    return named in [each for other, each in places.items() if other < key]


def seeks(enrolment: Enrolment | None) -> bool:
    """Whether somebody takes part as a mentee and is not on a break; who has a mentor already is not looked at."""
    resting = (EnrolmentState.PAUSED, EnrolmentState.COMPLETED)
    return bool(enrolment and enrolment.takes_part and enrolment.wants_place and enrolment.state not in resting)


def discreet(grounds: Grounds) -> Grounds:
    """The grounds as somebody reads them who only looks around: what a mentor offers, and no single answer of theirs.

    Of what both were asked (values, interests, days) it is said that they are alike, not in what. Nobody learns here
    whom a mentor has named.
    """
    lines = (
        replace(each, rule=Rule.DISTANCE, shared=()) if each.rule is Rule.OVERLAP and each.mutual else each
        for each in grounds.lines
    )
    return replace(grounds, lines=tuple(lines), mentor_choice=0, mentee_choice=0)
