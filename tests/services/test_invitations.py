from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from bot.domain.door import Door
from bot.domain.enrolment import Role
from bot.domain.errors import DoorClosed, Gone, TooManyMembers
from bot.domain.invitations import Audience, LeftOut, Tally, Whom
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages.invitations import Compose
from bot.messages.invited import Later
from bot.messages.notices import Notice
from bot.services import invitations as service
from bot.services.enrolment import EnrolmentService
from bot.services.invitations import InvitationService
from bot.services.people import PeopleService
from bot.services.reminders import ReminderService
from bot.services.replies import ReplyService
from storage.outbox import outbox
from storage.people import people as people_table
from storage.work import Storage
from tests.builders import a_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

BOTH = Audience(Whom.NAMED, (ANA.id, LEO.id))


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


def said(storage: Storage, kind: str = "invitations/invitation") -> list[tuple[str, str]]:
    """Who is written to, and whether that still stands."""
    query = select(outbox.c.to, outbox.c.state).where(outbox.c.kind == kind).order_by(outbox.c.id)
    with storage.engine.connect() as connection:
        return [(row[0], row[1].value) for row in connection.execute(query)]


def all_are_sent(storage: Storage) -> None:
    with storage.engine.begin() as connection:
        connection.execute(update(outbox).values(state="sent"))


def invite(invitations: InvitationService, programme: Programme, role: Role | None = None, key: str = "k") -> None:
    invitations.send(CLAIRE, programme.id, BOTH, role, "", key)


def change_door(storage: Storage, programme: Programme, door: Door) -> None:
    with storage.begin() as work:
        work.programmes.save(work.programmes.get(programme.id).with_door(door))


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


def test_only_the_silent_are_reminded_and_once(
    storage: Storage,
    clock: FakeClock,
    invitations: InvitationService,
    reminders: ReminderService,
    programme: Programme,
) -> None:
    invite(invitations, programme)
    reminders.do_due()
    EnrolmentService(storage, clock).start(ANA, programme.id, Role.MENTEE)
    assert said(storage) == [(ANA.id, "skipped"), (LEO.id, "ready")]
    all_are_sent(storage)
    clock.move(days=7)
    for _ in range(3):
        reminders.do_due()
    assert said(storage)[2:] == [(LEO.id, "ready")]
    clock.move(days=60)
    assert reminders.do_due() == 0


def test_who_answers_after_the_tick_is_not_reminded_any_more(
    storage: Storage,
    clock: FakeClock,
    invitations: InvitationService,
    reminders: ReminderService,
    replies: ReplyService,
    programme: Programme,
) -> None:
    invite(invitations, programme)
    reminders.do_due()
    all_are_sent(storage)
    clock.move(days=7)
    reminders.do_due()
    replies.decline(ANA, programme.id)
    replies.postpone(LEO, programme.id, date(2027, 1, 20))
    assert said(storage)[2:] == [(ANA.id, "skipped"), (LEO.id, "skipped")]


def test_who_is_away_is_asked_when_they_are_back(
    storage: Storage,
    clock: FakeClock,
    invitations: InvitationService,
    reminders: ReminderService,
    programme: Programme,
) -> None:
    invite(invitations, programme)
    reminders.do_due()
    all_are_sent(storage)
    with storage.engine.begin() as connection:
        leave = update(people_table).where(people_table.c.id == ANA.id)
        connection.execute(leave.values(absent_until=date(2027, 1, 20)))
    clock.move(days=8)
    reminders.do_due()
    assert said(storage)[2:] == [(LEO.id, "ready")]
    clock.move(days=8)
    reminders.do_due()
    assert said(storage)[3:] == [(ANA.id, "ready")]


def test_nothing_is_said_before_the_door_opens_nor_after_it_has_closed(
    storage: Storage,
    clock: FakeClock,
    invitations: InvitationService,
    reminders: ReminderService,
    programme: Programme,
) -> None:
    change_door(storage, programme, Door(opens_on=date(2027, 1, 10), closes_on=date(2027, 1, 14)))
    assert invitations.preview(CLAIRE, programme.id, BOTH, None).opens_on == date(2027, 1, 10)
    invite(invitations, programme)
    reminders.do_due()
    assert said(storage) == []
    clock.move(days=7)
    reminders.do_due()
    assert len(said(storage)) == 2
    clock.move(days=8)
    reminders.do_due()
    assert len(said(storage)) == 2
    with pytest.raises(DoorClosed):
        invitations.preview(CLAIRE, programme.id, BOTH, None)


def test_not_now_brings_one_more_question_and_then_none(
    storage: Storage,
    clock: FakeClock,
    invitations: InvitationService,
    reminders: ReminderService,
    replies: ReplyService,
    programme: Programme,
) -> None:
    invite(invitations, programme)
    reminders.do_due()
    all_are_sent(storage)
    assert replies.later(ANA, programme.id) == Later(programme.id, programme.name, date(2027, 1, 18))
    replies.postpone(ANA, programme.id, date(2027, 1, 18))
    clock.move(days=15)
    reminders.do_due()
    assert said(storage)[2:] == [(LEO.id, "ready"), (ANA.id, "ready")]
    assert replies.later(ANA, programme.id) == Notice("not_asked_again", {"programme": programme.name})
    clock.move(days=60)
    assert reminders.do_due() == 0


def test_only_who_is_invited_has_something_to_answer(replies: ReplyService, programme: Programme) -> None:
    for act in (replies.later, replies.decline):
        with pytest.raises(Gone):
            act(ANA, programme.id)


def test_the_role_of_an_invitation_is_suggested(
    storage: Storage, clock: FakeClock, invitations: InvitationService, programme: Programme
) -> None:
    invite(invitations, programme, Role.MENTOR)
    shown = EnrolmentService(storage, clock).join(ANA, programme.id)
    assert getattr(shown, "role", None) is Role.MENTOR


def test_what_was_begun_is_reminded_of_once(
    storage: Storage, clock: FakeClock, reminders: ReminderService, invitations: InvitationService, programme: Programme
) -> None:
    invite(invitations, programme)
    enrolment = EnrolmentService(storage, clock)
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    clock.move(days=2, hours=23)
    reminders.do_due()
    assert said(storage, "enrolment/unfinished") == []
    clock.move(hours=1)
    for _ in range(3):
        reminders.do_due()
    assert said(storage, "enrolment/unfinished") == [(ANA.id, "ready")]
    enrolment.withdraw(ANA, page.subject, "w")
    assert said(storage, "enrolment/unfinished") == [(ANA.id, "skipped")]
    enrolment.start(ANA, programme.id, Role.MENTEE)
    clock.move(days=9)
    reminders.do_due()
    assert len(said(storage, "enrolment/unfinished")) == 1


def test_thousands_are_invited_and_asked_in_steps(
    storage: Storage, invitations: InvitationService, reminders: ReminderService, programme: Programme
) -> None:
    with storage.begin() as work:
        for number in range(1200):
            work.people.keep(Person(f"U0MANY{number}", "Many"))
    assert invitations.send(CLAIRE, programme.id, Audience(Whom.EVERYBODY), None, "", "k").sent == 1203
    assert reminders.do_due() == 1203
    assert len({to for to, _ in said(storage)}) == 1203
