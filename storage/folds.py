"""Who was written to lately, what did not fit into their week, and the digests that say it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, exists, select, text, update

from bot.domain.lanes import DIGEST, Lane
from bot.domain.outbox import FOLDED, Outgoing, OutgoingState
from storage.outbox import COUNTED, DIGESTED, OPEN, outbox
from storage.people import people

_FOLDED = outbox.c.state == OutgoingState.FOLDED
_OPEN_DIGEST = text(OPEN.text.replace("outbox.", "digest."))


class Folds:
    """The weeks of those who are written to. Whoever decides about somebody's week holds it first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, person_id: str) -> None:
        """Nobody else decides about this person's week until the end of this transaction."""
        mine = select(people.c.id).where(people.c.id == person_id)
        self._connection.execute(mine.with_for_update(key_share=True))

    def counted(self, person_id: str, since: datetime, but: int = 0) -> list[datetime]:
        """When messages that count were handed to Slack for somebody since then, leaving out one of them."""
        lately = COUNTED & (outbox.c.to == person_id) & (outbox.c.counted_at > since) & (outbox.c.id != but)
        return list(self._connection.scalars(select(outbox.c.counted_at).where(lately)))

    def count(self, message: Outgoing, now: datetime) -> None:
        """A leased message takes its place in its reader's week."""
        mine = (outbox.c.id == message.id) & (outbox.c.owner == message.owner)
        self._connection.execute(update(outbox).where(mine).values(counted_at=now))

    def any_for(self, person_id: str) -> bool:
        """Whether anything waits to be said to somebody in a digest."""
        return self._is_there(OPEN & _FOLDED & (outbox.c.to == person_id))

    def another_nudge(self, message: Outgoing, kinds: Collection[str], now: datetime) -> bool:
        """Whether another nudge of these kinds to the same reader is due now."""
        other = (outbox.c.to == message.to) & (outbox.c.id != message.id) & (outbox.c.lane == Lane.NUDGE)
        due = (outbox.c.state == OutgoingState.READY) & (outbox.c.due_at <= now) & outbox.c.kind.in_(kinds)
        return self._is_there(OPEN & other & due)

    def for_digest(self, digest: Outgoing, kinds: Collection[str], now: datetime) -> list[Outgoing]:
        """What a digest may say: what waits for one, what is due to its reader now and may be folded, of these kinds.

        And what this one was to say when it was tried before.
        """
        due = (outbox.c.state == OutgoingState.READY) & (outbox.c.due_at <= now) & outbox.c.kind.in_(kinds)
        waits = OPEN & (outbox.c.to == digest.to) & (_FOLDED | due) & (outbox.c.id != digest.id)
        return [*self._all(waits), *self.in_digest(digest.id)]

    def in_digest(self, digest_id: int) -> list[Outgoing]:
        """What a digest says."""
        return self._all(DIGESTED & (outbox.c.digest_id == digest_id))

    def put(self, messages: Iterable[Outgoing], digest: Outgoing) -> None:
        """These are said by that digest."""
        ids = [each.id for each in messages]
        said = {"state": OutgoingState.DIGESTED, "reason": FOLDED, "digest_id": digest.id}
        self._connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(said))

    def put_back(self, digest_id: int) -> None:
        """A digest did not go: what it was to say waits for the next one."""
        again = {"state": OutgoingState.FOLDED, "digest_id": None}
        self._connection.execute(update(outbox).where(DIGESTED, outbox.c.digest_id == digest_id).values(again))

    def end(self, messages: Iterable[Outgoing]) -> None:
        """Writes what became of messages that no digest will say."""
        for message in messages:
            became = {"state": message.state, "reason": message.reason, "digest_id": None}
            self._connection.execute(update(outbox).where(outbox.c.id == message.id).values(became))

    def end_with(self, digest: Outgoing) -> None:
        """A digest will never go: neither will what it was to say, nor what waited for one, for the same reason."""
        waits = OPEN & _FOLDED & (outbox.c.to == digest.to)
        said = DIGESTED & (outbox.c.digest_id == digest.id)
        became = {"state": digest.state, "reason": digest.reason, "digest_id": None}
        for those in (waits, said):
            self._connection.execute(update(outbox).where(those).values(became))

    def without_digest(self, most: int) -> list[str]:
        """Ids of people for whom something waits and no digest is on its way."""
        return list(self._connection.scalars(_without_digest().limit(most)))

    def lacks_digest(self, person_id: str) -> bool:
        """Whether something waits for somebody, and no digest is on its way to them."""
        mine = _without_digest().where(outbox.c.to == person_id).limit(1)
        return self._connection.execute(mine).one_or_none() is not None

    def _all(self, where: ColumnElement[bool]) -> list[Outgoing]:
        query = select(outbox).where(where).order_by(outbox.c.id).with_for_update()
        return [Outgoing(**row._mapping) for row in self._connection.execute(query)]

    def _is_there(self, where: ColumnElement[bool]) -> bool:
        return bool(self._connection.scalar(select(exists().where(where))))


def _without_digest() -> Select[tuple[str]]:
    digest = outbox.alias("digest")
    on_its_way = exists().where(_OPEN_DIGEST, digest.c.to == outbox.c.to, digest.c.kind == DIGEST)
    return select(outbox.c.to).where(_FOLDED, ~on_its_way).distinct().order_by(outbox.c.to)
