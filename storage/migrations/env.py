"""Alembic's entry: runs migrations on the connection that it is handed."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.schema import metadata
from storage.types import Json, UtcDateTime


def plain_types(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Writes our own column types as what they are in the database: a migration outlives them."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.Text()" if kind == "type" and isinstance(item, Json) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
