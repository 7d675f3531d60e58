"""Times to meet lie inside both working days, by each one's own clock."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlparse
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.domain.slots import LEAD, LENGTH, Week, calendar_links, slots, week_of

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
ZONES = ("Europe/Paris", "America/Toronto", "Asia/Singapore", "Asia/Kolkata", "Europe/London")
OFFICE = (9 * 60, 17 * 60 + 30)


def never(_: str, __: date) -> bool:
    return False


def test_days_that_suit_both_come_first() -> None:
    one, other = (
        Week("Europe/Paris", OFFICE, frozenset({"tue", "thu"})),
        Week("Europe/London", OFFICE, frozenset({"thu"})),
    )
    found = slots(one, other, never, NOW)
    assert len(found) == 3
    assert {start.weekday() for start in found} == {3}


def test_holidays_of_either_are_left_out() -> None:
    closed = {("Europe/Paris", date(2027, 1, 7)), ("Europe/London", date(2027, 1, 8))}
    found = slots(Week("Europe/Paris", OFFICE), Week("Europe/London", OFFICE), lambda tz, day: (tz, day) in closed, NOW)
    assert not {start.date() for start in found} & {date(2027, 1, 7), date(2027, 1, 8)}


def test_nobody_is_asked_before_they_are_back() -> None:
    back = date(2027, 1, 20)
    found = slots(Week("Europe/Paris", OFFICE, back_on=back), Week("Europe/Paris", OFFICE), never, NOW)
    assert all(start.date() >= back for start in found)


def test_without_time_in_common_there_is_none() -> None:
    assert slots(Week("Europe/Paris", (540, 600)), Week("Europe/Paris", (840, 900)), never, NOW) == ()


@given(
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    begins=st.tuples(st.integers(6, 12), st.integers(6, 12)),
    days=st.integers(0, 300),
)
def test_each_time_is_inside_both_working_days(zones: tuple[str, str], begins: tuple[int, int], days: int) -> None:
    now = NOW + timedelta(days=days)
    weeks = [Week(zone, (begin * 60, begin * 60 + 510)) for zone, begin in zip(zones, begins, strict=True)]
    found = slots(*weeks, never, now)  # type: ignore[misc]
    assert len({start.date() for start in found}) == len(found) <= 3
    for start in found:
        assert start > now + timedelta(days=LEAD - 2)
        for week in weeks:
            zone = ZoneInfo(week.tz)
            first, last = start.astimezone(zone), (start + LENGTH).astimezone(zone)
            assert first.weekday() < 5
            assert week.works[0] <= first.hour * 60 + first.minute
            assert last.hour * 60 + last.minute <= week.works[1]
            assert first.date() == last.date()


def test_a_week_is_read_from_answers_and_the_directory() -> None:
    person = Person("U0ANA", "Ana", "Europe/Paris", absent_until=date(2027, 2, 1))
    said = {"work_from": "08:15", "work_until": "16:00", "days": ["mon"]}
    assert week_of(person, said) == Week("Europe/Paris", (495, 960), frozenset({"mon"}), date(2027, 2, 1))
    assert week_of(person, {}).works == OFFICE


@pytest.mark.parametrize(("calendar", "field"), [("google", "dates"), ("outlook", "startdt")])
def test_links_open_a_filled_in_event(calendar: str, field: str) -> None:
    query = parse_qs(urlparse(calendar_links("Rencontre & café", NOW)[calendar]).query)
    assert "Rencontre & café" in [*query.get("text", []), *query.get("subject", [])]
    assert query[field][0].replace("-", "").replace(":", "").startswith("20270104T090000Z")
