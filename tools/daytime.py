"""A workspace to try begins when people are at work: at night what the bot says of its own accord would wait."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.calendars import country_of
from bot.domain.calendar import Calendar, Hours

SITES = ("Europe/Paris", "Europe/London", "Europe/Berlin", "America/Toronto")
"""Where most people of the sandbox are: there is an hour at which all of them work."""
HOURS = Hours(time(9, 30), time(16, 0))
"""Half an hour is left, at least, to look around."""


def seconds_ahead(now: datetime | None = None) -> float:
    """How far the clock has to be put forward, so that it is daytime for almost everybody."""
    begun = instant = now or datetime.now(UTC)
    calendars = [Calendar(ZoneInfo(tz), country_of(tz), hours=HOURS) for tz in SITES]
    while not all(calendar.is_open(instant) for calendar in calendars):
        instant = max(calendar.next_open(instant) for calendar in calendars)
    return (instant - begun).total_seconds()
