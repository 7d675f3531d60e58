from datetime import date

import pytest
from sqlalchemy import update

from bot.domain.door import Door
from bot.domain.enrolment import Role
from bot.domain.errors import DoorClosed, Gone
from bot.domain.programmes import Programme
from bot.messages.invited import Later
from bot.messages.notices import Notice
from bot.services.enrolment import EnrolmentService
from bot.services.invitations import InvitationService
from bot.services.reminders import ReminderService
from bot.services.replies import ReplyService
from storage.people import people as people_table
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock
from tests.services.recruiting import BOTH, all_are_sent, change_door, invite, said


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
