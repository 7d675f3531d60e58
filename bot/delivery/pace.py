"""Which message may be taken up now: by lane, by its reader's rest, and as far as Slack's limits allow.

The buckets stand in the database, whichever it is: who holds them is alone in taking tokens, in all processes.
"""

from datetime import datetime, timedelta

from bot.domain.lanes import Lane, in_turn
from bot.domain.outbox import Outgoing, Surface
from bot.domain.rates import SPACING, Bucket, Method
from storage.work import Work

LEASE = timedelta(seconds=60)
Buckets = dict[Method, Bucket]


class Pace:
    """Takes up messages within the limits."""

    def take_up(self, work: Work, owner: str, now: datetime) -> Outgoing | timedelta | None:
        """Leases the message whose turn it is, with the tokens that its calls will cost.

        Where there is none: how long until there may be one, or None if that depends on nothing but the outbox.
        """
        buckets = work.rates.hold(now)
        resting = work.outbox.resting(now - SPACING)
        message = self._first(work, owner, now, buckets, resting)
        if message is None:
            return _until_more(buckets, now, SPACING if resting else None)
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

    def _first(self, work: Work, owner: str, now: datetime, buckets: Buckets, resting: list[str]) -> Outgoing | None:
        may_look = not buckets[Method.LOOK].wait(now)
        posts = buckets[Method.POST]
        if not buckets[Method.PUBLISH].wait(now) and (
            home := work.outbox.claim(owner, now, LEASE, Surface.HOME, Lane.ANSWER, (), may_look)
        ):
            return home
        if not buckets[Method.REVISE].wait(now) and (
            revision := work.outbox.claim(owner, now, LEASE, Surface.REVISION, Lane.ANSWER)
        ):
            return revision
        for lane in in_turn(posts.turn):
            if not posts.wait(now, bulk=lane is Lane.BULK) and (
                message := work.outbox.claim(owner, now, LEASE, Surface.MESSAGE, lane, resting, may_look)
            ):
                return message
        return None


def tokens_for(message: Outgoing) -> list[Method]:
    """What delivering this message may call."""
    if message.surface is Surface.HOME:
        return [Method.PUBLISH]
    if message.surface is Surface.REVISION:
        return [Method.REVISE]
    return [Method.LOOK, Method.POST] if message.can_be_found else [Method.POST]


def _until_more(buckets: Buckets, now: datetime, rest: timedelta | None) -> timedelta | None:
    waits = [buckets[method].wait(now) for method in Method] + [buckets[Method.POST].wait(now, bulk=True)]
    return min((wait for wait in [*waits, rest] if wait), default=None)
