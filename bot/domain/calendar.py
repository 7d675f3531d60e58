"""When somebody may be written to: within the hours of their own working days, and not while they are away."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from zoneinfo import ZoneInfo

import holidays

_DAY = timedelta(days=1)
_ANY_YEAR = 2026


@dataclass(frozen=True)
class Hours:
    """The part of a working day in which the bot speaks of its own accord, by the reader's clock."""

    opens: time = time(9, 30)
    closes: time = time(16, 30)


DEFAULT_HOURS = Hours()


@dataclass(frozen=True)
class Calendar:
    """Somebody's time. `country` is a two-letter code; where none is known, weekends are Saturday and Sunday.

    `absent_until` is the day of return of who takes a break from everything. `days` are the weekdays (0 is Monday) that
    somebody has chosen to be written to on, whether others work then or not.
    """

    zone: ZoneInfo
    country: str | None = None
    absent_until: date | None = None
    hours: Hours = DEFAULT_HOURS
    days: tuple[int, ...] | None = None

    def is_open(self, instant: datetime) -> bool:
        """Whether the bot may write at this instant."""
        here = instant.astimezone(self.zone)
        return self.hours.opens <= here.time() < self.hours.closes and self._is_open_on(here.date())

    def is_working(self, day: date) -> bool:
        """Whether somebody is at work on that day: no weekend, no public holiday, no absence."""
        if self.absent_until and day < self.absent_until:
            return False
        return _working_days(self.country, day.year).is_working_day(day)

    @property
    def usual_days(self) -> tuple[int, ...]:
        """The weekdays on which people work where this is."""
        return tuple(day for day in range(7) if day not in _working_days(self.country, _ANY_YEAR).weekend)

    def _is_open_on(self, day: date) -> bool:
        """Whether the bot may write on that day: public holidays and breaks hold, whatever days somebody chose."""
        if self.days is None:
            return self.is_working(day)
        away = self.absent_until is not None and day < self.absent_until
        return day.weekday() in self.days and not away and day not in _working_days(self.country, day.year)

    def next_open(self, instant: datetime) -> datetime:
        """The first instant from this one on at which the bot may write, in UTC."""
        if self.is_open(instant):
            return instant.astimezone(UTC)
        today = instant.astimezone(self.zone).date()
        first = max(today, self.absent_until or today)
        return next(opening for n in count() if (opening := self._opening(first + n * _DAY)) and opening >= instant)

    def _opening(self, day: date) -> datetime | None:
        """When a day opens. Wall clock to UTC by way of the zone, so that summer time is exact."""
        if not self._is_open_on(day):
            return None
        opening = datetime.combine(day, self.hours.opens, self.zone).astimezone(UTC)
        # A day that a zone has skipped (Samoa, 2011) has no opening: the wall clock never showed it.
        return opening if self.is_open(opening) else None


class _PlainWeek:
    """Working days where no country is known."""

    weekend = frozenset({5, 6})

    def is_working_day(self, day: date) -> bool:
        return day.weekday() not in self.weekend

    def __contains__(self, day: date) -> bool:
        return False


@lru_cache(maxsize=1024)
def _working_days(country: str | None, year: int) -> holidays.HolidayBase | _PlainWeek:
    """A year of a country, whole: one that grows while another thread reads it would forget holidays."""
    if country is None:
        return _PlainWeek()
    return holidays.country_holidays(country, years=year, expand=False)
