from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import IntegrityError, StatementError

from storage.inbox import inbox
from storage.work import Storage
from tests.builders import a_programme
from tests.conftest import CLAIRE


def test_an_instant_comes_back_as_the_same_instant(engine: Engine) -> None:
    paris = datetime(2027, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with engine.begin() as connection:
        connection.execute(insert(inbox).values(key="a", received_at=paris))
        assert connection.execute(inbox.select()).one().received_at == paris


def test_an_instant_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="needs a zone"), engine.begin() as connection:
        connection.execute(insert(inbox).values(key="a", received_at=datetime(2027, 7, 1)))


def test_the_database_refuses_a_state_that_does_not_exist(storage: Storage) -> None:
    with storage.begin() as work:
        a_programme(work, CLAIRE)
    with pytest.raises(IntegrityError), storage.engine.begin() as connection:
        connection.execute(text("UPDATE programmes SET state = 'abandoned'"))
