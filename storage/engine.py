"""The database: SQLite for one process on one machine, PostgreSQL for several. The address decides."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

BUSY_SECONDS = 30
_LOOKING = "binome_looking"


class DatabaseTaken(Exception):
    """Another process holds the embedded database."""


def connect(address: str) -> Engine:
    """An engine for an address as SQLAlchemy writes it, e.g. `sqlite:///var/binome.db` or `postgresql://…`."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _embedded(url)
    return create_engine(
        url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=20, hide_parameters=True
    )


def is_shared(engine: Engine) -> bool:
    """Whether several processes may use it at once."""
    return engine.dialect.name == "postgresql"


def address_of(engine: Engine) -> str:
    """Its address as PostgreSQL's own library reads it, password included."""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _embedded(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own BEGIN is deferred: two writers would both read first, and one of them would fail or overwrite.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    only_looking = connection.get_execution_options().get(_LOOKING)
    connection.exec_driver_sql("BEGIN" if only_looking else "BEGIN IMMEDIATE")


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """A connection to read with. In SQLite it sees what is kept, while somebody else writes."""
    with engine.connect() as connection:
        yield connection.execution_options(**{_LOOKING: True})


@contextmanager
def sole_owner(engine: Engine) -> Iterator[None]:
    """Keeps a second process off the embedded database; raises DatabaseTaken. Elsewhere many may share."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database:
        yield
        return
    lock = FileLock(f"{database}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise DatabaseTaken(database) from None
    try:
        yield
    finally:
        lock.release()
