from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import calendar_of
from bot.domain.cadence import BREATH, eve, first_opening, following, gap, opening
from bot.domain.calendar import Calendar, Hours
from bot.domain.checkins import Schedule, Step
from bot.domain.errors import InvalidForm
from bot.domain.ladder import Ladder
from bot.domain.people import Person
from bot.domain.programmes import Cadence

ZONES = ("Europe/Paris", "America/Montreal", "Asia/Tokyo", "America/Santiago", "Africa/Cairo", "Pacific/Apia")
DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))
CADENCES = st.sampled_from(Cadence)
IDS = st.integers(1, 10**9)
SEQS = st.integers(1, 500)
CALENDARS = st.builds(
    lambda zone, absent: calendar_of(Person("U0", "", tz=zone, absent_until=absent), Hours()),
    st.sampled_from(ZONES),
    st.none() | DAYS,
)


@given(cadence=CADENCES, pair=IDS, seq=SEQS)
def test_a_gap_is_the_same_each_time_and_within_its_rhythm(cadence: Cadence, pair: int, seq: int) -> None:
    days = gap(cadence, pair, seq).days
    assert gap(cadence, pair, seq) == timedelta(days=days)
    usual = {Cadence.TWO_WEEKS: (14, 14), Cadence.THREE_WEEKS: (21, 21), Cadence.FOUR_WEEKS: (28, 28)}
    least, most = usual.get(cadence, (14, 20))
    assert least <= days <= most


def test_two_to_three_weeks_are_spread_over_a_week() -> None:
    days = Counter(gap(Cadence.TWO_TO_THREE_WEEKS, pair, 1).days for pair in range(7000))
    assert set(days) == set(range(14, 21))
    assert all(800 < count < 1200 for count in days.values())


@given(cadence=CADENCES, pair=IDS, seq=SEQS, base=DAYS, late=st.integers(0, 400))
def test_what_follows_is_planned_from_the_plan_unless_there_was_a_long_stop(
    cadence: Cadence, pair: int, seq: int, base: date, late: int
) -> None:
    today = base + timedelta(days=late)
    next_on = following(base, gap(cadence, pair, seq), today)
    assert next_on >= today + BREATH
    if late <= 7:
        assert next_on == base + gap(cadence, pair, seq)
    assert next_on - today <= timedelta(days=28)


@settings(deadline=None)
@given(cadence=CADENCES, pair=IDS, first=DAYS, delays=st.lists(st.integers(0, 60), min_size=5, max_size=12))
def test_after_any_stops_one_checkin_follows_the_other(
    cadence: Cadence, pair: int, first: date, delays: list[int]
) -> None:
    schedule = Schedule(pair, 1, first, None)
    for n, delay in enumerate(delays, start=1):
        today = schedule.planned_on + timedelta(days=delay)
        before, schedule = schedule, schedule.asked(cadence, today)
        assert schedule.seq == schedule.silent == n
        assert schedule.overdue_on == first
        assert schedule.planned_on - before.planned_on >= timedelta(days=14)
        assert schedule.planned_on >= today + BREATH


@settings(deadline=None, max_examples=200)
@given(calendar=CALENDARS, day=DAYS, hours=st.integers(-24 * 30, 24 * 30))
def test_people_are_asked_at_their_first_opening_on_the_day_or_after_it(
    calendar: Calendar, day: date, hours: int
) -> None:
    now = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hours)
    at = opening(calendar, day, now)
    here = at.astimezone(calendar.zone)
    assert calendar.is_open(at)
    assert at >= now
    assert here.date() >= day
    if here.date() == day and at > now:
        assert here.time() == calendar.hours.opens


@settings(deadline=None)
@given(one=CALENDARS, other=CALENDARS, day=DAYS)
def test_a_pair_is_due_when_the_first_of_the_two_is(one: Calendar, other: Calendar, day: date) -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    assert first_opening((one, other), day, now) == min(opening(one, day, now), opening(other, day, now))


def test_summer_time_shifts_no_day_and_no_wall_clock() -> None:
    """In Paris the clock goes forward on 28 March 2027."""
    calendar, now = calendar_of(Person("U0", "", tz="Europe/Paris"), Hours()), datetime(2027, 1, 1, tzinfo=UTC)
    schedule = Schedule(1, 1, date(2027, 3, 18), None)
    days = [schedule.planned_on, schedule.asked(Cadence.TWO_WEEKS, schedule.planned_on).planned_on]
    there = [opening(calendar, day, now).astimezone(ZoneInfo("Europe/Paris")) for day in days]
    assert [(each.date(), each.hour, each.minute) for each in there] == [(day, 9, 30) for day in days]
    assert there[0].utcoffset() != there[1].utcoffset()


def test_a_meeting_on_monday_is_prepared_on_friday() -> None:
    calendar = calendar_of(Person("U0", "", tz="Europe/Paris"), Hours())
    assert eve(calendar, date(2027, 1, 11), date(2027, 1, 5)) == date(2027, 1, 8)
    assert eve(calendar, date(2027, 1, 11), date(2027, 1, 9)) is None


@given(cadence=CADENCES, pair=IDS, today=DAYS, ago=st.integers(0, 60), ahead=st.none() | st.integers(1, 60))
def test_a_meeting_starts_the_clock_again(
    cadence: Cadence, pair: int, today: date, ago: int, ahead: int | None
) -> None:
    asked = Schedule(pair, 1, today, None).asked(cadence, today)
    named = today + timedelta(days=ahead) if ahead else None
    held = today - timedelta(days=ago)
    met = asked.met(held, named, cadence, today)
    assert (met.silent, met.overdue_on, met.meetings, met.met_on, met.meets_on) == (0, None, 1, held, named)
    if named:
        assert met.planned_on == named + timedelta(days=1)
    else:
        assert met.planned_on == following(held, gap(cadence, pair, 2), today)


def test_the_ladder_leads_down_to_silence() -> None:
    ladder, day = Ladder(1), date(2027, 1, 5)
    assert ladder.next_step(Step.ASK, day, day, privately=True) == (Step.REMIND, date(2027, 1, 8))
    assert ladder.next_step(Step.REMIND, date(2027, 1, 8), day, privately=True) == (Step.PRIVATE, date(2027, 1, 12))
    assert ladder.next_step(Step.REMIND, date(2027, 1, 8), day, privately=False) is None
    assert ladder.next_step(Step.PRIVATE, date(2027, 1, 12), day, privately=True) is None
    assert ladder.after_not_yet(0, day, day, privately=True) == (Step.AGAIN, date(2027, 1, 7))
    assert ladder.after_not_yet(1, date(2027, 1, 7), day, privately=True) == (Step.PRIVATE, date(2027, 1, 12))


@pytest.mark.parametrize(
    ("name", "days"),
    [("first_after", 2), ("remind_after", 0), ("private_after", 3), ("list_after", 6), ("pause_after", 0)],
)
def test_the_steps_of_a_ladder_follow_each_other(name: str, days: int) -> None:
    steps = {"first_after": 10, "again_after": 2, "remind_after": 3, "private_after": 7, "list_after": 14}
    with pytest.raises(InvalidForm) as refused:
        Ladder(1).changed(**{**steps, "pause_after": 3, name: days})
    assert set(refused.value.faults) == {name}
