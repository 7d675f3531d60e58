"""The last look before a message goes: is it still worth saying, to this person, at this moment?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.calendars import calendar_of
from bot.clock import Clock
from bot.delivery.budget import Budget
from bot.domain.errors import Gone
from bot.domain.lanes import DIGEST
from bot.domain.outbox import CANCELLED, Outgoing, OutgoingState, Surface
from bot.domain.people import Person
from storage.work import Storage, Work

Overtaken = Callable[[Work, Outgoing], str | None]
"""Why what happened meanwhile makes a message pointless, or None."""


class LastLook:
    """`overtaken` says, for some kinds of message, whether events have overtaken them: their rooms know."""

    def __init__(
        self, storage: Storage, clock: Clock, overtaken: Mapping[str, Overtaken], budget: Budget | None = None
    ) -> None:
        self._storage = storage
        self._budget = budget or Budget(storage)
        self._clock = clock
        self._overtaken = overtaken

    def at(self, message: Outgoing, reader: Person | None) -> Outgoing | None:
        """What becomes of a message that is not sent now; None for one that is. A channel has no reader."""
        now = self._clock.now()
        if message.deadline and message.deadline < now:
            return replace(message, state=OutgoingState.EXPIRED, reason=message.reason or "too_late")
        if reader and not reader.reachable:
            return _skipped(message, "not_reachable")
        if message.surface is Surface.REVISION:
            with self._storage.begin() as work:
                return _skipped(message, "revised_later") if work.outbox.revised_later(message) else None
        if message.keeps_hours or message.batch or message.kind in self._overtaken:
            with self._storage.begin() as work:
                return (
                    self._unwanted(work, message)
                    or self._moved(message, reader, now)
                    or self._without_place(work, message, reader, now)
                )
        return None

    def replaced_by(self, revision: Outgoing) -> Outgoing | None:
        """The message in whose place a revision is shown; None where it is forgotten."""
        with self._storage.begin() as work:
            try:
                return work.outbox.get(revision.replaces or 0)
            except Gone:
                return None

    def _unwanted(self, work: Work, message: Outgoing) -> Outgoing | None:
        if message.keeps_hours and work.unreachable.holds(message.to):
            return _skipped(message, "unreachable")
        if message.batch and (held := _held_back(work, message, message.batch)):
            return held
        return self._pointless(work, message)

    def _pointless(self, work: Work, message: Outgoing) -> Outgoing | None:
        overtaken = self._overtaken.get(message.kind)
        try:
            reason = overtaken(work, message) if overtaken else None
        except Gone:
            reason = "gone"
        return _skipped(message, reason) if reason else None

    def _moved(self, message: Outgoing, reader: Person | None, now: datetime) -> Outgoing | None:
        if reader is None or not message.keeps_hours:
            return None
        opening = calendar_of(reader, self._storage.hours).next_open(now)
        if opening <= now:
            return None
        if message.deadline and message.deadline < opening:
            return replace(message, state=OutgoingState.EXPIRED, reason="no_hours_left")
        return message.waiting(opening, "out_of_hours")

    def _without_place(self, work: Work, message: Outgoing, reader: Person | None, now: datetime) -> Outgoing | None:
        """What becomes of a message for which its reader's week has no place; None once it has one."""
        if reader is None or not message.keeps_hours:
            return None
        if message.kind == DIGEST:
            return self._budget.gather(work, message, reader, now, self._pointless)
        return self._budget.place(work, message, reader, now)


def _held_back(work: Work, message: Outgoing, batch: str) -> Outgoing | None:
    """Messages that were under way while HR paused or cancelled their sending follow the others."""
    match work.sendings.decision(batch):
        case OutgoingState.PAUSED:
            return replace(message, state=OutgoingState.PAUSED)
        case OutgoingState.SKIPPED:
            return _skipped(message, CANCELLED)
        case _:
            return None


def _skipped(message: Outgoing, reason: str) -> Outgoing:
    return replace(message, state=OutgoingState.SKIPPED, reason=reason)
