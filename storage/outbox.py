"""The outbox: all that the bot is to say, written in the transaction that is its cause."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    ScalarSelect,
    String,
    Table,
    bindparam,
    case,
    delete,
    false,
    func,
    or_,
    select,
    text,
    true,
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
OPEN = text("outbox.state IN ('ready', 'sending', 'unknown', 'folded')")
"""Of one reader's messages, those that are still to be said; written out for the same reason."""
COUNTED = text("outbox.counted_at IS NOT NULL")
DIGESTED = text("outbox.digest_id IS NOT NULL")

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
    Column("replaces", Integer, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("wanted_at", UtcDateTime, nullable=False),
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
    Column("counted_at", UtcDateTime),
    Column("digest_id", Integer),
    Index("ix_outbox_state_id", "state", "id"),
    Index("ix_outbox_batch_state", "batch", "state"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.surface,
    outbox.c.lane,
    outbox.c.urgent,
    outbox.c.due_at,
    outbox.c.id,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
Index("ix_outbox_open", outbox.c.to, sqlite_where=OPEN, postgresql_where=OPEN)
Index("ix_outbox_counted", outbox.c.to, outbox.c.counted_at, sqlite_where=COUNTED, postgresql_where=COUNTED)
Index("ix_outbox_digested", outbox.c.digest_id, sqlite_where=DIGESTED, postgresql_where=DIGESTED)

_OUTCOME = ("state", "due_at", "attempts", "unknown_since", "ts", "reason")
_FREE: dict[str, None] = {"owner": None, "leased_until": None}

_RESTING = select(outbox.c.to).where((outbox.c.claimed_at > bindparam("since")) & (outbox.c.surface == Surface.MESSAGE))


def _first(urgent: ColumnElement[bool]) -> ScalarSelect[int]:
    """The message that is due the longest. Of the two kinds each has its own stretch of the index."""
    return (
        select(outbox.c.id)
        .where(
            _WAITING,
            outbox.c.surface == bindparam("where"),
            outbox.c.lane == bindparam("in_lane"),
            outbox.c.urgent == urgent,
            outbox.c.due_at <= bindparam("now"),
            outbox.c.to.not_in(bindparam("resting", expanding=True)),
            or_(outbox.c.unknown_since.is_(None), bindparam("may_look", type_=Boolean)),
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )


QUEUES = ((Surface.HOME, Lane.ANSWER), (Surface.REVISION, Lane.ANSWER), *((Surface.MESSAGE, lane) for lane in Lane))
_STRETCHES = [(queue, urgent) for queue in QUEUES for urgent in (true(), false())]
_HEADS = select(
    *(
        select(outbox.c.due_at)
        .where(_WAITING, outbox.c.surface == surface, outbox.c.lane == lane, outbox.c.urgent == urgent)
        .order_by(outbox.c.due_at)
        .limit(1)
        .scalar_subquery()
        for (surface, lane), urgent in _STRETCHES
    )
)
"""The first of each stretch of the index: the first of all would be a walk through everything that waits."""
_CLAIM = (
    update(outbox)
    .where(outbox.c.id == func.coalesce(_first(true()), _first(false())))
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
    .values(
        {name: bindparam(name) for name in _OUTCOME}
        | _FREE
        # What has not arrived, and never may have, gives its place in the reader's week back.
        | {"counted_at": case((bindparam("may_have_arrived", type_=Boolean), outbox.c.counted_at))}
    )
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
        untouched = (OutgoingState.READY, OutgoingState.PAUSED, OutgoingState.FOLDED)
        waiting = outbox.c.key.in_(keys) & outbox.c.state.in_(untouched)
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

    def is_on_its_way(self, kind: str, to: str, now: datetime) -> bool:
        """Whether a message of that kind is still to reach somebody; one whose lease has run out may have."""
        alive = or_(outbox.c.state != OutgoingState.SENDING, outbox.c.leased_until > now)
        query = select(outbox.c.id).where(OPEN, alive, outbox.c.to == to, outbox.c.kind == kind).limit(1)
        return self._connection.scalar(query) is not None

    def sayings(self, keys: Collection[str]) -> list[Outgoing]:
        """Messages with these keys that were sent, or still may be."""
        gone = (OutgoingState.DEAD, OutgoingState.SKIPPED, OutgoingState.EXPIRED)
        query = select(outbox).where(outbox.c.key.in_(keys) & outbox.c.state.not_in(gone))
        return [Outgoing(**row._mapping) for row in self._connection.execute(query.order_by(outbox.c.id))]

    def revised_later(self, revision: Outgoing) -> bool:
        """Whether a newer revision takes the place of the same message."""
        newer = (outbox.c.replaces == revision.replaces) & (outbox.c.id > revision.id)
        return self._connection.scalar(select(outbox.c.id).where(newer).limit(1)) is not None

    def resting(self, since: datetime) -> list[str]:
        """Who was written to since then."""
        return list(self._connection.scalars(_RESTING, {"since": since}))

    def heads(self) -> dict[tuple[Surface, Lane], datetime]:
        """When the first message of each queue is, or was, due; without the queues in which nothing waits."""
        dues = zip(_STRETCHES, self._connection.execute(_HEADS).one(), strict=True)
        waiting = [(queue, due_at) for (queue, _), due_at in dues if due_at]
        return {queue: min(due_at for each, due_at in waiting if each == queue) for queue, _ in waiting}

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
        """Leases a message to `owner`: of a lane the urgent one, or else the one that is due the longest.

        It passes over those to who is resting. Without `may_look` it passes over those that may have arrived, too.
        """
        terms = {"where": surface, "in_lane": lane, "now": now, "resting": list(resting), "may_look": may_look}
        row = self._connection.execute(_CLAIM, terms | {"who": owner, "until": now + lease}).one_or_none()
        return None if row is None else Outgoing(**row._mapping)

    def settle(self, message: Outgoing) -> bool:
        """Writes what became of a leased message and ends its lease; false if that was somebody else's by now."""
        became = {name: getattr(message, name) for name in _OUTCOME}
        became["may_have_arrived"] = message.state is OutgoingState.SENT or message.unknown_since is not None
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

    def waiting_for(self, person_id: str) -> list[Outgoing]:
        """What waits for somebody's hours, to be moved when those change."""
        kept = outbox.c.lane != Lane.ANSWER
        waiting = OPEN & (outbox.c.to == person_id) & (outbox.c.state == OutgoingState.READY) & kept
        query = select(outbox).where(waiting).order_by(outbox.c.id).with_for_update()
        return [Outgoing(**row._mapping) for row in self._connection.execute(query)]

    def move(self, message: Outgoing) -> None:
        """Has a message that waits come when it now says; it is worth saying no shorter than before."""
        mine = (outbox.c.id == message.id) & (outbox.c.state == OutgoingState.READY)
        until = case((outbox.c.deadline > message.deadline, outbox.c.deadline), else_=message.deadline)
        moved = update(outbox).where(mine).values(due_at=message.due_at, deadline=until)
        self.has_news |= self._connection.execute(moved).rowcount > 0

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
    due_at = message.due_at or message.created_at
    return row | {"uid": _uid(message.key), "due_at": due_at, "wanted_at": message.wanted_at or due_at}


def _uid(key: str) -> str:
    """What the message is known by in Slack, where everybody may read it: made of its key, which it does not tell."""
    return sha256(key.encode()).hexdigest()[:32]
