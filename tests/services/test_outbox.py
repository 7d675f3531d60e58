"""HR sees how far messages have come, and holds sendings back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.lanes import Lane
from bot.domain.outbox import Outgoing, OutgoingState, Surface
from bot.messages.notices import Help
from bot.messages.outbox import Filter
from bot.services.outbox import PAGE_LENGTH, OutboxService
from bot.services.people import PeopleService
from bot.services.service import Said, Service
from storage.work import Storage
from tests.builders import a_message
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY, FakeClock, FakeSlack

LEASE = timedelta(seconds=60)


@pytest.fixture
def outbox(storage: Storage, clock: FakeClock, slack: FakeSlack) -> OutboxService:
    return OutboxService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"))


def put(storage: Storage, *messages: Outgoing) -> None:
    with storage.begin() as work:
        work.outbox.add_all(messages)


def claim(storage: Storage, lane: Lane = Lane.ANSWER) -> Outgoing | None:
    with storage.begin() as work:
        return work.outbox.claim("one", MONDAY, LEASE, Surface.MESSAGE, lane)


def end(storage: Storage, state: OutgoingState, reason: str | None = None, lane: Lane = Lane.ANSWER) -> None:
    message = claim(storage, lane)
    assert message
    with storage.begin() as work:
        assert work.outbox.settle(replace(message, state=state, reason=reason))


def test_messages_are_counted_and_listed_and_home_pages_are_not(storage: Storage, outbox: OutboxService) -> None:
    put(storage, a_message("a"), a_message("b"), a_message("c"), a_message("home", surface=Surface.HOME))
    end(storage, OutgoingState.SENT)
    end(storage, OutgoingState.DEAD, "user_disabled")
    log = outbox.log(CLAIRE)
    assert (log.counts["sent"], log.counts["dead"], log.counts["ready"]) == (1, 1, 1)
    assert [line.state for line in log.lines] == [OutgoingState.READY, OutgoingState.DEAD, OutgoingState.SENT]


def test_what_failed_is_found_with_its_reason(storage: Storage, outbox: OutboxService) -> None:
    put(storage, a_message("a"), a_message("b"))
    end(storage, OutgoingState.SENT)
    end(storage, OutgoingState.DEAD, "user_disabled")
    log = outbox.log(CLAIRE, Filter.FAILED)
    assert [(line.state, line.reason) for line in log.lines] == [(OutgoingState.DEAD, "user_disabled")]


def test_what_waits_says_until_when_by_the_readers_clock(storage: Storage, outbox: OutboxService) -> None:
    put(storage, a_message("a", due_at=datetime(2027, 1, 5, 8, 30, tzinfo=UTC)))
    line = outbox.log(CLAIRE, Filter.WAITING).lines[0]
    assert line.at.strftime("%d %H:%M") == "05 09:30"


def test_many_are_shown_page_by_page(storage: Storage, outbox: OutboxService) -> None:
    put(storage, *(a_message(f"{n}") for n in range(PAGE_LENGTH + 3)))
    assert outbox.log(CLAIRE).has_more
    last = outbox.log(CLAIRE, page=2)
    assert (len(last.lines), last.has_more) == (3, False)


def a_sending(storage: Storage, count: int = 3) -> None:
    put(storage, *(a_message(f"{n}", lane=Lane.BULK, batch="b", asked_by=CLAIRE.id) for n in range(count)))


def test_a_sending_is_paused_and_goes_on(storage: Storage, outbox: OutboxService) -> None:
    a_sending(storage)
    end(storage, OutgoingState.SENT, lane=Lane.BULK)
    assert outbox.log(CLAIRE).sendings[0].done == 1
    assert outbox.pause(CLAIRE, "b").sendings[0].is_paused
    assert claim(storage, Lane.BULK) is None
    assert not outbox.resume(CLAIRE, "b").sendings[0].is_paused
    assert claim(storage, Lane.BULK)


def test_what_may_have_arrived_is_still_looked_for_after_a_pause(storage: Storage, outbox: OutboxService) -> None:
    a_sending(storage, 1)
    message = claim(storage, Lane.BULK)
    assert message
    with storage.begin() as work:
        work.outbox.settle(replace(message, unknown_since=MONDAY).waiting(MONDAY, "no_answer"))
    outbox.pause(CLAIRE, "b")
    outbox.resume(CLAIRE, "b")
    with storage.begin() as work:
        assert work.outbox.get(1).state is OutgoingState.UNKNOWN


def test_the_rest_of_a_cancelled_sending_is_never_sent(storage: Storage, outbox: OutboxService) -> None:
    a_sending(storage)
    end(storage, OutgoingState.SENT, lane=Lane.BULK)
    log = outbox.cancel(CLAIRE, "b")
    assert (log.sendings, log.counts["skipped"], log.counts["sent"]) == ((), 2, 1)
    assert {line.reason for line in log.lines} == {"", "cancelled"}
    assert claim(storage, Lane.BULK) is None


def test_many_are_told_at_once_and_nobody_twice(storage: Storage, clock: FakeClock) -> None:
    said = [Said(person.id, Help(is_hr=False), f"help:{person.id}") for person in (ANA, LEO)]
    later = clock.now() + timedelta(hours=5)
    with storage.begin() as work:
        service = Service(storage, clock)
        assert service._say_to_all(work, said, batch="b", asked_by=CLAIRE.id, due_at=later) == 2
        assert service._say_to_all(work, said, batch="b", asked_by=CLAIRE.id) == 0
        first = work.outbox.get(1)
    assert (first.batch, first.due_at) == ("b", later)
    assert first.deadline
    assert first.deadline > later


def test_what_is_said_to_a_reader_is_due_in_their_hours(storage: Storage, clock: FakeClock) -> None:
    """Monday at nine in London: Ana's day has begun in Paris, Léo's in Montreal has not."""
    service = Service(storage, clock)
    ana, leo = (service._in_hours(a_message("a"), reader, clock.now()) for reader in (ANA, LEO))
    assert ana.due_at == clock.now()
    assert leo.due_at == datetime(2027, 1, 4, 14, 30, tzinfo=UTC)
