"""The pulse of several replicas on one PostgreSQL: procrastinate sees that each tick comes once, wherever.

A tick is a job that any replica may run. The same one never runs twice at once, one that has not begun is not queued
again, and one whose replica died is run by another. Nothing hangs on it but time: what is due stands in rows.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from sqlalchemy import Engine

from bot.pulse import Note, guarded
from storage.engine import address_of

HEARTBEAT = 5
"""Seconds between two signs of life of a replica."""
STALLED = 20
"""Seconds without one after which a replica is taken for dead."""
_AT_ONCE = 8
"""Ticks that a replica runs at the same time: a slow one holds up no other."""
_REST = 5
"""Seconds after which a replica that has lost the database looks for it again."""
APPLICATION = "binome-pulse"
"""How PostgreSQL knows the pulse's connections."""
_RESCUE = "rescue"

log = structlog.get_logger(__name__)


class SharedPulse:
    """Ticks of which each comes once for all replicas."""

    def __init__(self, engine: Engine, note: Note) -> None:
        self._note = note
        there = {"options": "-c search_path=procrastinate", "application_name": APPLICATION}
        pool = PsycopgConnector(conninfo=address_of(engine), kwargs=there, min_size=1, max_size=4, timeout=_REST)
        self._app = App(connector=pool)
        self._names = [_RESCUE]
        rescue = self._app.task(name=_RESCUE, queue=_RESCUE)(self._rescue)
        # No lock: one that died with its replica must not keep the others from rescuing it.
        self._app.periodic(cron=cron(HEARTBEAT), queueing_lock=_RESCUE)(rescue)
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)
        self._working: asyncio.Task[None] | None = None
        self._stopping = False

    def every(self, seconds: int, name: str, do_due: Callable[[], object]) -> None:
        tick = guarded(name, do_due, None, self._note)

        def run(timestamp: int | None = None) -> None:  # noqa: ARG001  (the period that it is for)
            tick()

        self._names.append(name)
        task = self._app.task(name=name, queue=name)(run)
        self._app.periodic(cron=cron(seconds), lock=name, queueing_lock=name)(task)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._runner.get_loop().call_soon_threadsafe(self._leave_off)
        self._thread.join()

    def _leave_off(self) -> None:
        if self._working:
            self._working.cancel()

    def _run(self) -> None:
        with self._runner as runner:
            runner.get_loop().set_default_executor(ThreadPoolExecutor(_AT_ONCE, "tick"))
            runner.get_loop().set_exception_handler(self._begin_anew)
            runner.run(self._live())

    def _begin_anew(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A tick that can't be marked as done would keep its lock for as long as this worker lives: so it ends."""
        log.error("pulse_tripped", exc_info=context.get("exception"))
        self._leave_off()

    async def _live(self) -> None:
        rest = 0
        while not self._stopping:
            self._working = asyncio.create_task(self._work(rest))
            try:
                await self._working
            except asyncio.CancelledError:
                log.debug("pulse_left_off")
            except Exception:
                log.exception("pulse_lost")
            rest = _REST

    async def _work(self, rest: float) -> None:
        """Until it is cancelled, which lets the ticks under way finish, or until there is no database."""
        await asyncio.sleep(rest)
        async with self._app.open_async():
            await self._app.run_worker_async(
                queues=self._names,
                concurrency=_AT_ONCE,
                delete_jobs="always",
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
            )

    async def _rescue(self, timestamp: int) -> None:  # noqa: ARG002
        """Puts back what dead replicas had begun, unless the same is waiting already."""
        jobs = self._app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            log.warning("tick_rescued", job=job.task_name)
            try:
                await jobs.retry_job(job, retry_at=datetime.now(UTC))
            except UniqueViolation:
                await jobs.finish_job(job, Status.ABORTED, delete_job=True)


def cron(seconds: int) -> str:
    """Every so many seconds, as procrastinate wants it said; raises ValueError where that divides no minute or hour."""
    minutes, rest = divmod(seconds, 60)
    if 0 < seconds < 60 and 60 % seconds == 0:
        return f"* * * * * */{seconds}"
    if rest or not minutes or 60 % minutes:
        raise ValueError(f"{seconds} seconds divide neither a minute nor an hour")
    return f"*/{minutes} * * * *" if minutes < 60 else "0 * * * *"
