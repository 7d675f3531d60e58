"""Invitations: who was asked to join which programme. Whether they did is in the enrolments."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
    update,
)

from bot.domain.enrolment import Role
from bot.domain.invitations import Invitation, InvitationState, Tally, tally
from storage.enrolment import enrolments
from storage.repository import Repository
from storage.tables import metadata
from storage.types import UtcDateTime, states

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False, index=True),
    Column("role", states(Role, "role")),
    Column("invited_by", String(32), nullable=False),
    Column("invited_at", UtcDateTime, nullable=False),
    Column("word", Text, nullable=False),
    Column("state", states(InvitationState, "state"), nullable=False),
    Column("asks_at", UtcDateTime, index=True),
    UniqueConstraint("programme_id", "person_id"),
)


class Invitations(Repository[Invitation]):
    table = invitations
    kind = Invitation

    def find(self, programme_id: int, person_id: str) -> Invitation | None:
        """Somebody's invitation to a programme, to change."""
        mine = (invitations.c.programme_id == programme_id) & (invitations.c.person_id == person_id)
        return self._one(select(invitations).where(mine).with_for_update())

    def states(self, programme_id: int) -> dict[str, InvitationState]:
        """Everybody who was invited to a programme, with what they answered."""
        query = select(invitations.c.person_id, invitations.c.state)
        rows = self._connection.execute(query.where(invitations.c.programme_id == programme_id))
        return {row[0]: row[1] for row in rows}

    def due(self, now: datetime, most: int) -> list[Invitation]:
        """Those of whom it is time to ask once more."""
        query = select(invitations).where(invitations.c.asks_at <= now)
        query = query.order_by(invitations.c.asks_at, invitations.c.id).limit(most)
        return self._all(query.with_for_update(skip_locked=True))

    def save_all(self, changed: Collection[Invitation]) -> None:
        """Writes what has been read to be changed in this transaction: nobody else can have changed it."""
        which = update(invitations).where(invitations.c.id == bindparam("of"))
        rows = [{"of": each.id, "state": each.state, "asks_at": each.asks_at} for each in changed]
        if rows:
            self._connection.execute(which.values(version=invitations.c.version + 1), rows)

    def tally(self, programme_id: int) -> Tally:
        """How those who were invited have answered, and how far they have come."""
        theirs = and_(
            enrolments.c.programme_id == invitations.c.programme_id, enrolments.c.person_id == invitations.c.person_id
        )
        query = select(invitations.c.state, enrolments.c.state, func.count())
        query = query.select_from(invitations.outerjoin(enrolments, theirs))
        query = query.where(invitations.c.programme_id == programme_id)
        rows = self._connection.execute(query.group_by(invitations.c.state, enrolments.c.state))
        return tally((row[0], row[1], row[2]) for row in rows)
