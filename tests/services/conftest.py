"""Services on their own, with fakes at their edges."""

import pytest

from bot.domain.programmes import Programme
from bot.services.breaks import BreakService
from bot.services.directory import DirectoryService
from bot.services.imports import ImportService
from bot.services.invitations import InvitationService
from bot.services.leaving import LeavingService
from bot.services.people import PeopleService
from bot.services.reminders import ReminderService
from bot.services.replies import ReplyService
from bot.services.rights import RightsService
from storage.work import Storage
from tests.builders import a_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

GROUP = "S0HR"


@pytest.fixture
def people(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    return PeopleService(storage, clock, slack, {CLAIRE.id}, "en")


@pytest.fixture
def directory(storage: Storage, clock: FakeClock, slack: FakeSlack, people: PeopleService) -> DirectoryService:
    return DirectoryService(storage, clock, people, slack, LeavingService(storage, clock, people), GROUP)


@pytest.fixture
def rights(storage: Storage, clock: FakeClock, people: PeopleService) -> RightsService:
    return RightsService(storage, clock, people)


@pytest.fixture
def breaks(storage: Storage, clock: FakeClock, people: PeopleService) -> BreakService:
    return BreakService(storage, clock, people)


@pytest.fixture
def imports(storage: Storage, clock: FakeClock, slack: FakeSlack, people: PeopleService) -> ImportService:
    return ImportService(storage, clock, people, slack)


@pytest.fixture
def programme(storage: Storage) -> Programme:
    with storage.begin() as work:
        for person in (ANA, LEO):
            work.people.keep(person)
        return a_programme(work, CLAIRE)


@pytest.fixture
def invitations(storage: Storage, clock: FakeClock, slack: FakeSlack, people: PeopleService) -> InvitationService:
    return InvitationService(storage, clock, people, slack)


@pytest.fixture
def reminders(storage: Storage, clock: FakeClock) -> ReminderService:
    return ReminderService(storage, clock)


@pytest.fixture
def replies(storage: Storage, clock: FakeClock) -> ReplyService:
    return ReplyService(storage, clock)
