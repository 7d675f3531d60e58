from dataclasses import replace
from pathlib import Path

from alembic import command
from sqlalchemy import Engine

from bot.domain.forms import Form
from bot.messages.questionnaire import default
from storage.engine import connect
from storage.schema import _config as config
from storage.schema import differences, migrate
from storage.work import Work
from tests.builders import a_programme
from tests.conftest import CLAIRE


def test_migrations_lead_to_the_tables_in_the_code(engine: Engine) -> None:
    assert differences(engine) == []


def test_questionnaires_from_before_learn_what_counts_in_matching(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'before.db'}")
    plain = Form(default().pages, tuple(replace(question, use=None) for question in default().questions))
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        work = Work(connection)
        work.forms.add(a_programme(work, CLAIRE).id, "before", 1, plain)
    migrate(engine)
    with engine.begin() as connection:
        assert Work(connection).forms.get(2) == default()
    engine.dispose()
