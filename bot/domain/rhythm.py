"""When somebody wants to be written to, where that is not the company's usual."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time, timedelta

from bot.domain.errors import Fault, InvalidForm

SHORTEST = timedelta(hours=1)
"""What is to be said to many takes a while: in a shorter stretch of a day it might find no moment."""
LATEST = time(23, 59)
"""The end of a day, as far as a clock can show it."""


@dataclass(frozen=True)
class Rhythm:
    """Somebody's own hours. `days` are weekdays (0 is Monday), None the working days of their country.

    `seldom`: not more than one message a week.
    """

    opens: time
    closes: time
    days: tuple[int, ...] | None = None
    seldom: bool = False


def chosen(
    opens: time | None, closes: time | None, days: Collection[int], seldom: bool, usual: Collection[int]
) -> Rhythm:
    """What somebody filled in, where working days usually are `usual`; raises InvalidForm."""
    wrong = {} if days else {"days": Fault("choose_one")}
    wrong |= {name: Fault("not_a_time") for name, value in (("opens", opens), ("closes", closes)) if value is None}
    if opens and closes and _until(closes) - _until(opens) < SHORTEST:
        wrong["closes"] = Fault("hour_at_least")
    if wrong or not opens or not closes:
        raise InvalidForm(wrong)
    own = None if set(days) == set(usual) else tuple(sorted(days))
    return Rhythm(opens, closes, own, seldom)


def _until(moment: time) -> timedelta:
    """How far into its day a moment is; the last minute counts as the day's end."""
    return timedelta(hours=24) if moment == LATEST else timedelta(hours=moment.hour, minutes=moment.minute)
