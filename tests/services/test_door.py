from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.door import Door
from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.errors import ChangedMeanwhile, DoorClosed, InvalidForm, NotInvited, NotYetOpen
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.enrolment import Done
from bot.services.door import DoorService
from bot.services.enrolment import EnrolmentService
from bot.services.people import PeopleService
from storage.outbox import outbox
from storage.work import Storage
from tests.builders import MENTEE_PAGES, a_recruiting_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

ZOE = Person("U0ZOE", "Zoé", tz="Europe/Paris", locale="fr-FR")


@pytest.fixture
def programme(storage: Storage) -> Programme:
    with storage.begin() as work:
        for person in (ANA, LEO, ZOE):
            work.people.keep(person)
    return a_recruiting_programme(storage, CLAIRE)


@pytest.fixture
def door(storage: Storage, clock: FakeClock, slack: FakeSlack) -> DoorService:
    return DoorService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"))


@pytest.fixture
def enrolment(storage: Storage, clock: FakeClock) -> EnrolmentService:
    return EnrolmentService(storage, clock)


def change(service: DoorService, programme: Programme, door: Door) -> None:
    version = service.open(CLAIRE, programme.id).version
    service.change(CLAIRE, programme.id, version, door, f"door:{version}")


def join(enrolment: EnrolmentService, programme: Programme, person: Person, role: Role = Role.MENTEE) -> Done:
    page = enrolment.start(person, programme.id, role)
    return send(enrolment, person, page.subject)


def send(enrolment: EnrolmentService, person: Person, enrolment_id: int) -> Done:
    for number, typed in enumerate(MENTEE_PAGES, start=1):
        shown = enrolment.answer(person, enrolment_id, number, typed)
    assert isinstance(shown, Done)
    return shown


def states(storage: Storage, programme: Programme) -> dict[str, EnrolmentState]:
    with storage.begin() as work:
        found = {person.id: work.enrolments.find(programme.id, person.id) for person in (ANA, LEO, ZOE)}
    return {id: each.state for id, each in found.items() if each}


def test_a_door_is_changed_as_it_was_seen(door: DoorService, programme: Programme) -> None:
    change(door, programme, Door(places=3, guests=True))
    assert door.open(CLAIRE, programme.id).door == Door(places=3, guests=True)
    with pytest.raises(InvalidForm):
        change(door, programme, Door(remind_after=0))
    with pytest.raises(ChangedMeanwhile):
        door.change(CLAIRE, programme.id, programme.version, Door(), "late")


def test_joining_outside_the_window_is_refused_with_its_date(
    door: DoorService, enrolment: EnrolmentService, clock: FakeClock, programme: Programme
) -> None:
    change(door, programme, Door(opens_on=date(2027, 1, 6), closes_on=date(2027, 1, 8)))
    with pytest.raises(NotYetOpen):
        enrolment.start(ANA, programme.id, Role.MENTEE)
    clock.move(days=2)
    begun, late = (enrolment.start(person, programme.id, Role.MENTEE) for person in (ANA, LEO))
    clock.move(days=3)
    with pytest.raises(DoorClosed):
        enrolment.start(ZOE, programme.id, Role.MENTEE)
    assert send(enrolment, ANA, begun.subject).place is None
    clock.move(days=2)
    with pytest.raises(DoorClosed):
        enrolment.answer(LEO, late.subject, 1, MENTEE_PAGES[0])


def test_guests_join_where_the_programme_says_so(
    door: DoorService, enrolment: EnrolmentService, programme: Programme
) -> None:
    guest = replace(ANA, is_guest=True)
    with pytest.raises(NotInvited):
        enrolment.join(guest, programme.id)
    change(door, programme, Door(guests=True))
    join(enrolment, programme, guest)


def test_who_comes_when_all_places_are_taken_is_in_line(
    storage: Storage, door: DoorService, enrolment: EnrolmentService, programme: Programme
) -> None:
    change(door, programme, Door(places=1))
    assert join(enrolment, programme, ANA).place is None
    assert join(enrolment, programme, LEO).place == 1
    assert join(enrolment, programme, ZOE).place == 2
    assert door.do_due() == 0
    assert (door.open(CLAIRE, programme.id).mentees, door.open(CLAIRE, programme.id).in_line) == (1, 2)
    with storage.begin() as work:
        assert [each.person_id for each in work.enrolments.taking_part(programme.id, 0, 9)] == [ANA.id]


def test_the_first_in_line_has_the_place_that_becomes_free_and_nobody_jumps_it(
    storage: Storage, door: DoorService, enrolment: EnrolmentService, programme: Programme
) -> None:
    change(door, programme, Door(places=1))
    join(enrolment, programme, ANA)
    join(enrolment, programme, LEO)
    with storage.begin() as work:
        leaving = work.enrolments.find(programme.id, ANA.id)
    assert leaving
    enrolment.withdraw(ANA, leaving.id, "w")
    assert join(enrolment, programme, ZOE).place == 2
    assert door.do_due() == 1
    assert door.do_due() == 0
    assert states(storage, programme) == {
        ANA.id: EnrolmentState.WITHDRAWN,
        LEO.id: EnrolmentState.SUBMITTED,
        ZOE.id: EnrolmentState.IN_LINE,
    }
    with storage.engine.connect() as connection:
        told = connection.scalars(select(outbox.c.to).where(outbox.c.kind == "door/place_free")).all()
    assert told == [LEO.id]


def test_more_places_take_in_as_many(
    storage: Storage, door: DoorService, enrolment: EnrolmentService, programme: Programme
) -> None:
    change(door, programme, Door(places=1))
    for person in (ANA, LEO, ZOE):
        join(enrolment, programme, person)
    change(door, programme, Door())
    assert door.do_due() == 2
    assert set(states(storage, programme).values()) == {EnrolmentState.SUBMITTED}


def test_in_line_one_can_change_ones_answers_and_keeps_ones_place(
    storage: Storage, door: DoorService, enrolment: EnrolmentService, programme: Programme
) -> None:
    change(door, programme, Door(places=1))
    for person in (ANA, LEO, ZOE):
        join(enrolment, programme, person)
    with storage.begin() as work:
        leo = work.enrolments.find(programme.id, LEO.id)
    assert leo
    assert send(enrolment, LEO, leo.id) == Done(programme.name, again=True)
    with storage.begin() as work:
        assert work.enrolments.in_line(programme.id, work.enrolments.get(leo.id)) == 0
