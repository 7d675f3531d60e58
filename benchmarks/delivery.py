"""What delivery takes, on both databases: `python -m benchmarks.delivery [--messages 10000]`.

Written at once, taken up and marked by 1, 2 and 4 workers, drained on a virtual clock within Slack's limits, what a
click takes meanwhile, and what a tick costs among 100,000 pairs. The machine's load is told beside: processor time
hardly depends on it, the rest does.
"""

import logging
import multiprocessing
import os
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from slack_bolt import BoltRequest
from sqlalchemy import event, insert

from benchmarks import ticks
from bot.app import Product
from bot.clock import Clock, SystemClock
from bot.domain.lanes import Lane
from bot.domain.outbox import Outgoing, Surface
from bot.domain.people import Person
from bot.settings import Settings
from bot.workspace import Json, Refused
from sandbox.limits import POSTS_A_MINUTE, Limits, Tier
from sandbox.running import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Sandbox
from storage.engine import connect
from storage.schema import migrate
from storage.unreachable import unreachable
from storage.work import Storage
from tests.builders import NoPace, a_delivery
from tests.databases import Postgres
from tests.fakes import FakeClock

TUESDAY = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
CLAIMED = 1500
BARE = 300
PAIRS = 100_000
CLICKS = 500
CLICKS_A_SECOND = 50


class QuickSlack:
    """Takes everything at once, or as much as Slack's limits allow by a clock."""

    def __init__(self, clock: Clock, *, limited: bool = False) -> None:
        self._limits = Limits(lambda: clock.now().timestamp(), enabled=limited)
        self.taken = self.refused = 0

    def post(self, to: str, message: Json, uid: str) -> str:  # noqa: ARG002
        if wait := self._limits.wait("chat.postMessage", Tier.POST, to):
            self.refused += 1
            raise Refused("ratelimited", wait)
        self.taken += 1
        return "1.000100"

    def publish(self, person_id: str, view: Json) -> None: ...

    def find(self, person_id: str, uid: str, since: float) -> str | None: ...

    def identity(self) -> str:
        return "Binôme"

    def person(self, id: str) -> Person:
        return Person(id, id, "Europe/Paris", "fr-FR")


