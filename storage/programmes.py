"""Programmes."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, select

from bot.domain.door import Door
from bot.domain.programmes import Cadence, Programme, ProgrammeState
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

programmes = Table(
    "programmes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(80), nullable=False),
    Column("goal", Text, nullable=False),
    Column("success", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("cadence", states(Cadence, "cadence"), nullable=False),
    Column("languages", Json(tuple[str, ...]), nullable=False),
    Column("state", states(ProgrammeState, "state"), nullable=False, index=True),
    Column("channel_id", String(32)),
    Column("announced_at", UtcDateTime),
    Column("door", Json(Door), nullable=False),
    Column("created_by", String(32), ForeignKey("people.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)


class Programmes(Repository[Programme]):
    table = programmes
    kind = Programme

    def open(self) -> list[Programme]:
        """Programmes that are not closed, the newest first."""
        alive = programmes.c.state != ProgrammeState.CLOSED
        return self._all(select(programmes).where(alive).order_by(programmes.c.id.desc()))

    def with_places(self) -> list[Programme]:
        """Programmes that take in who is in line as soon as there is a place."""
        return [each for each in self.open() if each.fills_places]

    def recruiting(self) -> list[Programme]:
        """Programmes that people can join, the newest first."""
        return [each for each in self.open() if each.state is ProgrammeState.RECRUITING]

    def newest(self, most: int) -> list[Programme]:
        """The newest programmes, closed ones too."""
        return self._all(select(programmes).order_by(programmes.c.id.desc()).limit(most))
