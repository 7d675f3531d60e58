from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import calendar_of, country_of
from bot.domain.calendar import Calendar, Hours
from bot.domain.people import Person

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
CALENDARS = st.builds(
    lambda zone, absent_until: calendar_of(Person("U0", "", tz=zone, absent_until=absent_until), Hours()),
    st.sampled_from(ZONES),
    st.none() | st.dates(date(2024, 1, 1), date(2035, 1, 1)),
)


def local(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone))  # type: ignore[arg-type, misc]


def opening(zone: str, at: datetime, **more: object) -> datetime:
    """When the next opening is, by the wall clock of the zone."""
    calendar = calendar_of(Person("U0", "", tz=zone, **more), Hours())  # type: ignore[arg-type]
    return calendar.next_open(at).astimezone(ZoneInfo(zone))


@settings(deadline=None, max_examples=300)
@given(calendar=CALENDARS, instant=INSTANTS)
def test_the_next_opening_is_open_not_before_and_stable(calendar: Calendar, instant: datetime) -> None:
    opening = calendar.next_open(instant)
    assert opening >= instant
    assert calendar.is_open(opening)
    assert calendar.next_open(opening) == opening
    assert opening == instant or not calendar.is_open(instant)


@settings(deadline=None, max_examples=300)
@given(calendar=CALENDARS, instant=INSTANTS, share=st.floats(0, 1, exclude_max=True))
def test_nothing_before_the_next_opening_is_open(calendar: Calendar, instant: datetime, share: float) -> None:
    opening = calendar.next_open(instant)
    between = instant + (opening - instant) * share
    assert between == opening or not calendar.is_open(between)


@settings(deadline=None, max_examples=300)
@given(calendar=CALENDARS, instant=INSTANTS, later=st.timedeltas(timedelta(), timedelta(days=20)))
def test_a_later_instant_opens_no_earlier(calendar: Calendar, instant: datetime, later: timedelta) -> None:
    assert calendar.next_open(instant) <= calendar.next_open(instant + later)


def test_within_the_hours_there_is_no_waiting() -> None:
    at = local("Europe/Paris", 2027, 1, 5, 11, 17)
    assert opening("Europe/Paris", at) == at


def test_the_last_minute_is_open_and_closing_time_is_not() -> None:
    at = local("Europe/Paris", 2027, 1, 5, 16, 29, 59)
    assert opening("Europe/Paris", at) == at
    assert opening("Europe/Paris", at + timedelta(seconds=1)) == local("Europe/Paris", 2027, 1, 6, 9, 30)


@pytest.mark.parametrize(
    ("zone", "last", "first"),
    [
        ("Europe/Paris", (2027, 1, 8), (2027, 1, 11)),  # Friday, Monday
        ("Asia/Jerusalem", (2027, 1, 7), (2027, 1, 10)),  # Thursday, Sunday
        ("Africa/Cairo", (2027, 1, 14), (2027, 1, 17)),  # Thursday, Sunday
        ("Asia/Dubai", (2027, 1, 8), (2027, 1, 11)),  # since 2022 Friday, Monday
        ("Europe/Paris", (2026, 12, 31), (2027, 1, 4)),  # New Year's Day is a Friday
        ("America/Montreal", (2027, 6, 30), (2027, 7, 2)),  # Canada Day, under a name that Slack may still give
        ("Asia/Calcutta", (2027, 1, 25), (2027, 1, 27)),  # Republic Day
        ("UTC", (2026, 12, 31), (2027, 1, 1)),  # no country, no holidays
    ],
)
def test_weekends_and_holidays_are_those_of_the_country(
    zone: str, last: tuple[int, ...], first: tuple[int, ...]
) -> None:
    assert opening(zone, local(zone, *last, 18, 0)) == local(zone, *first, 9, 30)


def test_summer_time_is_exact() -> None:
    """In Paris the clock goes forward on 28 March 2027, a Sunday before Easter Monday."""
    before = opening("Europe/Paris", local("Europe/Paris", 2027, 3, 25, 20, 0))
    after = opening("Europe/Paris", local("Europe/Paris", 2027, 3, 26, 20, 0))
    assert before.astimezone(UTC) == datetime(2027, 3, 26, 8, 30, tzinfo=UTC)
    assert after.astimezone(UTC) == datetime(2027, 3, 30, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "night", "morning"),
    [
        ("America/Santiago", (2027, 9, 4, 23, 59), (2027, 9, 6, 9, 30)),
        ("Africa/Cairo", (2027, 4, 29, 23, 59), (2027, 5, 2, 9, 30)),
        ("Asia/Beirut", (2027, 3, 27, 23, 59), (2027, 3, 29, 9, 30)),
    ],
)
def test_a_midnight_that_does_not_exist_is_no_obstacle(
    zone: str, night: tuple[int, ...], morning: tuple[int, ...]
) -> None:
    assert opening(zone, local(zone, *night)) == local(zone, *morning)


def test_a_day_that_a_zone_skipped_has_no_opening() -> None:
    assert opening("Pacific/Apia", local("Pacific/Apia", 2011, 12, 29, 20, 0)).date() == date(2012, 1, 3)


def test_nobody_is_written_to_before_the_day_of_return() -> None:
    at = local("Europe/Paris", 2027, 1, 5, 11, 0)
    assert opening("Europe/Paris", at, absent_until=date(2027, 1, 20)) == local("Europe/Paris", 2027, 1, 20, 9, 30)
    assert opening("Europe/Paris", at, absent_until=date(2027, 1, 5)) == at


def test_the_hours_are_the_companys() -> None:
    calendar = Calendar(ZoneInfo("Europe/Paris"), "FR", hours=Hours(time(8), time(19)))
    assert calendar.is_open(local("Europe/Paris", 2027, 1, 5, 8, 0))
    assert calendar.is_open(local("Europe/Paris", 2027, 1, 5, 18, 59))


def test_a_zone_of_no_country_has_none() -> None:
    assert country_of("Etc/GMT+3") is None
    assert country_of("US/Pacific") == "US"
