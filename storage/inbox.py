"""What Slack has delivered already: one key a payload, written in the transaction that acts on it."""

from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from storage.tables import metadata
from storage.types import UtcDateTime

inbox = Table(
    "inbox",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)


class Inbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accept(self, key: str, now: datetime) -> bool:
        """Whether this payload comes for the first time. Two that come at once: the second waits, then is refused."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(inbox).values(key=key, received_at=now))
        except IntegrityError:
            return False
        return True

    def knows(self, key: str) -> bool:
        """Whether this payload was acted on."""
        return self._connection.scalar(select(inbox.c.key).where(inbox.c.key == key)) is not None

    def prune(self, before: datetime) -> int:
        """Forgets what came before; returns how many keys."""
        return self._connection.execute(delete(inbox).where(inbox.c.received_at < before)).rowcount
