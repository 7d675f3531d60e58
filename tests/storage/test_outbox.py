from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.lanes import Lane
from bot.domain.outbox import Outgoing, OutgoingState, Surface
from storage.work import Storage
from tests.builders import a_message
from tests.fakes import MONDAY, FakeClock

LEASE = timedelta(seconds=60)


def claim(
    storage: Storage, owner: str = "one", at: FakeClock | None = None, lane: Lane = Lane.ANSWER, **terms: Any
) -> Outgoing | None:
    with storage.begin() as work:
        return work.outbox.claim(owner, (at or FakeClock()).now(), LEASE, Surface.MESSAGE, lane, **terms)


def put(storage: Storage, *messages: Outgoing) -> list[bool]:
    with storage.begin() as work:
        return [work.outbox.add(message) for message in messages]


def test_the_same_key_is_put_in_once(storage: Storage) -> None:
    assert put(storage, a_message("a"), a_message("a"), a_message("b")) == [True, False, True]


def test_a_message_goes_to_one_worker(storage: Storage) -> None:
    put(storage, *(a_message(f"{n}") for n in range(30)))
    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(lambda n: claim(storage, f"worker {n}"), range(36)))
    taken = Counter(each.id for each in claimed if each)
    assert set(taken.values()) == {1}
    assert len(taken) <= 30


def test_what_is_due_later_or_elsewhere_is_left_alone(storage: Storage) -> None:
    later = a_message("later", due_at=MONDAY + timedelta(minutes=1))
    put(storage, later, a_message("home", surface=Surface.HOME), a_message("bulk", lane=Lane.BULK))
    assert claim(storage) is None


def test_who_is_resting_is_passed_over(storage: Storage) -> None:
    put(storage, a_message("a", to="U0ANA"), a_message("b", to="U0LEO"))
    other = claim(storage, resting=["U0ANA"])
    assert other
    assert other.to == "U0LEO"


def test_what_may_have_arrived_waits_for_somebody_who_may_look(storage: Storage) -> None:
    put(storage, a_message("a"))
    mine = claim(storage)
    assert mine
    with storage.begin() as work:
        work.outbox.settle(replace(mine, unknown_since=MONDAY).waiting(MONDAY, "no_answer"))
    assert claim(storage, may_look=False) is None
    assert claim(storage)


def test_many_go_in_at_once_but_for_those_that_are_there(storage: Storage) -> None:
    put(storage, a_message("7"))
    with storage.begin() as work:
        assert work.outbox.add_all(a_message(f"{n}") for n in range(3000)) == 2999


def test_the_oldest_comes_first(storage: Storage) -> None:
    put(storage, a_message("b", due_at=MONDAY), a_message("a", due_at=MONDAY - timedelta(hours=1)))
    first = claim(storage)
    assert first
    assert first.key == "a"


def test_a_lease_that_ran_out_leaves_the_outcome_unknown(storage: Storage) -> None:
    put(storage, a_message("a"))
    clock = FakeClock()
    claim(storage, "dead", clock)
    clock.move(seconds=61)
    with storage.begin() as work:
        assert work.outbox.recover(clock.now()) == 1
    again = claim(storage, "alive", clock)
    assert again
    assert again.unknown_since == MONDAY


def test_who_lost_the_lease_can_no_longer_settle(storage: Storage) -> None:
    put(storage, a_message("a"))
    clock = FakeClock()
    mine = claim(storage, "slow", clock)
    assert mine
    clock.move(seconds=61)
    with storage.begin() as work:
        work.outbox.recover(clock.now())
    claim(storage, "quick", clock)
    with storage.begin() as work:
        assert not work.outbox.settle(replace(mine, state=OutgoingState.SENT))


def test_only_what_was_given_up_is_revived_and_once(storage: Storage) -> None:
    put(storage, a_message("a"))
    mine = claim(storage)
    assert mine
    with storage.begin() as work:
        assert not work.outbox.revive(mine.id, {"is_hr": True}, MONDAY, LEASE)
        work.outbox.settle(replace(mine, state=OutgoingState.DEAD, reason="not_in_channel"))
        assert work.outbox.revive(mine.id, {"is_hr": True}, MONDAY, LEASE)
        assert not work.outbox.revive(mine.id, {"is_hr": True}, MONDAY, LEASE)
        again = work.outbox.get(mine.id)
    assert (again.state, again.context) == (OutgoingState.READY, {"is_hr": True})


def test_homes_are_forgotten_and_nothing_else(storage: Storage) -> None:
    put(storage, a_message("message"), a_message("home", surface=Surface.HOME))
    with storage.begin() as work:
        for surface in (Surface.MESSAGE, Surface.HOME):
            message = work.outbox.claim("one", MONDAY, LEASE, surface, Lane.ANSWER)
            assert message
            work.outbox.settle(replace(message, state=OutgoingState.SENT))
        assert work.outbox.prune(Surface.HOME, MONDAY + LEASE) == 1
