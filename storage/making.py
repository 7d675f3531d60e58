"""How programmes make their pairs, and whom their mentees would like."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Column, ColumnElement, ForeignKey, Integer, String, Table, UniqueConstraint, exists, func, select

from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.making import Choice, Chooser, Direction, Making
from bot.domain.pairs import SETTLED
from bot.domain.programmes import ProgrammeState
from storage.enrolment import enrolments
from storage.pairs import pairs
from storage.programmes import programmes
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

makings = Table(
    "makings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False, unique=True),
    Column("chooser", states(Chooser, "chooser"), nullable=False),
    Column("direction", states(Direction, "direction"), nullable=False),
    Column("opened_at", UtcDateTime),
)

choices = Table(
    "choices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("mentee_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("named", Json(tuple[str, ...]), nullable=False),
    Column("named_at", UtcDateTime),
    Column("told", states(Chooser, "told")),
    UniqueConstraint("programme_id", "mentee_id"),
)

_SEEKING = (EnrolmentState.SUBMITTED, EnrolmentState.WAITING, EnrolmentState.MATCHED)
"""Who is matched may be so as a mentor, and look for a mentor of their own."""


class Makings(Repository[Making]):
    table = makings
    kind = Making

    def of(self, programme_id: int) -> Making:
        """How a programme makes its pairs: as usual until somebody changes it."""
        found = self._one(select(makings).where(makings.c.programme_id == programme_id))
        return found or Making(programme_id, version=0)

    def keep(self, changed: Making) -> Making:
        """Writes it; raises ChangedMeanwhile."""
        return self.save(changed) if changed.id else self.add(replace(changed, version=1))

    def open(self) -> list[Making]:
        """Those in whose programmes mentees choose now."""
        query = select(makings).join(programmes, programmes.c.id == makings.c.programme_id)
        alive = programmes.c.state.in_((ProgrammeState.MATCHING, ProgrammeState.RUNNING))
        chosen = makings.c.opened_at.is_not(None) & (makings.c.chooser != Chooser.TEAM)
        return self._all(query.where(alive & chosen).order_by(makings.c.id))


class Choices(Repository[Choice]):
    table = choices
    kind = Choice

    def of(self, programme_id: int, mentee_id: str) -> Choice:
        """A mentee's choice, empty until they make one."""
        mine = (choices.c.programme_id == programme_id) & (choices.c.mentee_id == mentee_id)
        return self._one(select(choices).where(mine)) or Choice(programme_id, mentee_id)

    def keep(self, changed: Choice) -> Choice:
        """Writes it; raises ChangedMeanwhile."""
        return self.save(changed) if changed.id else self.add(changed)

    def named(self, programme_id: int) -> Mapping[str, tuple[str, ...]]:
        """Whom the mentees of a programme have named, by mentee."""
        query = select(choices.c.mentee_id, choices.c.named).where(choices.c.programme_id == programme_id)
        return {row.mentee_id: row.named for row in self._connection.execute(query) if row.named}

    def seeking(self, programme_id: int) -> int:
        """How many mentees of a programme have no mentor and none that is decided on."""
        query = select(func.count()).select_from(enrolments)
        return self._connection.scalar(query.where(_seeks(programme_id))) or 0

    def have_named(self, programme_id: int) -> int:
        """How many of these have named somebody."""
        named = _chosen(programme_id) & choices.c.named_at.is_not(None)
        query = select(func.count()).select_from(enrolments)
        return self._connection.scalar(query.where(_seeks(programme_id) & exists().where(named))) or 0

    def untold(self, making: Making) -> list[str]:
        """Mentees who may choose, and have not been written to."""
        told = exists().where(_chosen(making.programme_id) & (choices.c.told == making.chooser))
        query = select(enrolments.c.person_id).where(_seeks(making.programme_id) & ~told)
        return list(self._connection.scalars(query.order_by(enrolments.c.id)))


def _chosen(programme_id: int) -> ColumnElement[bool]:
    return (choices.c.programme_id == programme_id) & (choices.c.mentee_id == enrolments.c.person_id)


def _seeks(programme_id: int) -> ColumnElement[bool]:
    here = (enrolments.c.programme_id == programme_id) & enrolments.c.state.in_(_SEEKING)
    settled = (pairs.c.programme_id == programme_id) & (pairs.c.mentee_id == enrolments.c.person_id)
    return here & (enrolments.c.role != Role.MENTOR) & ~exists().where(settled & pairs.c.state.in_(SETTLED))
