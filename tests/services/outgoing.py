"""What a use case put into the outbox."""

from sqlalchemy import select

from bot.messages import catalogue
from storage.outbox import outbox
from storage.work import Storage


def kinds(storage: Storage) -> list[str]:
    """The kinds of everything that is to be sent."""
    with storage.engine.connect() as connection:
        return list(connection.scalars(select(outbox.c.kind)))


def said(storage: Storage, to: str) -> list[object]:
    """What one person or channel is to be told, as contexts, in order."""
    query = select(outbox.c.kind, outbox.c.context).where((outbox.c.to == to) & (outbox.c.kind != "home/home"))
    with storage.engine.connect() as connection:
        return [catalogue.load(row.kind, row.context) for row in connection.execute(query.order_by(outbox.c.id))]
