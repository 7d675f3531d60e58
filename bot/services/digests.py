"""Digests: one message in the place of those that did not fit into their reader's week."""

from bot.calendars import weekly_of
from bot.domain.budget import WEEK, Week, by_worth
from bot.domain.outbox import Outgoing
from bot.messages.digests import Digest, Part
from bot.services.service import Service
from storage.work import Work

AT_ONCE = 200
"""People looked at in one tick."""


class DigestService(Service):
    def do_due(self) -> int:
        """Has a digest made for whom something waits, for when there is a place again; returns how many people."""
        with self._storage.look() as work:
            waiting = work.folds.without_digest(AT_ONCE)
        for person_id in waiting:
            with self._storage.begin() as work:
                work.folds.hold(person_id)
                if work.folds.lacks_digest(person_id):
                    self._promise(work, person_id)
        return len(waiting)

    def of(self, message: Outgoing) -> object:
        """What a digest says: a single message is said as it is."""
        with self._storage.look() as work:
            said = work.folds.in_digest(message.id)
        parts = tuple(Part(each.kind, dict(each.context)) for each in by_worth(said))
        return parts[0].seen if len(parts) == 1 else Digest(parts)

    def _promise(self, work: Work, person_id: str) -> None:
        """The digest is drawn up when it goes; until then it only waits for its place, and its reader's hours."""
        now, reader = self._clock.now(), work.people.find(person_id)
        if reader is None:
            return
        week = Week(work.folds.counted(person_id, now - WEEK), weekly_of(reader, self._storage.weekly))
        room_at = week.room_at(now)
        message = self._message(Digest(()), person_id, f"digest:{person_id}:{now.isoformat()}")
        work.outbox.add(self._in_hours(message, reader, room_at))
