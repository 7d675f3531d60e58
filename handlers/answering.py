"""From a listener's answer to Slack's: the one place where errors become words and where a payload is acknowledged.

A listener takes an `Act` and returns what to show. Everything is done first and acknowledged once, last: had it been
acknowledged before, an error right after could take the acknowledgement with it, and a crash would lose the act.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import Ack

from bot.domain.errors import Fault, InvalidForm, ProgrammeError
from bot.domain.people import Person
from bot.messages import catalogue
from bot.messages.notices import Notice
from bot.messages.words import Words
from bot.services.people import PeopleService
from bot.slack import Slack
from bot.workspace import Refused
from handlers.payload import Json, Origin, Payload, Window, read

_TOO_LATE = frozenset(
    {"hash_conflict", "not_found", "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}
)
"""Refusals of a modal that mean: the person has moved on meanwhile."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Act:
    """Something that somebody did."""

    person: Person
    payload: Payload

    @property
    def key(self) -> str:
        return self.payload.key

    @property
    def window(self) -> Window:
        """The modal it was done in; raises LookupError where there is none."""
        if self.payload.window is None:
            raise LookupError("not done in a modal")
        return self.payload.window

    @property
    def about(self) -> int:
        """The id that the button stood for; raises ValueError where it stood for none."""
        return int(self.payload.value or "")

    @property
    def chosen(self) -> str:
        """The key that was chosen, or that the button stood for."""
        return self.payload.value or ""


@dataclass(frozen=True)
class Show:
    """A modal to show: opened, or in the place of the one that the act was done in.

    `language` is what to show it in, where that is not the reader's own.
    """

    context: object
    language: str | None = None


@dataclass(frozen=True)
class Say:
    """An answer to a command, that only its author sees."""

    context: object


@dataclass(frozen=True)
class Offer:
    """What a menu offers for what is being typed into it."""

    context: object


@dataclass(frozen=True)
class Rewrite:
    """A message that says something else from now on, at the place where it stands, and what to show besides.

    `context` is None where there is nothing to rewrite.
    """

    context: object | None
    spot: Mapping[str, Any]
    then: Show | None = None


Answer = Show | Say | Offer | Rewrite | None
"""None: nothing to show; a modal that was submitted closes."""

Listener = Callable[[Act], Answer]


class Desk:
    """Where listeners are registered: knows who is acting, and speaks their language."""

    def __init__(self, people: PeopleService, slack: Slack, language: str) -> None:
        self._people = people
        self._slack = slack
        self._language = language

    def answering(self, listener: Listener) -> Callable[..., None]:
        """A Bolt listener around one of ours."""

        def listen(body: dict[str, Any], ack: Ack) -> None:
            self._answer(listener, read(body), ack)

        return listen

    def hearing(self, listener: Callable[[Payload], None]) -> Callable[..., None]:
        """A Bolt listener around one of ours that hears of something, whoever did it, and shows nothing."""

        def listen(body: dict[str, Any], ack: Ack) -> None:
            listener(read(body))
            ack()

        return listen

    def _answer(self, listener: Listener, payload: Payload, ack: Ack) -> None:
        language = self._language
        try:
            person = self._people.known(payload.person_id)
            language = person.language(self._language)
            reply = self._perform(listener(Act(person, payload)), payload, language)
        except InvalidForm as invalid:
            reply = self._errors(invalid, payload, language)
        except ProgrammeError as refused:
            reply = self._tell(Notice(refused.name, refused.facts), payload, language)
        except Exception:
            code = secrets.token_hex(2)
            log.exception("listener_failed", code=code, person=payload.person_id, origin=payload.origin)
            if payload.origin is Origin.EVENT:
                raise  # unacknowledged, so Slack delivers it again
            reply = self._tell(Notice("trouble", {"code": code}), payload, language)
        ack(**reply)

    def _perform(self, answer: Answer, payload: Payload, language: str) -> dict[str, Any]:
        if isinstance(answer, Rewrite):
            self._rewrite(answer, language)
            answer = answer.then
        if answer is None:
            return {}
        if isinstance(answer, Say):
            return {"response_type": "ephemeral", **catalogue.render(answer.context, language)}
        if isinstance(answer, Offer):
            return catalogue.render(answer.context, language)
        rendered = catalogue.render(answer.context, answer.language or language)
        if payload.origin is Origin.SUBMISSION:
            return {"response_action": "update", "view": rendered}
        self._show(rendered, payload)
        return {}

    def _rewrite(self, answer: Rewrite, language: str) -> None:
        """What was answered is kept already: a message that can't be rewritten stays as it was."""
        if answer.context is None or not answer.spot.get("ts"):
            return
        try:
            message = catalogue.render(answer.context, language)
            self._slack.revise(str(answer.spot["channel"]), str(answer.spot["ts"]), message)
        except Refused as refused:
            log.warning("message_not_rewritten", error=refused.error)

    def _show(self, view: Json, payload: Payload) -> None:
        if payload.window:
            self._try(lambda window: self._slack.update(window.id, window.hash, dict(view)), payload.window)
        elif payload.trigger_id:
            self._try(lambda trigger_id: self._slack.open(trigger_id, dict(view)), payload.trigger_id)

    def _try(self, call: Callable[[Any], None], argument: object) -> None:
        try:
            call(argument)
        except Refused as refused:
            if refused.error not in _TOO_LATE:
                raise
            log.warning("modal_too_late", error=refused.error)

    def _tell(self, notice: Notice, payload: Payload, language: str) -> dict[str, Any]:
        """A sentence on top of what is open, so that nothing typed is lost."""
        view = catalogue.render(notice, language)
        if payload.origin is Origin.SUBMISSION:
            return {"response_action": "push", "view": view}
        if payload.trigger_id:
            show = self._slack.push if payload.window else self._slack.open
            try:
                show(payload.trigger_id, view)
            except Refused as refused:
                log.warning("notice_not_shown", error=refused.error)
        return {}

    def _errors(self, invalid: InvalidForm, payload: Payload, language: str) -> dict[str, Any]:
        """The faults beside their fields; Slack takes errors for fields that are there only."""
        there = payload.window.blocks if payload.window else frozenset()
        errors = {key: _sentence(fault, language) for key, fault in invalid.faults.items() if key in there}
        if not errors:
            log.warning("faults_of_no_field", faults=sorted(invalid.faults))
            return self._tell(Notice("illegal_step"), payload, language)
        return {"response_action": "errors", "errors": errors}


def _sentence(fault: Fault, language: str) -> str:
    return Words("forms/faults", language, fault.facts).text(fault.name)
