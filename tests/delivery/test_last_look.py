"""What is no longer worth saying is not said, and what comes at a bad moment comes at a better one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.delivery import Delivery
from bot.domain.lanes import Lane
from bot.domain.outbox import OutgoingState, Surface
from bot.domain.people import Person
from bot.domain.programmes import ProgrammeState
from bot.messages.announcements import Announcement
from bot.messages.catalogue import dump, kind_of
from bot.messages.enrolment import Confirmation
from bot.services.announcements import AnnouncementService
from bot.services.enrolment import EnrolmentService
from bot.services.people import PeopleService
from storage.work import Storage
from tests.builders import a_delivery, a_message, a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack

SUNDAY_NIGHT = datetime(2027, 1, 3, 22, 0, tzinfo=UTC)
MONDAY_MORNING = datetime(2027, 1, 4, 8, 30, tzinfo=UTC)


def put(storage: Storage, person: Person = ANA, **more: object) -> None:
    with storage.begin() as work:
        work.people.keep(person)
        work.outbox.add(a_message("a", **more))


def state_of(storage: Storage, id: int = 1) -> tuple[OutgoingState, str | None]:
    with storage.begin() as work:
        message = work.outbox.get(id)
    return message.state, message.reason


def test_a_nudge_at_night_is_moved_to_the_morning_and_sent(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    clock.move(seconds=(SUNDAY_NIGHT - clock.now()).total_seconds())
    put(storage, lane=Lane.NUDGE, due_at=SUNDAY_NIGHT)
    delivery.do_due()
    assert slack.posted == []
    with storage.begin() as work:
        assert work.outbox.get(1).due_at == MONDAY_MORNING
    clock.move(seconds=(MONDAY_MORNING - clock.now()).total_seconds())
    delivery.do_due()
    assert len(slack.posted) == 1


def test_an_answer_comes_at_night_too(storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack) -> None:
    clock.move(hours=12)
    put(storage)
    delivery.do_due()
    assert len(slack.posted) == 1


def test_who_has_gone_away_meanwhile_hears_of_it_on_their_return_or_not_at_all(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    slack.people[ANA.id] = replace(ANA, absent_until=date(2027, 1, 20))
    with storage.begin() as work:
        work.outbox.add(a_message("a", lane=Lane.NUDGE, deadline=clock.now() + timedelta(days=30)))
        work.outbox.add(a_message("b", lane=Lane.NUDGE, deadline=clock.now() + timedelta(days=2)))
    delivery.do_due()
    clock.move(seconds=2)
    delivery.do_due()
    assert slack.posted == []
    assert state_of(storage) == (OutgoingState.READY, "out_of_hours")
    assert state_of(storage, 2) == (OutgoingState.EXPIRED, "no_hours_left")


@pytest.mark.parametrize(("decide", "left"), [("pause", OutgoingState.PAUSED), ("cancel", OutgoingState.SKIPPED)])
def test_what_was_under_way_when_hr_decided_follows_the_others_if_it_comes_back(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack, decide: str, left: OutgoingState
) -> None:
    with storage.begin() as work:
        work.outbox.add_all(a_message(f"{n}", to=to, lane=Lane.BULK, batch="b") for n, to in enumerate((ANA.id, "U1")))
        work.outbox.claim("one", clock.now(), timedelta(seconds=60), Surface.MESSAGE, Lane.BULK)
        getattr(work.sendings, decide)("b")
    clock.move(seconds=61)
    delivery.recover()
    delivery.do_due()
    assert slack.posted == []
    assert state_of(storage)[0] is left


def test_a_programme_that_has_closed_meanwhile_is_not_announced(
    storage: Storage, clock: FakeClock, slack: FakeSlack
) -> None:
    announcements = AnnouncementService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"))
    programme = a_recruiting_programme(storage, CLAIRE)
    kind = kind_of(Announcement)
    put(storage, to="C0GENERAL", kind=kind, context=dump(Announcement.of(programme)))
    with storage.begin() as work:
        work.programmes.save(replace(programme, state=ProgrammeState.CLOSED))
    a_delivery(storage, clock, slack, {kind: announcements.overtaken}).do_due()
    assert state_of(storage) == (OutgoingState.SKIPPED, "not_recruiting")


@pytest.mark.parametrize(("leaves", "posts"), [(True, 0), (False, 1)])
def test_a_confirmation_is_not_sent_to_who_has_left_again(
    storage: Storage, clock: FakeClock, slack: FakeSlack, leaves: bool, posts: int
) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        enrolment = an_enrolment(work, programme, ANA)
        enrolment = work.enrolments.save(enrolment.submitted({}, clock.now()))
        if leaves:
            work.enrolments.save(enrolment.withdrawn())
    kind = kind_of(Confirmation)
    context = dump(Confirmation(enrolment.id, programme.name, enrolment.role, programme.starts_on))
    put(storage, kind=kind, context=context)
    a_delivery(storage, clock, slack, {kind: EnrolmentService(storage, clock).overtaken}).do_due()
    assert len(slack.posted) == posts
