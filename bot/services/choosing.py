"""Mentees choose: they name whom they would like, or ask a mentor themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.audit import Deed, Entry
from bot.domain.enrolment import Role
from bot.domain.errors import Fault, InvalidForm
from bot.domain.grounds import Grounds, grounds
from bot.domain.making import SHOWN, Chooser, Making, NothingToChoose, discreet, seeks
from bot.domain.matching.shortlist import Shortlists, shortlists
from bot.domain.outbox import Outgoing
from bot.domain.pairs import Pair, PairState, Reply, Side
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.choosing import Chosen, Invitation, Offer, Offers
from bot.messages.proposals import Proposal, Who
from bot.services.matcher import Inputs, Matcher
from bot.services.pairing import PairingService
from bot.services.people import PeopleService
from storage.work import Storage, Work

AT_ONCE = 50
"""Mentees who are written to in one transaction: nobody else waits long for it."""


@dataclass(frozen=True)
class _Lists:
    """The shortlists of some mentees, with what their reasons are made of."""

    inputs: Inputs
    lists: Shortlists

    def grounds(self, mentee_id: str, mentor_ids: Sequence[str]) -> dict[str, Grounds]:
        """Why each of these mentors would suit."""
        pool = self.lists.pool
        return {
            each.pair.mentor: grounds(each, self.inputs.scheme, pool.mentee[mentee_id], self.inputs.labels)
            for each in self.lists.explained(mentee_id, mentor_ids)
        }


class ChoosingService(PairingService):
    """Everything here is for a mentee who has no mentor, and while mentees choose: else it raises NothingToChoose."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, matcher: Matcher) -> None:
        super().__init__(storage, clock, people)
        self._matcher = matcher

    def open(self, person: Person, programme_id: int) -> Offers:
        """The mentors to choose among: the best ten, and those whom this mentee has named."""
        with self._storage.look() as work:
            programme, making = work.programmes.get(programme_id), self._turn(work, person, programme_id)
            named = work.choices.of(programme_id, person.id).named
            found = self._lists(work, programme, making, {person.id})
            may_be = found.lists.of(person.id)
            shown = [each for at, each in enumerate(may_be) if at < SHOWN or each in named]
            why = found.grounds(person.id, shown)
            offers = tuple(self._offer(work, programme, each, why[each]) for each in shown)
        still = tuple(each for each in named if each in may_be)
        return Offers(programme.id, programme.name, making.chooser, person.id, offers, still)

    def name(self, person: Person, programme_id: int, named: Sequence[str]) -> Chosen:
        """Keeps whom a mentee would like, the best first; raises InvalidForm."""
        now = self._clock.now()
        with self._storage.begin() as work:
            programme = work.programmes.hold(programme_id)
            making = self._turn(work, person, programme_id, Chooser.RANKED)
            choice = work.choices.of(programme_id, person.id).naming(named, now)
            may_be = self._lists(work, programme, making, {person.id}).lists.of(person.id)
            places = {f"named_{at}": each for at, each in enumerate(named, start=1) if each}
            if gone := {key: Fault("mentor_taken") for key, each in places.items() if each not in may_be}:
                raise InvalidForm(gone)
            work.choices.keep(choice)
            self._refresh_home(work, person.id, f"named:{programme_id}:{choice.version}:{now.isoformat()}")
        return Chosen(programme.name, Chooser.RANKED, choice.named)

    def ask(self, person: Person, programme_id: int, mentor_id: str, key: str) -> Chosen:
        """Asks a mentor. Of two who ask for a last place, the second is told beside the field: raises InvalidForm."""
        now = self._clock.now()
        with self._storage.begin() as work:
            # Held, so that of two requests at once the second sees the place that the first has taken.
            programme = work.programmes.hold(programme_id)
            if not work.inbox.accept(key, now):
                return Chosen(programme.name, Chooser.MENTEE, (mentor_id,))
            making = self._turn(work, person, programme_id, Chooser.MENTEE)
            found = self._lists(work, programme, making, {person.id})
            if mentor_id not in found.lists.of(person.id):
                raise InvalidForm({"mentor": Fault("mentor_taken")})
            work.pairs.forget(programme_id, {person.id})
            if work.pairs.open_of(programme_id, person.id):
                raise NothingToChoose  # the programme team has decided on the suggestion meanwhile
            why = found.grounds(person.id, [mentor_id])[mentor_id]
            pair = Pair(programme_id, person.id, mentor_id, why, now, why.points, PairState.APPROVED)
            pair = self._request(work, programme, pair)
        day = self._day(person, pair.expires_at or now)
        return Chosen(programme.name, Chooser.MENTEE, (mentor_id,), day)

    def do_due(self) -> int:
        """Writes to mentees who may choose and for whom there is somebody to choose; returns to how many."""
        with self._storage.look() as work:
            found = [(each, self._to_invite(work, each)) for each in work.makings.open()]
        return sum(self._invite(making, mentees) for making, mentees in found)

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why an invitation to choose is not worth sending any more: it is not this mentee's turn, or they have."""
        at = int(str(message.context["programme_id"]))
        if not self._may(work, work.makings.of(at), message.to):
            return "nothing_to_choose"
        return "chosen_meanwhile" if work.choices.of(at, message.to).named else None

    def _request(self, work: Work, programme: Programme, pair: Pair) -> Pair:
        now, terms = self._clock.now(), work.terms.of(programme.id)
        pair = work.pairs.add(pair.proposed(pair.mentee_id, now, terms.patience))
        mine = Side(pair.id, pair.mentee_id, Role.MENTEE).replied(Reply.YES, now)
        work.sides.add_all([mine, Side(pair.id, pair.mentor_id, Role.MENTOR, remind_at=now + terms.reminder)])
        mentee, until = self._who(work, pair, pair.mentee_id), (pair.expires_at or now).date()
        told = Proposal(pair.id, programme.name, Role.MENTOR, pair.mentee_id, mentee, pair.grounds, until)
        told = replace(told, requested=True, direction=work.makings.of(programme.id).direction)
        self._say(work, told, to=pair.mentor_id, key=f"proposal:{pair.id}:{pair.mentor_id}")
        work.audit.add(Entry(programme.id, pair.mentee_id, now, Deed.REQUESTED, *pair.people))
        work.programmes.save(programme.under_way())
        for each in pair.people:
            self._refresh_home(work, each, f"asked:{pair.id}")
        return pair

    def _turn(self, work: Work, person: Person, programme_id: int, chooser: Chooser | None = None) -> Making:
        """How the programme makes its pairs, where it is this person's turn to choose (in this way)."""
        making = work.makings.of(programme_id)
        if chooser not in (None, making.chooser) or not self._may(work, making, person.id):
            raise NothingToChoose
        return making

    def _may(self, work: Work, making: Making, person_id: str) -> bool:
        return may_choose(work, making, person_id)

    def _lists(self, work: Work, programme: Programme, making: Making, mentee_ids: Collection[str]) -> _Lists:
        """Whom these mentees may have. Who has not answered somebody is not asked by them again."""
        weighing, now = work.terms.of(programme.id).weighing, self._clock.now()
        inputs = self._matcher.gather(work, programme, weighing, now, mentee_ids)
        people, asks = inputs.people, making.chooser is Chooser.MENTEE
        pairs = work.pairs.outlines(programme.id, {PairState.EXPIRED, PairState.STAGED})
        silent = {each.people for each in pairs if each.state is PairState.EXPIRED and each.requested and asks}
        pinned = [each.people for each in pairs if each.state is PairState.STAGED and each.locked]
        mentees = [each for each in people.mentees if each.id in mentee_ids]
        taken = {**people.hand.locked, **{mentee: mentor for mentee, mentor in pinned if mentee not in mentee_ids}}
        apart = people.hand.forbidden | silent
        found = shortlists(mentees, people.mentors, inputs.scheme, taken, frozenset(apart), people.managers)
        return _Lists(inputs, found)

    def _offer(self, work: Work, programme: Programme, mentor_id: str, why: Grounds) -> Offer:
        person, enrolment = work.people.find(mentor_id), work.enrolments.find(programme.id, mentor_id)
        said = enrolment.answers if enrolment else {}
        department, site = (str(said.get(name) or "") for name in ("department", "site"))
        if person is None:
            return Offer(Who(mentor_id), mentor_id, discreet(why))
        who = Who(mentor_id, person.title, department or person.department, site or person.site)
        return Offer(who, person.name, discreet(why))

    def _to_invite(self, work: Work, making: Making) -> list[str]:
        """Of those who have not been written to, who has somebody to choose: the others wait until there is."""
        untold = set(work.choices.untold(making))
        if not untold:
            return []
        programme = work.programmes.get(making.programme_id)
        lists = self._lists(work, programme, making, untold).lists
        return [each for each in sorted(untold) if lists.of(each)]

    def _invite(self, making: Making, mentee_ids: Sequence[str]) -> int:
        for start in range(0, len(mentee_ids), AT_ONCE):
            with self._storage.begin() as work:
                programme = work.programmes.hold(making.programme_id)
                for each in mentee_ids[start : start + AT_ONCE]:
                    self._tell(work, programme, making, each)
        return len(mentee_ids)

    def _tell(self, work: Work, programme: Programme, making: Making, mentee_id: str) -> None:
        work.choices.keep(replace(work.choices.of(programme.id, mentee_id), told=making.chooser))
        told = Invitation(programme.id, programme.name, making.chooser)
        self._say(work, told, to=mentee_id, key=f"choose:{programme.id}:{mentee_id}:{making.chooser}")
        self._refresh_home(work, mentee_id, f"choose:{programme.id}:{making.chooser}")


def may_choose(work: Work, making: Making, person_id: str) -> bool:
    """Whether it is somebody's turn to choose a mentor: they seek one, and nobody has decided on one for them."""
    if not making.is_open or not seeks(work.enrolments.find(making.programme_id, person_id)):
        return False
    pair = work.pairs.open_of(making.programme_id, person_id)
    return pair is None or pair.state is PairState.STAGED
