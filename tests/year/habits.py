"""What people do who are asked about their pair: from a dice, some of them twice, some never."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.domain.checkins import Trouble
from bot.domain.pairs import Ending
from bot.domain.people import Person
from bot.messages.checkins import Line
from tests.year.parts import Parts

Odds = Mapping[str, int]
SILENT: Odds = {"nothing": 9, "met": 1}
"""How some pairs answer to everything."""
ODDS: Mapping[str, Odds] = {
    "ask": {"met": 45, "moved": 12, "not_yet": 18, "nothing": 25},
    "remind": {"met": 40, "not_yet": 20, "nothing": 40},
    "again": {"met": 40, "not_yet": 30, "nothing": 30},
    "nudge": {"met": 45, "busy": 15, "nothing": 40},
    "confirm": {"confirmed": 60, "report": 20, "nothing": 20},
    "private": {"unreachable": 10, "private_busy": 20, "well": 30, "change": 3, "nothing": 37},
    "prepare": {"nothing": 1},
    "paused": {"resume": 6, "later": 2, "end": 1, "nothing": 3},
}
DUPLICATES = 0.1
"""How often Slack delivers what somebody does a second time."""
_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Reaction:
    """Somebody's answer to a line of a message, at a time. `key` is the payload's: the same if delivered again."""

    at: datetime
    person_id: str
    pair_id: int
    day: str
    act: str
    key: str


class Habits:
    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._count = 0

    def reactions(self, person_id: str, pair_id: int, asks: str, day: str, now: datetime) -> list[Reaction]:
        """What somebody does about what they have just been asked: nothing, something, or the same twice."""
        odds = SILENT if pair_id % 7 == 0 and asks != "paused" else ODDS[asks]
        act = self._dice.choices(list(odds), list(odds.values()))[0]
        if act == "nothing":
            return []
        self._count += 1
        at = now + timedelta(minutes=1 + self._dice.expovariate(1 / 300))
        reaction = Reaction(at, person_id, pair_id, day, act, f"payload:{self._count}")
        return [reaction] * (2 if self._dice.random() < DUPLICATES else 1)

    def perform(self, reaction: Reaction, person: Person, parts: Parts, now: datetime) -> None:
        """Does it; raises ProgrammeError, InvalidForm where the product refuses."""
        what = (person, reaction.pair_id, reaction.day)
        ahead = person.today(now) + timedelta(days=self._dice.randint(2, 20))
        match reaction.act:
            case "met" | "report":
                parts.meetings.record(*what, self._meeting(person, now), reaction.key)
            case "moved":
                parts.replying.moved(*what, ahead)
            case "busy" | "private_busy":
                parts.replying.busy(*what, ahead)
            case "not_yet":
                parts.replying.not_yet(*what)
            case "confirmed":
                parts.meetings.confirm(*what)
            case "unreachable" | "well":
                parts.replying.confide(*what, Trouble(reaction.act))
            case "change":
                parts.pairs.wish(person, reaction.pair_id, Ending.TIME, "")
            case "resume":
                parts.resting.resume(person, reaction.pair_id)
            case "later":
                parts.resting.later(person, reaction.pair_id)
            case "end":
                parts.pairs.end_well(person, reaction.pair_id)

    def _meeting(self, person: Person, now: datetime) -> dict[str, str | None]:
        """The short form, filled in."""
        today = person.today(now)
        held_on = today - timedelta(days=self._dice.randint(0, 5))
        next_on = today + timedelta(days=self._dice.randint(7, 25)) if self._dice.random() < 0.3 else None
        return {
            "held_on": held_on.isoformat(),
            "way": self._dice.choice(("video", "in_person", None)),
            "minutes": self._dice.choice(("30", "45", None)),
            "rating": self._dice.choice(("1", "3", "4", "5", None)),
            "gained": None,
            "next_on": next_on.isoformat() if next_on else None,
        }


def lines_of(lines: tuple[Line, ...]) -> list[tuple[int, str]]:
    """The pairs that a message asks about, and what it asks."""
    return [(line.pair_id, line.asks) for line in lines]
