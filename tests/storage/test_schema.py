from sqlalchemy import Engine

from storage.schema import differences


def test_migrations_lead_to_the_tables_in_the_code(engine: Engine) -> None:
    assert differences(engine) == []
