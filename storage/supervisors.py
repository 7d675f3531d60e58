"""What supervisors are asked and say, one row for each person of a programme."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, or_, select

from bot.domain.supervisors import Consent, ConsentState
from storage.repository import Repository
from storage.tables import metadata
from storage.types import UtcDateTime, states

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("manager_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("asked_by", String(32), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("remind_at", UtcDateTime),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("state", states(ConsentState, "state"), nullable=False, index=True),
    Column("word", Text, nullable=False),
    Column("replied_at", UtcDateTime),
    UniqueConstraint("programme_id", "person_id"),
)


class Consents(Repository[Consent]):
    table = consents
    kind = Consent

    def among(self, programme_id: int, person_ids: Collection[str]) -> dict[str, Consent]:
        """What has been asked about these people, by person."""
        mine = (consents.c.programme_id == programme_id) & consents.c.person_id.in_(person_ids)
        return {each.person_id: each for each in self._all(select(consents).where(mine))}

    def due(self, now: datetime, most: int) -> list[Consent]:
        """Questions of which a reminder is due, or that have been open long enough."""
        over = or_(consents.c.remind_at <= now, consents.c.expires_at <= now)
        query = select(consents).where((consents.c.state == ConsentState.ASKED) & over)
        return self._all(query.order_by(consents.c.id).limit(most).with_for_update(skip_locked=True))
