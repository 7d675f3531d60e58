"""Rights are checked from who acts, whatever a button or a form says."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.audience import Audience, Whom
from bot.domain.door import Door
from bot.domain.enrolment import Role
from bot.domain.errors import NotAllowed, NotRecruiting
from bot.services.announcements import AnnouncementService
from bot.services.breaks import BreakService
from bot.services.door import DoorService
from bot.services.enrolment import EnrolmentService
from bot.services.imports import ImportService
from bot.services.invitations import InvitationService
from bot.services.outbox import OutboxService
from bot.services.people import PeopleService
from bot.services.programmes import ProgrammeService
from bot.services.rights import RightsService
from bot.services.skills import SkillService
from bot.services.supply import SupplyService
from storage.work import Storage
from tests.builders import PLAN, a_programme, a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

EVERYBODY = Audience(Whom.EVERYBODY)


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


SKILL_ACTS: dict[str, Callable[[SkillService], object]] = {
    "overview": lambda skills: skills.overview(ANA, 1),
    "merge": lambda skills: skills.merge(ANA, 1, 2),
    "tell apart": lambda skills: skills.tell_apart(ANA, 1, 2),
    "change": lambda skills: skills.change(ANA, 1, 1),
    "rename": lambda skills: skills.rename(ANA, 1, 1, "x", "x"),
    "give up": lambda skills: skills.give_up(ANA, 1, "sales"),
    "remove": lambda skills: skills.remove(ANA, 1),
    "suggest": lambda skills: skills.suggest(ANA, "x"),
}


@pytest.mark.parametrize("act", SKILL_ACTS)
def test_only_the_programme_team_looks_after_skills(
    storage: Storage, clock: FakeClock, people: PeopleService, act: str
) -> None:
    with storage.begin() as work:
        before = work.skills.all()
    with pytest.raises(NotAllowed):
        SKILL_ACTS[act](SkillService(storage, clock, people))
    with storage.begin() as work:
        assert work.skills.all() == before


PEOPLE_ACTS: dict[str, Callable[[RightsService, BreakService, ImportService], object]] = {
    "see the team": lambda rights, _, __: rights.team(ANA),
    "change the team": lambda rights, _, __: rights.change(ANA, [], [ANA.id], "k"),
    "form of a break": lambda _, breaks, __: breaks.record_form(ANA, 1),
    "record a break": lambda _, breaks, __: breaks.record(ANA, 1, LEO.id, True, None, "k"),
    "form of a file": lambda _, __, imports: imports.form(ANA),
    "drop a file": lambda _, __, imports: imports.receive(ANA, "F1", "k"),
    "confirm a file": lambda _, __, imports: imports.confirm(ANA, 1),
    "discard a file": lambda _, __, imports: imports.discard(ANA, 1),
}


@pytest.mark.parametrize("act", PEOPLE_ACTS)
def test_only_the_programme_team_decides_about_people(
    storage: Storage, rights: RightsService, breaks: BreakService, imports: ImportService, act: str
) -> None:
    a_recruiting_programme(storage, CLAIRE)
    with pytest.raises(NotAllowed):
        PEOPLE_ACTS[act](rights, breaks, imports)


RECRUITING_ACTS: dict[str, Callable[[InvitationService, DoorService, SupplyService], object]] = {
    "overview": lambda invitations, *_: invitations.overview(ANA, 1),
    "compose": lambda invitations, *_: invitations.compose(ANA, 1, Whom.GROUP),
    "preview": lambda invitations, *_: invitations.preview(ANA, 1, EVERYBODY, None),
    "send": lambda invitations, *_: invitations.send(ANA, 1, EVERYBODY, None, "", "k"),
    "door": lambda _, door, __: door.open(ANA, 1),
    "change the door": lambda _, door, __: door.change(ANA, 1, 1, Door(), "k"),
    "look": lambda _, __, supply: supply.look(ANA, 1),
    "chart": lambda _, __, supply: supply.chart(ANA, 1, "k"),
    "find": lambda _, __, supply: supply.find(ANA, 1),
    "ask": lambda _, __, supply: supply.ask(ANA, 1, "C1", [], "", "k"),
}


@pytest.mark.parametrize("act", RECRUITING_ACTS)
def test_only_the_programme_team_recruits(
    storage: Storage, clock: FakeClock, slack: FakeSlack, people: PeopleService, act: str
) -> None:
    a_recruiting_programme(storage, CLAIRE)
    base = (storage, clock, people)
    with pytest.raises(NotAllowed):
        RECRUITING_ACTS[act](InvitationService(*base, slack), DoorService(*base), SupplyService(*base))


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
    "suggest": lambda enrolment, id: enrolment.suggest(LEO, id, "skills_wanted#1", "x"),
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
