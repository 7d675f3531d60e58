"""Enrolments: who takes part in which programme."""

from collections import Counter

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    func,
    select,
    update,
)

from bot.domain.enrolment import TAKING_PART, Enrolment, EnrolmentState, Role
from bot.domain.programmes import ProgrammeState
from storage.programmes import programmes
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False, index=True),
    Column("form_id", Integer, ForeignKey("forms.id"), nullable=False),
    Column("role", states(Role, "role"), nullable=False),
    Column("state", states(EnrolmentState, "state"), nullable=False),
    Column("draft", Json(dict[str, object]), nullable=False),
    Column("answers", Json(dict[str, object]), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    UniqueConstraint("programme_id", "person_id"),
)


class Enrolments(Repository[Enrolment]):
    table = enrolments
    kind = Enrolment

    def find(self, programme_id: int, person_id: str) -> Enrolment | None:
        """Somebody's enrolment in a programme."""
        mine = (enrolments.c.programme_id == programme_id) & (enrolments.c.person_id == person_id)
        return self._one(select(enrolments).where(mine))

    def of(self, person_id: str) -> list[Enrolment]:
        """All that somebody has to do with programmes that are not closed, the newest programme first."""
        query = select(enrolments).join(programmes).where(enrolments.c.person_id == person_id)
        query = query.where(programmes.c.state != ProgrammeState.CLOSED)
        return self._all(query.order_by(enrolments.c.programme_id.desc()))

    def taking_part(self, programme_id: int, skip: int, most: int) -> list[Enrolment]:
        """Those who take part in a programme, in the order in which they joined."""
        query = select(enrolments).where(_in_programme(programme_id))
        return self._all(query.order_by(enrolments.c.submitted_at, enrolments.c.id).offset(skip).limit(most))

    def all_taking_part(self, programme_id: int) -> list[Enrolment]:
        """Everybody who takes part in a programme."""
        return self._all(select(enrolments).where(_in_programme(programme_id)).order_by(enrolments.c.id))

    def put_on_waiting_list(self, programme_id: int) -> None:
        """Everybody who has sent their answers now waits: who joins later comes after them."""
        new = (enrolments.c.programme_id == programme_id) & (enrolments.c.state == EnrolmentState.SUBMITTED)
        waiting = {"state": EnrolmentState.WAITING, "version": enrolments.c.version + 1}
        self._connection.execute(update(enrolments).where(new).values(waiting))

    def counts(self, programme_id: int) -> Counter[Role]:
        """How many take part in a programme, by role."""
        query = select(enrolments.c.role, func.count()).where(_in_programme(programme_id))
        rows = self._connection.execute(query.group_by(enrolments.c.role))
        return Counter({row[0]: row[1] for row in rows})

    def unfinished(self, programme_id: int) -> int:
        """How many have begun their answers and not sent them."""
        begun = enrolments.c.state == EnrolmentState.DRAFT
        query = select(func.count()).where(begun & (enrolments.c.programme_id == programme_id))
        return self._connection.scalar(query) or 0


def _in_programme(programme_id: int) -> ColumnElement[bool]:
    return (enrolments.c.programme_id == programme_id) & enrolments.c.state.in_(TAKING_PART)
