"""What the bot says of itself."""

from bot.domain.people import Person
from bot.messages.notices import Help
from bot.services.team import TeamService


class HelpService(TeamService):
    def offer(self, person: Person) -> Help:
        """What somebody can do here."""
        return Help(is_hr=self._people.is_hr(person))

    def answer(self, person_id: str) -> None:
        """Answers who writes to the bot, once in an hour of the clock: several lines in a row are one question."""
        person = self._people.known(person_id)
        hour = self._clock.now().strftime("%Y-%m-%dT%H")
        with self._storage.begin() as work:
            self._say(work, self.offer(person), to=person.id, key=f"help:{person.id}:{hour}")
