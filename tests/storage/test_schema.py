import json
from dataclasses import replace
from pathlib import Path

from alembic import command
from pydantic import TypeAdapter
from sqlalchemy import Engine, text

from bot.domain.forms import Form
from bot.messages.questionnaire import default
from storage.engine import connect
from storage.forms import Forms
from storage.schema import _config as config
from storage.schema import differences, migrate

BEFORE = (
    "INSERT INTO people (id, name, tz, locale, is_bot, is_guest, is_active) VALUES ('U1', 'C', 'UTC', 'fr', 0, 0, 1)",
    "INSERT INTO programmes (id, version, name, goal, success, starts_on, ends_on, cadence, languages, state,"
    " created_by, created_at) VALUES (1, 1, 'M', 'g', 's', '2027-01-01', '2027-07-01', 'two_weeks', '[]', 'draft',"
    " 'U1', '2027-01-01')",
    "INSERT INTO forms (id, programme_id, name, number, content) VALUES (2, 1, 'questionnaire', 1, :content)",
)
"""A database as the first installations had it."""


def test_migrations_lead_to_the_tables_in_the_code(engine: Engine) -> None:
    assert differences(engine) == []


def test_questionnaires_from_before_learn_what_counts_in_matching(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'before.db'}")
    plain = Form(default().pages, tuple(replace(question, use=None) for question in default().questions))
    content = json.dumps(TypeAdapter(Form).dump_python(plain, mode="json"))
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        for statement in BEFORE:
            connection.execute(text(statement), {"content": content} if ":content" in statement else {})
    migrate(engine)
    with engine.begin() as connection:
        assert Forms(connection).get(2) == default()
    engine.dispose()
