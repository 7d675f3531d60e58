"""Asking, and asking once more: who is invited, who has not answered, who chose another day, who did not finish.

Once, whatever happens: what is due stands in a row, which is emptied in the transaction that has it said, under a key
that takes one message only.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.enrolment import Enrolment
from bot.domain.invitations import Invitation, message_key
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages import catalogue
from bot.messages.invited import Invited, Unfinished
from bot.services.admission import unfinished_key
from bot.services.service import Said, Service
from storage.work import Work

AT_ONCE = 500
"""Messages in one transaction, so that nobody waits long for its end, however many are invited."""


class ReminderService(Service):
    def do_due(self) -> int:
        """Has all said that is due; returns how many were looked at."""
        count = 0
        for look in (self._ask, self._remind_of_answers):
            while done := look():
                count += done
        return count

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why an invitation, or a reminder of answers, is not worth sending any more: it is too late to join."""
        said = catalogue.load(message.kind, dict(message.context))
        reader, now = work.people.find(message.to), self._clock.now()
        today = reader.today(now) if reader else now.date()
        if isinstance(said, Unfinished):
            programme = work.programmes.get(work.enrolments.get(said.enrolment_id).programme_id)
            return None if programme.takes_answers(today) else "not_recruiting"
        if isinstance(said, Invited):
            return None if work.programmes.get(said.programme_id).is_open(today) else "not_recruiting"
        return None

    def _ask(self) -> int:
        now = self._clock.now()
        with self._storage.begin() as work:
            due = work.invitations.due(now, AT_ONCE)
            people, programmes = _about(work, due)
            changed: list[Invitation] = []
            letters: dict[tuple[int, str, datetime], list[Said]] = defaultdict(list)
            for each in due:
                person, programme = people[each.person_id], programmes[each.programme_id]
                if later := _not_before(person, programme, now):
                    changed.append(replace(each, asks_at=later))
                elif programme.is_open(person.today(now)) and programme.door.admits(person):
                    changed.append(each.asked(programme.door, now))
                    letters[programme.id, each.invited_by, each.invited_at].append(_letter(each, programme))
                else:
                    changed.append(replace(each, asks_at=None))
            work.invitations.save_all(changed)
            for (programme_id, by, at), said in letters.items():
                self._say_to_all(work, said, batch=f"invitations:{programme_id}:{by}:{at.isoformat()}", asked_by=by)
        return len(due)

    def _remind_of_answers(self) -> int:
        now = self._clock.now()
        with self._storage.begin() as work:
            due = work.enrolments.unsent(now, AT_ONCE)
            people, programmes = _about(work, due)
            for each in due:
                person, programme = people[each.person_id], programmes[each.programme_id]
                back_at = person.back_at(now)
                work.enrolments.save(replace(each, remind_at=back_at))
                if back_at is None and programme.takes_answers(person.today(now)) and programme.door.admits(person):
                    reminder = Unfinished(each.id, programme.name, programme.door.closes_on)
                    self._say(work, reminder, to=person.id, key=unfinished_key(each.id), repeatable=False)
        return len(due)


def _about(
    work: Work, due: Sequence[Invitation] | Sequence[Enrolment]
) -> tuple[dict[str, Person], dict[int, Programme]]:
    """The people and the programmes that these are about, by id."""
    people = work.people.among({each.person_id for each in due})
    return people, {id: work.programmes.get(id) for id in {each.programme_id for each in due}}


def _letter(invitation: Invitation, programme: Programme) -> Said:
    said = Invited.to(programme, invitation)
    key = message_key(programme.id, invitation.person_id, invitation.next_occasion)
    return Said(invitation.person_id, said, key)


def _not_before(person: Person, programme: Programme, now: datetime) -> datetime | None:
    """When somebody is back, or people can join; None if that is now."""
    opens_on = programme.door.opens_on
    if opens_on and programme.door.opens_later(person.today(now)):
        return person.morning_of(opens_on)
    return person.back_at(now)
