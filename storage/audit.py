"""The log of what the programme team does about pairs: rows are added, never changed."""

from collections.abc import Sequence

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String, Table, func, insert, select

from bot.domain.audit import Deed, Entry
from storage.tables import metadata
from storage.types import UtcDateTime, states

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("deed", states(Deed, "deed"), nullable=False),
    Column("mentee_id", String(32)),
    Column("mentor_id", String(32)),
    Column("before", String(255), nullable=False),
    Column("after", String(255), nullable=False),
    Index("ix_audit_programme_id_id", "programme_id", "id"),
)


class Audit:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *entries: Entry) -> None:
        """Writes entries down."""
        rows = [{key: value for key, value in vars(each).items() if key != "id"} for each in entries]
        if rows:
            self._connection.execute(insert(audit), rows)

    def of(self, programme_id: int, skip: int, most: int) -> Sequence[Entry]:
        """What was done in a programme, the newest first."""
        query = select(audit).where(audit.c.programme_id == programme_id).order_by(audit.c.id.desc())
        return [Entry(**row._mapping) for row in self._connection.execute(query.offset(skip).limit(most))]

    def count(self, programme_id: int) -> int:
        query = select(func.count()).select_from(audit).where(audit.c.programme_id == programme_id)
        return self._connection.scalar(query) or 0
