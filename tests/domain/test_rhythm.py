from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import calendar_of, weekly_of
from bot.domain.budget import WEEK, Week
from bot.domain.calendar import Hours
from bot.domain.errors import InvalidForm
from bot.domain.people import Person
from bot.domain.rhythm import Rhythm, chosen

PARIS = ZoneInfo("Europe/Paris")
WORKING = (0, 1, 2, 3, 4)
RHYTHMS = st.builds(
    lambda opens, hours, days: Rhythm(time(opens), time(min(23, opens + hours)), tuple(sorted(days))),
    st.integers(0, 21),
    st.integers(1, 12),
    st.sets(st.integers(0, 6), min_size=1),
)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def opening(rhythm: Rhythm, *at: int, tz: str = "Europe/Paris", **more: object) -> datetime:
    person = Person("U0", "", tz=tz, rhythm=rhythm, **more)  # type: ignore[arg-type]
    zone = ZoneInfo(tz)
    return calendar_of(person, Hours()).next_open(datetime(*at, tzinfo=zone)).astimezone(zone)  # type: ignore[arg-type, misc]


@settings(deadline=None, max_examples=200)
@given(
    rhythm=RHYTHMS, instant=INSTANTS, zone=st.sampled_from(["Europe/Paris", "Asia/Jerusalem", "Pacific/Apia", "UTC"])
)
def test_ones_own_hours_open_as_the_usual_ones_do(rhythm: Rhythm, instant: datetime, zone: str) -> None:
    calendar = calendar_of(Person("U0", "", tz=zone, rhythm=rhythm), Hours())
    opening = calendar.next_open(instant)
    here = opening.astimezone(ZoneInfo(zone))
    assert opening >= instant
    assert calendar.is_open(opening)
    assert here.weekday() in (rhythm.days or ())
    assert rhythm.opens <= here.time() < rhythm.closes


def test_ones_own_hours_hold_within_the_companys_and_beyond() -> None:
    early = Rhythm(time(6), time(8))
    assert opening(early, 2027, 1, 5, 7, 0) == datetime(2027, 1, 5, 7, 0, tzinfo=PARIS)
    assert opening(early, 2027, 1, 5, 9, 0) == datetime(2027, 1, 6, 6, 0, tzinfo=PARIS)


def test_a_sunday_can_be_chosen_and_a_public_holiday_can_not() -> None:
    sundays = Rhythm(time(9), time(17), (6,))
    assert opening(sundays, 2027, 1, 5, 9, 0).date().isoformat() == "2027-01-10"
    assert opening(sundays, 2027, 10, 26, 9, 0).date().isoformat() == "2027-10-31"
    on_armistice = Rhythm(time(9), time(17), (3,))  # Thursday, 11 November 2027
    assert opening(on_armistice, 2027, 11, 8, 9, 0).date().isoformat() == "2027-11-18"


def test_a_break_holds_whatever_days_one_has_chosen() -> None:
    every_day = Rhythm(time(9), time(17), tuple(range(7)))
    away = datetime(2027, 1, 9, tzinfo=PARIS).date()
    assert opening(every_day, 2027, 1, 5, 9, 0, absent_until=away) == datetime(2027, 1, 9, 9, 0, tzinfo=PARIS)


def test_without_days_of_ones_own_working_days_are_those_of_the_country() -> None:
    assert opening(Rhythm(time(9), time(17)), 2027, 1, 8, 9, 0, tz="Asia/Jerusalem").weekday() == 6
    assert calendar_of(Person("U0", "", tz="Asia/Jerusalem"), Hours()).usual_days == (0, 1, 2, 3, 6)
    assert calendar_of(Person("U0", "", tz="UTC"), Hours()).usual_days == WORKING


def test_the_usual_days_are_no_choice_of_ones_own() -> None:
    assert chosen(time(8), time(12), WORKING, seldom=False, usual=WORKING).days is None
    assert chosen(time(8), time(12), (4, 0), seldom=False, usual=WORKING).days == (0, 4)


@pytest.mark.parametrize(
    ("opens", "closes", "days", "wrong"),
    [
        (None, time(12), WORKING, {"opens": "not_a_time"}),
        (time(9), None, (), {"closes": "not_a_time", "days": "choose_one"}),
        (time(12), time(9), WORKING, {"closes": "hour_at_least"}),
        (time(9), time(9, 59), WORKING, {"closes": "hour_at_least"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    opens: time | None, closes: time | None, days: tuple[int, ...], wrong: dict[str, str]
) -> None:
    with pytest.raises(InvalidForm) as refused:
        chosen(opens, closes, days, seldom=False, usual=WORKING)
    assert {key: fault.name for key, fault in refused.value.faults.items()} == wrong


def test_the_last_minute_of_a_day_is_its_end() -> None:
    assert chosen(time(23), time(23, 59), WORKING, seldom=False, usual=WORKING).closes == time(23, 59)


def test_who_wants_one_message_a_week_gets_one() -> None:
    assert weekly_of(Person("U0", ""), 2) == 2
    assert weekly_of(Person("U0", "", rhythm=Rhythm(time(9), time(17), seldom=True)), 2) == 1


@given(ages=st.lists(st.timedeltas(timedelta(), timedelta(days=9)), max_size=9), allowed=st.integers(1, 4))
def test_there_is_room_when_so_many_have_passed_and_not_before(ages: list[timedelta], allowed: int) -> None:
    now = datetime(2027, 1, 4, tzinfo=UTC)
    week = Week([now - age for age in ages], allowed)

    def within(at: datetime) -> int:
        return sum(at - WEEK < each <= now for each in week.counted)

    room_at = week.room_at(now)
    assert within(room_at) < allowed
    assert room_at == now or within(room_at - timedelta(microseconds=1)) >= allowed
