"""What every use case stands on: transactions, the time, and a way to have something said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.calendars import calendar_of
from bot.clock import Clock
from bot.domain.lanes import MANNERS
from bot.domain.outbox import Outgoing, Surface
from bot.domain.people import Person
from bot.messages import catalogue
from storage.work import Storage, Work

HOME = "home/home"


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
        self, work: Work, context: object, *, to: str, key: str, asked_by: str | None = None, repeatable: bool = True
    ) -> None:
        """Has a message sent once this transaction is kept. `key` names its cause: once said, it is not said again.

        What is no answer to somebody's own act waits for its reader's hours.
        """
        message = self._message(context, to, key)
        reader = work.people.find(to) if message.keeps_hours else None
        message = self._in_hours(message, reader, message.created_at)
        work.outbox.add(replace(message, asked_by=asked_by, repeatable=repeatable))

    def _say_to_all(
        self, work: Work, said: Iterable[Said], *, batch: str, asked_by: str | None, due_at: datetime | None = None
    ) -> int:
        """Has many messages sent, from `due_at` on, as one sending that HR can pause and cancel.

        `batch` names its cause. Returns how many there are that were not said before.
        """
        messages = [self._message(each.context, each.to, each.key) for each in said]
        readers = work.people.among({message.to for message in messages if message.keeps_hours})
        in_hours = (
            self._in_hours(message, readers.get(message.to), due_at or message.created_at) for message in messages
        )
        return work.outbox.add_all(replace(message, batch=batch, asked_by=asked_by) for message in in_hours)

    def _revise(self, work: Work, keys: Collection[str], cause: str, **became: object) -> None:
        """Has what was said under these keys shown as it now stands: `became` are fields of its context, as JSON."""
        now = self._clock.now()
        for said in work.outbox.sayings(keys):
            key, deadline = f"revised:{said.id}:{cause}", now + MANNERS[said.kind].good_for
            new = Outgoing(key, said.kind, Surface.REVISION, said.to, now, {**said.context, **became})
            work.outbox.add(replace(new, replaces=said.id, deadline=deadline))

    def _message(self, context: object, to: str, key: str) -> Outgoing:
        kind = catalogue.surface_of(context).kind
        content = catalogue.dump(context)
        manner = MANNERS[kind]
        return Outgoing(key, kind, Surface.MESSAGE, to, self._clock.now(), content, manner.lane, urgent=manner.urgent)

    def _in_hours(self, message: Outgoing, reader: Person | None, due_at: datetime) -> Outgoing:
        """Due at that time, or when its reader's hours begin; it is worth saying for some time from then on."""
        wanted_at = due_at
        if reader:
            due_at = calendar_of(reader, self._storage.hours).next_open(wanted_at)
        return replace(message, wanted_at=wanted_at, due_at=due_at, deadline=due_at + MANNERS[message.kind].good_for)

    def _move_waiting(self, work: Work, person_id: str) -> None:
        """Somebody's hours are others from now on: what waits for them comes at the next moment of the new ones."""
        reader, now = work.people.find(person_id), self._clock.now()
        for message in work.outbox.waiting_for(person_id):
            moved = self._in_hours(message, reader, max(message.wanted_at or now, now))
            work.outbox.move(moved)

    def _refresh_home(self, work: Work, person_id: str, cause: str) -> None:
        """Has somebody's Home tab drawn anew, as things stand when it is drawn."""
        now = self._clock.now()
        deadline = now + MANNERS[HOME].good_for
        work.outbox.add(Outgoing(f"home:{person_id}:{cause}", HOME, Surface.HOME, person_id, now, deadline=deadline))
