"""What becomes of messages, for HR to see, and sendings to many, for HR to hold back."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, select, update

from bot.domain.outbox import CANCELLED, FINAL, Outgoing, OutgoingState, Sending, Surface
from storage.outbox import outbox

WAITING = (OutgoingState.READY, OutgoingState.UNKNOWN, OutgoingState.FOLDED)
_MAYBE = outbox.c.unknown_since.is_not(None)
_HELD = outbox.c.state == OutgoingState.PAUSED
_CANCELLED = (outbox.c.state == OutgoingState.SKIPPED) & (outbox.c.reason == CANCELLED)
_DECIDED = select(outbox.c.state).where((outbox.c.batch == bindparam("of")) & (_HELD | _CANCELLED)).limit(1)


class Sendings:
    """The messages in the outbox as HR sees them: not one by one as they are claimed, but all of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self) -> Counter[OutgoingState]:
        """How many messages have come how far."""
        query = select(outbox.c.state, func.count()).where(outbox.c.surface == Surface.MESSAGE)
        return Counter({row[0]: row[1] for row in self._connection.execute(query.group_by(outbox.c.state))})

    def failed_since(self, since: datetime) -> int:
        """How many messages that were written since then could not be delivered."""
        failed = (outbox.c.state == OutgoingState.DEAD) & (outbox.c.created_at >= since)
        return self._connection.scalar(select(func.count()).where(failed)) or 0

    def page(self, states: Collection[OutgoingState], skip: int, most: int) -> list[Outgoing]:
        """Messages in these states, the newest first."""
        seen = (outbox.c.surface == Surface.MESSAGE) & outbox.c.state.in_(states)
        query = select(outbox).where(seen).order_by(outbox.c.id.desc()).offset(skip).limit(most)
        return [Outgoing(**row._mapping) for row in self._connection.execute(query)]

    def unfinished(self, most: int) -> list[Sending]:
        """Sendings to many of which something still waits or is held back, the newest first."""
        left = outbox.c.state.in_((*WAITING, OutgoingState.PAUSED, OutgoingState.SENDING))
        batches = select(outbox.c.batch).where(left & outbox.c.batch.is_not(None)).distinct()
        query = (
            select(
                outbox.c.batch,
                func.min(outbox.c.kind).label("kind"),
                func.min(outbox.c.asked_by).label("asked_by"),
                func.count().label("total"),
                func.sum(case((outbox.c.state.in_(FINAL), 1), else_=0)).label("done"),
                (func.sum(case((outbox.c.state == OutgoingState.PAUSED, 1), else_=0)) > 0).label("is_paused"),
            )
            .where(outbox.c.batch.in_(batches))
            .group_by(outbox.c.batch)
            .order_by(func.max(outbox.c.id).desc())
            .limit(most)
        )
        return [Sending(**row._mapping) for row in self._connection.execute(query)]

    def pause(self, batch: str) -> int:
        """Holds back what has not been sent of a sending; returns how many messages."""
        return self._turn(batch, WAITING, state=OutgoingState.PAUSED)

    def resume(self, batch: str) -> int:
        """Lets go what was held back; what may have arrived is looked for again. Returns how many messages."""
        back = case((_MAYBE, OutgoingState.UNKNOWN.value), else_=OutgoingState.READY.value)
        return self._turn(batch, (OutgoingState.PAUSED,), state=back)

    def cancel(self, batch: str) -> int:
        """What has not been sent of a sending never will be; returns how many messages.

        What may have arrived is still looked for, so that what became of it is known.
        """
        left = case((_MAYBE, OutgoingState.UNKNOWN.value), else_=OutgoingState.SKIPPED.value)
        reason = case((_MAYBE, outbox.c.reason), else_=CANCELLED)
        return self._turn(batch, (*WAITING, OutgoingState.PAUSED), state=left, reason=reason)

    def decision(self, batch: str) -> OutgoingState | None:
        """What HR has decided of a sending: PAUSED, or SKIPPED for a cancelled one; None if nothing.

        It is asked for those messages that were under way when HR decided, and came back.
        """
        found: OutgoingState | None = self._connection.scalar(_DECIDED, {"of": batch})
        return found

    def _turn(self, batch: str, states: Collection[OutgoingState], **into: object) -> int:
        theirs: ColumnElement[bool] = (outbox.c.batch == batch) & outbox.c.state.in_(states)
        return self._connection.execute(update(outbox).where(theirs).values(**into)).rowcount
