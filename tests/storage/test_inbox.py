from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.work import Storage
from tests.fakes import MONDAY


def accept(storage: Storage, key: str) -> bool:
    with storage.begin() as work:
        return work.inbox.accept(key, MONDAY)


def test_a_payload_is_accepted_once(storage: Storage) -> None:
    assert [accept(storage, key) for key in ("a", "a", "b")] == [True, False, True]


def test_the_same_payload_twice_at_once_is_accepted_once(storage: Storage) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: accept(storage, "a"), range(16))) == 1


def test_a_payload_whose_act_failed_is_accepted_again(storage: Storage) -> None:
    with pytest.raises(ZeroDivisionError), storage.begin() as work:
        work.inbox.accept("a", MONDAY)
        raise ZeroDivisionError
    assert accept(storage, "a")


def test_old_keys_are_forgotten(storage: Storage) -> None:
    accept(storage, "a")
    with storage.begin() as work:
        assert work.inbox.prune(MONDAY + timedelta(days=7)) == 1
    assert accept(storage, "a")
