"""Rights are checked from who acts, whatever a button or a form says."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.enrolment import Role
from bot.domain.errors import NotAllowed, NotRecruiting
from bot.services.announcements import AnnouncementService
from bot.services.enrolment import EnrolmentService
from bot.services.outbox import OutboxService
from bot.services.people import PeopleService
from bot.services.programmes import ProgrammeService
from storage.work import Storage
from tests.builders import PLAN, a_programme, a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack


@pytest.fixture
def people(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    return PeopleService(storage, clock, slack, {CLAIRE.id}, "en")


TEAM_ACTS: dict[str, Callable[[ProgrammeService, AnnouncementService], object]] = {
    "new": lambda programmes, _: programmes.new(ANA),
    "create": lambda programmes, _: programmes.create(ANA, PLAN, "k"),
    "room": lambda programmes, _: programmes.room(ANA, 1),
    "edit": lambda programmes, _: programmes.edit(ANA, 1),
    "change": lambda programmes, _: programmes.change(ANA, 1, 1, PLAN, "k"),
    "participants": lambda programmes, _: programmes.participants(ANA, 1),
    "compose": lambda _, announcements: announcements.compose(ANA, 1),
    "announce": lambda _, announcements: announcements.announce(ANA, 1, "C1", "", "k"),
    "post again": lambda _, announcements: announcements.post_again(ANA, 1),
}


@pytest.mark.parametrize("act", TEAM_ACTS)
def test_only_the_programme_team_runs_programmes(
    storage: Storage, clock: FakeClock, people: PeopleService, act: str
) -> None:
    a_recruiting_programme(storage, CLAIRE)
    with pytest.raises(NotAllowed):
        TEAM_ACTS[act](ProgrammeService(storage, clock, people), AnnouncementService(storage, clock, people))


OUTBOX_ACTS: dict[str, Callable[[OutboxService], object]] = {
    "log": lambda outbox: outbox.log(ANA),
    "pause": lambda outbox: outbox.pause(ANA, "b"),
    "resume": lambda outbox: outbox.resume(ANA, "b"),
    "cancel": lambda outbox: outbox.cancel(ANA, "b"),
}


@pytest.mark.parametrize("act", OUTBOX_ACTS)
def test_only_the_programme_team_sees_messages_and_holds_them_back(
    storage: Storage, clock: FakeClock, people: PeopleService, act: str
) -> None:
    with pytest.raises(NotAllowed):
        OUTBOX_ACTS[act](OutboxService(storage, clock, people))


OWN_ACTS: dict[str, Callable[[EnrolmentService, int], object]] = {
    "edit": lambda enrolment, id: enrolment.edit(LEO, id),
    "answer": lambda enrolment, id: enrolment.answer(LEO, id, 1, {"years": "3"}),
    "back": lambda enrolment, id: enrolment.back(LEO, id, 2, {}),
    "withdraw": lambda enrolment, id: enrolment.withdraw(LEO, id, "k"),
}


@pytest.mark.parametrize("act", OWN_ACTS)
def test_nobody_reads_or_changes_the_answers_of_somebody_else(storage: Storage, clock: FakeClock, act: str) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        hers = an_enrolment(work, programme, ANA)
    with pytest.raises(NotAllowed):
        OWN_ACTS[act](EnrolmentService(storage, clock), hers.id)
    with storage.begin() as work:
        assert work.enrolments.get(hers.id) == hers


def test_who_has_left_the_company_is_no_longer_in_the_team(people: PeopleService) -> None:
    assert people.is_hr(CLAIRE)
    assert not people.is_hr(replace(CLAIRE, is_active=False))


def test_joining_never_takes_a_programme_that_is_not_open(storage: Storage, clock: FakeClock) -> None:
    with storage.begin() as work:
        work.people.keep(ANA)
        draft = a_programme(work, CLAIRE)
    with pytest.raises(NotRecruiting):
        EnrolmentService(storage, clock).start(ANA, draft.id, Role.MENTEE)
