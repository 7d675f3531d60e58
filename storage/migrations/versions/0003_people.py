"""The whole directory, the programme team, breaks, and files of people."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATES = ("invited", "draft", "submitted", "waiting", "matched", "paused", "completed", "withdrawn")


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("full_name", sa.String(length=255), nullable=False, server_default=""))
        people.add_column(sa.Column("is_stranger", sa.Boolean(), nullable=False, server_default="0"))
        people.add_column(sa.Column("email_digest", sa.String(length=64), nullable=False, server_default=""))
        people.add_column(sa.Column("profile_at", sa.DateTime(timezone=True), nullable=True))
        people.create_index("ix_people_checked_at", ["checked_at"])
        people.create_index("ix_people_absent_until", ["absent_until"])
    with op.batch_alter_table("enrolments") as enrolments:
        enrolments.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        enrolments.add_column(sa.Column("paused_in", _enum("paused_in", *STATES), nullable=True))
        enrolments.create_index("ix_enrolments_paused_until", ["paused_until"])

    op.create_table(
        "team",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("source", _enum("source", "group", "team"), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "source", name=op.f("pk_team")),
    )
    op.create_table(
        "directory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", _enum("stage", "idle", "listing", "checking", "profiles"), nullable=False),
        sa.Column("cursor", sa.String(length=255), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory")),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", _enum("state", "received", "reported", "confirmed", "closed"), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_state", "imports", ["state"])


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    for table in ("imports", "directory", "team"):
        op.drop_table(table)
    with op.batch_alter_table("enrolments") as enrolments:
        enrolments.drop_index("ix_enrolments_paused_until")
        enrolments.drop_column("paused_in")
        enrolments.drop_column("paused_until")
    with op.batch_alter_table("people") as people:
        people.drop_index("ix_people_absent_until")
        people.drop_index("ix_people_checked_at")
        for name in ("full_name", "is_stranger", "email_digest", "profile_at"):
            people.drop_column(name)
