"""What every use case stands on: transactions, the time, and a way to have something said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.clock import Clock
from bot.domain.outbox import Outgoing, Surface
from bot.messages import catalogue
from storage.work import Storage, Work

GOOD_FOR = timedelta(days=2)
"""How late a message may come, unless its use case says otherwise."""
HOME = "home/home"
HOME_GOOD_FOR = timedelta(hours=1)
"""A Home tab is drawn anew whenever it is opened."""


@dataclass(frozen=True)
class Said:
    """A message of a sending to many: to whom, what, and the key that names its cause."""

    to: str
    context: object
    key: str


class Service:
    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def _say(
        self,
        work: Work,
        context: object,
        *,
        to: str,
        key: str,
        asked_by: str | None = None,
        repeatable: bool = True,
        unasked: bool = False,
    ) -> None:
        """Has a message sent once this transaction is kept. `key` names its cause: once said, it is not said again."""
        message = self._message(context, to, key)
        work.outbox.add(replace(message, asked_by=asked_by, repeatable=repeatable, unasked=unasked))

    def _say_to_all(self, work: Work, said: Iterable[Said], good_for: timedelta = GOOD_FOR) -> int:
        """Has many messages sent, none of them twice; returns how many were not said before."""
        deadline = self._clock.now() + good_for
        messages = (self._message(each.context, each.to, each.key) for each in said)
        return work.outbox.add_all(replace(message, deadline=deadline, repeatable=False) for message in messages)

    def _message(self, context: object, to: str, key: str) -> Outgoing:
        now = self._clock.now()
        return Outgoing(
            key=key,
            kind=catalogue.surface_of(context).kind,
            surface=Surface.MESSAGE,
            to=to,
            created_at=now,
            context=catalogue.dump(context),
            deadline=now + GOOD_FOR,
        )

    def _refresh_home(self, work: Work, person_id: str, cause: str) -> None:
        """Has somebody's Home tab drawn anew, as things stand when it is drawn."""
        key = f"home:{person_id}:{cause}"
        now = self._clock.now()
        home = Outgoing(
            key=key, kind=HOME, surface=Surface.HOME, to=person_id, created_at=now, deadline=now + HOME_GOOD_FOR
        )
        work.outbox.add(home)
