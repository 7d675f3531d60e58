"""A programme that people can be invited to, and the use cases of recruiting."""

import pytest

from bot.domain.programmes import Programme
from bot.services.invitations import InvitationService
from bot.services.people import PeopleService
from bot.services.reminders import ReminderService
from bot.services.replies import ReplyService
from storage.work import Storage
from tests.builders import a_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack


@pytest.fixture
def programme(storage: Storage) -> Programme:
    with storage.begin() as work:
        for person in (ANA, LEO):
            work.people.keep(person)
        return a_programme(work, CLAIRE)


@pytest.fixture
def invitations(storage: Storage, clock: FakeClock, slack: FakeSlack) -> InvitationService:
    return InvitationService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"), slack)


@pytest.fixture
def reminders(storage: Storage, clock: FakeClock) -> ReminderService:
    return ReminderService(storage, clock)


@pytest.fixture
def replies(storage: Storage, clock: FakeClock) -> ReplyService:
    return ReplyService(storage, clock)
