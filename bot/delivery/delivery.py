"""The delivery worker: takes messages from the outbox, one at a time, and sees each of them through.

Taking one up, and recording what became of it, are transactions of their own, so a worker that dies in between
leaves a lease that runs out, and the message is then looked for before it is sent again.
"""

import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from bot.delivery.attempt import Attempt, Tools
from bot.delivery.pace import Pace
from bot.domain.lanes import DIGEST, Lane
from bot.domain.outbox import Outgoing, OutgoingState, Verdict, verdict
from bot.domain.people import Person
from bot.domain.rates import Stop
from bot.services.service import Service
from bot.workspace import Refused
from storage.work import Storage, Work

PAUSE = timedelta(seconds=60)
"""How often Slack is asked, after it said that nothing will work, whether something does."""
AT_ONCE = timedelta()

log = structlog.get_logger(__name__)


class Delivery(Service):
    """`undelivered` says what to tell who asked for a lost message. Any number may work at once."""

    def __init__(
        self, storage: Storage, tools: Tools, undelivered: Callable[[Outgoing], object], pace: Pace | None = None
    ) -> None:
        super().__init__(storage, tools.clock)
        self._tools = tools
        self._undelivered = undelivered
        self._pace = pace or Pace()
        self._process = f"{socket.gethostname()[:24]}:{os.getpid()}"

    def do_due(self) -> int:
        """Sends all that may be sent now; returns how many steps that took."""
        count = 0
        while self.step() == AT_ONCE:
            count += 1
        return count

    def recover(self) -> int:
        """Takes back what died with its worker; returns how many messages."""
        with self._storage.begin() as work:
            return work.outbox.recover(self._clock.now())

    def step(self) -> timedelta | None:
        """Sees the next message through. Returns how long to wait before the next step; None: until there is news."""
        now = self._clock.now()
        with self._storage.begin() as work:
            stop = work.rates.stop()
            if stop and stop.try_at > now:
                return stop.try_at - now
            if stop:
                work.rates.stop_everything(Stop(stop.reason, now + PAUSE))
            else:
                taken = self._pace.take_up(work, f"{self._process}:{uuid4().hex[:12]}", now)
                reader = work.people.find(taken.to) if isinstance(taken, Outgoing) else None
        if stop:
            return self._ask_whether_slack_answers()
        if not isinstance(taken, Outgoing):
            return taken
        self._see_through(taken, reader)
        return AT_ONCE

    def _ask_whether_slack_answers(self) -> timedelta:
        try:
            self._tools.sender.identity()
        except Refused as refused:
            log.error("slack_refuses_everything", error=refused.error)
            return PAUSE
        with self._storage.begin() as work:
            work.rates.go_on()
        log.info("slack_answers_again")
        return AT_ONCE

    def _see_through(self, message: Outgoing, reader: Person | None) -> None:
        attempt = Attempt(self._tools, message, reader)
        became = attempt.make()
        now = self._clock.now()
        with self._storage.begin() as work:
            if work.outbox.settle(became):
                self._after(work, became)
            else:
                log.warning("lease_lost", message=message.id)
            self._pace.give_back(work, message, attempt.called, now)
            if attempt.too_many:
                self._pace.slow_down(work, *attempt.too_many, now)
            if attempt.stopped:
                self._stop(work, attempt.stopped, now)
        log.info("delivery", message=became.id, kind=became.kind, state=became.state, reason=became.reason)

    def _stop(self, work: Work, reason: str, now: datetime) -> None:
        log.error("slack_refuses_everything", error=reason)
        work.rates.stop_everything(Stop(reason, now + PAUSE))

    def _after(self, work: Work, message: Outgoing) -> None:
        """What follows from a message that was sent, or never will be."""
        if message.kind == DIGEST:
            self._after_digest(work, message)
        given_up = message.state in (OutgoingState.DEAD, OutgoingState.EXPIRED)
        if message.asked_by and given_up and not message.batch:
            key = f"undelivered:{message.id}:{message.claimed_at}"
            self._say(work, self._undelivered(message), to=message.asked_by, key=key)
        if message.to_channel:
            return
        if message.state is OutgoingState.DEAD and verdict(message.reason or "") is Verdict.NOBODY:
            work.unreachable.mark(message.to, message.reason or "", self._clock.now())
        elif message.state is OutgoingState.SENT and message.lane is Lane.ANSWER and not message.replaces:
            # Whoever asks for something is there, whatever Slack once said.
            work.unreachable.clear(message.to)

    def _after_digest(self, work: Work, digest: Outgoing) -> None:
        """What a digest was to say shares its fate, unless it may still be said in time."""
        match digest.state:
            case OutgoingState.READY | OutgoingState.EXPIRED:
                work.folds.put_back(digest.id)
            case OutgoingState.DEAD | OutgoingState.SKIPPED:
                work.folds.end_with(digest)
