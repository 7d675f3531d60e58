"""Pairs under way, and all services that ask after them."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import update

from bot.domain.checkins import Answer, Checkin, Schedule, Step
from bot.domain.feedback import Fit
from bot.domain.outbox import OutgoingState
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.messages.checkins import Questions
from bot.services.asking import AskingService
from bot.services.cadence import CadenceService
from bot.services.care import CareService
from bot.services.checkins import CheckinService
from bot.services.meetings import MeetingService
from bot.services.people import PeopleService
from bot.services.proposing import ProposingService
from bot.services.replying import ReplyingService
from bot.services.resting import RestingService
from storage.outbox import outbox
from storage.work import Storage, Work
from tests.conftest import CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import said
from tests.services.pairing import House

M = TypeVar("M")


class Round(House):
    """Two of the company's pairs, or as many as are wanted, and what happens as days go by."""

    def __init__(self, storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
        super().__init__(storage, clock, slack)
        people = PeopleService(storage, clock, slack, {CLAIRE.id, LEO.id}, "en")
        self.checkins = CheckinService(storage, clock, people)
        self.asking = AskingService(storage, clock, people)
        self.replying = ReplyingService(storage, clock, people)
        self.resting = RestingService(storage, clock, people)
        self.proposing = ProposingService(storage, clock, people)
        self.care = CareService(storage, clock, people)
        self.cadence = CadenceService(storage, clock, people)
        self.heard: list[tuple[int, str, int | None, Fit | None]] = []
        self.meetings = MeetingService(storage, clock, people, [self])

    def hear(self, work: Work, pair: Pair, person: Person, rating: int | None, fit: Fit | None) -> None:
        assert work.pairs.get(pair.id)
        self.heard.append((pair.id, person.id, rating, fit))

    def begin(self, count: int = 1) -> list[Pair]:
        """So many pairs under way."""
        for pair in self.publish(count):
            for person_id in pair.people:
                self.proposals.yes(self.person(person_id), pair.id)
        self.pairs.do_due()
        return self.all(PairState.ACTIVE)

    def tick(self) -> None:
        """The clockwork beats, and Slack takes at once what is due."""
        self.checkins.do_due()
        self.asking.do_due()
        due = (outbox.c.state == OutgoingState.READY) & (outbox.c.due_at <= self.clock.now())
        with self.storage.engine.begin() as connection:
            connection.execute(update(outbox).where(due).values(state=OutgoingState.SENT))

    def pass_days(self, count: int) -> None:
        """Days pass, with a tick each quarter of them."""
        for _ in range(count * 4):
            self.clock.move(hours=6)
            self.tick()

    def schedule(self, pair: Pair) -> Schedule:
        with self.storage.begin() as work:
            return work.schedules.of(pair.id)

    def checkins_of(self, pair: Pair) -> list[Checkin]:
        with self.storage.begin() as work:
            return work.checkins.of_pair(pair.id)

    def answers(self, pair: Pair, person_id: str) -> list[Answer]:
        with self.storage.begin() as work:
            return work.answers.of_pair(pair.id, person_id)

    def told(self, to: str, kind: type[M]) -> list[M]:
        return [each for each in said(self.storage, to) if isinstance(each, kind)]

    def questions(self, to: str) -> Sequence[Questions]:
        return self.told(to, Questions)

    def last_day(self, to: str) -> str:
        """The day of the newest questions, as their buttons say it."""
        return self.questions(to)[-1].day.isoformat()

    def steps(self, to: str) -> list[Step | None]:
        """What somebody has been asked so far."""
        return [line.step for each in self.questions(to) for line in each.lines]

    def asked(self) -> Pair:
        """A pair that has just been asked for the first time."""
        pair = self.begin()[0]
        self.pass_days(11)
        return pair

    def meet(self, pair: Pair, person_id: str, day: str = "", **typed: object) -> None:
        """Somebody tells of a meeting today."""
        person = self.person(person_id)
        held_on = person.today(self.clock.now()).isoformat()
        filled = {"held_on": held_on, "way": None, "minutes": None, "rating": None, "gained": None, "next_on": None}
        self.meetings.record(person, pair.id, day, {**filled, **typed}, self.key())
