"""How urgent each kind of message is, how long it is worth saying, and whose turn it is when many wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Lane(StrEnum):
    """Messages wait in lanes, the most urgent first."""

    ANSWER = "answer"  # to somebody's own act
    APPOINTMENT = "appointment"  # check-ins, proposals: what a pair waits for
    NUDGE = "nudge"  # reminders
    BULK = "bulk"  # the same to many

    @property
    def keeps_hours(self) -> bool:
        """Whether it waits for its reader's hours: an answer comes at once, at whatever hour somebody asked."""
        return self is not Lane.ANSWER


@dataclass(frozen=True)
class Manner:
    """How a kind of message travels. `good_for`: how late it may come after it was due, before it is left unsaid."""

    lane: Lane
    good_for: timedelta


_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

MANNERS: Mapping[str, Manner] = {
    "announcements/announcement": Manner(Lane.ANSWER, 2 * _DAY),  # one post, and HR waits to see it
    "announcements/undelivered": Manner(Lane.ANSWER, 7 * _DAY),
    "breaks/back": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "checkins/decided": Manner(Lane.ANSWER, _HOUR),  # stands in the place of the question
    "checkins/paused": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "checkins/questions": Manner(Lane.APPOINTMENT, 3 * _DAY),
    "checkins/resumed": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "checkins/taken": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "checkins/times": Manner(Lane.APPOINTMENT, 3 * _DAY),
    "door/in_line": Manner(Lane.ANSWER, 2 * _DAY),
    "door/place_free": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "enrolment/again": Manner(Lane.NUDGE, 7 * _DAY),
    "enrolment/confirmation": Manner(Lane.ANSWER, 2 * _DAY),
    "enrolment/unfinished": Manner(Lane.NUDGE, 2 * _DAY),
    "enrolment/withdrawn": Manner(Lane.ANSWER, 2 * _DAY),
    "home/home": Manner(Lane.ANSWER, _HOUR),
    "imports/applied": Manner(Lane.ANSWER, 2 * _DAY),
    "imports/report": Manner(Lane.ANSWER, 2 * _DAY),
    "imports/unusable": Manner(Lane.ANSWER, 2 * _DAY),
    "invitations/invitation": Manner(Lane.BULK, 7 * _DAY),  # thousands take their time, within each person's hours
    "matching/failed": Manner(Lane.ANSWER, 2 * _DAY),
    "matching/finished": Manner(Lane.ANSWER, 2 * _DAY),
    "notices/help": Manner(Lane.ANSWER, _HOUR),
    "pairs/agreement": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "pairs/introduction": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "pairs/kept": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "pairs/left": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "pairs/parted": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "pairs/wish": Manner(Lane.ANSWER, 7 * _DAY),  # to HR, at once
    "people/left": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "proposals/fallen": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "proposals/free": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "proposals/proposal": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "proposals/reminder": Manner(Lane.NUDGE, 2 * _DAY),
    "proposals/waiting": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "supply/charts": Manner(Lane.ANSWER, 2 * _DAY),
    "supply/places": Manner(Lane.ANSWER, 2 * _DAY),
    "supply/wanted": Manner(Lane.ANSWER, 2 * _DAY),  # a few posts, and HR waits to see them
}
"""Every kind that goes through the outbox."""

_TURNS = {2: Lane.APPOINTMENT, 5: Lane.NUDGE, 8: Lane.BULK}
"""Of ten calls the first choice of these is not the most urgent: so every lane moves, however long another is."""


def in_turn(turn: int) -> list[Lane]:
    """The lanes in the order in which the call of that number looks into them."""
    first = _TURNS.get(turn % 10, Lane.ANSWER)
    return sorted(Lane, key=lambda lane: lane is not first)
