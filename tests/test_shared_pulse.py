"""Ticks of several replicas on one PostgreSQL."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from sqlalchemy import Engine, text

from bot.pulse import Note
from bot.shared_pulse import APPLICATION, SharedPulse, cron
from storage.engine import connect
from storage.jobs import defer, prepare
from tests.databases import Postgres
from tests.test_pulse import forget
from tests.waiting import eventually

HOURLY = 3600
_CUT_OFF = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name")


@pytest.fixture
def engine(postgres: Postgres) -> Iterator[Engine]:
    with postgres.database() as address:
        engine = connect(address)
        yield engine
        engine.dispose()


@contextmanager
def a_pulse(engine: Engine, seconds: int, tick: Callable[[], object], note: Note = forget) -> Iterator[SharedPulse]:
    pulse = SharedPulse(engine, note)
    pulse.every(seconds, "test", tick)
    pulse.start()
    try:
        yield pulse
    finally:
        pulse.stop()


def jobs(engine: Engine) -> int:
    with engine.connect() as connection:
        return (
            connection.scalar(text("SELECT count(*) FROM procrastinate.procrastinate_jobs WHERE task_name = 'test'"))
            or 0
        )


def test_each_tick_comes_once_whatever_the_number_of_replicas(engine: Engine) -> None:
    times: list[int] = []
    enough = Event()

    def tick() -> None:
        times.append(int(time.time()))
        if len(set(times)) > 4:
            enough.set()

    with a_pulse(engine, 1, tick), a_pulse(engine, 1, tick), a_pulse(engine, 1, tick):
        assert enough.wait(20)
    # A busy machine may run one late, in the second of the next; not three in each second.
    assert sum(Counter(times).values()) <= len(set(times)) + 2


def test_a_tick_that_fails_is_noted_and_comes_again(engine: Engine) -> None:
    tries, failures, again = [], [], Event()

    def tick() -> None:
        tries.append(1)
        if len(tries) > 1:
            again.set()
        raise ZeroDivisionError

    with a_pulse(engine, 1, tick, lambda *failure: failures.append(failure)):
        assert again.wait(10)
    assert ("test", ZeroDivisionError) in [(name, type(error)) for name, error in failures]


def test_a_pulse_that_is_stopped_finishes_the_tick_that_is_under_way(engine: Engine) -> None:
    begun, go_on, finished = Event(), Event(), []

    def tick() -> None:
        begun.set()
        go_on.wait(5)
        finished.append(1)

    with a_pulse(engine, 1, tick):
        assert begun.wait(10)
        go_on.set()
    assert finished
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM procrastinate.procrastinate_workers")) == 0


def test_a_pulse_that_loses_the_database_finds_it_again(engine: Engine) -> None:
    ticked = Event()
    with a_pulse(engine, 1, ticked.set):
        assert ticked.wait(10)
        with engine.begin() as connection:
            connection.execute(_CUT_OFF, {"name": APPLICATION})
        ticked.clear()
        for _ in range(3):
            assert ticked.wait(60)
            ticked.clear()


def test_what_is_kept_in_one_process_wakes_another(engine: Engine) -> None:
    ticks: list[int] = []
    first, called = Event(), Event()

    def tick() -> None:
        ticks.append(1)
        (called if first.is_set() else first).set()

    with a_pulse(engine, HOURLY, tick):
        first.wait(1)  # of this hour, if it is early in it
        first.set()
        count = len(ticks)
        with engine.connect() as connection, connection.begin() as not_kept:
            defer(connection, "test")
            not_kept.rollback()
        with engine.begin() as connection:
            defer(connection, "test")
            assert not called.is_set()
        assert called.wait(5)
    assert len(ticks) == count + 1


def test_what_a_dead_replica_had_begun_is_done_by_another(engine: Engine) -> None:
    done = Event()
    with engine.begin() as connection:
        defer(connection, "test")
        connection.execute(text("UPDATE procrastinate.procrastinate_jobs SET status = 'doing', lock = 'test'"))
    with a_pulse(engine, HOURLY, done.set):
        assert done.wait(20)
        eventually(lambda: jobs(engine) == 0)


def test_of_two_calls_that_a_dead_replica_leaves_one_is_enough(engine: Engine) -> None:
    done = Event()
    with engine.begin() as connection:
        for _ in range(2):
            defer(connection, "test")
        connection.execute(text("UPDATE procrastinate.procrastinate_jobs SET status = 'doing' WHERE id % 2 = 0"))
        connection.execute(text("UPDATE procrastinate.procrastinate_jobs SET queueing_lock = 'test'"))
        connection.execute(text("UPDATE procrastinate.procrastinate_jobs SET lock = 'test'"))
    with a_pulse(engine, HOURLY, done.set):
        assert done.wait(20)
        eventually(lambda: jobs(engine) == 0)


def test_the_schema_of_another_version_is_made_anew(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE procrastinate.procrastinate_periodic_defers"))
        prepare(connection)
        connection.execute(text("COMMENT ON SCHEMA procrastinate IS 'of another version'"))
        found = text("SELECT to_regclass('procrastinate.procrastinate_periodic_defers')")
        assert connection.scalar(found) is None
        prepare(connection)
        assert connection.scalar(found) is not None
        assert connection.scalar(text("SELECT current_schema()")) == "public"


def test_periods_divide_a_minute_or_an_hour() -> None:
    assert [cron(each) for each in (1, 15, 60, 300, 3600)] == [
        "* * * * * */1",
        "* * * * * */15",
        "*/1 * * * *",
        "*/5 * * * *",
        "0 * * * *",
    ]
    for wrong in (0, 7, 61, 90, 420):
        with pytest.raises(ValueError, match="divide"):
            cron(wrong)
