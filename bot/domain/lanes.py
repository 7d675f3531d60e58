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


class Share(StrEnum):
    """What a kind of message takes of the few that the bot may start with one person in a week."""

    NOTHING = "nothing"  # an answer, an exit, safety, what the reader waits for, the programme team's own work
    ONE = "one"  # counts; where the week is full it is folded into a digest
    ALWAYS = "always"  # counts, and comes in a full week too, since it asks for an answer by a day


WORTH = {Lane.ANSWER: 40, Lane.APPOINTMENT: 30, Lane.NUDGE: 20, Lane.BULK: 10}
"""What stands higher in a digest, unless a kind says otherwise."""


@dataclass(frozen=True)
class Manner:
    """How a kind of message travels. `good_for`: how late it may come after it was due, before it is left unsaid.

    `share` and `worth` (the greatest is the first of a digest) go by the lane, unless a kind says otherwise: what waits
    for its reader's hours counts. `urgent` comes before all else in its lane: news for HR.
    """

    lane: Lane
    good_for: timedelta
    share: Share | None = None
    worth: int | None = None
    urgent: bool = False

    @property
    def takes(self) -> Share:
        return self.share or (Share.ONE if self.lane.keeps_hours else Share.NOTHING)

    @property
    def weight(self) -> int:
        return WORTH[self.lane] if self.worth is None else self.worth


_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

MANNERS: Mapping[str, Manner] = {
    "announcements/announcement": Manner(Lane.ANSWER, 2 * _DAY),  # one post, and HR waits to see it
    "announcements/undelivered": Manner(Lane.ANSWER, 7 * _DAY),
    "breaks/back": Manner(Lane.APPOINTMENT, 2 * _DAY, worth=5),  # pleasant, and nothing to do
    "checkins/decided": Manner(Lane.ANSWER, _HOUR),  # stands in the place of the question
    "checkins/paused": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.ALWAYS),
    "checkins/questions": Manner(Lane.APPOINTMENT, 3 * _DAY, Share.ALWAYS, worth=45),
    "checkins/resumed": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # the partner's own act
    "checkins/taken": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # the partner's own act
    "checkins/times": Manner(Lane.APPOINTMENT, 3 * _DAY, Share.NOTHING),  # the partner's own act
    "choosing/another": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),
    "choosing/invitation": Manner(Lane.APPOINTMENT, 14 * _DAY),
    "door/in_line": Manner(Lane.ANSWER, 2 * _DAY),
    "digests/digest": Manner(Lane.APPOINTMENT, 14 * _DAY),
    "door/place_free": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # what they stood in line for
    "enrolment/again": Manner(Lane.BULK, 14 * _DAY, worth=25),  # said once, so it outlasts a full week
    "enrolment/confirmation": Manner(Lane.ANSWER, 2 * _DAY),
    "enrolment/unfinished": Manner(Lane.NUDGE, 7 * _DAY),
    "enrolment/withdrawn": Manner(Lane.ANSWER, 2 * _DAY),
    "feedback/alert": Manner(Lane.ANSWER, 7 * _DAY),  # to HR, at once
    "feedback/fit": Manner(Lane.NUDGE, 7 * _DAY),
    "feedback/more_time": Manner(Lane.NUDGE, 7 * _DAY),
    "feedback/offer": Manner(Lane.ANSWER, 7 * _DAY),  # to who has just said that it does not fit
    "feedback/pulse": Manner(Lane.NUDGE, 7 * _DAY),
    "feedback/talk": Manner(Lane.APPOINTMENT, 7 * _DAY),
    "home/home": Manner(Lane.ANSWER, _HOUR),
    "imports/applied": Manner(Lane.ANSWER, 2 * _DAY),
    "imports/report": Manner(Lane.ANSWER, 2 * _DAY),
    "imports/unusable": Manner(Lane.ANSWER, 2 * _DAY),
    "invitations/invitation": Manner(
        Lane.BULK, 14 * _DAY, worth=35
    ),  # thousands take their time, within each person's hours
    "matching/failed": Manner(Lane.ANSWER, 2 * _DAY),
    "matching/finished": Manner(Lane.ANSWER, 2 * _DAY),
    "notices/help": Manner(Lane.ANSWER, _HOUR),
    "pairs/agreement": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # after their own Yes
    "pairs/dates": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # after their own Yes
    "pairs/introduction": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # after their own Yes
    "pairs/kept": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # after their own wish
    "pairs/left": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING, urgent=True),  # to HR
    "pairs/parted": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # an exit
    "pairs/wish": Manner(Lane.ANSWER, 7 * _DAY),  # to HR, at once
    "people/left": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING, urgent=True),  # to HR
    "proposals/fallen": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING, urgent=True),  # to HR
    "proposals/free": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING),  # an exit
    "proposals/proposal": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.ALWAYS),
    "proposals/reminder": Manner(Lane.NUDGE, 4 * _DAY),
    "proposals/waiting": Manner(Lane.APPOINTMENT, 14 * _DAY),  # said once, so it outlasts a full week
    "supervisors/question": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.ALWAYS),
    "supervisors/refused": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING, urgent=True),  # to HR
    "supervisors/silent": Manner(Lane.APPOINTMENT, 7 * _DAY, Share.NOTHING, urgent=True),  # to HR
    "supply/charts": Manner(Lane.ANSWER, 2 * _DAY),
    "supply/places": Manner(Lane.ANSWER, 2 * _DAY),
    "supply/wanted": Manner(Lane.APPOINTMENT, 14 * _DAY),  # a channel keeps no hours; people do
}
"""Every kind that goes through the outbox."""

DIGEST = "digests/digest"
"""One message in the place of those that did not fit into their reader's week."""

_TURNS = {2: Lane.APPOINTMENT, 5: Lane.NUDGE, 8: Lane.BULK}
"""Of ten calls the first choice of these is not the most urgent: so every lane moves, however long another is."""


def in_turn(turn: int) -> list[Lane]:
    """The lanes in the order in which the call of that number looks into them."""
    first = _TURNS.get(turn % 10, Lane.ANSWER)
    return sorted(Lane, key=lambda lane: lane is not first)