def main() -> None:
    """Prints all figures."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, nargs="*", default=[10_000])
    counts = parser.parse_args().messages
    _hush()
    with TemporaryDirectory(prefix="binome-benchmark-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "postgres")
        for name in ("SQLite", "PostgreSQL"):
            print(f"{name}, load {os.getloadavg()[0]:.0f}")
            for count in counts:
                with database(name, Path(folder), server) as address:
                    report(f"{count:,} messages written", written(address, count))
            for workers in (1, 2, 4):
                with database(name, Path(folder), server) as address:
                    report(f"taken up, sent and marked, {workers} workers", taken_up(address, workers))
            with database(name, Path(folder), server) as address:
                report("a transaction that writes a row", bare(address))
            with database(name, Path(folder), server) as address:
                report(f"a look for what is due among {PAIRS:,} pairs", ticks.cost(address, PAIRS))
        for count in counts:
            for lane in (Lane.NUDGE, Lane.BULK):
                with database("SQLite", Path(folder), server) as address:
                    minutes, refused = drained(address, count, lane)
                    share = count / minutes / POSTS_A_MINUTE
                    text = f"{minutes:.1f} min, {share:.0%} of what Slack takes, {refused} refusals"
                    report(f"{count:,} messages drained, lane {lane}", text)
        for name in ("SQLite", "PostgreSQL"):
            with database(name, Path(folder), server) as address:
                times = clicks(address)
                p99 = statistics.quantiles(times, n=100)[98]
                text = f"p50 {statistics.median(times):.1f} ms, p99 {p99:.1f} ms, worst {max(times):.1f} ms"
                report(f"a click while 10,000 go out, {name}", text)
        server.stop()


def report(what: str, figure: str) -> None:
    print(f"  {what:55} {figure}", flush=True)


@contextmanager
def database(name: str, folder: Path, server: Postgres) -> Iterator[str]:
    """The address of a new one."""
    if name == "PostgreSQL":
        with server.database() as address:
            yield address
        return
    with TemporaryDirectory(dir=folder) as place:
        address = f"sqlite:///{place}/binome.db"
        engine = connect(address)
        migrate(engine)
        engine.dispose()
        yield address


def put(storage: Storage, count: int, now: datetime, lane: Lane = Lane.BULK) -> tuple[float, float]:
    """Puts so many messages in, to as many people; the seconds that it took, and of our processor time."""
    messages = [
        Outgoing(f"{n}", "notices/help", Surface.MESSAGE, f"U{n % 5000}", now, {"is_hr": False}, lane, batch="b")
        for n in range(count)
    ]
    started, worked = time.perf_counter(), time.thread_time()
    with storage.begin() as work:
        work.outbox.add_all(messages)
    return time.perf_counter() - started, time.thread_time() - worked


def meet(storage: Storage) -> None:
    """Everybody is known, so that nobody is asked for."""
    with storage.begin() as work:
        for number in range(5000):
            work.people.keep(Person(f"U{number}", f"P{number}", "Europe/Paris", "fr-FR"))


def written(address: str, count: int) -> str:
    seconds, own = put(Storage(connect(address)), count, TUESDAY)
    return f"{seconds:.2f} s, {own:.2f} s of it our processor time"


def taken_up(address: str, workers: int) -> str:
    """SQLite belongs to one process: its workers are threads."""
    storage = Storage(connect(address))
    meet(storage)
    put(storage, CLAIMED, TUESDAY)
    storage.engine.dispose()
    with _pool(address, workers) as pool:
        list(pool.map(_warm_up, [address] * workers))
        started = time.perf_counter()
        done, own = (sum(each) for each in zip(*pool.map(_work, [address] * workers), strict=True))
        seconds = time.perf_counter() - started
    assert done == CLAIMED
    return f"{done / seconds:.0f} a second, {own / done * 1000:.1f} ms of our processor time each"


def bare(address: str) -> str:
    """What the disk takes, to compare with: delivery keeps two transactions a message."""
    engine = connect(address)
    started = time.perf_counter()
    for number in range(BARE):
        with engine.begin() as connection:
            connection.execute(insert(unreachable).values(person_id=f"U{number}", reason="", since=TUESDAY))
    engine.dispose()
    return f"{(time.perf_counter() - started) / BARE * 1000:.1f} ms"


def _pool(address: str, workers: int) -> Executor:
    if address.startswith("sqlite"):
        return ThreadPoolExecutor(workers)
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_hush)


def _hush() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _warm_up(address: str) -> None:
    engine = connect(address)
    engine.connect().close()
    engine.dispose()


def _work(address: str) -> tuple[int, float]:
    clock = FakeClock(TUESDAY)
    storage = Storage(connect(address))
    worked = time.thread_time()
    done = a_delivery(storage, clock, QuickSlack(clock), pace=NoPace()).do_due()
    storage.engine.dispose()
    return done, time.thread_time() - worked


def drained(address: str, count: int, lane: Lane) -> tuple[float, int]:
    """Minutes of the virtual clock, and how often Slack had too many calls."""
    clock, storage = FakeClock(TUESDAY), Storage(connect(address))
    # How fast the disk is does not matter on this clock.
    event.listen(storage.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    meet(storage)
    put(storage, count, TUESDAY, lane)
    slack = QuickSlack(clock, limited=True)
    delivery = a_delivery(storage, clock, slack)
    while slack.taken < count:
        wait = delivery.step()
        clock.move(seconds=1 if wait is None else wait.total_seconds())
    storage.engine.dispose()
    return (clock.now() - TUESDAY).total_seconds() / 60, slack.refused


def clicks(address: str) -> list[float]:
    """Milliseconds from a payload to its acknowledgement, at fifty a second, while a sending to 10,000 goes out."""
    times = []
    with Sandbox() as slack:
        product = Product(_settings(address, slack.api_url))
        meet(product.storage)
        put(product.storage, 10_000, SystemClock().now(), Lane.APPOINTMENT)
        product.start()
        for number in range(CLICKS):
            due = time.perf_counter() + 1 / CLICKS_A_SECOND
            started = time.perf_counter()
            product.app.dispatch(BoltRequest(mode="socket_mode", body=_opening(number)))
            times.append((time.perf_counter() - started) * 1000)
            time.sleep(max(0.0, due - time.perf_counter()))
        product.stop()
    return times


def _settings(address: str, api_url: str) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        slack_bot_token=BOT_TOKEN,
        slack_app_token=APP_TOKEN,
        slack_signing_secret=SIGNING_SECRET,
        slack_api_url=api_url,
        database_url=address,
    )


def _opening(number: int) -> dict[str, object]:
    """Somebody opens the Home tab: the directory is looked into, and the drawing of it is written into the outbox."""
    event = {"type": "app_home_opened", "user": f"U{number}", "channel": f"D{number}", "tab": "home"}
    return {"type": "event_callback", "team_id": "T0", "event_id": f"Ev{number}", "event": event}


if __name__ == "__main__":
    main()
