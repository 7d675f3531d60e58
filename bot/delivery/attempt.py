"""One attempt at one message: look whether it has arrived, look whether it is still wanted, render, call Slack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.delivery.last_look import LastLook
from bot.domain.lanes import DIGEST
from bot.domain.outbox import FINAL, SETTLING, Outgoing, OutgoingState, Surface, Verdict, verdict, wait_after
from bot.domain.people import LANGUAGES, Person
from bot.domain.rates import Method
from bot.messages import catalogue
from bot.messages.catalogue import Attachment
from bot.services.people import PeopleService
from bot.workspace import Json, Refused

_CLOCK_SKEW = timedelta(minutes=2)

log = structlog.get_logger(__name__)


class Sender(Protocol):
    """The part of the gateway that messages go through."""

    def post(self, to: str, message: Json, uid: str) -> str: ...

    def publish(self, person_id: str, view: Json) -> None: ...

    def share(self, to: str, message: Json, files: Sequence[Attachment]) -> None: ...

    def revise(self, to: str, ts: str, message: Json) -> None: ...

    def find(self, person_id: str, uid: str, since: float) -> str | None: ...

    def identity(self) -> object: ...


@dataclass(frozen=True)
class Tools:
    """What attempts are made with. `home` tells what stands on somebody's Home tab, `digest` what a digest says."""

    clock: Clock
    sender: Sender
    people: PeopleService
    last_look: LastLook
    home: Callable[[Person], object]
    digest: Callable[[Outgoing], object]


class _Poison(Exception):
    """A message that can't be put into words, however often it is tried."""


class _OutOfSight(Exception):
    """The conversation's history is not the app's to read."""


class Attempt:
    """Made once, for a reader as they were last heard of, however long ago: the directory tells of changes by itself.

    Afterwards `called` has the methods that were called, `too_many` the one of which Slack had too many calls and how
    long it wants to have none, and `stopped` the refusal by which it refuses everything.
    """

    def __init__(self, tools: Tools, message: Outgoing, reader: Person | None) -> None:
        self._tools = tools
        self._message = message
        self._reader = reader
        self._calling: Method | None = None
        self.called: set[Method] = set()
        self.too_many: tuple[Method, timedelta] | None = None
        self.stopped: str | None = None

    def make(self) -> Outgoing:
        """What has become of the message. What nobody foresaw is taken for passing: the message waits its turn."""
        message = self._message
        try:
            reader = None if message.to_channel else self._reader or self._tools.people.known(message.to)
            return self._arrived_before() or self._tools.last_look.at(message, reader) or self._send(reader)
        except Refused as refused:
            return self._after(refused)
        except _Poison:
            return replace(message, state=OutgoingState.DEAD, reason="cannot_be_rendered")
        except Exception as error:
            log.exception("delivery_failed", message=message.id, kind=message.kind)
            return self._again(type(error).__name__)

    def _arrived_before(self) -> Outgoing | None:
        """A message that may have arrived is looked for; where nobody can look, its kind decides."""
        message = self._message
        if message.unknown_since is None or message.surface is not Surface.MESSAGE:
            return None
        try:
            ts = self._look_for(message.unknown_since - _CLOCK_SKEW)
        except _OutOfSight:
            return None if message.repeatable else replace(message, state=OutgoingState.DEAD, reason="may_have_arrived")
        return _sent(message, ts) if ts else None

    def _look_for(self, since: datetime) -> str | None:
        if not self._message.can_be_found:
            raise _OutOfSight
        self._begin(Method.LOOK)
        try:
            return self._tools.sender.find(self._message.to, self._message.uid, since.timestamp())
        except Refused as refused:
            if refused.error == "missing_scope":
                raise _OutOfSight from refused
            raise

    def _send(self, reader: Person | None) -> Outgoing:
        message = self._message
        if message.surface is Surface.HOME and reader:
            view = self._render(self._tools.home(reader), reader)
            self._begin(Method.PUBLISH)
            self._tools.sender.publish(message.to, view)
            return _sent(message, None)
        digest = self._tools.digest(message) if message.kind == DIGEST else None
        content = self._render(digest, reader)
        if message.surface is Surface.REVISION:
            return self._revise(content)
        self._begin(Method.POST)
        if files := self._attached():
            self._tools.sender.share(message.to, content, files)
            return _sent(message, None)
        return _sent(message, self._tools.sender.post(message.to, content, message.uid))

    def _revise(self, content: Json) -> Outgoing:
        """In the place of the earlier message, once that has arrived. What never arrives needs no revision."""
        message, earlier = self._message, self._tools.last_look.replaced_by(self._message)
        if earlier and earlier.state is OutgoingState.SENT and earlier.ts:
            self._begin(Method.REVISE)
            self._tools.sender.revise(message.to, earlier.ts, content)
            return _sent(message, earlier.ts)
        if earlier is None or earlier.state in FINAL:
            return replace(message, state=OutgoingState.SKIPPED, reason="nothing_to_revise")
        return message.waiting(self._tools.clock.now() + SETTLING, "not_sent_yet")

    def _begin(self, method: Method) -> None:
        self._calling = method
        self.called.add(method)

    def _render(self, context: object, reader: Person | None) -> Json:
        message = self._message
        language = self._tools.people.language_of(reader) if reader else LANGUAGES[0]
        try:
            return catalogue.render(context or catalogue.load(message.kind, dict(message.context)), language)
        except Exception as error:
            log.exception("message_poisoned", message=message.id, kind=message.kind)
            raise _Poison from error

    def _attached(self) -> Sequence[Attachment]:
        message = self._message
        return catalogue.attached(catalogue.load(message.kind, dict(message.context)), LANGUAGES[0])

    def _after(self, refused: Refused) -> Outgoing:
        result = verdict(refused.error)
        if self._message.surface is Surface.REVISION and result in (Verdict.NOBODY, Verdict.POISON):
            return replace(self._message, state=OutgoingState.SKIPPED, reason=refused.error)
        match result:
            case Verdict.AGAIN if refused.retry_after is not None:
                return self._after_too_many(refused.error, timedelta(seconds=refused.retry_after))
            case Verdict.AGAIN:
                return self._again(refused.error)
            case Verdict.UNKNOWN:
                return self._unsure(refused.error)
            case Verdict.STOP:
                self.stopped = refused.error
                return self._message.waiting(self._message.due_at, refused.error)
            case Verdict.POISON:
                log.error("message_refused", message=self._message.id, kind=self._message.kind, error=refused.error)
        return replace(self._message, state=OutgoingState.DEAD, reason=refused.error)

    def _after_too_many(self, error: str, wait: timedelta) -> Outgoing:
        """It was not this message's fault: that costs no attempt."""
        if self._calling:
            self.too_many = (self._calling, wait)
        return self._message.waiting(self._tools.clock.now() + wait, error)

    def _again(self, error: str) -> Outgoing:
        tried = replace(self._message, attempts=self._message.attempts + 1)
        return tried.waiting(self._tools.clock.now() + wait_after(self._message.attempts, self._message.uid), error)

    def _unsure(self, error: str) -> Outgoing:
        message, now = self._message, self._tools.clock.now()
        due_at = now + max(SETTLING, wait_after(message.attempts, message.uid))
        since = message.unknown_since or message.claimed_at
        return replace(message, unknown_since=since, attempts=message.attempts + 1).waiting(due_at, error)


def _sent(message: Outgoing, ts: str | None) -> Outgoing:
    return replace(message, state=OutgoingState.SENT, ts=ts, reason=None)
