from pathlib import Path

import pytest

from storage.engine import DatabaseTaken, connect, sole_owner


def test_a_second_process_is_kept_off_an_embedded_database(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'deep' / 'binome.db'}"
    with sole_owner(connect(address)), pytest.raises(DatabaseTaken), sole_owner(connect(address)):
        pass
    with sole_owner(connect(address)):
        pass


def test_an_embedded_database_survives_a_power_cut_and_keeps_references(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'binome.db'}")
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
