"""Check-ins: when each pair is asked, what came of it, what each of the two said; and a programme's ladder."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TO_ASK = sa.text("ask_at IS NOT NULL")
FIRST_AFTER = timedelta(days=10)


def upgrade() -> None:
    op.create_table(
        "checkin_ladders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("first_after", sa.Integer(), nullable=False),
        sa.Column("again_after", sa.Integer(), nullable=False),
        sa.Column("remind_after", sa.Integer(), nullable=False),
        sa.Column("private_after", sa.Integer(), nullable=False),
        sa.Column("list_after", sa.Integer(), nullable=False),
        sa.Column("pause_after", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_checkin_ladders_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_ladders")),
        sa.UniqueConstraint("programme_id", name=op.f("uq_checkin_ladders_programme_id")),
    )
    op.create_table(
        "checkins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "met",
                "moved",
                "not_yet",
                "unanswered",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "video", "in_person", "phone", "chat", name="way", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("told_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_checkins_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint("pair_id", "seq", name=op.f("uq_checkins_pair_id_seq")),
    )
    op.create_table(
        "schedules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "cadence",
            sa.Enum(
                "two_weeks",
                "two_to_three_weeks",
                "three_weeks",
                "four_weeks",
                name="cadence",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Integer(), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("meets_on", sa.Date(), nullable=True),
        sa.Column("prepare_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_on", sa.Date(), nullable=True),
        sa.Column("help_for", sa.String(length=32), nullable=True),
        sa.Column("hidden_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_schedules_pair_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_schedules_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("pair_id", name=op.f("uq_schedules_pair_id")),
    )
    with op.batch_alter_table("schedules") as table:
        table.create_index(table.f("ix_schedules_next_at"), ["next_at"], unique=False)
        table.create_index(table.f("ix_schedules_prepare_at"), ["prepare_at"], unique=False)
        table.create_index(table.f("ix_schedules_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "checkin_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "ask",
                "remind",
                "again",
                "private",
                "confirm",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "news",
            sa.Enum(
                "met", "moved", "not_yet", "busy", name="news", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("not_yets", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "trouble",
            sa.Enum(
                "unreachable",
                "busy",
                "change",
                "well",
                name="trouble",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("gained", sa.Text(), nullable=False),
        sa.Column(
            "fit",
            sa.Enum("good", "deciding", "not_good", name="fit", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["checkin_id"], ["checkins.id"], name=op.f("fk_checkin_answers_checkin_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_checkin_answers_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_checkin_answers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_answers")),
        sa.UniqueConstraint("checkin_id", "person_id", name=op.f("uq_checkin_answers_checkin_id_person_id")),
    )
    with op.batch_alter_table("checkin_answers") as table:
        waiting = {"sqlite_where": TO_ASK, "postgresql_where": TO_ASK}
        table.create_index("ix_checkin_answers_due", ["ask_at", "person_id"], unique=False, **waiting)
        table.create_index("ix_checkin_answers_of", ["person_id", "ask_at"], unique=False, **waiting)
        table.create_index(table.f("ix_checkin_answers_pair_id"), ["pair_id"], unique=False)

    _schedule_pairs_under_way()


def _schedule_pairs_under_way() -> None:
    connection = op.get_bind()
    pairs = sa.table(
        "pairs",
        sa.column("id", sa.Integer),
        sa.column("programme_id", sa.Integer),
        sa.column("state", sa.String),
        sa.column("accepted_at", sa.DateTime(timezone=True)),
    )
    schedules = sa.table(
        "schedules",
        *(sa.column(name, sa.Integer) for name in ("version", "pair_id", "programme_id", "seq", "silent", "meetings")),
        sa.column("planned_on", sa.Date),
        sa.column("next_at", sa.DateTime(timezone=True)),
    )
    active = connection.execute(sa.select(pairs).where(pairs.c.state == "active")).all()
    none_yet = {"version": 1, "seq": 0, "silent": 0, "meetings": 0}
    for pair in active:
        due = (pair.accepted_at or datetime.now(UTC)) + FIRST_AFTER
        row = {**none_yet, "pair_id": pair.id, "programme_id": pair.programme_id}
        connection.execute(sa.insert(schedules).values(**row, planned_on=due.date(), next_at=due))


def downgrade() -> None:
    with op.batch_alter_table("checkin_answers") as table:
        table.drop_index(table.f("ix_checkin_answers_pair_id"))
        table.drop_index("ix_checkin_answers_of")
        table.drop_index("ix_checkin_answers_due")

    op.drop_table("checkin_answers")
    with op.batch_alter_table("schedules") as table:
        table.drop_index(table.f("ix_schedules_programme_id"))
        table.drop_index(table.f("ix_schedules_prepare_at"))
        table.drop_index(table.f("ix_schedules_next_at"))

    op.drop_table("schedules")
    op.drop_table("checkins")
    op.drop_table("checkin_ladders")
