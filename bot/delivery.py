"""The delivery worker: takes messages from the outbox, one at a time, and sees each of them through.

Claim, last look, render, Slack, record: the claim and the record are transactions of their own, so a worker that dies
in between leaves a lease that runs out, and the message is then looked for before it is sent again.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import uuid4

import structlog

from bot.clock import Clock
from bot.domain.outbox import AWAY, SETTLING, Outgoing, OutgoingState, Surface, Verdict, verdict, wait_after
from bot.domain.people import LANGUAGES, Person
from bot.messages import catalogue
from bot.services.people import PeopleService
from bot.services.service import Service
from bot.slack import Json, Refused
from storage.work import Storage

LEASE = timedelta(seconds=60)
PAUSE = timedelta(seconds=60)
"""How long nothing is sent after Slack said that nothing will work."""
_CLOCK_SKEW = timedelta(minutes=2)

log = structlog.get_logger(__name__)


class _Poison(Exception):
    """A message that can't be put into words, however often it is tried."""


class _OutOfSight(Exception):
    """The conversation's history is not the app's to read."""


class Sender(Protocol):
    """The part of the gateway that messages go through."""

    def post(self, to: str, message: Json, uid: str) -> str: ...

    def publish(self, person_id: str, view: Json) -> None: ...

    def find(self, person_id: str, uid: str, since: float) -> str | None: ...


