"""How fast Slack may be called, and whether it may be called at all: the same for all processes."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Column, Connection, Float, Integer, String, Table, bindparam, delete, select, update

from bot.domain.rates import Bucket, Method, Stop
from storage.repository import insert_once, upsert
from storage.tables import metadata
from storage.types import UtcDateTime, states

rates = Table(
    "rates",
    metadata,
    Column("method", states(Method, "method"), primary_key=True),
    Column("as_of", UtcDateTime, nullable=False),
    Column("rate", Float, nullable=False),
    Column("tokens", Float, nullable=False),
    Column("bulk", Float, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("refused_at", Float),
)
stops = Table(
    "stops",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reason", String(64), nullable=False),
    Column("try_at", UtcDateTime, nullable=False),
)

_THE_STOP = 1
_BUCKETS = select(rates).with_for_update()
_SAVE = (
    update(rates)
    .where(rates.c.method == bindparam("of"))
    .values({field.name: bindparam(field.name) for field in fields(Bucket) if field.name != "method"})
)
_STOP = select(stops.c.reason, stops.c.try_at)


class Rates:
    """Buckets of tokens, and the stop that Slack's refusal of everything brings about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, now: datetime) -> dict[Method, Bucket]:
        """All buckets as they are now; whoever else wants them waits for this transaction's end."""
        found = {row.method: Bucket(**row._mapping) for row in self._connection.execute(_BUCKETS)}
        if len(found) < len(Method):
            for method in Method:
                insert_once(self._connection, rates, asdict(Bucket.new(method, now)))
            return self.hold(now)
        return {method: bucket.at(now) for method, bucket in found.items()}

    def save(self, bucket: Bucket) -> None:
        """Writes a bucket that is held."""
        row = asdict(bucket)
        self._connection.execute(_SAVE, {**row, "of": row.pop("method")})

    def stop(self) -> Stop | None:
        """Why nothing may be sent, if nothing may."""
        row = self._connection.execute(_STOP).one_or_none()
        return None if row is None else Stop(**row._mapping)

    def stop_everything(self, stop: Stop) -> None:
        """From now on nothing is sent, in any process."""
        upsert(self._connection, stops, [{"id": _THE_STOP, **asdict(stop)}], ("reason", "try_at"))

    def go_on(self) -> None:
        """Slack answers again."""
        self._connection.execute(delete(stops))
