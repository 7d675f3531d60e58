"""What a use case put into the outbox."""

from sqlalchemy import select

from bot.domain.outbox import Surface
from bot.messages import catalogue
from storage.outbox import outbox
from storage.work import Storage


def kinds(storage: Storage) -> list[str]:
    """The kinds of everything that is to be sent."""
    with storage.engine.connect() as connection:
        return list(connection.scalars(select(outbox.c.kind)))


def said(storage: Storage, to: str) -> list[object]:
    """What one person or channel is to be told, as contexts, in order."""
    return _contexts(storage, to, Surface.MESSAGE)


def revised(storage: Storage, to: str) -> list[object]:
    """What is shown to one person in the place of earlier messages, as contexts, in order."""
    return _contexts(storage, to, Surface.REVISION)


def _contexts(storage: Storage, to: str, surface: Surface) -> list[object]:
    query = select(outbox.c.kind, outbox.c.context).where((outbox.c.to == to) & (outbox.c.surface == surface))
    with storage.engine.connect() as connection:
        return [catalogue.load(row.kind, row.context) for row in connection.execute(query.order_by(outbox.c.id))]
