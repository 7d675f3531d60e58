"""Announcing a programme in a channel, and mending what could not be posted."""

from bot.domain.errors import Gone
from bot.domain.lanes import MANNERS
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.programmes import ProgrammeState
from bot.messages import catalogue
from bot.messages.announcements import Announcement, Compose, Undelivered
from bot.messages.wanted import Wanted
from bot.services.team import TeamService
from storage.work import Work


class AnnouncementService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def compose(self, person: Person, programme_id: int) -> Compose:
        """The form of an announcement, with what it will look like."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
        return Compose(Announcement.of(programme))

    def announce(self, person: Person, programme_id: int, channel_id: str, word: str, key: str) -> None:
        """Opens the programme and posts it in a channel; raises IllegalStep once it has left recruiting."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            if not work.inbox.accept(key, now):
                return
            programme = work.programmes.hold(programme_id)
            programme = work.programmes.save(programme.announced(channel_id, now))
            announcement = Announcement.of(programme, word)
            cause = f"announced:{programme.id}:{programme.version}"
            self._say(work, announcement, to=channel_id, key=cause, asked_by=person.id, repeatable=False)
            self._refresh_home(work, person.id, cause)

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why an announcement is not worth posting any more: nobody can join."""
        programme = work.programmes.get(Announcement(**message.context).programme_id)  # type: ignore[arg-type]
        return None if programme.state is ProgrammeState.RECRUITING else "not_recruiting"

    def undelivered(self, message: Outgoing) -> Undelivered:
        """What to tell who had a post made that did not arrive, or may not have."""
        return Undelivered(message.id, message.to, message.reason or "", unsure=message.unknown_since is not None)

    def post_again(self, person: Person, message_id: int) -> None:
        """Posts again what did not arrive, or may not have, as things are planned now. Twice pressed, once posted.

        Raises Gone for what is no announcement, NotRecruiting once nobody can join any more.
        """
        self._people.require_hr(person)
        with self._storage.begin() as work:
            message = work.outbox.get(message_id)
            said = catalogue.load(message.kind, dict(message.context))
            if not isinstance(said, Announcement | Wanted):
                raise Gone
            programme = work.programmes.get(said.programme_id)
            programme.require_recruiting()
            anew = Announcement.of(programme, said.word) if isinstance(said, Announcement) else said
            good_for = MANNERS[message.kind].good_for
            work.outbox.revive(message_id, catalogue.dump(anew), self._clock.now(), good_for)
