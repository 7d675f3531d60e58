"""Which calendar is somebody's: the country is the one that their time zone belongs to."""

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global
from holidays.registry import EntityLoader

from bot.domain.calendar import Calendar, Hours
from bot.domain.people import Person


def calendar_of(person: Person, hours: Hours) -> Calendar:
    """When that person may be written to."""
    return Calendar(person.zone, country_of(person.tz), person.absent_until, hours)


def closed(tz: str, day: date) -> bool:
    """Whether nobody works on that date where the zone is: a weekend there, or a public holiday."""
    return not Calendar(ZoneInfo(tz), country_of(tz)).is_working(day)


@cache
def country_of(tz: str) -> str | None:
    """The country of an IANA zone, by CLDR; None for zones of no country, or one whose holidays nobody has listed."""
    name = get_global("zone_aliases").get(tz, tz)
    country: str | None = get_global("zone_territories").get(name)
    # Asked of the registry: `list_supported_countries` reads 280 modules, at the first click after a start.
    return country if country in frozenset(EntityLoader.get_country_codes()) else None
