"""A pair's own rhythm, chosen by either of the two."""

from bot.domain.people import Person
from bot.domain.programmes import Cadence
from bot.messages.cadence import ChooseCadence
from bot.services.telling import TellingService


class CadenceService(TellingService):
    """About somebody's own pair: NotAllowed for anybody else, PairOver once it has ended."""

    def form(self, person: Person, pair_id: int) -> ChooseCadence:
        """The rhythms to choose from."""
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            usual = work.programmes.get(pair.programme_id).cadence
            return ChooseCadence(pair.id, pair.partner_of(person.id), usual, schedule.cadence)

    def choose(self, person: Person, pair_id: int, own: Cadence | None) -> None:
        """Has both asked in this rhythm from now on, or in the programme's (None)."""
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            usual = work.programmes.get(pair.programme_id).cadence
            if schedule.cadence is not own:
                today = person.today(self._clock.now())
                self._replan(work, self._goes_on(work, pair), schedule.chosen(own, usual, today))
