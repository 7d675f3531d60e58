"""The outbox: all that the bot is to say, written in the transaction that is its cause."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
    update,
)

from bot.domain.errors import Gone
from bot.domain.lanes import Lane
from bot.domain.outbox import FINAL, Outgoing, OutgoingState, Surface
from storage.repository import insert_all_once
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

_WAITING = text("outbox.state IN ('ready', 'unknown')")
"""Written out, so that both databases know that the partial index is the one to use."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("kind", String(64), nullable=False),
    Column("surface", states(Surface, "surface"), nullable=False),
    Column("to", String(32), nullable=False),
    Column("context", Json(dict[str, object]), nullable=False),
    Column("lane", states(Lane, "lane"), nullable=False),
    Column("batch", String(255)),
    Column("asked_by", String(32)),
    Column("repeatable", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("deadline", UtcDateTime),
    Column("state", states(OutgoingState, "state"), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("uid", String(32), nullable=False, unique=True),
    Column("owner", String(64)),
    Column("claimed_at", UtcDateTime, index=True),
    Column("leased_until", UtcDateTime),
    Column("unknown_since", UtcDateTime),
    Column("ts", String(32)),
    Column("reason", String(255)),
    Index("ix_outbox_state_id", "state", "id"),
    Index("ix_outbox_batch_state", "batch", "state"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.surface,
    outbox.c.lane,
    outbox.c.due_at,
    outbox.c.id,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)

_OUTCOME = ("state", "due_at", "attempts", "unknown_since", "ts", "reason")
_FREE: dict[str, None] = {"owner": None, "leased_until": None}

_RESTING = select(outbox.c.to).where((outbox.c.claimed_at > bindparam("since")) & (outbox.c.surface == Surface.MESSAGE))
_FIRST = (
    select(outbox.c.id)
    .where(
        _WAITING,
        outbox.c.surface == bindparam("where"),
        outbox.c.lane == bindparam("in_lane"),
        outbox.c.due_at <= bindparam("now"),
        outbox.c.to.not_in(bindparam("resting", expanding=True)),
        or_(outbox.c.unknown_since.is_(None), bindparam("may_look", type_=Boolean)),
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id == _FIRST.scalar_subquery())
    .values(
        state=OutgoingState.SENDING,
        owner=bindparam("who"),
        claimed_at=bindparam("now"),
        leased_until=bindparam("until"),
    )
    .returning(*outbox.c)
)
_SETTLE = (
    update(outbox)
    .where(
        (outbox.c.id == bindparam("of"))
        & (outbox.c.owner == bindparam("who"))
        & (outbox.c.state == OutgoingState.SENDING)
    )
    .values({name: bindparam(name) for name in _OUTCOME} | _FREE)
)


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
        waiting = outbox.c.key.in_(keys) & outbox.c.state.in_((OutgoingState.READY, OutgoingState.PAUSED))
        return self._connection.execute(
            update(outbox).where(waiting).values(state=OutgoingState.SKIPPED, reason=reason)
        ).rowcount

    def get(self, id: int) -> Outgoing:
        """The message with that id; raises Gone."""
        row = self._connection.execute(select(outbox).where(outbox.c.id == id).with_for_update()).one_or_none()
        if row is None:
            raise Gone
        return Outgoing(**row._mapping)

    def find(self, key: str) -> Outgoing | None:
        """The message with that key, if there is one."""
        row = self._connection.execute(select(outbox).where(outbox.c.key == key)).one_or_none()
        return None if row is None else Outgoing(**row._mapping)

    def resting(self, since: datetime) -> list[str]:
        """Who was written to since then."""
        return list(self._connection.scalars(_RESTING, {"since": since}))

    def claim(
        self,
        owner: str,
        now: datetime,
        lease: timedelta,
        surface: Surface,
        lane: Lane,
        resting: Collection[str] = (),
        may_look: bool = True,
    ) -> Outgoing | None:
        """Leases the message that is due the longest in a lane to `owner`, passing over those to who is resting.

        Without `may_look` it passes over those that may have arrived, too.
        """
        terms = {"where": surface, "in_lane": lane, "now": now, "resting": list(resting), "may_look": may_look}
        row = self._connection.execute(_CLAIM, terms | {"who": owner, "until": now + lease}).one_or_none()
        return None if row is None else Outgoing(**row._mapping)

    def settle(self, message: Outgoing) -> bool:
        """Writes what became of a leased message and ends its lease; false if that was somebody else's by now."""
        became = {name: getattr(message, name) for name in _OUTCOME}
        return self._connection.execute(_SETTLE, became | {"of": message.id, "who": message.owner}).rowcount == 1

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
        """Makes due what waits for somebody's return; the last look still holds it to their hours."""
        kept = outbox.c.lane != Lane.ANSWER
        waiting = (outbox.c.to == person_id) & (outbox.c.state == OutgoingState.READY) & kept
        released = self._connection.execute(update(outbox).where(waiting).values(due_at=now))
        self.has_news |= released.rowcount > 0

    def recover(self, now: datetime) -> int:
        """Takes messages back from workers that died while they held them: nobody knows whether those arrived."""
        lost = (outbox.c.state == OutgoingState.SENDING) & (outbox.c.leased_until < now)
        since = func.coalesce(outbox.c.unknown_since, outbox.c.claimed_at)
        back = update(outbox).where(lost)
        back = back.values(state=OutgoingState.UNKNOWN, unknown_since=since, due_at=now, **_FREE)
        return self._connection.execute(back).rowcount

    def prune(self, surface: Surface, before: datetime) -> int:
        """Forgets what was shown there, or given up, and made before; returns how many."""
        old = outbox.c.state.in_(FINAL) & (outbox.c.created_at < before)
        return self._connection.execute(delete(outbox).where(old & (outbox.c.surface == surface))).rowcount


def _row(message: Outgoing) -> dict[str, object]:
    row = {each.name: getattr(message, each.name) for each in fields(message) if each.name != "id"}
    return row | {"uid": _uid(message.key), "due_at": message.due_at or message.created_at}


def _uid(key: str) -> str:
    """What the message is known by in Slack, where everybody may read it: made of its key, which it does not tell."""
    return sha256(key.encode()).hexdigest()[:32]
