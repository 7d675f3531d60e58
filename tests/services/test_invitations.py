from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.domain.audience import Audience, LeftOut, Whom
from bot.domain.enrolment import Role
from bot.domain.errors import TooManyMembers
from bot.domain.invitations import Tally
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages.invitations import Compose
from bot.services import invitations as service
from bot.services.enrolment import EnrolmentService
from bot.services.invitations import InvitationService
from bot.services.reminders import ReminderService
from storage.people import people as people_table
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.recruiting import BOTH, invite, said


def test_inviting_opens_the_programme_and_asks_each_once(
    storage: Storage, invitations: InvitationService, reminders: ReminderService, programme: Programme
) -> None:
    assert invitations.send(CLAIRE, programme.id, BOTH, None, "Venez", "k").sent == 2
    assert invitations.send(CLAIRE, programme.id, BOTH, None, "Venez", "k").sent is None
    assert invitations.send(CLAIRE, programme.id, BOTH, None, "Venez", "other").sent == 0
    for _ in range(3):
        reminders.do_due()
    assert said(storage) == [(ANA.id, "ready"), (LEO.id, "ready")]
    with storage.begin() as work:
        assert work.programmes.get(programme.id).state is ProgrammeState.RECRUITING
        assert work.invitations.tally(programme.id) == Tally(silent=2)


def test_the_preview_says_how_many_and_why_not_and_how_long(
    storage: Storage, invitations: InvitationService, programme: Programme
) -> None:
    with storage.begin() as work:
        for number in range(70):
            work.people.keep(Person(f"U0MANY{number}", "Many", is_guest=number < 5))
    seen = invitations.preview(CLAIRE, programme.id, Audience(Whom.EVERYBODY), None)
    assert (seen.count, seen.minutes, seen.left_out) == (68, 2, {LeftOut.GUEST: 5})


def test_a_channel_a_group_and_a_department(
    storage: Storage, invitations: InvitationService, slack: FakeSlack, programme: Programme
) -> None:
    slack.gathered |= {"C1": [ANA.id, "U0UNKNOWN"], "S1": [LEO.id]}
    with storage.engine.begin() as connection:
        connection.execute(update(people_table).where(people_table.c.id == ANA.id).values(department="Ventes"))
    channel = invitations.preview(CLAIRE, programme.id, Audience(Whom.CHANNEL, ("C1",)), None)
    assert (channel.count, channel.left_out) == (1, {LeftOut.UNKNOWN: 1})
    assert invitations.preview(CLAIRE, programme.id, Audience(Whom.GROUP, ("S1",)), None).count == 1
    assert invitations.preview(CLAIRE, programme.id, Audience(Whom.DEPARTMENT, ("Ventes",)), None).count == 1
    assert invitations.compose(CLAIRE, programme.id, Whom.GROUP) == Compose(programme.id, Whom.GROUP, (("S1", "S1"),))
    assert invitations.compose(CLAIRE, programme.id, Whom.DEPARTMENT).choices == (("Ventes", "Ventes (1)"),)


def test_a_department_is_found_by_the_part_of_its_name_that_a_menu_holds(storage: Storage) -> None:
    name = "Direction de la transformation, de la qualité et de la relation avec les clients du Nord"
    with storage.begin() as work:
        work.people.keep(replace(ANA, department=name))
        work.people.keep(replace(LEO, department=name[:60]))
        assert work.people.departments() == [(name[:60], 1), (name, 1)]
        assert [each.id for each in work.people.in_department(name[:75])] == [ANA.id]
        assert [each.id for each in work.people.in_department(name[:60])] == [LEO.id]


def test_what_is_too_large_to_count_is_said(
    invitations: InvitationService, slack: FakeSlack, programme: Programme
) -> None:
    slack.gathered["C1"] = [f"U{n}" for n in range(service.MOST_MEMBERS + 1)]
    with pytest.raises(TooManyMembers):
        invitations.preview(CLAIRE, programme.id, Audience(Whom.CHANNEL, ("C1",)), None)


def test_the_role_of_an_invitation_is_suggested(
    storage: Storage, clock: FakeClock, invitations: InvitationService, programme: Programme
) -> None:
    invite(invitations, programme, Role.MENTOR)
    shown = EnrolmentService(storage, clock).join(ANA, programme.id)
    assert getattr(shown, "role", None) is Role.MENTOR


def test_thousands_are_invited_and_asked_in_steps(
    storage: Storage, invitations: InvitationService, reminders: ReminderService, programme: Programme
) -> None:
    with storage.begin() as work:
        for number in range(1200):
            work.people.keep(Person(f"U0MANY{number}", "Many"))
    assert invitations.send(CLAIRE, programme.id, Audience(Whom.EVERYBODY), None, "", "k").sent == 1203
    assert reminders.do_due() == 1203
    assert len({to for to, _ in said(storage)}) == 1203
