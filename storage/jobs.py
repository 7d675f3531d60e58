"""What procrastinate keeps in PostgreSQL, in a schema of its own: calls between replicas, and nothing that matters.

What is due, and whether it is done, stands in our tables. So whatever is lost here is made up for by the next tick, and
a newer procrastinate makes its schema anew instead of mending the old one.
"""

from datetime import timedelta
from hashlib import sha256

from procrastinate import SyncPsycopgConnector
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager
from procrastinate.tasks import configure_task
from sqlalchemy import Connection, text

_FOUND = text("SELECT obj_description(to_regnamespace('procrastinate'), 'pg_namespace')")
_IN_ITS_SCHEMA = "SET LOCAL search_path TO procrastinate"
_ANEW = ("DROP SCHEMA IF EXISTS procrastinate CASCADE", "CREATE SCHEMA procrastinate", _IN_ITS_SCHEMA)
_manager = JobManager(SyncPsycopgConnector())


def prepare(connection: Connection) -> None:
    """Makes procrastinate's schema, unless that of the installed version is there."""
    schema = SchemaManager.get_schema()
    version = sha256(schema.encode()).hexdigest()[:16]
    if connection.scalar(_FOUND) == version:
        return
    before = connection.scalar(text("SHOW search_path"))
    driver = connection.connection.driver_connection
    for statement in (*_ANEW, schema, f"COMMENT ON SCHEMA procrastinate IS '{version}'"):
        driver.execute(statement)  # type: ignore[union-attr]
    connection.execute(text("SELECT set_config('search_path', :before, true)"), {"before": before})


def defer(connection: Connection, name: str) -> None:
    """Has some replica run the task of that name, once this transaction is kept: the last thing to do in it."""
    driver = connection.connection.driver_connection
    driver.execute(_IN_ITS_SCHEMA)  # type: ignore[union-attr]
    configure_task(name=name, job_manager=_manager, queue=name, connection=driver).defer()


def replicas(connection: Connection, silent: timedelta) -> int:
    """How many replicas have shown a sign of life since so long ago."""
    heard = text("SELECT count(*) FROM procrastinate.procrastinate_workers WHERE last_heartbeat > now() - :silent")
    return connection.scalar(heard, {"silent": silent}) or 0
