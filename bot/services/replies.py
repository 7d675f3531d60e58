"""What somebody answers to an invitation without joining: not now, or not for me."""

from datetime import date

from bot.domain.errors import Gone, IllegalStep
from bot.domain.invitations import LATER, Invitation, InvitationState
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.invited import Later
from bot.messages.notices import Notice
from bot.services.admission import call_off
from bot.services.service import Service
from storage.work import Work


class ReplyService(Service):
    """Everything here is about the acting person's own invitation: Gone for who has none."""

    def later(self, person: Person, programme_id: int) -> Later | Notice:
        """On which day to ask again; or that nothing more is asked, of who has been asked again already."""
        with self._storage.begin() as work:
            programme, invitation = self._own(work, person, programme_id)
        today = person.today(self._clock.now())
        day = min(today + LATER, programme.door.closes_on or date.max)
        if invitation.state is InvitationState.DECLINED or not invitation.may_wait or day <= today:
            return Notice("not_asked_again", {"programme": programme.name})
        return Later(programme.id, programme.name, day)

    def postpone(self, person: Person, programme_id: int, day: date) -> Notice:
        """Asks again on that day, once; raises InvalidForm for a day that has passed or is after the last one."""
        today = person.today(self._clock.now())
        with self._storage.begin() as work:
            programme, invitation = self._own(work, person, programme_id)
            if not invitation.may_wait:
                raise IllegalStep
            work.invitations.save(invitation.postponed(day, person, programme.door, today))
            call_off(work, programme_id, person.id)
        return Notice("asked_again", {"programme": programme.name, "day": day})

    def decline(self, person: Person, programme_id: int) -> Notice:
        """Never asks again. Twice is once; raises IllegalStep where the company asks people to take part."""
        with self._storage.begin() as work:
            programme, invitation = self._own(work, person, programme_id)
            work.invitations.save(invitation.declined(programme.door))
            call_off(work, programme_id, person.id)
        return Notice("declined", {"programme": programme.name})

    def _own(self, work: Work, person: Person, programme_id: int) -> tuple[Programme, Invitation]:
        programme, invitation = work.programmes.get(programme_id), work.invitations.find(programme_id, person.id)
        if invitation is None:
            raise Gone
        return programme, invitation
