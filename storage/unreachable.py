"""People whom Slack delivers nothing to."""

from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, bindparam, delete, func, select

from storage.repository import upsert
from storage.tables import metadata
from storage.types import UtcDateTime

unreachable = Table(
    "unreachable",
    metadata,
    Column("person_id", String(32), primary_key=True),
    Column("reason", String(64), nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

_MINE = unreachable.c.person_id == bindparam("of")
_MARKED = select(unreachable.c.person_id).where(_MINE)
_CLEAR = delete(unreachable).where(_MINE)


class Unreachable:
    """Who can't be written to, and by which answer of Slack's that is known."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, person_id: str, reason: str, since: datetime) -> None:
        """From now on nothing is sent to this person that they have not asked for."""
        row = {"person_id": person_id, "reason": reason, "since": since}
        upsert(self._connection, unreachable, [row], ("reason",))

    def holds(self, person_id: str) -> bool:
        """Whether this person is marked."""
        return self._connection.execute(_MARKED, {"of": person_id}).one_or_none() is not None

    def clear(self, person_id: str) -> None:
        """This person can be written to again."""
        self._connection.execute(_CLEAR, {"of": person_id})

    def count(self) -> int:
        """How many are marked."""
        return self._connection.scalar(select(func.count()).select_from(unreachable)) or 0
