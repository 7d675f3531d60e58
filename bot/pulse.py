"""The pulse: a handful of interval jobs that say "look now". What is due, and whether it is done, stands in rows."""

import threading
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import TypeVar

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

R = TypeVar("R")

log = structlog.get_logger(__name__)


class Pulse:
    """Interval jobs that overlap nothing: a tick that comes late is one tick, and one that fails is tried again."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def every(self, seconds: float, name: str, do_due: Callable[[], object]) -> None:
        """Calls `do_due` every so many seconds."""
        self._scheduler.add_job(_guarded(name, do_due), "interval", seconds=seconds, id=name)

    def start(self) -> None:
        """Begins to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Waits for the ticks that are under way, and begins no more."""
        self._scheduler.shutdown(wait=True)


class Worker:
    """A thread that takes one step after the other while there is one to take, and is woken when there is again.

    `step` returns how long to wait before the next one: nothing, some time, or None for until it is woken.
    """

    def __init__(self, name: str, step: Callable[[], timedelta | None]) -> None:
        self._step = _guarded(name, step)
        self._woken = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def start(self) -> None:
        """Begins to wait."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """No further step is taken."""
        self._stopping = True
        self.wake()

    def stop(self) -> None:
        """Finishes the step that is under way, and takes no more."""
        self.ask_to_stop()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            wait = self._step()
            if wait != timedelta():
                self._woken.wait(wait.total_seconds() if wait else None)
                self._woken.clear()


def until_done(step: Callable[[], bool]) -> Callable[[], timedelta | None]:
    """For a worker whose step says whether there was anything to do."""
    return lambda: timedelta() if step() else None


def _guarded(name: str, do_due: Callable[[], R]) -> Callable[[], R | None]:
    """`do_due`, with a failure logged; None for one that failed. What is due stays due, for the next tick."""

    def tick() -> R | None:
        try:
            return do_due()
        except Exception:
            log.exception("tick_failed", job=name)
            return None

    return tick
