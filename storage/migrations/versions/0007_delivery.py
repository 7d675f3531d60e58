"""Lanes, sendings to many, Slack's limits, and people whom nothing reaches."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OLD_STATES = ("ready", "sending", "sent", "unknown", "dead", "skipped", "expired")
STATES = (*OLD_STATES, "paused")
LANES = ("answer", "appointment", "nudge", "bulk")
METHODS = ("chat.postMessage", "views.publish", "conversations.history")
WAITING = sa.text("state IN ('ready', 'unknown')")


def upgrade() -> None:
    op.drop_index("ix_outbox_state_due_at", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("lane", sa.String(length=32), nullable=False, server_default="answer"))
        outbox.add_column(sa.Column("batch", sa.String(length=255), nullable=True))
        outbox.create_check_constraint(op.f("ck_outbox_lane"), one_of("lane", LANES))
        outbox.drop_constraint(op.f("ck_outbox_state"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_state"), one_of("state", STATES))
    op.create_index("ix_outbox_claimed_at", "outbox", ["claimed_at"])
    op.create_index("ix_outbox_state_id", "outbox", ["state", "id"])
    op.create_index("ix_outbox_batch_state", "outbox", ["batch", "state"])
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["surface", "lane", "due_at", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "rates",
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rate", sa.Float(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("bulk", sa.Float(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("refused_at", sa.Float(), nullable=True),
        sa.CheckConstraint(one_of("method", METHODS), name=op.f("ck_rates_method")),
        sa.PrimaryKeyConstraint("method", name=op.f("pk_rates")),
    )
    op.create_table(
        "stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stops")),
    )
    op.create_table(
        "unreachable",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_unreachable")),
    )


def downgrade() -> None:
    for table in ("unreachable", "stops", "rates"):
        op.drop_table(table)
    for index in ("ix_outbox_waiting", "ix_outbox_batch_state", "ix_outbox_state_id", "ix_outbox_claimed_at"):
        op.drop_index(index, "outbox")
    op.execute("UPDATE outbox SET state = 'ready' WHERE state = 'paused'")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("ck_outbox_state"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_state"), one_of("state", OLD_STATES))
        outbox.drop_constraint(op.f("ck_outbox_lane"), type_="check")
        outbox.drop_column("batch")
        outbox.drop_column("lane")
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])


def one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"
