"""Invitations, the door of a programme, and the line before it.

Being invited is no longer a state of an enrolment (nothing ever was in it); being in line is one.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = ("invited", "draft", "submitted", "waiting", "matched", "paused", "completed", "withdrawn")
AFTER = ("draft", "in_line", "submitted", "waiting", "matched", "paused", "completed", "withdrawn")


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("role", _words("role", "mentor", "mentee", "both"), nullable=True),
        sa.Column("invited_by", sa.String(length=32), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("state", _words("state", "planned", "sent", "later", "declined"), nullable=False),
        sa.Column("asks_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_invitations_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("programme_id", "person_id", name=op.f("uq_invitations_programme_id_person_id")),
    )
    op.create_index("ix_invitations_person_id", "invitations", ["person_id"])
    op.create_index("ix_invitations_asks_at", "invitations", ["asks_at"])
    with op.batch_alter_table("programmes") as programmes:
        programmes.add_column(sa.Column("door", sa.Text(), nullable=False, server_default="{}"))
    with op.batch_alter_table("enrolments") as enrolments:
        enrolments.add_column(sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
        enrolments.create_index("ix_enrolments_remind_at", ["remind_at"])
    _allow(AFTER)


def downgrade() -> None:
    _allow(BEFORE)
    # Not in a batch: that would copy the tables, and break the references to them.
    op.drop_index("ix_enrolments_remind_at", "enrolments")
    op.drop_column("enrolments", "remind_at")
    op.drop_column("programmes", "door")
    op.drop_table("invitations")


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _allow(states: tuple[str, ...]) -> None:
    """Changes which states an enrolment may have."""
    allowed = ", ".join(f"'{state}'" for state in states)
    if op.get_context().dialect.name == "sqlite":
        _allow_in_place(allowed)
        return
    op.drop_constraint(op.f("ck_enrolments_state"), "enrolments", type_="check")
    op.create_check_constraint(op.f("ck_enrolments_state"), "enrolments", f"state IN ({allowed})")


def _allow_in_place(allowed: str) -> None:
    """SQLite changes no constraint; copying the table would break the references to it and lose its other checks.

    So the table's definition is rewritten, as https://sqlite.org/lang_altertable.html (section 7) describes for checks.
    """
    connection = op.get_bind()
    definition = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'enrolments'"
    before = connection.exec_driver_sql(definition).scalar_one()
    after, count = re.subn(
        r"(CONSTRAINT ck_enrolments_state CHECK \(state IN \()[^)]*", lambda found: found[1] + allowed, before
    )
    assert count == 1
    schema = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = 'enrolments'", (after,)
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {schema + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
