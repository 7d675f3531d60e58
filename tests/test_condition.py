"""What `python -m bot status` tells."""

from datetime import timedelta

from sqlalchemy import text

from bot.condition import Line, lines
from bot.domain.rates import Stop
from storage.engine import is_shared, sole_owner
from storage.work import Storage
from tests.builders import a_message
from tests.fakes import MONDAY

HOUR = timedelta(hours=1)


def test_an_installation_that_does_not_run_says_so(storage: Storage) -> None:
    first, messages = lines(storage, MONDAY)
    assert first.is_wrong
    assert messages == Line("messages: 0 sent, 0 waiting, 0 failed")


def test_one_that_runs_says_so(storage: Storage) -> None:
    if is_shared(storage.engine):
        with storage.engine.begin() as connection:
            connection.execute(text("INSERT INTO procrastinate.procrastinate_workers DEFAULT VALUES"))
    with sole_owner(storage.engine):
        assert "running" in lines(storage, MONDAY)[0].text
        assert not lines(storage, MONDAY)[0].is_wrong


def test_what_has_waited_for_long_what_is_refused_and_what_failed_is_told(storage: Storage) -> None:
    with storage.begin() as work:
        work.outbox.add(a_message("late"))
        work.rates.stop_everything(Stop("token_revoked", MONDAY))
        work.failed_ticks.add("pairs", "OperationalError", MONDAY)
        work.failed_ticks.add("pairs", "ZeroDivisionError", MONDAY + HOUR)
    told = lines(storage, MONDAY + 2 * HOUR)[1:]
    assert [line.text for line in told] == [
        "Slack refuses everything: token_revoked",
        "messages: 0 sent, 1 waiting, 0 failed; the first has waited since 2027-01-04 09:00 UTC",
        "pairs failed 2 times, last at 2027-01-04 10:00 UTC: ZeroDivisionError",
    ]
    assert all(line.is_wrong for line in told)


def test_what_failed_long_ago_alarms_nobody(storage: Storage) -> None:
    with storage.begin() as work:
        work.failed_ticks.add("pairs", "OperationalError", MONDAY)
    assert not lines(storage, MONDAY + timedelta(days=3))[-1].is_wrong
