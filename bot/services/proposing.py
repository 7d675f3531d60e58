"""Finding a time: the slots that suit both are proposed by one of the two, and taken by the other."""

from collections.abc import Collection
from datetime import UTC, datetime

from bot.domain.checkins import News
from bot.domain.errors import Fault, InvalidForm, Settled
from bot.domain.people import Person
from bot.messages.checkins import Questions
from bot.messages.meeting_times import Proposing, Taken, Times
from bot.messages.meetings import Noted, Spot
from bot.services.telling import TellingService


class ProposingService(TellingService):
    """Everything here is about somebody's own pair: NotAllowed for anybody else, PairOver once it has ended."""

    def form(self, person: Person, pair_id: int, day: str, spot: Spot) -> Proposing:
        """The times that suit both."""
        with self._storage.begin() as work:
            _, pair = self._take(work, person, pair_id)
            return Proposing(pair.id, pair.partner_of(person.id), self._times(work, pair), person.tz, day, spot)

    def propose(
        self, person: Person, pair_id: int, day: str, times: Collection[int], key: str
    ) -> tuple[Questions | None, Noted]:
        """Sends these times (epoch seconds) to the partner; raises InvalidForm where there are none ahead."""
        now = self._clock.now()
        slots = tuple(start for each in sorted(times) if (start := datetime.fromtimestamp(each, UTC)) > now)
        if not slots:
            raise InvalidForm({"times": Fault("choose_one")})
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            partner = work.people.among(pair.people)[pair.partner_of(person.id)]
            name = work.programmes.get(pair.programme_id).name
            told = Times(pair.id, name, person.id, slots, partner.tz)
            self._say(work, told, to=partner.id, key=f"times:{key}")
            work.schedules.save(schedule.alive())
            rewritten = self._rewritten(work, person, pair_id, day, "proposed")
            return rewritten, Noted("proposed", partner.id, person.today(now))

    def take(self, person: Person, pair_id: int, time: int) -> Times:
        """Takes a time (epoch seconds): they have named a day. Raises Settled for one that has passed."""
        now, start = self._clock.now(), datetime.fromtimestamp(time, UTC)
        if start <= now:
            raise Settled
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            partner = pair.partner_of(person.id)
            self._settle(work, pair, person, lambda mine: mine.said(News.MOVED, now))
            self._replan(work, self._goes_on(work, pair), schedule.named(start.astimezone(person.zone).date()))
            self._say(work, Taken(person.id, start), to=partner, key=f"taken:{pair.id}:{time}:{person.id}")
            name = work.programmes.get(pair.programme_id).name
            return Times(pair.id, name, partner, (), person.tz, start)
