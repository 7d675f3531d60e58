"""Which message may be taken up now: by lane, by its reader's rest, and as far as Slack's limits allow.

The buckets stand in the database, whichever it is: who holds them is alone in taking tokens, in all processes.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from bot.domain.lanes import Lane, in_turn
from bot.domain.outbox import Outgoing, Surface
from bot.domain.rates import SPACING, Bucket, Method
from storage.work import Work

LEASE = timedelta(seconds=60)
Buckets = dict[Method, Bucket]
Queue = tuple[Surface, Lane]


class Pace:
    """Takes up messages within the limits."""

    def take_up(self, work: Work, owner: str, now: datetime) -> Outgoing | timedelta | None:
        """Leases the message whose turn it is, with the tokens that its calls will cost.

        Where there is none: how long until there may be one, or None if nothing is waiting.
        """
        heads = work.outbox.heads()
        buckets = work.rates.hold(now)
        resting = work.outbox.resting(now - SPACING)
        due = {queue for queue, due_at in heads.items() if due_at <= now}
        message = self._first(work, owner, now, buckets, resting, due)
        if message is None:
            dues = [due_at - now for due_at in heads.values()]
            return _until_more(buckets, now, [*dues, SPACING] if resting else dues)
        for method in tokens_for(message):
            work.rates.save(buckets[method].taken(bulk=message.lane is Lane.BULK))
        return message

    def give_back(self, work: Work, message: Outgoing, called: set[Method], now: datetime) -> None:
        """Returns the tokens of calls that were not made after all."""
        unused = [method for method in tokens_for(message) if method not in called]
        buckets = work.rates.hold(now) if unused else {}
        for method in unused:
            work.rates.save(buckets[method].given_back(bulk=message.lane is Lane.BULK))

    def slow_down(self, work: Work, method: Method, retry_after: timedelta, now: datetime) -> None:
        """Slack has had too many calls of that method: none is made for as long as it says."""
        work.rates.save(work.rates.hold(now)[method].refused(now, retry_after))

    def _first(
        self, work: Work, owner: str, now: datetime, buckets: Buckets, resting: list[str], due: Collection[Queue]
    ) -> Outgoing | None:
        may_look = not buckets[Method.LOOK].wait(now)
        for surface, lane in _in_turn(buckets, now):
            to_rest = resting if surface is Surface.MESSAGE else ()
            if (surface, lane) in due and (
                message := work.outbox.claim(owner, now, LEASE, surface, lane, to_rest, may_look)
            ):
                return message
        return None


def _in_turn(buckets: Buckets, now: datetime) -> Iterator[Queue]:
    """The queues for which there are tokens, the one whose turn it is first."""
    if not buckets[Method.PUBLISH].wait(now):
        yield Surface.HOME, Lane.ANSWER
    if not buckets[Method.REVISE].wait(now):
        yield Surface.REVISION, Lane.ANSWER
    posts = buckets[Method.POST]
    for lane in in_turn(posts.turn):
        if not posts.wait(now, bulk=lane is Lane.BULK):
            yield Surface.MESSAGE, lane


def tokens_for(message: Outgoing) -> list[Method]:
    """What delivering this message may call."""
    if message.surface is Surface.HOME:
        return [Method.PUBLISH]
    if message.surface is Surface.REVISION:
        return [Method.REVISE]
    return [Method.LOOK, Method.POST] if message.can_be_found else [Method.POST]


def _until_more(buckets: Buckets, now: datetime, others: list[timedelta]) -> timedelta | None:
    waits = [buckets[method].wait(now) for method in Method] + [buckets[Method.POST].wait(now, bulk=True)]
    return min((wait for wait in [*waits, *others] if wait > timedelta()), default=None)
