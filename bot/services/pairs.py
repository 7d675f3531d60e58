"""A pair under way: the two are introduced, sign, and may part without fault."""

from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.domain.audit import Deed
from bot.domain.errors import IllegalStep
from bot.domain.pairs import TOGETHER, UNPUBLISHED, Both, Ending, Pair, PairState
from bot.domain.people import Person
from bot.messages.agreement import text_of
from bot.messages.choosing import Another
from bot.messages.dates import Dates
from bot.messages.introduction import Agreement, Introduction, Signed
from bot.messages.pairs import Changing, Heard, Kept, Left, Parted, Wish
from bot.messages.publishing import Free
from bot.services.people import PeopleService
from bot.services.planning import PlanningService
from bot.workspace import Refused
from storage.work import Storage, Work

RETRY = timedelta(minutes=1)

log = structlog.get_logger(__name__)


class Rooms(Protocol):
    """Where conversations of several people are opened."""

    def conversation(self, person_ids: tuple[str, ...]) -> str: ...


class PairService(PlanningService):
    """`rooms` opens the conversation of two people and the bot; opened again, it is the same one."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, rooms: Rooms) -> None:
        super().__init__(storage, clock, people)
        self._rooms = rooms
        self._later: dict[int, datetime] = {}

    def do_due(self) -> int:
        """Parts the pairs of who has left, and introduces those who have agreed; returns how many."""
        with self._storage.begin() as work:
            forsaken = work.pairs.forsaken()
            for id in forsaken:
                self.part(work, work.pairs.both(id), Ending.LEFT)
            agreed = work.pairs.unintroduced()
        return len(forsaken) + sum(self._introduce(id) for id in agreed)

    def sign(self, person: Person, pair_id: int) -> Signed:
        """Signs the agreement as it stands in this person's language; signed again, the first one holds."""
        now = self._clock.now()
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            _require_together(both)
            text = text_of(work.terms.of(both.pair.programme_id), self._people.language_of(person))
            before = both.side(person.id)
            side = before if before.signed_at else work.sides.save(before.signed(text, now))
            partner = both.side(both.pair.partner_of(person.id))
        return Signed(self._day(person, side.signed_at or now), partner.signed_at is not None)

    def changing(self, person: Person, pair_id: int) -> Changing:
        """The form of who would like to leave their pair; raises IllegalStep, NotAllowed."""
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            _require_together(both)
            return Changing(pair_id, both.pair.partner_of(person.id))

    def wish(self, person: Person, pair_id: int, reason: Ending, word: str) -> Heard:
        """Would like to leave: HR decides, or hears that it is done. What is not right goes to one person of HR."""
        now = self._clock.now()
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            _require_together(both)
            programme, pair = work.programmes.get(both.pair.programme_id), both.pair
            lets_go = work.terms.of(programme.id).lets_go
            side = work.sides.save(both.side(person.id).wished(reason, word, now))
            hr = programme.created_by if reason is Ending.CONDUCT else self._hr_of(pair, programme)
            role, partner = pair.role_of(person.id), pair.partner_of(person.id)
            told = Wish(pair.id, programme.name, role, person.id, partner, reason, word, decides=not lets_go)
            self._say(work, told, to=hr, key=f"wish:{side.id}:{side.version}")
            if lets_go:
                self.part(work, work.pairs.both(pair_id), reason)
        return Heard(ended=lets_go)

    def end(self, person: Person, pair_id: int) -> None:
        """HR ends a pair, or takes a suggestion back; both hear the same neutral words. Raises IllegalStep."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            both = work.pairs.both(pair_id)
            why = next((each.wish for each in both.sides if each.wish), Ending.TEAM)
            self._log(work, person, both.pair, Deed.ENDED, self.part(work, both, why).state.value)

    def end_well(self, person: Person, pair_id: int) -> str:
        """One of the two ends a pair that rests; both hear the same words. Returns the partner; raises IllegalStep."""
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            if both.pair.state is not PairState.PAUSED:
                raise IllegalStep
            self.part(work, both, Ending.SILENCE)
        return both.pair.partner_of(person.id)

    def keep(self, person: Person, pair_id: int) -> None:
        """HR would like to talk first with who wished to leave; raises IllegalStep where nobody wishes so any more."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            both = work.pairs.both(pair_id)
            wishing = [each for each in both.sides if each.wish]
            if not wishing:
                raise IllegalStep
            name = work.programmes.get(both.pair.programme_id).name
            for side in wishing:
                work.sides.save(side.answered())
                told = Kept(name, both.pair.partner_of(side.person_id), person.id)
                self._say(work, told, to=side.person_id, key=f"kept:{side.id}:{side.version}")
            self._log(work, person, both.pair, Deed.KEPT, both.pair.state.value)

    def part(self, work: Work, both: Both, why: Ending, *, look_again: bool = True) -> Pair:
        """Ends a pair wherever it stands; who knew of it hears so, in the same words.

        Unless somebody has seen to it already, what has become free is offered to who waits (`look_again`).
        """
        before, now = both.pair, self._clock.now()
        pair = work.pairs.save(before.parted(why, now))
        if before.state in UNPUBLISHED:
            return pair
        programme = work.programmes.get(pair.programme_id)
        self._stand(work, pair)
        staying = [each for each in pair.people if self._stays(work, pair, each)]
        for reader in staying:
            told: Free | Another | Parted = Parted(programme.name, pair.partner_of(reader))
            if before.state is PairState.PROPOSED:
                told = self._not_to_be(work, programme, pair, reader)
            self._say(work, told, to=reader, key=f"parted:{pair.id}:{reader}")
        hr = self._hr_of(pair, programme)
        if why is Ending.LEFT:
            gone = tuple(each for each in pair.people if each not in staying)
            left = Left(programme.id, programme.name, gone, tuple(staying))
            self._say(work, left, to=hr, key=f"left:{pair.id}")
        if look_again:
            self._look_again(work, programme, hr)
        return pair

    def _stays(self, work: Work, pair: Pair, person_id: str) -> bool:
        """Whether somebody still takes part, and can be written to."""
        person, enrolment = work.people.find(person_id), work.enrolments.find(pair.programme_id, person_id)
        return bool(person and person.reachable and enrolment and enrolment.takes_part)

    def _introduce(self, pair_id: int) -> bool:
        """Opens the conversation of the two and has everything said in it. What Slack refuses is tried again later."""
        if self._later.get(pair_id, self._clock.now()) > self._clock.now():
            return False
        with self._storage.begin() as work:
            people = work.pairs.get(pair_id).people
        try:
            channel_id = self._rooms.conversation(people)
        except Refused as refused:
            log.warning("not_introduced", pair=pair_id, error=refused.error)
            self._later[pair_id] = self._clock.now() + RETRY
            return False
        with self._storage.begin() as work:
            both = work.pairs.both(pair_id)
            if both.pair.state is PairState.ACCEPTED:
                pair = work.pairs.save(both.pair.introduced(channel_id))
                self._welcome(work, pair, channel_id)
                self._begin(work, pair)
        return True

    def _welcome(self, work: Work, pair: Pair, channel_id: str) -> None:
        programme, terms = work.programmes.get(pair.programme_id), work.terms.of(pair.programme_id)
        languages = self._languages(work, pair)
        mentee, mentor = (self._who(work, pair, each) for each in pair.people)
        times = self._times(work, pair)
        intro = Introduction(pair.id, programme.name, mentee, mentor, pair.grounds, times, languages)
        self._say(work, intro, to=channel_id, key=f"introduction:{pair.id}")
        if times:
            dates = Dates(pair.id, times, self._clock.now(), languages)
            self._say(work, dates, to=channel_id, key=f"dates:{pair.id}")
        texts = tuple((language, text_of(terms, language)) for language in languages)
        self._say(work, Agreement(pair.id, texts), to=channel_id, key=f"agreement:{pair.id}")

    def _languages(self, work: Work, pair: Pair) -> tuple[str, ...]:
        known = [work.people.find(each) for each in pair.people]
        return tuple(dict.fromkeys(self._people.language_of(each) for each in known if each))


def _require_together(both: Both) -> None:
    if both.pair.state not in TOGETHER:
        raise IllegalStep
