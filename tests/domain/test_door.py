from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.door import GRACE, Door
from bot.domain.errors import DoorClosed, NotYetOpen
from tests.conftest import ANA

TODAY = date(2027, 1, 4)
DAY = timedelta(days=1)


def test_a_door_without_dates_is_open() -> None:
    assert Door().is_open(TODAY)
    assert Door().takes_answers(TODAY)


def test_both_days_are_included() -> None:
    door = Door(opens_on=TODAY, closes_on=TODAY)
    door.require_open(TODAY, "Mentoring")
    with pytest.raises(NotYetOpen) as early:
        door.require_open(TODAY - DAY, "Mentoring")
    assert early.value.facts["opens_on"] == TODAY
    with pytest.raises(DoorClosed) as late:
        door.require_open(TODAY + DAY, "Mentoring")
    assert late.value.facts["closes_on"] == TODAY


def test_what_was_begun_in_time_is_taken_a_little_longer() -> None:
    door = Door(closes_on=TODAY)
    assert door.takes_answers(TODAY + GRACE)
    assert not door.takes_answers(TODAY + GRACE + DAY)


def test_guests_come_in_only_where_the_programme_says_so_and_bots_never() -> None:
    guest, bot = replace(ANA, is_guest=True), replace(ANA, is_bot=True)
    assert Door().admits(ANA)
    assert not Door().admits(guest)
    assert Door(guests=True).admits(guest)
    assert not Door(guests=True).admits(bot)


def test_places_run_out() -> None:
    assert not Door().is_full(100_000)
    assert not Door(places=2).is_full(1)
    assert Door(places=2).is_full(2)


def test_what_is_wrong_is_said_by_field() -> None:
    wrong = Door(opens_on=TODAY, closes_on=TODAY - DAY, places=0, remind_after=0)
    assert wrong.faults().keys() == {"closes_on", "places", "remind_after"}
    assert Door(opens_on=TODAY, closes_on=TODAY, places=1).faults() == {}
