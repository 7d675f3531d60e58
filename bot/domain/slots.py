"""When two people could meet: inside both working days, each by their own clock, and on no holiday of either."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bot.domain.forms import Answers
from bot.domain.people import Person

LENGTH = timedelta(minutes=45)
LEAD = 3
"""Days that an invitation leaves before the first proposal."""
AHEAD = 28
STEP = timedelta(minutes=30)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKING = 5

Closed = Callable[[str, date], bool]
"""Whether nobody works on a date in a zone (an IANA name)."""


@dataclass(frozen=True)
class Week:
    """When somebody works: minutes of their own day, the days that suit them, and the day from which they are back."""

    tz: str
    works: tuple[int, int]
    days: frozenset[str] = frozenset()
    back_on: date | None = None

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Their working day on a date, as instants."""
        zone = ZoneInfo(self.tz)
        start = datetime.combine(day, time(), zone)
        return tuple(  # type: ignore[return-value]
            (start.replace(hour=minutes // 60, minute=minutes % 60)).astimezone(UTC) for minutes in self.works
        )

    def open_on(self, day: date, closed: Closed) -> bool:
        return day.weekday() < WORKING and not closed(self.tz, day) and (self.back_on is None or day >= self.back_on)


def week_of(person: Person, answers: Answers) -> Week:
    """When somebody works, from what they answered and what the directory knows."""
    works = (_minutes(answers.get("work_from"), 9 * 60), _minutes(answers.get("work_until"), 17 * 60 + 30))
    days = answers.get("days")
    suits = frozenset(map(str, days)) if isinstance(days, (list, tuple)) else frozenset()
    return Week(person.tz, works, suits, person.absent_until)


def slots(one: Week, other: Week, closed: Closed, now: datetime, count: int = 3) -> tuple[datetime, ...]:
    """Up to so many starts in the coming weeks, one a day: days that suit both first, then any."""
    found = list(_possible(one, other, closed, now))
    liked = one.days & other.days or one.days | other.days
    best = [start for start in found if WEEKDAYS[start.weekday()] in liked]
    chosen = (best + [start for start in found if start not in best])[:count]
    return tuple(sorted(chosen))


def _possible(one: Week, other: Week, closed: Closed, now: datetime) -> Iterator[datetime]:
    today = now.astimezone(ZoneInfo(one.tz)).date()
    for day in (today + timedelta(days=ahead) for ahead in range(LEAD, LEAD + AHEAD)):
        if one.open_on(day, closed) and (start := _common(one, other, day, closed)):
            yield start


def _common(one: Week, other: Week, day: date, closed: Closed) -> datetime | None:
    """A start in the middle of the time in common, on the half hour; the other's date may be another one."""
    for their_day in (day, day - timedelta(days=1), day + timedelta(days=1)):
        begins, ends = (pick(a, b) for pick, a, b in zip((max, min), one.on(day), other.on(their_day), strict=True))
        if ends - begins >= LENGTH and other.open_on(their_day, closed):
            middle = begins + (ends - begins - LENGTH) / 2
            steps = (middle - begins) // STEP
            return begins + steps * STEP
    return None


def _minutes(value: object, usual: int) -> int:
    hours, colon, minutes = str(value).partition(":")
    return int(hours) * 60 + int(minutes) if colon else usual


def calendar_links(title: str, start: datetime) -> Mapping[str, str]:
    """Addresses that open a filled-in event, by calendar; the reader sends it to whom they like."""
    end = start + LENGTH
    compact, plain = "%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%SZ"
    google = {"action": "TEMPLATE", "text": title, "dates": f"{start:{compact}}/{end:{compact}}"}
    outlook = {"subject": title, "startdt": f"{start:{plain}}", "enddt": f"{end:{plain}}"}
    return {
        "google": f"https://calendar.google.com/calendar/render?{urlencode(google)}",
        "outlook": f"https://outlook.office.com/calendar/0/deeplink/compose?{urlencode(outlook)}",
    }
