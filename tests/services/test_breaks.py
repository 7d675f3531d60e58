from datetime import date, timedelta

import pytest

from bot.delivery.delivery import Delivery
from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.errors import InvalidForm, NotAllowed
from bot.domain.lanes import Lane
from bot.domain.outbox import OutgoingState
from bot.domain.people import Person
from bot.services.breaks import EVERYTHING, BreakService, break_of
from bot.services.enrolment import EnrolmentService
from bot.services.people import PeopleService
from bot.services.programmes import ProgrammeService
from storage.work import Storage
from tests.builders import a_delivery, a_message, a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY, FakeClock, FakeSlack
from tests.storage.looking import messages

FRIDAY = date(2027, 1, 8)


@pytest.fixture
def hers(storage: Storage) -> int:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        work.people.keep(LEO)
        return work.enrolments.save(an_enrolment(work, programme, ANA, Role.MENTOR).submitted({}, MONDAY)).id


def person(storage: Storage, id: str = ANA.id) -> Person:
    with storage.look() as work:
        found = work.people.find(id)
    assert found
    return found


def state(storage: Storage, id: int) -> tuple[EnrolmentState, date | None]:
    with storage.look() as work:
        enrolment = work.enrolments.get(id)
    return enrolment.state, enrolment.paused_until


def test_a_break_from_everything_ends_by_itself_on_the_morning_of_return(
    storage: Storage, breaks: BreakService, clock: FakeClock, hers: int
) -> None:
    breaks.take(ANA, EVERYTHING, FRIDAY, "k")
    assert break_of(person(storage), clock.now())
    clock.move(days=3, hours=22)  # Friday, 8:00 in Paris
    assert breaks.do_due() == 0
    clock.move(hours=1)
    assert breaks.do_due() == 1
    assert person(storage).absent_until is None
    assert [(each.to, each.kind) for each in messages(storage)] == [(ANA.id, "breaks/back")]
    assert breaks.do_due() == 0


def test_a_break_from_one_programme_leaves_the_place_where_it_was(
    storage: Storage, breaks: BreakService, clock: FakeClock, hers: int
) -> None:
    breaks.take(ANA, str(hers), FRIDAY, "k1")
    breaks.take(ANA, str(hers), FRIDAY + timedelta(days=7), "k2")
    assert state(storage, hers) == (EnrolmentState.PAUSED, FRIDAY + timedelta(days=7))
    clock.move(days=11)
    assert breaks.do_due() == 1
    assert state(storage, hers) == (EnrolmentState.SUBMITTED, None)
    assert messages(storage)[0].context == {"programme": "Mentoring", "enrolment_id": hers}
    assert breaks.form(ANA, hers).enrolment_id == hers


def test_one_can_come_back_before(storage: Storage, breaks: BreakService, hers: int) -> None:
    breaks.take(ANA, EVERYTHING, FRIDAY, "k1")
    breaks.take(ANA, str(hers), FRIDAY, "k2")
    for key in ("k3", "k3", "k4"):
        breaks.end(ANA, None, key)
        breaks.end(ANA, hers, f"{key}'")
    assert person(storage).absent_until is None
    assert state(storage, hers) == (EnrolmentState.SUBMITTED, None)


@pytest.mark.parametrize(
    ("until", "fault"), [(date(2027, 1, 4), "too_early"), (date(2028, 2, 1), "too_late"), (None, "not_a_date")]
)
def test_a_day_of_return_is_to_come_and_within_a_year(breaks: BreakService, until: date | None, fault: str) -> None:
    with pytest.raises(InvalidForm) as invalid:
        breaks.take(ANA, EVERYTHING, until, "k")
    assert invalid.value.faults["until"].name == fault


def test_nobody_sends_somebody_else_on_a_break(breaks: BreakService, hers: int) -> None:
    with pytest.raises(NotAllowed):
        breaks.take(LEO, str(hers), FRIDAY, "k")
    with pytest.raises(NotAllowed):
        breaks.end(LEO, hers, "k")


