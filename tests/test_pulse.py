from datetime import timedelta
from threading import Event

from bot.pulse import Pulse, Worker

AT_ONCE = timedelta()


def forget(name: str, error: Exception) -> None:
    """Nobody asks what failed."""


def test_a_worker_takes_steps_while_there_are_any_and_waits_for_more() -> None:
    left, done = [1, 2, 3], Event()

    def step() -> timedelta | None:
        if not left:
            done.set()
            return None
        left.pop()
        return AT_ONCE

    worker = Worker("test", step, forget)
    worker.start()
    worker.wake()
    assert done.wait(5)
    worker.stop()
    assert left == []


def test_a_worker_that_is_stopped_finishes_its_step_and_takes_no_more() -> None:
    begun, go_on, steps = Event(), Event(), []

    def step() -> timedelta:
        steps.append(1)
        begun.set()
        go_on.wait(5)
        return AT_ONCE

    worker = Worker("test", step, forget)
    worker.start()
    worker.wake()
    assert begun.wait(5)
    worker.ask_to_stop()
    go_on.set()
    worker.stop()
    assert len(steps) == 1


def test_a_step_that_fails_ends_nothing() -> None:
    tries, failures, done = [], [], Event()

    def step() -> None:
        tries.append(1)
        if len(tries) > 1:
            done.set()
            return
        raise ZeroDivisionError

    worker = Worker("test", step, lambda *failure: failures.append(failure))
    worker.start()
    while not done.wait(0.01):
        worker.wake()
    worker.stop()
    assert len(tries) >= 2
    assert [(name, type(error)) for name, error in failures] == [("test", ZeroDivisionError)]


def test_a_worker_that_must_wait_goes_on_by_itself() -> None:
    waits, done = [timedelta(milliseconds=20), AT_ONCE], Event()

    def step() -> timedelta | None:
        if waits:
            return waits.pop(0)
        done.set()
        return None

    worker = Worker("test", step, forget)
    worker.start()
    assert done.wait(5)
    worker.stop()


def test_the_pulse_ticks() -> None:
    ticked = Event()
    pulse = Pulse(forget)
    pulse.every(1, "test", ticked.set)
    pulse.start()
    assert ticked.wait(5)
    pulse.stop()


def test_a_failure_that_cannot_be_counted_ends_nothing_either() -> None:
    tries, again = [], Event()

    def tick() -> None:
        tries.append(1)
        if len(tries) > 1:
            again.set()
        raise ZeroDivisionError

    def no_database(name: str, error: Exception) -> None:
        raise ConnectionError

    pulse = Pulse(no_database)
    pulse.every(1, "test", tick)
    pulse.start()
    assert again.wait(5)
    pulse.stop()
