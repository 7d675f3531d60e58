"""The days on which a pair is asked whether it has met.

Days, not instants: a day has no summer time. The instant is the reader's own opening hour on that day.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from bot.domain.calendar import Calendar
from bot.domain.programmes import Cadence

BREATH = timedelta(days=7)
"""At least so long after somebody was asked, or is back from a break, nobody is asked again."""
SPREAD = 6

_DAYS = {Cadence.TWO_WEEKS: 14, Cadence.TWO_TO_THREE_WEEKS: 14, Cadence.THREE_WEEKS: 21, Cadence.FOUR_WEEKS: 28}


def gap(cadence: Cadence, pair_id: int, seq: int) -> timedelta:
    """How long before the check-in of that number; a whole number of days.

    "Every two to three weeks" is 14 + 6·h days, where h in [0, 1] comes from SHA-256 of pair and number: spread over
    the days of a week, and the same on every machine.
    """
    spread = _share(pair_id, seq) if cadence is Cadence.TWO_TO_THREE_WEEKS else 0
    return timedelta(days=_DAYS[cadence] + spread)


def following(base: date, gap: timedelta, today: date) -> date:
    """The day that follows the `base`, the day planned before; one day after a long stop, not all that were missed."""
    planned = base + gap
    return planned if planned >= today + BREATH else today + gap


def opening(calendar: Calendar, day: date, now: datetime) -> datetime:
    """When somebody is asked what is planned for a day: at their first opening on it or after it, not before now."""
    begins = datetime.combine(day, time(), calendar.zone)
    return calendar.next_open(max(begins, now))


def first_opening(calendars: Iterable[Calendar], day: date, now: datetime) -> datetime:
    """When the first of these people is asked what is planned for a day."""
    return min(opening(each, day, now) for each in calendars)


def eve(calendar: Calendar, day: date, today: date) -> date | None:
    """Somebody's last working day before a day; None where that has passed."""
    before = (day - timedelta(days=ago) for ago in range(1, (day - today).days + 1))
    return next((each for each in before if calendar.is_working(each)), None)


def _share(pair_id: int, seq: int) -> int:
    digest = sha256(f"{pair_id}:{seq}".encode()).digest()
    return int.from_bytes(digest[:8]) % (SPREAD + 1)
