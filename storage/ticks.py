"""Ticks that failed, for whoever operates the installation: how often each did, when last, and with what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, String, Table, select, update

from storage.repository import insert_once
from storage.tables import metadata
from storage.types import UtcDateTime

failed_ticks = Table(
    "failed_ticks",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("error", String(64), nullable=False),
)


@dataclass(frozen=True)
class FailedTick:
    """`error` is the type of the last one: its message could quote an answer."""

    name: str
    count: int
    last_at: datetime
    error: str


class FailedTicks:
    """A row for each tick that ever failed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, name: str, error: str, now: datetime) -> None:
        """Counts a failure."""
        last = {"last_at": now, "error": error[:64]}
        if not insert_once(self._connection, failed_ticks, {"name": name, "count": 1, **last}):
            again = update(failed_ticks).where(failed_ticks.c.name == name)
            self._connection.execute(again.values(count=failed_ticks.c.count + 1, **last))

    def all(self) -> list[FailedTick]:
        """The last one to fail first."""
        query = select(failed_ticks).order_by(failed_ticks.c.last_at.desc())
        return [FailedTick(**row._mapping) for row in self._connection.execute(query)]
