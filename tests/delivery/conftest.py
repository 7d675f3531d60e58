"""Delivery on a clock that stands until it is moved."""

import pytest

from bot.delivery.delivery import Delivery
from storage.work import Storage
from tests.builders import a_delivery
from tests.fakes import FakeClock, FakeSlack


@pytest.fixture
def delivery(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Delivery:
    return a_delivery(storage, clock, slack)
