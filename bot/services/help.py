"""What the bot says of itself."""

from bot.clock import Clock
from bot.domain.people import Person
from bot.messages.notices import Help
from bot.services.people import PeopleService
from bot.services.service import Service
from storage.work import Storage


class HelpService(Service):
    def __init__(self, storage: Storage, clock: Clock, people: PeopleService) -> None:
        super().__init__(storage, clock)
        self._people = people

    def offer(self, person: Person) -> Help:
        """What somebody can do here."""
        return Help(is_hr=self._people.is_hr(person))

    def answer(self, person: Person) -> None:
        """Answers who writes to the bot, at most once an hour: several lines in a row are one question."""
        hour = self._clock.now().strftime("%Y-%m-%dT%H")
        with self._storage.begin() as work:
            self._say(work, self.offer(person), to=person.id, key=f"help:{person.id}:{hour}")
