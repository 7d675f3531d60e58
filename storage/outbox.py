"""The outbox: all that the bot is to say, written in the transaction that is its cause."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    delete,
    func,
    select,
    update,
)

from bot.domain.errors import Gone
from bot.domain.outbox import AWAY, Outgoing, OutgoingState, Surface
from storage.repository import insert_all_once
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("kind", String(64), nullable=False),
    Column("surface", states(Surface, "surface"), nullable=False),
    Column("to", String(32), nullable=False),
    Column("context", Json(dict[str, object]), nullable=False),
    Column("asked_by", String(32)),
    Column("repeatable", Boolean, nullable=False),
    Column("unasked", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("deadline", UtcDateTime),
    Column("state", states(OutgoingState, "state"), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("uid", String(32), nullable=False, unique=True),
    Column("owner", String(64)),
    Column("claimed_at", UtcDateTime),
    Column("leased_until", UtcDateTime),
    Column("unknown_since", UtcDateTime),
    Column("ts", String(32)),
    Column("reason", String(255)),
    Index("ix_outbox_state_due_at", "state", "due_at"),
)

_OUTCOME = ("state", "due_at", "attempts", "unknown_since", "ts", "reason")
_DUE = (OutgoingState.READY, OutgoingState.UNKNOWN)
_FREE = {"owner": None, "claimed_at": None, "leased_until": None}


def _row(message: Outgoing) -> dict[str, object]:
    row = {each.name: getattr(message, each.name) for each in fields(message) if each.name != "id"}
    return row | {"uid": uuid4().hex, "due_at": message.due_at or message.created_at}


class Outbox:
    """Messages on their way. Any number of workers may claim at once: each row goes to one of them.

    `has_news` tells whether this transaction gave the workers something to do.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.has_news = False

    def add(self, message: Outgoing) -> bool:
        """Puts a message in, unless one with its key is there; returns whether it was put in."""
        return self.add_all([message]) == 1

    def add_all(self, messages: Iterable[Outgoing]) -> int:
        """Puts messages in, but for those whose key is there; returns how many were put in."""
        added = insert_all_once(self._connection, outbox, [_row(message) for message in messages])
        self.has_news |= added > 0
        return added

    def call_off(self, keys: Collection[str], reason: str) -> int:
        """Keeps messages that nobody has begun to send from being sent; returns how many."""
        waiting = outbox.c.key.in_(keys) & (outbox.c.state == OutgoingState.READY)
        return self._connection.execute(
            update(outbox).where(waiting).values(state=OutgoingState.SKIPPED, reason=reason)
        ).rowcount

    def get(self, id: int) -> Outgoing:
        """The message with that id; raises Gone."""
        row = self._connection.execute(select(outbox).where(outbox.c.id == id).with_for_update()).one_or_none()
        if row is None:
            raise Gone
        return Outgoing(**row._mapping)

    def claim(self, owner: str, now: datetime, lease: timedelta, held: Collection[Surface]) -> Outgoing | None:
        """Leases the message that is due the longest to `owner`; what goes to a held surface waits."""
        due = outbox.c.state.in_(_DUE) & (outbox.c.due_at <= now) & outbox.c.surface.not_in(held)
        first = select(outbox.c.id).where(due).order_by(outbox.c.due_at, outbox.c.id).limit(1)
        mine = outbox.c.id == first.with_for_update(skip_locked=True).scalar_subquery()
        taken = {"owner": owner, "claimed_at": now, "leased_until": now + lease}
        claim = update(outbox).where(mine).values(state=OutgoingState.SENDING, **taken).returning(*outbox.c)
        row = self._connection.execute(claim).one_or_none()
        return None if row is None else Outgoing(**row._mapping)

    def settle(self, message: Outgoing) -> bool:
        """Writes what became of a leased message and ends its lease; false if that was somebody else's by now."""
        mine = (outbox.c.id == message.id) & (outbox.c.owner == message.owner)
        became = {name: getattr(message, name) for name in _OUTCOME} | _FREE
        settle = update(outbox).where(mine & (outbox.c.state == OutgoingState.SENDING)).values(became)
        return self._connection.execute(settle).rowcount == 1

    def revive(self, id: int, context: Mapping[str, object], now: datetime, good_for: timedelta) -> bool:
        """Makes a message that was given up ready again, to say `context`; false if it is not given up, or no more."""
        given_up = outbox.c.state.in_((OutgoingState.DEAD, OutgoingState.EXPIRED))
        anew = {"context": context, "due_at": now, "deadline": now + good_for, "unknown_since": None, "attempts": 0}
        again = update(outbox).where((outbox.c.id == id) & given_up)
        again = again.values(state=OutgoingState.READY, reason=None, **anew)
        revived = self._connection.execute(again).rowcount == 1
        self.has_news |= revived
        return revived

    def release(self, person_id: str, now: datetime) -> None:
        """Makes due what waits for somebody's return."""
        waiting = (outbox.c.to == person_id) & (outbox.c.state == OutgoingState.READY) & (outbox.c.reason == AWAY)
        released = self._connection.execute(update(outbox).where(waiting).values(due_at=now))
        self.has_news |= released.rowcount > 0

    def recover(self, now: datetime) -> int:
        """Takes messages back from workers that died while they held them: nobody knows whether those arrived."""
        lost = (outbox.c.state == OutgoingState.SENDING) & (outbox.c.leased_until < now)
        since = func.coalesce(outbox.c.unknown_since, outbox.c.claimed_at)
        back = update(outbox).where(lost)
        back = back.values(state=OutgoingState.UNKNOWN, unknown_since=since, due_at=now, **_FREE)
        return self._connection.execute(back).rowcount

    def prune(self, before: datetime) -> int:
        """Forgets Home tabs, of which each opening makes one. Returns how many."""
        homes = (outbox.c.surface == Surface.HOME) & (outbox.c.state != OutgoingState.SENDING)
        return self._connection.execute(delete(outbox).where(homes & (outbox.c.created_at < before))).rowcount
