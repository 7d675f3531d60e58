"""How far the reading of the directory has come: one row."""

from sqlalchemy import Column, Integer, String, Table, select

from bot.domain.directory import Reading, Stage
from storage.repository import Repository, insert_once
from storage.tables import metadata
from storage.types import UtcDateTime, states

directory = Table(
    "directory",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("stage", states(Stage, "stage"), nullable=False),
    Column("cursor", String(255), nullable=False),
    Column("read", Integer, nullable=False),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("not_before", UtcDateTime),
    Column("trouble", String(64)),
)


class Directory(Repository[Reading]):
    table = directory
    kind = Reading

    def now(self) -> Reading:
        """Where the reading stands."""
        return self._one(select(directory)) or Reading()

    def begin(self) -> Reading:
        """Where the reading stands, to go on with it: there is a row afterwards."""
        found = self._one(select(directory).with_for_update())
        if found is None:
            insert_once(self._connection, directory, vars(Reading()))
        return found or self.hold(Reading().id)