def test_hr_records_a_break_and_its_end(storage: Storage, breaks: BreakService, hers: int) -> None:
    breaks.record(CLAIRE, 1, ANA.id, False, FRIDAY, "k1")
    assert state(storage, hers) == (EnrolmentState.PAUSED, FRIDAY)
    breaks.record(CLAIRE, 1, ANA.id, True, FRIDAY, "k2")
    assert person(storage).absent_until == FRIDAY
    breaks.record(CLAIRE, 1, ANA.id, False, None, "k3")
    assert (person(storage).absent_until, state(storage, hers)[0]) == (None, EnrolmentState.SUBMITTED)
    with pytest.raises(InvalidForm):
        breaks.record(CLAIRE, 1, LEO.id, True, FRIDAY, "k4")


def test_hr_sees_who_is_on_a_break(
    storage: Storage, breaks: BreakService, clock: FakeClock, people: PeopleService, hers: int
) -> None:
    breaks.take(ANA, str(hers), FRIDAY, "k1")
    [seen] = ProgrammeService(storage, clock, people).participants(CLAIRE, 1).people
    assert seen.away_until == FRIDAY


def test_whoever_says_when_they_are_available_is_on_a_break_until_then(storage: Storage, clock: FakeClock) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        enrolment = an_enrolment(work, programme, ANA, Role.MENTOR)
    service = EnrolmentService(storage, clock)
    typed = mentor_pages()
    for number, page in enumerate(typed, start=1):
        service.answer(ANA, enrolment.id, number, page)
    assert state(storage, enrolment.id) == (EnrolmentState.PAUSED, FRIDAY)
    service.answer(ANA, enrolment.id, 2, typed[1])
    assert state(storage, enrolment.id)[0] is EnrolmentState.PAUSED
    service.answer(ANA, enrolment.id, 3, {**typed[2], "paused_until": None})
    assert state(storage, enrolment.id) == (EnrolmentState.SUBMITTED, None)


def mentor_pages() -> tuple[dict[str, object], ...]:
    return (
        {
            "languages": ["fr"],
            "skills_offered": ["finance"],
            "goals_supported": ["visibility"],
            "years": "12",
            "level": "3",
        },
        {
            "skill_level#finance": "4",
            "feedback_style": "2",
            "structure": "3",
            "ways": ["video"],
            "values": ["autonomy", "curiosity", "courage"],
        },
        {
            "rhythm": "2",
            "work_from": "09:00",
            "work_until": "17:30",
            "capacity": "1",
            "paused_until": FRIDAY.isoformat(),
        },
    )


@pytest.fixture
def delivery(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Delivery:
    return a_delivery(storage, clock, slack)


def deliver(delivery: Delivery, clock: FakeClock) -> None:
    """Sends all that may be sent, with the rest that Slack wants between two messages to one person."""
    for _ in range(5):
        delivery.do_due()
        clock.move(seconds=2)


def put(storage: Storage, key: str, **more: object) -> None:
    with storage.begin() as work:
        work.outbox.add(a_message(key, **more))


def test_who_is_away_hears_only_answers(
    storage: Storage, breaks: BreakService, delivery: Delivery, slack: FakeSlack, clock: FakeClock, hers: int
) -> None:
    breaks.take(ANA, EVERYTHING, FRIDAY, "k")
    put(storage, "answer")
    put(storage, "later", lane=Lane.APPOINTMENT)
    put(storage, "stale", lane=Lane.APPOINTMENT, deadline=MONDAY + timedelta(days=2))
    deliver(delivery, clock)
    assert [each.to for each in slack.posted] == [ANA.id]
    assert {each.key: (each.state, each.reason) for each in messages(storage)} == {
        "answer": (OutgoingState.SENT, None),
        "later": (OutgoingState.READY, "out_of_hours"),
        "stale": (OutgoingState.EXPIRED, "no_hours_left"),
    }
    clock.move(days=4)
    deliver(delivery, clock)
    assert len(slack.posted) == 2


def test_what_waited_comes_as_soon_as_somebody_is_back(
    storage: Storage, breaks: BreakService, delivery: Delivery, slack: FakeSlack, clock: FakeClock, hers: int
) -> None:
    breaks.take(ANA, EVERYTHING, FRIDAY, "k1")
    put(storage, "later", lane=Lane.APPOINTMENT)
    deliver(delivery, clock)
    assert slack.posted == []
    breaks.end(ANA, None, "k2")
    deliver(delivery, clock)
    assert len(slack.posted) == 1
