"""Where people work, and when they are away."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTS = ("title", "department", "site")


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        for name in TEXTS:
            people.add_column(sa.Column(name, sa.String(length=255), nullable=False, server_default=""))
        people.add_column(sa.Column("manager_id", sa.String(length=32), nullable=True))
        people.add_column(sa.Column("level", sa.Integer(), nullable=True))
        people.add_column(sa.Column("started_on", sa.Date(), nullable=True))
        people.add_column(sa.Column("absent_until", sa.Date(), nullable=True))
        people.create_index("ix_people_department", ["department"])


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.drop_index("ix_people_department")
        for name in (*TEXTS, "manager_id", "level", "started_on", "absent_until"):
            people.drop_column(name)
