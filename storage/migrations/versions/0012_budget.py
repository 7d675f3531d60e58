"""The weekly budget, digests, urgent messages, and people's own hours."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OLD_STATES = ("ready", "paused", "sending", "sent", "unknown", "dead", "skipped", "expired")
STATES = (*OLD_STATES, "folded", "digested")
WAITING = sa.text("state IN ('ready', 'unknown')")
OPEN = sa.text("state IN ('ready', 'sending', 'unknown', 'folded')")
COUNTED = sa.text("counted_at IS NOT NULL")
DIGESTED = sa.text("digest_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_outbox_waiting", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
        outbox.add_column(sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=True))
        outbox.add_column(sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True))
        outbox.add_column(sa.Column("digest_id", sa.Integer(), nullable=True))
        outbox.drop_constraint(op.f("ck_outbox_state"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_state"), one_of("state", STATES))
    op.execute("UPDATE outbox SET wanted_at = created_at")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("wanted_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    index("ix_outbox_waiting", ["surface", "lane", "urgent", "due_at", "id"], WAITING)
    index("ix_outbox_open", ["to"], OPEN)
    index("ix_outbox_counted", ["to", "counted_at"], COUNTED)
    index("ix_outbox_digested", ["digest_id"], DIGESTED)
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("rhythm", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.drop_column("rhythm")
    for name in ("ix_outbox_digested", "ix_outbox_counted", "ix_outbox_open", "ix_outbox_waiting"):
        op.drop_index(name, "outbox")
    op.execute("UPDATE outbox SET state = 'ready' WHERE state = 'folded'")
    op.execute("UPDATE outbox SET state = 'skipped' WHERE state = 'digested'")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("ck_outbox_state"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_state"), one_of("state", OLD_STATES))
        for column in ("digest_id", "counted_at", "wanted_at", "urgent"):
            outbox.drop_column(column)
    index("ix_outbox_waiting", ["surface", "lane", "due_at", "id"], WAITING)


def index(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "outbox", columns, sqlite_where=where, postgresql_where=where)


def one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"
