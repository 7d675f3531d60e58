"""A pair that rests: either of the two has it go on, or is asked again later."""

from datetime import timedelta

from bot.domain.errors import Settled
from bot.domain.outbox import Outgoing
from bot.domain.pairs import PairState
from bot.domain.people import Person
from bot.messages.pausing import Decided, Paused, Resumed
from bot.services.telling import TellingService
from storage.work import Work

ASKED_AGAIN = timedelta(days=14)


class RestingService(TellingService):
    """Everything here is about somebody's own pair: NotAllowed for anybody else, PairOver once it has ended."""

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why nobody need be told any more that their pair rests: it goes on, or has ended."""
        pair = work.pairs.get(Paused(**message.context).pair_id)  # type: ignore[arg-type]
        return None if pair.state is PairState.PAUSED else "decided"

    def resume(self, person: Person, pair_id: int) -> Decided:
        """The pair goes on, and the partner is told so. Twice is once."""
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            partner = pair.partner_of(person.id)
            if pair.state is PairState.PAUSED:
                programme = work.programmes.get(pair.programme_id)
                pair = self._goes_on(work, pair)
                schedule = self._replan(work, pair, schedule.resumed(programme.cadence, person.today(now)))
                told = Resumed(pair.id, programme.name, person.id)
                self._say(work, told, to=partner, key=f"resumed:{pair.id}:{schedule.version}")
            return Decided("resumed", partner, schedule.planned_on)

    def later(self, person: Person, pair_id: int) -> Decided:
        """Both are asked again in two weeks; raises Settled where the pair does not rest any more."""
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            if pair.state is not PairState.PAUSED:
                raise Settled
            again = self._plan(work, pair, schedule.rested(person.today(now) + ASKED_AGAIN))
            return Decided("postponed", pair.partner_of(person.id), again.planned_on)
