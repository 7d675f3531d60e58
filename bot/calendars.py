"""Which calendar is somebody's: the country is the one that their time zone belongs to."""

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global
from holidays import list_supported_countries

from bot.domain.budget import ONCE
from bot.domain.calendar import DEFAULT_HOURS, Calendar, Hours
from bot.domain.people import Person


def calendar_of(person: Person, hours: Hours) -> Calendar:
    """When that person may be written to: in the company's hours, unless they have chosen their own."""
    own = person.rhythm
    if own:
        hours = Hours(own.opens, own.closes)
    return Calendar(person.zone, country_of(person.tz), person.absent_until, hours, own.days if own else None)


def weekly_of(person: Person, weekly: int) -> int:
    """How many messages the bot may start with that person in seven days, where `weekly` is the company's number."""
    return min(ONCE, weekly) if person.rhythm and person.rhythm.seldom else weekly


def closed(tz: str, day: date) -> bool:
    """Whether nobody works on that date where the zone is: a weekend there, or a public holiday."""
    return not Calendar(ZoneInfo(tz), country_of(tz)).is_working(day)


def read_holidays() -> None:
    """Reads what is known of the countries. It takes up to a second: at the start, and not within the first click."""
    calendar_of(Person("", "", tz="Europe/Paris"), DEFAULT_HOURS).is_working(date(2027, 1, 4))


@cache
def country_of(tz: str) -> str | None:
    """The country of an IANA zone, by CLDR; None for zones of no country, or one whose holidays nobody has listed."""
    name = get_global("zone_aliases").get(tz, tz)
    country: str | None = get_global("zone_territories").get(name)
    return country if country in list_supported_countries() else None
