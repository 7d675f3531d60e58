"""Publishing: two people are asked, each for themselves, and either may say no without a reason."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.audit import Deed, Entry
from bot.domain.enrolment import Role
from bot.domain.errors import Fault, InvalidForm
from bot.domain.outbox import Outgoing
from bot.domain.pairs import OPEN, TOGETHER, Both, Pair, PairState, Reply, Shelf, Side
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.terms import Terms
from bot.messages import catalogue
from bot.messages.proposals import Declining, Proposal, Reminder, Thanks
from bot.messages.publishing import Fallen, Preview, Waiting
from bot.services.consents import standing_of
from bot.services.pairing import PairingService, question_key, reminder_key
from storage.work import Work

AT_ONCE = 50
"""Pairs, or people, that are told of something in one transaction: nobody else waits long for it."""


@dataclass(frozen=True)
class No:
    """Not this one: the reason for the programme team, and for mentors the day until which they take a break."""

    word: str = ""
    pause: date | None = None


class ProposalService(PairingService):
    def preview(self, person: Person, programme_id: int) -> Preview:
        """What publishing would do; raises NotAllowed."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme, terms = work.programmes.get(programme_id), work.terms.of(programme_id)
            counts = work.pairs.counts(programme_id)
            waiting, standing = len(self._unmatched(work, programme)), standing_of(work, programme_id)
        approved, to_do = counts[PairState.APPROVED], counts[PairState.STAGED]
        asking = terms.asks, terms.expire_after, standing.count > 0, len(standing.pending)
        return Preview(programme.id, programme.name, approved, to_do, waiting, *asking)

    def test(self, person: Person, programme_id: int, key: str) -> None:
        """Sends HR what the two of the best approved pair will read; raises NotAllowed."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme, terms = work.programmes.get(programme_id), work.terms.of(programme_id)
            approved = work.pairs.of_programme(programme_id, Shelf.APPROVED.states)
            if not approved or not work.inbox.accept(key, self._clock.now()):
                return
            pair = approved[0].proposed(person.id, self._clock.now(), terms.patience)
            for reader in pair.people:
                proposal = self._proposal(work, programme, pair, reader, terms)
                self._say(work, replace(proposal, test=True), to=person.id, key=f"test:{key}:{reader}")

    def publish(self, person: Person, programme_id: int, tell_waiting: bool, key: str, anyway: bool = False) -> None:
        """Has the people of every approved pair asked, or told; raises NotAllowed.

        A pair for which a supervisor's answer is missing stays where it is, but for where HR goes on `anyway`.
        """
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            programme, terms = work.programmes.hold(programme_id), work.terms.of(programme_id)
            if not work.inbox.accept(key, now):
                return
            but = () if anyway else standing_of(work, programme_id).pending
            count = work.pairs.publish(programme_id, person.id, now, now + terms.patience, but)
            last = work.runs.last(programme_id)
            if tell_waiting and last:
                work.runs.save(last.to_be_told())
            work.enrolments.put_on_waiting_list(programme_id)
            work.programmes.save(programme.under_way())
            work.audit.add(Entry(programme_id, person.id, now, Deed.PUBLISHED, after=str(count)))
            self._refresh_home(work, person.id, f"published:{key}")

    def yes(self, person: Person, pair_id: int) -> Thanks:
        """Would like to; once both do, they are a pair. Too late, it says how things stand. Raises NotAllowed."""
        now = self._clock.now()
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            if closed := self._closed(both, person):
                return closed
            if both.side(person.id).reply is not Reply.YES:
                work.sides.save(both.side(person.id).replied(Reply.YES, now))
                both = work.pairs.both(pair_id)
            if both.agreed:
                self._stand(work, work.pairs.save(both.pair.accepted(now)))
            else:
                self._show_answers(work, both.pair)
            return Thanks("both" if both.agreed else "waiting", both.pair.partner_of(person.id), self._day(person, now))

    def later(self, person: Person, pair_id: int) -> Thanks:
        """Is asked again later, and the suggestion stays open until after that; raises NotAllowed."""
        now = self._clock.now()
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            if closed := self._closed(both, person):
                return closed
            terms = work.terms.of(both.pair.programme_id)
            again = now + terms.reminder
            work.sides.save(both.side(person.id).replied(Reply.LATER, now, remind_at=again))
            pair = work.pairs.save(both.pair.postponed(again + terms.patience - terms.reminder))
            self._show_answers(work, pair)
            return Thanks("later", both.pair.partner_of(person.id), self._day(person, again))

    def declining(self, person: Person, pair_id: int) -> Declining | Thanks:
        """The form for not this one; too late, how things stand. Raises NotAllowed."""
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            return self._closed(both, person) or Declining(
                pair_id, both.pair.role_of(person.id), both.pair.partner_of(person.id)
            )

    def decline(self, person: Person, pair_id: int, no: No) -> Thanks:
        """Not this one. The partner hears that it will not come about, and nothing else. Raises InvalidForm."""
        now = self._clock.now()
        with self._storage.begin() as work:
            both = self._own(work, person, pair_id)
            if closed := self._closed(both, person):
                return closed
            if no.pause and no.pause <= self._day(person, now):
                raise InvalidForm({"pause": Fault("not_in_future")})
            work.sides.save(both.side(person.id).replied(Reply.NO, now, no.word))
            pair = work.pairs.save(both.pair.parted(None, now))
            self._stand(work, pair)
            if no.pause and both.pair.role_of(person.id) is Role.MENTOR:
                self._pause(work, pair, person, no.pause)
            self._tell_of_no(work, pair, person, no)
            return Thanks("no", pair.partner_of(person.id), self._day(person, now))

    def tell_due(self) -> int:
        """Tells the people of published pairs, some in each transaction, and then who has nobody; returns how many."""
        told = 0
        while count := self._tell_some():
            told += count
        return told + self._tell_waiting()

    def do_due(self) -> int:
        """Reminds who has not answered, and frees the people of suggestions that have waited long enough."""
        done = 0
        while count := self._look_at_some():
            done += count
        return done

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why a question, a reminder of it, or word that somebody waits, need not reach its reader any more."""
        said = catalogue.load(message.kind, dict(message.context))
        if isinstance(said, Waiting):
            known = work.pairs.count(said.programme_id, {PairState.PROPOSED} | TOGETHER, message.to)
            return "paired" if known else None
        if not isinstance(said, (Proposal, Reminder)) or (isinstance(said, Proposal) and said.test):
            return None
        (both,) = work.pairs.with_sides([work.pairs.get(said.pair_id)])
        if isinstance(said, Proposal) and not said.asks:
            return None if both.pair.state in OPEN else "no_longer_open"
        if isinstance(said, Reminder) and both.side(message.to).has_answered:
            return "answered"
        return None if both.pair.state is PairState.PROPOSED else "no_longer_open"

    def _tell_some(self) -> int:
        with self._storage.begin() as work:
            pairs = work.pairs.untold(AT_ONCE)
            for pair in pairs:
                programme, terms = work.programmes.get(pair.programme_id), work.terms.of(pair.programme_id)
                self._tell(work, programme, terms, pair)
        return len(pairs)

    def _tell_waiting(self) -> int:
        """Each person is told once, however often this is begun anew."""
        with self._storage.begin() as work:
            run = work.runs.untold()
            waiting = self._unmatched(work, work.programmes.get(run.programme_id)) if run else []
        for start in range(0, len(waiting), AT_ONCE):
            with self._storage.begin() as work:
                for person_id, message in waiting[start : start + AT_ONCE]:
                    self._say(work, message, to=person_id, key=f"waiting:{run and run.programme_id}:{person_id}")
        if run:
            with self._storage.begin() as work:
                work.runs.save(work.runs.hold(run.id).told())
        return len(waiting)

    def _look_at_some(self) -> int:
        now = self._clock.now()
        with self._storage.begin() as work:
            due = [work.pairs.both(id) for id in work.pairs.due(now, AT_ONCE)]
            over = [each for each in due if each.pair.expires_at and each.pair.expires_at <= now]
            for both in over:
                self._expire(work, both, now)
            for both in due:
                if both not in over:
                    self._remind(work, both, now)
            self._tell_of_expired(work, [each.pair for each in over])
        return len(due)

    def _tell(self, work: Work, programme: Programme, terms: Terms, pair: Pair) -> None:
        """Tells both of a published pair; where nobody is asked, they are a pair from now on."""
        now = self._clock.now()
        remind_at, reply = (now + terms.reminder, None) if terms.asks else (None, Reply.YES)
        work.sides.add_all(Side(pair.id, each, pair.role_of(each), remind_at, reply) for each in pair.people)
        for reader in pair.people:
            proposal = self._proposal(work, programme, pair, reader, terms)
            self._say(work, proposal, to=reader, key=question_key(pair.id, reader))
        if not terms.asks:
            self._stand(work, work.pairs.save(pair.accepted(now)))

    def _proposal(self, work: Work, programme: Programme, pair: Pair, reader: str, terms: Terms) -> Proposal:
        partner = self._who(work, pair, pair.partner_of(reader))
        until = pair.expires_at or self._clock.now()
        role = pair.role_of(reader)
        told = Proposal(pair.id, programme.name, role, pair.mentee_id, partner, pair.grounds, until.date(), terms.asks)
        return replace(told, direction=work.makings.of(programme.id).direction)

    def _unmatched(self, work: Work, programme: Programme) -> list[tuple[str, Waiting]]:
        """Who has nobody after the last match, with what to tell them."""
        run = work.runs.last(programme.id)
        if run is None or run.outcome is None:
            return []
        taken = {id for pair in work.pairs.outlines(programme.id, OPEN) for id in pair.people}
        mentees = [
            (each.person_id, Waiting(programme.name, Role.MENTEE, each, programme.id)) for each in run.outcome.stuck
        ]
        mentors = [(each, Waiting(programme.name, Role.MENTOR, None, programme.id)) for each in run.outcome.unused]
        return [(id, message) for id, message in (*mentees, *mentors) if id not in taken]

    def _pause(self, work: Work, pair: Pair, person: Person, until: date) -> None:
        enrolment = work.enrolments.find(pair.programme_id, person.id)
        if enrolment:
            work.enrolments.save(enrolment.available_from(until, person.today(self._clock.now())))

    def _tell_of_no(self, work: Work, pair: Pair, person: Person, no: No) -> None:
        programme, partner = work.programmes.get(pair.programme_id), pair.partner_of(person.id)
        hr = self._hr_of(pair, programme)
        free = self._not_to_be(work, programme, pair, partner)
        self._say(work, free, to=partner, key=f"free:{pair.id}:{partner}")
        if pair.requested and person.id == pair.mentee_id:
            return  # taken back: nobody has said no
        told = Fallen(programme.id, programme.name, (pair.people,), person.id, no.word)
        self._say(work, told, to=hr, key=f"declined:{pair.id}")
        self._look_again(work, programme, hr)

    def _closed(self, both: Both, person: Person) -> Thanks | None:
        """How things stand, for who answers what is not asked any more."""
        if both.pair.state is PairState.PROPOSED:
            return None
        outcome = "both" if both.pair.state in TOGETHER else "over"
        return Thanks(outcome, both.pair.partner_of(person.id), self._day(person, self._clock.now()))

    def _expire(self, work: Work, both: Both, now: datetime) -> None:
        pair = work.pairs.save(both.pair.expired(now))
        programme = work.programmes.get(pair.programme_id)
        self._stand(work, pair)
        for reader in pair.people:
            free = self._not_to_be(work, programme, pair, reader)
            self._say(work, free, to=reader, key=f"free:{pair.id}:{reader}")

    def _remind(self, work: Work, both: Both, now: datetime) -> None:
        name = work.programmes.get(both.pair.programme_id).name
        for side in both.sides:
            if side.remind_at and side.remind_at <= now:
                side = work.sides.save(side.reminded())
                if not side.has_answered:
                    partner, requested = both.pair.partner_of(side.person_id), both.pair.requested
                    message = Reminder(both.pair.id, name, side.role, partner, requested)
                    self._say(work, message, to=side.person_id, key=reminder_key(side))

    def _tell_of_expired(self, work: Work, pairs: list[Pair]) -> None:
        """One message a programme, however many."""
        for programme_id in sorted({each.programme_id for each in pairs}):
            programme = work.programmes.get(programme_id)
            those = [each for each in pairs if each.programme_id == programme_id]
            hr = self._hr_of(those[0], programme)
            told = Fallen(programme.id, programme.name, tuple(each.people for each in those))
            self._say(work, told, to=hr, key=f"expired:{those[0].id}:{len(those)}")
            self._look_again(work, programme, hr)
