"""Working time in common, on real dates: summer time begins and ends on different days in different places."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

import numpy as np

from bot.domain.matching.market import Ints
from bot.domain.matching.participants import DAY

Shift = tuple[tzinfo, tuple[int, int]]
"""Somebody's zone, and when they work on their own clock: minutes from and until."""

WEEK = timedelta(days=7)


def in_common(mine: Sequence[Shift], theirs: Sequence[Shift], starts_on: date, ends_on: date) -> Ints:
    """Minutes of work that each two have in common on the worst day of the period: (mine, theirs).

    A day of each week is looked at, since summer time begins and ends at weekends.
    """
    days = [starts_on + WEEK * week for week in range(max(0, (ends_on - starts_on).days) // 7 + 1)]
    offsets = {zone: tuple(_offset(zone, day) for day in days) for zone, _ in (*mine, *theirs)}
    seasons = sorted(set(zip(*offsets.values(), strict=True)))
    place = {zone: at for at, zone in enumerate(offsets)}
    least = np.full((len(mine), len(theirs)), DAY, dtype=np.int64)
    for season in seasons:
        one, other = (_intervals(shifts, [season[place[zone]] for zone, _ in shifts]) for shifts in (mine, theirs))
        np.minimum(least, _overlap(*one, *other), out=least)
    return least


def _offset(zone: tzinfo, day: date) -> int:
    """Minutes east of UTC at noon."""
    shift = datetime.combine(day, time(12), tzinfo=zone).utcoffset() or timedelta()
    return int(shift.total_seconds()) // 60


def _intervals(shifts: Sequence[Shift], offsets: Sequence[int]) -> tuple[Ints, Ints]:
    """When each shift begins in UTC, and how long it is."""
    begins = np.array([works[0] - offset for (_, works), offset in zip(shifts, offsets, strict=True)], dtype=np.int64)
    length = np.array([(works[1] - works[0]) % DAY for _, works in shifts], dtype=np.int64)
    return begins % DAY, length


def _overlap(begin: Ints, length: Ints, other_begin: Ints, other_length: Ints) -> Ints:
    """Minutes in common of intervals on a round clock: (intervals, others)."""
    total = np.zeros((len(begin), len(other_begin)), dtype=np.int64)
    for turn in (-DAY, 0, DAY):
        first = np.maximum(begin[:, None], other_begin + turn)
        last = np.minimum((begin + length)[:, None], other_begin + other_length + turn)
        total += np.maximum(0, last - first)
    return total
