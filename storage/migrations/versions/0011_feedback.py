"""What people are asked about their pairs and what they say, and when a programme asks."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pulse_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("first_after", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("remind_after", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_pulse_plans_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_plans")),
        sa.UniqueConstraint("programme_id", name=op.f("uq_pulse_plans_programme_id")),
    )
    op.create_table(
        "soundings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column(
            "role",
            sa.Enum("mentor", "mentee", "both", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "topic",
            sa.Enum("fit", "pulse", name="topic", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("occasion", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_soundings_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_soundings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_soundings")),
        sa.UniqueConstraint(
            "pair_id",
            "person_id",
            "topic",
            "occasion",
            name=op.f("uq_soundings_pair_id_person_id_topic_occasion"),
        ),
    )
    with op.batch_alter_table("soundings") as table:
        table.create_index(table.f("ix_soundings_due_at"), ["due_at"], unique=False)

    op.create_table(
        "opinions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column(
            "role",
            sa.Enum("mentor", "mentee", "both", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "meeting", "question", "pulse", name="source", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column(
            "fit",
            sa.Enum("good", "deciding", "not_good", name="fit", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_opinions_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_opinions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
    )
    with op.batch_alter_table("opinions") as table:
        table.create_index(table.f("ix_opinions_pair_id"), ["pair_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("opinions") as table:
        table.drop_index(table.f("ix_opinions_pair_id"))

    op.drop_table("opinions")
    with op.batch_alter_table("soundings") as table:
        table.drop_index(table.f("ix_soundings_due_at"))

    op.drop_table("soundings")
    op.drop_table("pulse_plans")
