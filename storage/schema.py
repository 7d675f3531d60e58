"""The schema as the code needs it, and the steps that bring a database there."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

import storage.work  # noqa: F401  (imports every table)
from storage import jobs
from storage.engine import is_shared
from storage.tables import metadata

__all__ = ["differences", "metadata", "migrate", "write_migration"]

_ADVISORY_LOCK = 771_405_221


def migrate(engine: Engine) -> None:
    """Brings the database to the newest schema. Several processes may start at once: one does it, the others wait."""
    with engine.begin() as connection:
        if is_shared(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
            jobs.prepare(connection)
        command.upgrade(_config(connection), "head")


def write_migration(engine: Engine, message: str) -> None:
    """Writes the step from the newest migration to the tables in the code, for a developer to read and mend."""
    with engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True)


def differences(engine: Engine) -> list[object]:
    """Where the database's schema differs from the tables in the code: nothing, once it is migrated."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
