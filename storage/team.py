"""Who belongs to the programme team beside those whom the settings name."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, String, Table, delete, insert, select

from storage.tables import metadata
from storage.types import UtcDateTime, states


class Source(StrEnum):
    """Who says that somebody belongs to the team."""

    GROUP = "group"  # a user group of Slack
    TEAM = "team"  # the team itself


team = Table(
    "team",
    metadata,
    Column("person_id", String(32), primary_key=True),
    Column("source", states(Source, "source"), primary_key=True),
    Column("added_by", String(32)),
    Column("added_at", UtcDateTime, nullable=False),
)


class Team:
    """People of the programme team, by who says so."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def has(self, person_id: str) -> bool:
        """Whether anybody says that this person belongs to the team."""
        return bool(self._connection.scalars(select(team.c.source).where(team.c.person_id == person_id)).first())

    def members(self, source: Source) -> frozenset[str]:
        """Those whom this source names."""
        return frozenset(self._connection.scalars(select(team.c.person_id).where(team.c.source == source)))

    def add(self, ids: Collection[str], source: Source, by: str | None, now: datetime) -> None:
        """These belong to the team from now on."""
        new = sorted(set(ids) - self.members(source))
        if new:
            rows = [{"person_id": id, "source": source, "added_by": by, "added_at": now} for id in new]
            self._connection.execute(insert(team), rows)

    def remove(self, ids: Collection[str], source: Source) -> None:
        """This source names these no longer."""
        self._connection.execute(delete(team).where((team.c.source == source) & team.c.person_id.in_(ids)))
