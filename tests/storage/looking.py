"""What is in the database, for tests to look at."""

from sqlalchemy import select

from bot.domain.outbox import Outgoing, Surface
from storage.outbox import outbox
from storage.work import Storage


def messages(storage: Storage) -> list[Outgoing]:
    """All messages that were ever put into the outbox, Home tabs left out."""
    with storage.engine.begin() as connection:
        rows = connection.execute(select(outbox).where(outbox.c.surface == Surface.MESSAGE).order_by(outbox.c.id))
        return [Outgoing(**row._mapping) for row in rows]
