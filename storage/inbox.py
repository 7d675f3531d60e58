"""What Slack has delivered already: one key a payload, written in the transaction that acts on it."""

from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, delete

from storage.repository import insert_once
from storage.tables import metadata
from storage.types import UtcDateTime

inbox = Table(
    "inbox",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)


class Inbox:
    """Keys of payloads that were acted on."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accept(self, key: str, now: datetime) -> bool:
        """Whether this payload comes for the first time."""
        return insert_once(self._connection, inbox, {"key": key, "received_at": now})

    def prune(self, before: datetime) -> int:
        """Forgets what came before; returns how many keys."""
        return self._connection.execute(delete(inbox).where(inbox.c.received_at < before)).rowcount
