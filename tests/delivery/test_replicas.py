"""Two replicas on one PostgreSQL: one is killed again and again, while messages go out and people click."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import pytest
from sqlalchemy import select

from bot.domain.lanes import Lane
from bot.domain.outbox import FINAL, Outgoing, OutgoingState, Surface
from bot.domain.people import Person
from sandbox.hand import Hand, Trouble
from sandbox.running import Sandbox
from storage.engine import connect
from storage.outbox import outbox
from storage.work import Storage
from tests.builders import MENTEE_PAGES, a_recruiting_programme
from tests.databases import Postgres
from tests.delivery.replicas import CLAIRE, Replica
from tests.waiting import eventually
from tools.daytime import SITES, seconds_ahead

pytestmark = pytest.mark.long

KILLS = 8
BETWEEN = 12
"""Messages that arrive from one kill to the next, at least."""
PATIENCE = 150
MENTEE = "U0PRIYA"


def test_a_replica_that_is_killed_again_and_again_loses_and_doubles_nothing(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock_file = tmp_path / "clock"
    clock_file.write_text(str(seconds_ahead()))
    with postgres.database() as address, slack_for(clock_file) as slack:
        storage = Storage(connect(address))
        where = (slack, address, clock_file)
        with Replica(tmp_path / "steady", *where) as steady, ThreadPoolExecutor(1) as others:
            eventually(lambda: steady.is_up, PATIENCE)
            a_recruiting_programme(storage, Person(CLAIRE, "Claire", "Europe/Paris", "fr-FR"))
            clicking = others.submit(click, slack)
            for number in range(KILLS):
                with Replica(tmp_path / f"shaky{number}", *where) as shaky:
                    eventually(lambda: shaky.is_up, PATIENCE)
                    enough = len(arrived(slack)) + BETWEEN
                    remind(storage, slack, number)
                    eventually(lambda: len(arrived(slack)) >= enough)  # noqa: B023
                    shaky.kill()
            clicking.result()
            slack.settled(PATIENCE)
            eventually(lambda: all(row.state in FINAL for row in rows(storage)), PATIENCE)
            assert steady.stop() == 0
        sent = rows(storage)
        with storage.look() as work:
            failed = work.failed_ticks.all()
        storage.engine.dispose()
        wrong = [*wrong_rows(sent, arrived(slack)), *too_close(slack)]
    with capsys.disabled():
        print(f"\n{figures(sent)}")
    assert wrong == []
    assert failed == []


def slack_for(clock_file: Path) -> Sandbox:
    """More patient than Slack with its three seconds: what is lost is the question, not how busy this machine is."""
    return Sandbox(clock_file=clock_file, retries=(0, 1, 2, 4, 8), deadline=10)


def people(slack: Sandbox) -> list[str]:
    """Those who are at work."""
    everybody = slack.workspace.people.values()
    return [each.id for each in everybody if each.tz in SITES and not each.is_bot and not each.deleted]


def remind(storage: Storage, slack: Sandbox, number: int) -> None:
    """A reminder for everybody, written by a process that sends nothing."""
    now = datetime.fromtimestamp(slack.clock.now(), UTC)
    what = {"context": {"is_hr": False}, "lane": Lane.NUDGE, "deadline": now + timedelta(days=2)}
    with storage.begin() as work:
        work.outbox.add_all(
            Outgoing(f"{id}:{number}", "notices/help", Surface.MESSAGE, id, now, **what)  # type: ignore[arg-type]
            for id in people(slack)
        )


def click(slack: Sandbox) -> None:
    """Everybody writes to the bot and looks at Home; one of them joins the programme meanwhile."""
    steps = joining(slack.hand(MENTEE))
    for number, id in enumerate(people(slack)):
        hand = slack.hand(id)
        app = next(each["id"] for each in hand.conversations() if each["kind"] == "app")
        hand.say(app, "?")
        hand.open_home()
        if number % 8 == 7:
            next(steps, None)
    for _ in steps:
        pass


def joining(hand: Hand) -> Iterator[None]:
    until_taken(lambda: hand.command("/mentoring join"))
    for page in ({"role": "mentee"}, *MENTEE_PAGES):
        yield
        hand.fill(page)
        until_taken(hand.submit)


def until_taken(act: Callable[[], object]) -> None:
    """Slack says that the app did not answer; people try again, a moment later."""

    def is_taken() -> bool:
        try:
            act()
        except Trouble:
            return False
        return True

    eventually(is_taken, PATIENCE)


def arrived(slack: Sandbox) -> Counter[str]:
    """How often each message has come, by its uid."""
    posted = [message for id in people(slack) for message in slack.posted(id)]
    return Counter(each["metadata"]["event_payload"]["uid"] for each in posted if "metadata" in each)


def rows(storage: Storage) -> list[Outgoing]:
    with storage.engine.connect() as connection:
        query = select(outbox).where(outbox.c.surface == Surface.MESSAGE).order_by(outbox.c.id)
        return [Outgoing(**row._mapping) for row in connection.execute(query)]


def wrong_rows(sent: list[Outgoing], arrivals: Counter[str]) -> Iterator[str]:
    for row in sent:
        if row.state is not OutgoingState.SENT or arrivals[row.uid] != 1 or not row.ts:
            yield f"{row.key}: {row.state} ({row.reason}), arrived {arrivals[row.uid]} times"
    yield from (f"{uid}: of no row" for uid in arrivals.keys() - {row.uid for row in sent})
    keys = [row.key for row in sent if row.kind == "enrolment/confirmation"]
    if len(keys) != 1:
        yield f"joined once, told {len(keys)} times"


def too_close(slack: Sandbox) -> Iterator[str]:
    """Slack takes one message a second for each conversation."""
    for id in people(slack):
        times = sorted(float(message["ts"]) for message in slack.posted(id) if "metadata" in message)
        yield from (f"{id}: two in {b - a:.2f} s" for a, b in pairwise(times) if b - a < 0.9)


def figures(sent: list[Outgoing]) -> str:
    """How late messages came after they were due: most of it is the time that Slack takes for so many."""
    late = [float(row.ts or 0) - row.created_at.timestamp() for row in sent]
    doubtful = sum(row.unknown_since is not None for row in sent)
    return (
        f"{len(sent)} messages, {KILLS} kills, {doubtful} messages in mid-send; seconds from cause to arrival: "
        f"p50 {median(late):.1f}, p99 {quantiles(late, n=100)[98]:.1f}, worst {max(late):.1f}"
    )
