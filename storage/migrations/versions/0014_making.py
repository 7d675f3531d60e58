"""How a programme makes its pairs, whom its mentees name or ask, and the deeds that go with it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OLD_DEEDS = (
    *("matched", "weighed", "terms", "approved", "held", "returned", "rejected", "locked", "unlocked", "forbidden"),
    *("swapped", "made", "published", "ended", "kept"),
)
DEEDS = (*OLD_DEEDS, "making", "opened", "requested")
CHOOSERS = ("team", "ranked", "mentee")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _allow(deeds: tuple[str, ...]) -> None:
    allowed = ", ".join(f"'{each}'" for each in deeds)
    with op.batch_alter_table("audit") as audit:
        audit.drop_constraint(op.f("ck_audit_deed"), type_="check")
        audit.create_check_constraint(op.f("ck_audit_deed"), f"deed IN ({allowed})")


def upgrade() -> None:
    op.create_table(
        "makings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("chooser", _enum("chooser", *CHOOSERS), nullable=False),
        sa.Column("direction", _enum("direction", "classic", "reverse"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_makings_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_makings")),
        sa.UniqueConstraint("programme_id", name=op.f("uq_makings_programme_id")),
    )
    op.create_table(
        "choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.String(length=32), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", _enum("told", *CHOOSERS), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_choices_programme_id")),
        sa.ForeignKeyConstraint(["mentee_id"], ["people.id"], name=op.f("fk_choices_mentee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choices")),
        sa.UniqueConstraint("programme_id", "mentee_id", name=op.f("uq_choices_programme_id_mentee_id")),
    )
    _allow(DEEDS)


def downgrade() -> None:
    op.execute("DELETE FROM audit WHERE deed IN ('making', 'opened', 'requested')")
    _allow(OLD_DEEDS)
    op.drop_table("choices")
    op.drop_table("makings")
