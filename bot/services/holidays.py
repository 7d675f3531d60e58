"""Public holidays where people work: by the country of their time zone."""

from datetime import date
from functools import cache
from importlib.resources import files

import holidays


def closed(tz: str, day: date) -> bool:
    """Whether a date is a public holiday in the country of a time zone; no, where nothing is known of it."""
    country = _countries().get(tz)
    return country is not None and day in _holidays(country, day.year)


@cache
def _countries() -> dict[str, str]:
    """Countries by zone, from the time zone database's own table."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
