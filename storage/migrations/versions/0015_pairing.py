"""Messages in the place of earlier ones, supervisors who are asked, and what the log has to say of it."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SURFACES, METHODS = ("message", "home"), ("chat.postMessage", "views.publish", "conversations.history")
DEEDS = (
    *("matched", "weighed", "terms", "approved", "held", "returned", "rejected", "locked", "unlocked", "forbidden"),
    *("swapped", "made", "published", "ended", "kept", "making", "opened", "requested"),
)
SUPERVISORS = ("nobody", "mentees", "mentors", "both")
PARTIAL = {
    "ix_outbox_waiting": (["surface", "lane", "urgent", "due_at", "id"], "state IN ('ready', 'unknown')"),
    "ix_outbox_open": (["to"], "state IN ('ready', 'sending', 'unknown', 'folded')"),
    "ix_outbox_counted": (["to", "counted_at"], "counted_at IS NOT NULL"),
    "ix_outbox_digested": (["digest_id"], "digest_id IS NOT NULL"),
}
"""A table that is made anew would have these over all of its rows."""


def upgrade() -> None:
    _drop_partial()
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("replaces", sa.Integer(), nullable=True))
        _one_of(outbox, "outbox", "surface", (*SURFACES, "revision"))
    op.create_index("ix_outbox_replaces", "outbox", ["replaces"])
    _make_partial()
    with op.batch_alter_table("rates") as rates:
        _one_of(rates, "rates", "method", (*METHODS, "chat.update"))
    with op.batch_alter_table("audit") as audit:
        _one_of(audit, "audit", "deed", (*DEEDS, "topped_up", "asked_supervisors"))
    with op.batch_alter_table("terms") as terms:
        terms.add_column(sa.Column("supervisors", sa.String(length=32), nullable=False, server_default="nobody"))
        terms.create_check_constraint(op.f("ck_terms_supervisors"), _in("supervisors", SUPERVISORS))
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("manager_id", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_in("state", ("asked", "agreed", "refused", "lapsed")), name=op.f("ck_consents_state")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_consents_programme_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.ForeignKeyConstraint(["manager_id"], ["people.id"], name=op.f("fk_consents_manager_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("programme_id", "person_id", name=op.f("uq_consents_programme_id_person_id")),
    )
    op.create_index("ix_consents_state", "consents", ["state"])


def downgrade() -> None:
    op.drop_table("consents")
    with op.batch_alter_table("terms") as terms:
        terms.drop_constraint(op.f("ck_terms_supervisors"), type_="check")
        terms.drop_column("supervisors")
    op.execute("DELETE FROM audit WHERE deed IN ('topped_up', 'asked_supervisors')")
    with op.batch_alter_table("audit") as audit:
        _one_of(audit, "audit", "deed", DEEDS)
    op.execute("DELETE FROM rates WHERE method = 'chat.update'")
    with op.batch_alter_table("rates") as rates:
        _one_of(rates, "rates", "method", METHODS)
    op.execute("DELETE FROM outbox WHERE surface = 'revision'")
    _drop_partial()
    op.drop_index("ix_outbox_replaces", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        _one_of(outbox, "outbox", "surface", SURFACES)
        outbox.drop_column("replaces")
    _make_partial()


def _one_of(batch: BatchOperations, table: str, column: str, values: tuple[str, ...]) -> None:
    """What a column may hold, in the place of what it could hold before."""
    batch.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
    batch.create_check_constraint(op.f(f"ck_{table}_{column}"), _in(column, values))


def _in(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _drop_partial() -> None:
    for name in PARTIAL:
        op.drop_index(name, "outbox")


def _make_partial() -> None:
    for name, (columns, where) in PARTIAL.items():
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
