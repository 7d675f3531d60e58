"""Announcing a programme in a channel, and mending what could not be posted."""

from bot.clock import Clock
from bot.domain.people import Person
from bot.messages.announcements import Announcement, Compose
from bot.services.people import PeopleService
from bot.services.service import GOOD_FOR, Service
from storage.work import Storage


class AnnouncementService(Service):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService) -> None:
        super().__init__(storage, clock)
        self._people = people

    def compose(self, person: Person, programme_id: int) -> Compose:
        """The form of an announcement, with what it will look like."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
        return Compose(
            programme.id,
            programme.name,
            programme.languages,
            programme.starts_on,
            programme.ends_on,
            programme.goal,
            programme.cadence,
        )

    def announce(self, person: Person, programme_id: int, channel_id: str, word: str, key: str) -> None:
        """Opens the programme and posts it in a channel; raises IllegalStep once it has left recruiting."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            if not work.inbox.accept(key, now):
                return
            programme = work.programmes.get(programme_id)
            programme = work.programmes.save(programme.announced(channel_id, now))
            announcement = Announcement(
                programme.id,
                programme.name,
                programme.goal,
                programme.starts_on,
                programme.ends_on,
                programme.cadence,
                programme.languages,
                word,
            )
            cause = f"announced:{programme.id}:{programme.version}"
            self._say(work, announcement, to=channel_id, key=cause, asked_by=person.id, repeatable=False)
            self._refresh_home(work, person.id, cause)

    def post_again(self, person: Person, message_id: int) -> None:
        """Sends a post again that did not arrive, or may not have. Twice pressed is once posted."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.outbox.revive(message_id, self._clock.now(), GOOD_FOR)
