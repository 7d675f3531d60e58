"""Files of people that HR has dropped in Slack."""

from datetime import datetime

from sqlalchemy import Column, Integer, String, Table, select

from bot.domain.imports import Import, ImportState
from storage.repository import Repository
from storage.tables import metadata
from storage.types import UtcDateTime, states

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("file_id", String(32), nullable=False),
    Column("asked_by", String(32), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", states(ImportState, "state"), nullable=False, index=True),
    Column("fingerprint", String(32), nullable=False),
    Column("not_before", UtcDateTime),
)


class Imports(Repository[Import]):
    table = imports
    kind = Import

    def due(self, now: datetime) -> Import | None:
        """The oldest one that is to be read or taken over, to do it: no other process gets it meanwhile."""
        waiting = imports.c.state.in_((ImportState.RECEIVED, ImportState.CONFIRMED))
        free = imports.c.not_before.is_(None) | (imports.c.not_before <= now)
        query = select(imports).where(waiting & free).order_by(imports.c.id).limit(1)
        return self._one(query.with_for_update(skip_locked=True))