class Delivery(Service):
    """`home` tells what stands on somebody's Home tab, `undelivered` what to tell who asked for a lost message."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        sender: Sender,
        people: PeopleService,
        home: Callable[[Person], object],
        undelivered: Callable[[Outgoing], object],
    ) -> None:
        super().__init__(storage, clock)
        self._sender = sender
        self._people = people
        self._home = home
        self._undelivered = undelivered
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._held: dict[Surface, datetime] = {}

    def do_due(self) -> int:
        """Sends all that is due; returns how many messages were taken up."""
        count = 0
        while self.deliver_next():
            count += 1
        return count

    def recover(self) -> int:
        """Takes back what died with its worker; returns how many messages."""
        with self._storage.begin() as work:
            return work.outbox.recover(self._clock.now())

    def deliver_next(self) -> bool:
        """Takes up the next message that is due; whether there was one."""
        now = self._clock.now()
        held = [surface for surface, until in self._held.items() if until > now]
        with self._storage.begin() as work:
            message = work.outbox.claim(self._owner, now, LEASE, held)
        if message is None:
            return False
        self._settle(self._attempt(message))
        return True

    def _settle(self, message: Outgoing) -> None:
        with self._storage.begin() as work:
            if not work.outbox.settle(message):
                log.warning("lease_lost", message=message.id)
            elif message.asked_by and message.state in (OutgoingState.DEAD, OutgoingState.EXPIRED):
                self._say(
                    work,
                    self._undelivered(message),
                    to=message.asked_by,
                    key=f"undelivered:{message.id}:{message.claimed_at}",
                )
        log.info("delivery", message=message.id, kind=message.kind, state=message.state, reason=message.reason)

    def _attempt(self, message: Outgoing) -> Outgoing:
        """What has become of the message. What nobody foresaw is taken for passing: the message waits its turn."""
        try:
            return self._given_up(message) or self._arrived_before(message) or self._send(message)
        except Refused as refused:
            return self._after_refusal(message, refused)
        except _Poison:
            return replace(message, state=OutgoingState.DEAD, reason="cannot_be_rendered")
        except Exception as error:
            log.exception("delivery_failed", message=message.id, kind=message.kind)
            return self._again(message, Refused(type(error).__name__), self._clock.now())

    def _given_up(self, message: Outgoing) -> Outgoing | None:
        """The last look: is it still worth saying?"""
        if message.deadline and message.deadline < self._clock.now():
            return replace(message, state=OutgoingState.EXPIRED, reason=message.reason or "too_late")
        if message.to_channel:
            return None
        reader = self._people.known(message.to)
        if not reader.reachable:
            return replace(message, state=OutgoingState.SKIPPED, reason="not_reachable")
        return self._after_the_break(message, reader)

    def _after_the_break(self, message: Outgoing, reader: Person) -> Outgoing | None:
        """What answers no act of a reader on a break waits for their return, if it will still be worth saying then."""
        if not (message.unasked and reader.absent_until and reader.is_away(self._clock.now())):
            return None
        back = reader.morning_of(reader.absent_until)
        if message.deadline and message.deadline < back:
            return replace(message, state=OutgoingState.SKIPPED, reason=AWAY)
        return self._waiting(message, back, AWAY)

    def _arrived_before(self, message: Outgoing) -> Outgoing | None:
        """A message that may have arrived is looked for; where nobody can look, its kind decides."""
        if message.unknown_since is None or message.surface is Surface.HOME:
            return None
        try:
            ts = self._look_for(message, message.unknown_since - _CLOCK_SKEW)
        except _OutOfSight:
            return None if message.repeatable else replace(message, state=OutgoingState.DEAD, reason="may_have_arrived")
        return _sent(message, ts) if ts else None

    def _look_for(self, message: Outgoing, since: datetime) -> str | None:
        if message.to_channel:
            raise _OutOfSight
        try:
            return self._sender.find(message.to, message.uid, since.timestamp())
        except Refused as refused:
            if refused.error == "missing_scope":
                raise _OutOfSight from refused
            raise

    def _send(self, message: Outgoing) -> Outgoing:
        if message.surface is Surface.HOME:
            person = self._people.known(message.to)
            self._sender.publish(message.to, self._render(message, self._home(person), person))
            return _sent(message, None)
        reader = None if message.to_channel else self._people.known(message.to)
        return _sent(message, self._sender.post(message.to, self._render(message, None, reader), message.uid))

    def _render(self, message: Outgoing, context: object, reader: Person | None) -> Json:
        language = self._people.language_of(reader) if reader else LANGUAGES[0]
        try:
            return catalogue.render(context or catalogue.load(message.kind, dict(message.context)), language)
        except Exception as error:
            log.exception("message_poisoned", message=message.id, kind=message.kind)
            raise _Poison from error

    def _after_refusal(self, message: Outgoing, refused: Refused) -> Outgoing:
        now = self._clock.now()
        match verdict(refused.error):
            case Verdict.AGAIN:
                return self._again(message, refused, now)
            case Verdict.UNKNOWN:
                return replace(
                    message,
                    state=OutgoingState.UNKNOWN,
                    unknown_since=message.unknown_since or message.claimed_at,
                    attempts=message.attempts + 1,
                    due_at=now + max(SETTLING, wait_after(message.attempts, message.uid)),
                    reason=refused.error,
                )
            case Verdict.STOP:
                log.error("slack_refuses_everything", error=refused.error)
                self._held = dict.fromkeys(Surface, now + PAUSE)
                return self._waiting(message, now + PAUSE, refused.error)
            case _:
                return replace(message, state=OutgoingState.DEAD, reason=refused.error)

    def _again(self, message: Outgoing, refused: Refused, now: datetime) -> Outgoing:
        """Too many calls: everything for that surface waits, and it costs no attempt. Not sent: this one waits."""
        if refused.retry_after is not None:
            until = now + timedelta(seconds=refused.retry_after)
            self._held[message.surface] = until
            return self._waiting(message, until, refused.error)
        tried = replace(message, attempts=message.attempts + 1)
        return self._waiting(tried, now + wait_after(message.attempts, message.uid), refused.error)

    def _waiting(self, message: Outgoing, until: datetime, reason: str) -> Outgoing:
        """Back in line. A message that may have arrived stays one, whatever happened to this attempt."""
        state = OutgoingState.UNKNOWN if message.unknown_since else OutgoingState.READY
        return replace(message, state=state, due_at=until, reason=reason)


def _sent(message: Outgoing, ts: str | None) -> Outgoing:
    return replace(message, state=OutgoingState.SENT, ts=ts, reason=None)
