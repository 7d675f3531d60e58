"""How an installation fares, for who operates it: read from the database, whichever process asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.outbox import OutgoingState
from storage.engine import DatabaseTaken, is_shared, sole_owner
from storage.jobs import replicas
from storage.work import Storage, Work

OVERDUE = timedelta(hours=1)
"""What has waited for longer, although Slack takes messages, waits for something that is broken."""
SILENT = timedelta(seconds=20)
RECENT = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """`is_wrong`: somebody should look."""

    text: str
    is_wrong: bool = False


def lines(storage: Storage, now: datetime) -> list[Line]:
    """Everything worth telling, a line each; raises DatabaseError where there is no such database."""
    with storage.look() as work:
        return [_running(storage), *_sending(work, now), *_failed(work, now)]


def _running(storage: Storage) -> Line:
    if not is_shared(storage.engine):
        return Line("running", False) if _is_held(storage) else Line("not running", True)
    with storage.engine.connect() as connection:
        count = replicas(connection, SILENT)
    return Line(f"{count} running", count == 0)


def _is_held(storage: Storage) -> bool:
    try:
        with sole_owner(storage.engine):
            return False
    except DatabaseTaken:
        return True


def _sending(work: Work, now: datetime) -> list[Line]:
    found = []
    if stop := work.rates.stop():
        found.append(Line(f"Slack refuses everything: {stop.reason}", True))
    counts = work.sendings.counts()
    waiting = counts[OutgoingState.READY] + counts[OutgoingState.UNKNOWN]
    due = min(work.outbox.heads().values(), default=now)
    text = f"messages: {counts[OutgoingState.SENT]} sent, {waiting} waiting, {counts[OutgoingState.DEAD]} failed"
    late = now - due if due < now else timedelta()
    more = f"; the first has waited since {due:%Y-%m-%d %H:%M} UTC" if late > OVERDUE else ""
    return [*found, Line(text + more, late > OVERDUE)]


def _failed(work: Work, now: datetime) -> list[Line]:
    """Ticks that failed; what failed lately may still."""
    return [
        Line(
            f"{each.name} failed {each.count} times, last at {each.last_at:%Y-%m-%d %H:%M} UTC: {each.error}",
            now - each.last_at < RECENT,
        )
        for each in work.failed_ticks.all()
    ]
