"""The pulse: a handful of interval jobs that say "look now". What is due, and whether it is done, stands in rows."""

import threading
from collections.abc import Callable
from datetime import UTC

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

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
    """A thread that does what is due whenever it is woken."""

    def __init__(self, name: str, do_due: Callable[[], object]) -> None:
        self._do_due = _guarded(name, do_due)
        self._woken = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def start(self) -> None:
        """Begins to wait."""
        self._thread.start()

    def stop(self) -> None:
        """Finishes what is under way, and does no more."""
        self._stopping = True
        self.wake()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            self._woken.wait()
            self._woken.clear()
            if not self._stopping:
                self._do_due()


def _guarded(name: str, do_due: Callable[[], object]) -> Callable[[], None]:
    def tick() -> None:
        try:
            do_due()
        except Exception:
            log.exception("tick_failed", job=name)

    return tick
