"""What every repository does: frozen rows in, frozen rows out, and nobody overwrites what they have not seen."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ARRAY, Connection, Row, Select, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.errors import ChangedMeanwhile, Gone
from storage.engine import is_shared


class Kept(Protocol):
    """A frozen dataclass whose fields are the columns of its table."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int: ...

    @property
    def version(self) -> int: ...


K = TypeVar("K", bound=Kept)


class Repository(Generic[K]):
    """Rows of one table as objects of one dataclass, with a version that grows by one at each change."""

    table: Table
    kind: type[K]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: K) -> K:
        """Inserts it; returns it with its id."""
        row = {key: value for key, value in _columns(new).items() if key != "id"}
        key = self._connection.execute(insert(self.table).values(row)).inserted_primary_key
        return replace(new, id=key[0] if key else 0)

    def add_all(self, new: Iterable[K]) -> None:
        """Inserts many at once; those that are there already stay as they are."""
        rows = [{key: value for key, value in _columns(each).items() if key != "id"} for each in new]
        insert_all_once(self._connection, self.table, rows)

    def get(self, id: int) -> K:
        """The one with that id, to read; raises Gone."""
        return self._found(select(self.table).where(self.table.c.id == id))

    def hold(self, id: int) -> K:
        """The one with that id, to change: whoever else wants to waits for this transaction's end. Raises Gone."""
        return self._found(select(self.table).where(self.table.c.id == id).with_for_update())

    def save(self, changed: K) -> K:
        """Writes it if nobody else did since it was read; raises ChangedMeanwhile."""
        row = _columns(changed) | {"version": changed.version + 1}
        mine = (self.table.c.id == changed.id) & (self.table.c.version == changed.version)
        if self._connection.execute(update(self.table).where(mine).values(row)).rowcount != 1:
            raise ChangedMeanwhile
        return replace(changed, version=changed.version + 1)

    def _found(self, query: Select[Any]) -> K:
        found = self._one(query)
        if found is None:
            raise Gone
        return found

    def _one(self, query: Select[Any]) -> K | None:
        row = self._connection.execute(query).one_or_none()
        return None if row is None else self._object(row)

    def _all(self, query: Select[Any]) -> list[K]:
        return [self._object(row) for row in self._connection.execute(query)]

    def _object(self, row: Row[Any]) -> K:
        return self.kind(**row._mapping)


def _columns(kept: Kept) -> dict[str, Any]:
    return {field.name: getattr(kept, field.name) for field in fields(kept)}


def insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Inserts a row unless one like it is there; whether it did. Of two at once the second waits for the first."""
    first = next(iter(table.primary_key.columns))
    new = _dialect(connection).insert(table).values(row).on_conflict_do_nothing().returning(first)
    return connection.execute(new).one_or_none() is not None


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], columns: Iterable[str]) -> None:
    """Inserts rows, all at once, or overwrites these columns of those that have their primary keys."""
    new = _dialect(connection).insert(table)
    key, changed = list(table.primary_key.columns), {name: new.excluded[name] for name in columns}
    connection.execute(new.on_conflict_do_update(index_elements=key, set_=changed), rows)


def insert_all_once(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    """Inserts rows but for those like which one is there; returns how many it did.

    A statement of many rows would take the driver longer to read than to run. SQLite's is prepared once and run for
    each row; PostgreSQL, which lives elsewhere, is sent the columns as arrays, in one.
    """
    if not rows:
        return 0
    if is_shared(connection.engine):
        given: Any = {name: [row[name] for row in rows] for name in rows[0]}
        new = _insert_columns(table, tuple(given))
    else:
        given, new = rows, sqlite.insert(table).on_conflict_do_nothing()
    return connection.execute(new, given, execution_options={"preserve_rowcount": True}).rowcount


@cache
def _insert_columns(table: Table, names: tuple[str, ...]) -> Any:
    arrays = (bindparam(name, type_=ARRAY(table.c[name].type)) for name in names)
    rows = func.unnest(*arrays).table_valued(*names).render_derived()
    return postgresql.insert(table).from_select(names, select(*rows.c)).on_conflict_do_nothing()


def _dialect(connection: Connection) -> Any:
    return postgresql if connection.dialect.name == "postgresql" else sqlite
