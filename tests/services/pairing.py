"""A matched programme and all services about pairs, for tests that begin there."""

from dataclasses import dataclass, field

from sqlalchemy import select

from bot.domain.audit import Deed
from bot.domain.making import Chooser, Direction
from bot.domain.outbox import Outgoing
from bot.domain.pairs import Both, Pair, PairState
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.supervisors import Supervisors
from bot.services.audit import AuditService
from bot.services.breaks import BreakService
from bot.services.choosing import ChoosingService
from bot.services.hand import HandService
from bot.services.making import MakingService
from bot.services.matcher import Matcher
from bot.services.matching import MatchingService
from bot.services.pairs import PairService
from bot.services.people import PeopleService
from bot.services.proposals import ProposalService
from bot.services.queue import QueueService
from bot.services.supervisors import SupervisorService
from bot.services.terms import TermsService, Wanted
from bot.services.topping_up import TopUpService
from bot.workspace import Refused
from storage.outbox import outbox
from storage.work import Storage
from tests.builders import a_recruiting_programme
from tests.company import colleagues, enrol
from tests.conftest import CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack


@dataclass
class FakeRooms:
    """Opens conversations, unless it is told to refuse."""

    refusals: list[Refused] = field(default_factory=list)
    opened: list[tuple[str, ...]] = field(default_factory=list)

    def conversation(self, person_ids: tuple[str, ...]) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        if person_ids not in self.opened:
            self.opened.append(person_ids)
        return f"G{self.opened.index(person_ids)}"


class House:
    """Everything that there is to do with pairs, in a company of sixty at most. Claire and Léo are of HR."""

    def __init__(self, storage: Storage, clock: FakeClock, slack: FakeSlack, most: int = 60) -> None:
        self.storage, self.clock = storage, clock
        people = PeopleService(storage, clock, slack, {CLAIRE.id, LEO.id}, "en")
        matcher, self.rooms = Matcher(), FakeRooms()
        self.breaks = BreakService(storage, clock, people)
        self.matching = MatchingService(storage, clock, people, matcher)
        self.queue = QueueService(storage, clock, people, matcher)
        self.hand = HandService(storage, clock, people, matcher)
        self.audit = AuditService(storage, clock, people)
        self.proposals = ProposalService(storage, clock, people)
        self.pairs = PairService(storage, clock, people, self.rooms)
        self.topping_up = TopUpService(storage, clock, people, matcher, self.pairs)
        self.supervisors = SupervisorService(storage, clock, people)
        self.terms = TermsService(storage, clock, people)
        self.making = MakingService(storage, clock, people)
        self.choosing = ChoosingService(storage, clock, people, matcher)
        self.programme: Programme = a_recruiting_programme(storage, CLAIRE)
        enrol(storage, self.programme, colleagues()[:most])
        self._keys = 0

    def key(self) -> str:
        self._keys += 1
        return f"k{self._keys}"

    def match(self) -> None:
        self.matching.match(CLAIRE, self.programme.id, self.key())

    def approve_all(self) -> list[Pair]:
        """Approves every suggestion at once."""
        self.queue.approve_above(CLAIRE, self.programme.id, 0, self.key())
        return self.all(PairState.APPROVED)

    def approve(self, count: int) -> list[Pair]:
        """Approves the best suggestions."""
        for pair in self.all(PairState.STAGED)[:count]:
            self.queue.decide(CLAIRE, pair.id, pair.version, Deed.APPROVED, self.key())
        return self.all(PairState.APPROVED)

    def publish(self, count: int, tell_waiting: bool = True) -> list[Pair]:
        """Matches, approves the best, and publishes them."""
        self.match()
        self.approve(count)
        self.tell(tell_waiting)
        return self.all(PairState.PROPOSED, PairState.ACCEPTED)

    def tell(self, tell_waiting: bool = True, by: Person = CLAIRE) -> None:
        """Publishes, and has everybody told."""
        self.proposals.publish(by, self.programme.id, tell_waiting, self.key())
        self.proposals.tell_due()

    def together(self) -> Pair:
        """A pair under way."""
        pair = self.publish(1)[0]
        for person_id in pair.people:
            self.proposals.yes(self.person(person_id), pair.id)
        self.pairs.do_due()
        return self.pair(pair)

    def let_choose(self, chooser: Chooser, direction: Direction = Direction.CLASSIC) -> None:
        """Mentees choose from now on, and have been told."""
        version = self.making.edit(CLAIRE, self.programme.id).making.version
        self.making.change(CLAIRE, self.programme.id, version, chooser, direction, self.key())
        self.making.open(CLAIRE, self.programme.id, self.key())
        self.choosing.do_due()

    def change_terms(self, **changed: object) -> None:
        usual = {
            "asks": True,
            "remind_after": 3,
            "expire_after": 7,
            "lets_go": False,
            "supervisors": Supervisors.NOBODY,
            "agreement": {},
            **changed,
        }
        terms = self.terms.edit(CLAIRE, self.programme.id).terms
        self.terms.change(CLAIRE, self.programme.id, terms.version, Wanted(**usual), self.key())  # type: ignore[arg-type]

    def all(self, *states: PairState) -> list[Pair]:
        with self.storage.begin() as work:
            return work.pairs.of_programme(self.programme.id, states or None)

    def pair(self, pair: Pair) -> Pair:
        with self.storage.begin() as work:
            return work.pairs.get(pair.id)

    def both(self, pair: Pair) -> Both:
        with self.storage.begin() as work:
            return work.pairs.both(pair.id)

    def message(self, kind: str, to: str) -> Outgoing:
        """A message of that kind that waits to be sent to somebody."""
        query = select(outbox).where((outbox.c.kind == kind) & (outbox.c.to == to))
        with self.storage.engine.connect() as connection:
            return Outgoing(**connection.execute(query).one()._mapping)

    def person(self, id: str) -> Person:
        with self.storage.begin() as work:
            found = work.people.find(id)
        assert found
        return found

    def state_of(self, person_id: str) -> str:
        with self.storage.begin() as work:
            enrolment = work.enrolments.find(self.programme.id, person_id)
        assert enrolment
        return enrolment.state.value
