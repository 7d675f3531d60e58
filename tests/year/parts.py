"""The parts of the product that a year goes through: built from the same classes as the product's own."""

from bot.delivery.delivery import Delivery
from bot.delivery.last_look import LastLook
from bot.domain.people import Person
from bot.messages.catalogue import kind_of
from bot.messages.checkins import Questions
from bot.messages.pausing import Paused
from bot.services.asking import AskingService
from bot.services.breaks import BreakService
from bot.services.checkins import CheckinService
from bot.services.digests import DigestService
from bot.services.leaving import LeavingService
from bot.services.meetings import MeetingService
from bot.services.pairs import PairService
from bot.services.people import PeopleService
from bot.services.replying import ReplyingService
from bot.services.resting import RestingService
from storage.work import Storage
from tests.builders import a_delivery
from tests.delivery.rough_slack import RoughSlack
from tests.fakes import FakeClock
from tests.year.company import HR


class Parts:
    """All of them, for one life of the process. A subclass breaks a part, to see that it is noticed."""

    Checkins: type[CheckinService] = CheckinService
    Asking: type[AskingService] = AskingService
    Look: type[LastLook] = LastLook

    def __init__(self, storage: Storage, clock: FakeClock, slack: RoughSlack) -> None:
        self.storage = storage
        people = PeopleService(storage, clock, slack, {HR.id}, "en")
        base = (storage, clock, people)
        self.checkins = self.Checkins(*base)
        self.asking = self.Asking(*base)
        self.meetings = MeetingService(*base)
        self.replying = ReplyingService(*base)
        self.resting = RestingService(*base)
        self.breaks = BreakService(*base)
        self.pairs = PairService(*base, slack)
        self.digests = DigestService(storage, clock)
        self._leaving = LeavingService(*base)
        overtaken = {kind_of(Questions): self.asking.overtaken, kind_of(Paused): self.resting.overtaken}
        self.delivery: Delivery = a_delivery(storage, clock, slack, overtaken, look=self.Look)

    def tick(self) -> None:
        """What the pulse does."""
        self.delivery.recover()
        self.pairs.do_due()
        self.breaks.do_due()
        self.checkins.do_due()
        self.asking.do_due()
        self.digests.do_due()

    def leave(self, person: Person) -> None:
        """Slack says that somebody has left the company."""
        with self.storage.begin() as work:
            work.people.keep(person)
            self._leaving.left(work, [person])
