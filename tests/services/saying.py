"""A pair under way, and what its people say about it."""

from typing import TypeVar

from bot.domain.feedback import Fit, Opinion
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.messages import catalogue
from bot.messages.feedback import FitQuestion, PulseQuestion
from bot.services.climate import ClimateService
from bot.services.feedback import FeedbackService
from bot.services.people import PeopleService
from bot.services.sounding import SoundingService
from storage.work import Storage
from tests.builders import a_message
from tests.conftest import CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import said
from tests.services.pairing import House

T = TypeVar("T")
TYPED: dict[str, object] = {
    "quality": "4",
    "goal_clear": "yes",
    "open": "partly",
    "time_used": None,
    "rhythm": "too_little",
    "more_time": "no",
    "word": None,
}


class Parlour(House):
    """The house of pairs, with everything that there is to say about them."""

    def __init__(self, storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
        super().__init__(storage, clock, slack)
        people = PeopleService(storage, clock, slack, {CLAIRE.id, LEO.id}, "en")
        self.feedback = FeedbackService(storage, clock, people)
        self.sounding = SoundingService(storage, clock, people)
        self.climate = ClimateService(storage, clock, people)

    def two(self) -> tuple[Pair, Person, Person]:
        """A pair under way, its mentee and its mentor."""
        pair = self.together()
        return pair, self.person(pair.mentee_id), self.person(pair.mentor_id)

    def met(self, pair: Pair, person: Person, rating: int | None = None, fit: Fit | None = None) -> None:
        """Somebody reports a meeting, or confirms it."""
        with self.storage.begin() as work:
            self.feedback.hear(work, work.pairs.get(pair.id), person, rating, fit)

    def days(self, count: float) -> None:
        """Days pass, and what is due in them is asked each half day."""
        for _ in range(round(count * 2)):
            self.clock.move(hours=12)
            self.sounding.do_due()

    def told(self, person: Person, kind: type[T]) -> list[T]:
        """What of this kind somebody is to be told, in order."""
        return [each for each in said(self.storage, person.id) if isinstance(each, kind)]

    def fit_asked(self, person: Person) -> list[FitQuestion]:
        return self.told(person, FitQuestion)

    def pulses(self, person: Person) -> list[PulseQuestion]:
        return self.told(person, PulseQuestion)

    def answer(self, person: Person, **typed: object) -> None:
        """Fills in the newest short form that this person has been asked for."""
        newest = self.pulses(person)[-1].sounding_id
        self.feedback.answer(person, newest, {**TYPED, **typed}, self.key())

    def opinions(self, pair: Pair, person: Person) -> list[Opinion]:
        with self.storage.begin() as work:
            return work.opinions.of(pair.id, person.id)

    def overtaken(self, question: FitQuestion | PulseQuestion) -> str | None:
        """What the last look at this question would say."""
        kind = catalogue.surface_of(question).kind
        message = a_message("q", kind=kind, context=catalogue.dump(question))
        with self.storage.begin() as work:
            return self.sounding.overtaken(work, message)

    def all_told(self, person_id: str) -> str:
        """Everything that somebody, or a channel, is to be told, as one text."""
        return repr([catalogue.dump(each) for each in said(self.storage, person_id)])
