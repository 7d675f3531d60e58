"""What HR has changed in a questionnaire and not published yet; what questions do in matching."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FORMS = sa.table("forms", sa.column("id", sa.Integer), sa.column("content", sa.Text))
USES = {
    "languages": ("hard", "overlap", None, None),
    "skills_wanted": ("high", "complement", "skills_offered", ("skills", "compétences")),
    "goals": ("medium", "overlap", "goals_supported", ("goals", "objectifs")),
    "years": ("low", "gap", None, ("years of experience", "années d’expérience")),
    "department": ("low", "different", None, ("departments", "services")),
    "feedback_style": ("medium", "distance", None, ("way of giving feedback", "style de retour")),
    "structure": ("medium", "distance", None, ("how structured the talks are", "cadre des échanges")),
    "ways": ("low", "overlap", None, ("ways of meeting", "formats de rencontre")),
    "values": ("medium", "overlap", None, ("values", "valeurs")),
    "interests": ("low", "overlap", None, ("interests", "centres d’intérêt")),
    "rhythm": ("low", "distance", None, ("rhythm", "rythme")),
    "days": ("low", "overlap", None, ("days", "jours")),
}
"""Weight, rule, the mentor's question and what reasons call it, of the questionnaire that shipped without them."""


def upgrade() -> None:
    op.create_table(
        "form_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_form_drafts_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_drafts")),
        sa.UniqueConstraint("programme_id", "name", name=op.f("uq_form_drafts_programme_id_name")),
    )
    connection = op.get_bind()
    for id, content in connection.execute(sa.select(FORMS.c.id, FORMS.c.content)).all():
        form = json.loads(content)
        form["questions"] = [{**question, "use": _use(question["id"])} for question in form["questions"]]
        used = json.dumps(form, ensure_ascii=False, sort_keys=True)
        connection.execute(sa.update(FORMS).where(FORMS.c.id == id).values(content=used))


def _use(question_id: str) -> dict[str, Any] | None:
    if question_id not in USES:
        return None
    weight, rule, counterpart, label = USES[question_id]
    low, high = (3, 15) if rule == "gap" else (None, None)
    words = dict(zip(("en", "fr"), label, strict=True)) if label else None
    return {"weight": weight, "rule": rule, "counterpart": counterpart, "low": low, "high": high, "label": words}


def downgrade() -> None:
    op.drop_table("form_drafts")
