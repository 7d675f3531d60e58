"""The company's skills, with the common ones that ship. They are put in here, once: what HR changes stays changed."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SHIPPED = Path(__file__).parents[3] / "templates" / "skills" / "catalogue.csv"


def upgrade() -> None:
    skills = op.create_table(
        "skills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("en", sa.String(length=80), nullable=False),
        sa.Column("fr", sa.String(length=80), nullable=False),
        sa.Column("is_added", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
        sa.UniqueConstraint("key", name=op.f("uq_skills_key")),
    )
    op.create_index(op.f("ix_skills_merged_into"), "skills", ["merged_into"])
    op.create_table(
        "skill_distinctions",
        sa.Column("one", sa.String(length=64), nullable=False),
        sa.Column("other", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_skill_distinctions")),
    )
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        shipped = [
            {**row, "version": 1, "is_added": False, "created_at": datetime.now(UTC)} for row in csv.DictReader(file)
        ]
    op.bulk_insert(skills, shipped)


def downgrade() -> None:
    op.drop_table("skill_distinctions")
    op.drop_table("skills")
