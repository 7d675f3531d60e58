"""From a match to pairs: runs, terms, pairs with both sides, forbidden pairs, and the log of what HR decided."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


OPEN = sa.text("state IN ('staged', 'approved', 'held', 'proposed', 'accepted', 'active', 'paused')")


def upgrade() -> None:
    op.create_table(
        "forbidden_pairs",
        sa.Column("one_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["people.id"], name=op.f("fk_forbidden_pairs_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["people.id"], name=op.f("fk_forbidden_pairs_other_id")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_forbidden_pairs")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(
                "matched",
                "weighed",
                "terms",
                "approved",
                "held",
                "returned",
                "rejected",
                "locked",
                "unlocked",
                "forbidden",
                "swapped",
                "made",
                "published",
                "ended",
                "kept",
                name="deed",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("mentee_id", sa.String(length=32), nullable=True),
        sa.Column("mentor_id", sa.String(length=32), nullable=True),
        sa.Column("before", sa.String(length=255), nullable=False),
        sa.Column("after", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_audit_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit") as table:
        table.create_index("ix_audit_programme_id_id", ["programme_id", "id"], unique=False)

    op.create_table(
        "match_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("weighing", sa.Text(), nullable=False),
        sa.Column("waited_for", sa.Boolean(), nullable=False),
        sa.Column("by_itself", sa.Boolean(), nullable=False),
        sa.Column("tells_waiting", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("asked", "done", "failed", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("staged", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_match_runs_asked_by")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_match_runs_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_runs")),
    )
    with op.batch_alter_table("match_runs") as table:
        table.create_index(op.f("ix_match_runs_programme_id"), ["programme_id"], unique=False)
        table.create_index(op.f("ix_match_runs_state"), ["state"], unique=False)

    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("weighing", sa.Text(), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("remind_after", sa.Integer(), nullable=False),
        sa.Column("expire_after", sa.Integer(), nullable=False),
        sa.Column("lets_go", sa.Boolean(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_terms_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("programme_id", name=op.f("uq_terms_programme_id")),
    )
    op.create_table(
        "pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("mentee_id", sa.String(length=32), nullable=False),
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "staged",
                "approved",
                "held",
                "rejected",
                "proposed",
                "accepted",
                "active",
                "paused",
                "completed",
                "ended",
                "declined",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("published_by", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "time",
                "goals",
                "style",
                "language",
                "silence",
                "new_job",
                "conduct",
                "other",
                "team",
                "left",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["mentee_id"], ["people.id"], name=op.f("fk_pairs_mentee_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["people.id"], name=op.f("fk_pairs_mentor_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_pairs_programme_id")),
        sa.ForeignKeyConstraint(["run_id"], ["match_runs.id"], name=op.f("fk_pairs_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairs")),
    )
    with op.batch_alter_table("pairs") as table:
        table.create_index(op.f("ix_pairs_mentor_id"), ["mentor_id"], unique=False)
        table.create_index("ix_pairs_programme_id_state", ["programme_id", "state"], unique=False)
        table.create_index(
            "uq_pairs_open", ["programme_id", "mentee_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
        )

    op.create_table(
        "pair_sides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column(
            "role",
            sa.Enum("mentor", "mentee", "both", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reply",
            sa.Enum("yes", "later", "no", name="reply", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_text", sa.Text(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "time",
                "goals",
                "style",
                "language",
                "silence",
                "new_job",
                "conduct",
                "other",
                "team",
                "left",
                name="wish",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("wish_word", sa.Text(), nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_pair_sides_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pair_sides_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_sides")),
        sa.UniqueConstraint("pair_id", "person_id", name=op.f("uq_pair_sides_pair_id_person_id")),
    )
    with op.batch_alter_table("pair_sides") as table:
        table.create_index(op.f("ix_pair_sides_person_id"), ["person_id"], unique=False)
        table.create_index(op.f("ix_pair_sides_remind_at"), ["remind_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("pair_sides") as table:
        table.drop_index(op.f("ix_pair_sides_remind_at"))
        table.drop_index(op.f("ix_pair_sides_person_id"))

    op.drop_table("pair_sides")
    with op.batch_alter_table("pairs") as table:
        table.drop_index("uq_pairs_open", sqlite_where=OPEN, postgresql_where=OPEN)
        table.drop_index("ix_pairs_programme_id_state")
        table.drop_index(op.f("ix_pairs_mentor_id"))

    op.drop_table("pairs")
    op.drop_table("terms")
    with op.batch_alter_table("match_runs") as table:
        table.drop_index(op.f("ix_match_runs_state"))
        table.drop_index(op.f("ix_match_runs_programme_id"))

    op.drop_table("match_runs")
    with op.batch_alter_table("audit") as table:
        table.drop_index("ix_audit_programme_id_id")

    op.drop_table("audit")
    op.drop_table("forbidden_pairs")
