"""People, as the directory last said."""

from dataclasses import asdict

from sqlalchemy import Boolean, Column, Connection, Date, Integer, String, Table, select

from bot.domain.people import Person
from storage.repository import upsert
from storage.tables import metadata
from storage.types import UtcDateTime

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("tz", String(64), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("is_bot", Boolean, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("checked_at", UtcDateTime),
    Column("title", String(255), nullable=False),
    Column("department", String(255), nullable=False, index=True),
    Column("site", String(255), nullable=False),
    Column("manager_id", String(32)),
    Column("level", Integer),
    Column("started_on", Date),
    Column("absent_until", Date),
)

_SLACKS = ("id", "name", "tz", "locale", "is_bot", "is_guest", "is_active", "checked_at")
"""What Slack says of everybody; the rest is not its to overwrite."""


class People:
    """The people that the bot has met. What Slack says of them, it knows best: its last word wins."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, id: str) -> Person | None:
        """The person with that Slack id, if the bot has met them."""
        row = self._connection.execute(select(people).where(people.c.id == id)).one_or_none()
        return None if row is None else Person(**row._mapping)

    def all(self) -> dict[str, Person]:
        """Everybody whom the bot has met, by id."""
        return {row.id: Person(**row._mapping) for row in self._connection.execute(select(people))}

    def keep(self, person: Person) -> None:
        """Writes what Slack now says of this person; where they work stays as it was known."""
        upsert(self._connection, people, asdict(person), _SLACKS)
