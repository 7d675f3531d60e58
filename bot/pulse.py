"""The pulse: a handful of ticks that say "look now". What is due, and whether it is done, stands in rows."""

import threading
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Protocol, TypeVar

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

R = TypeVar("R")
F = TypeVar("F")
Note = Callable[[str, Exception], object]
"""Takes down that a tick failed: its name, and with what."""

BREATH = timedelta(seconds=1)
"""How long a worker whose step failed waits before the next."""

log = structlog.get_logger(__name__)


class Ticks(Protocol):
    """Ticks that overlap nothing: one that comes late is one tick, and one that fails is tried again at the next."""

    def every(self, seconds: int, name: str, do_due: Callable[[], object]) -> None:
        """Calls `do_due` every so many seconds."""

    def start(self) -> None:
        """Begins to tick."""

    def stop(self) -> None:
        """Waits for the ticks that are under way, and begins no more."""


class Pulse:
    """The ticks of an installation that is one process."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def every(self, seconds: float, name: str, do_due: Callable[[], object]) -> None:
        tick = guarded(name, do_due, None, self._note)
        self._scheduler.add_job(tick, "interval", seconds=seconds, id=name)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)


class Worker:
    """A thread that takes one step after the other while there is one to take, and is woken when there is again.

    `step` returns how long to wait before the next one: nothing, some time, or None for until it is woken.
    """

    def __init__(self, name: str, step: Callable[[], timedelta | None], note: Note) -> None:
        self._step = guarded(name, step, BREATH, note)
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


def guarded(name: str, do_due: Callable[[], R], failed: F, note: Note) -> Callable[[], R | F]:
    """`do_due`, with a failure logged and noted; it returns `failed` then. What is due stays due, for the next tick."""

    def tick() -> R | F:
        try:
            return do_due()
        except Exception as error:
            log.exception("tick_failed", job=name)
            _take_down(name, error, note)
            return failed

    return tick


def _take_down(name: str, error: Exception, note: Note) -> None:
    try:
        note(name, error)
    except Exception:
        # Most often both have the same cause: there is no database.
        log.exception("failure_not_counted", job=name)
