"""A place in the reader's week: what there is none for is folded, and said in a digest when there is one again.

A place is taken before Slack is called, in the transaction of the last look, while nobody else may decide about that
person's week: two senders never both find the last place free. What Slack did not take gives its place back.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.calendars import calendar_of, weekly_of
from bot.domain.budget import LINES, WEEK, Week, by_worth
from bot.domain.lanes import DIGEST, MANNERS, Lane, Share
from bot.domain.outbox import FOLDED, Outgoing, OutgoingState
from bot.domain.people import Person
from storage.work import Storage, Work

NO_ROOM = "no_room"
"""The reason of a message that waits for a place in its reader's week, or has waited too long for one."""
FOLDING = frozenset(kind for kind, manner in MANNERS.items() if manner.takes is Share.ONE) - {DIGEST}
"""Kinds of which one may be folded."""

Pointless = Callable[[Work, Outgoing], Outgoing | None]


class Budget:
    """Keeps each person's week to the number that the installation, or they themselves, have chosen."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def place(self, work: Work, message: Outgoing, reader: Person, now: datetime) -> Outgoing | None:
        """None for what goes now, with its place taken where it needs one; what does not fit is folded."""
        manner = MANNERS.get(message.kind)
        if manner is None or manner.takes is Share.NOTHING:
            return None
        work.folds.hold(reader.id)
        if manner.takes is Share.ONE and not self._fits(work, message, reader, now):
            return replace(message, state=OutgoingState.FOLDED, reason=FOLDED)
        work.folds.count(message, now)
        return None

    def gather(
        self, work: Work, digest: Outgoing, reader: Person, now: datetime, pointless: Pointless
    ) -> Outgoing | None:
        """None for a digest that goes now, with what it says put into it; it waits while there is no place for it."""
        work.folds.hold(reader.id)
        messages = work.folds.for_digest(digest, FOLDING, now)
        ended = [end for each in messages if (end := _too_late(each, now) or pointless(work, each))]
        work.folds.end(ended)
        gone = {each.id for each in ended}
        left = by_worth(each for each in messages if each.id not in gone)
        if not left:
            return replace(digest, state=OutgoingState.SKIPPED, reason="nothing_left")
        room_at = self._week(work, digest, reader, now).room_at(now)
        if room_at > now:
            return digest.waiting(calendar_of(reader, self._storage.hours).next_open(room_at), NO_ROOM)
        work.folds.put_back(digest.id)
        work.folds.put(left[:LINES], digest)
        work.folds.count(digest, now)
        return None

    def _fits(self, work: Work, message: Outgoing, reader: Person, now: datetime) -> bool:
        """Whether there is a place, and nobody who comes before. Two nudges at the same time are one digest.

        A message that may have arrived and did not has a place already, unless it has lost it in a week.
        """
        if not self._week(work, message, reader, now).has_room(now):
            return False
        if message.counted_at:
            return True
        several = message.lane is Lane.NUDGE and work.folds.another_nudge(message, FOLDING, now)
        return not several and not work.folds.any_for(reader.id)

    def _week(self, work: Work, message: Outgoing, reader: Person, now: datetime) -> Week:
        counted = work.folds.counted(reader.id, now - WEEK, but=message.id)
        return Week(counted, weekly_of(reader, self._storage.weekly))


def _too_late(message: Outgoing, now: datetime) -> Outgoing | None:
    if message.deadline is None or message.deadline >= now:
        return None
    return replace(message, state=OutgoingState.EXPIRED, reason=NO_ROOM if message.reason == FOLDED else "too_late")
