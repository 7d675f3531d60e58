from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.errors import InvalidForm
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.supply import Skill
from bot.services.announcements import AnnouncementService
from bot.services.people import PeopleService
from bot.services.supply import SupplyService
from storage.outbox import outbox
from storage.work import Storage
from tests.builders import a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack


@pytest.fixture
def people(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    return PeopleService(storage, clock, slack, {CLAIRE.id}, "en")


@pytest.fixture
def supply(storage: Storage, clock: FakeClock, people: PeopleService) -> SupplyService:
    return SupplyService(storage, clock, people)


@pytest.fixture
def programme(storage: Storage) -> Programme:
    """Two mentees who want finance, one mentor on a break who offers it, and somebody who has only begun."""
    programme = a_recruiting_programme(storage, CLAIRE)
    parts = [
        (Role.MENTEE, EnrolmentState.SUBMITTED),
        (Role.MENTEE, EnrolmentState.WAITING),
        (Role.MENTOR, EnrolmentState.PAUSED),
        (Role.MENTEE, EnrolmentState.DRAFT),
        (Role.MENTEE, EnrolmentState.IN_LINE),
    ]
    with storage.begin() as work:
        for number, (role, state) in enumerate(parts):
            enrolment = an_enrolment(work, programme, Person(f"U{number}", "N"), role)
            answers = {"skills_wanted": ["finance"], "skills_offered": ["finance"]}
            work.enrolments.save(replace(enrolment, state=state, answers=answers))
    return programme


def written(storage: Storage) -> list[tuple[str, str]]:
    with storage.engine.connect() as connection:
        rows = connection.execute(select(outbox.c.to, outbox.c.kind).order_by(outbox.c.id))
        return [(row[0], row[1]) for row in rows]


def test_those_who_can_be_matched_now_are_counted(supply: SupplyService, programme: Programme) -> None:
    seen = supply.look(CLAIRE, programme.id)
    assert seen.balance.skills == (Skill("finance", 2, 0),)
    assert seen.skills["finance"]["fr"] == "Finance pour non-financiers"


def test_the_charts_are_sent_once_a_click(storage: Storage, supply: SupplyService, programme: Programme) -> None:
    for key in ("a", "a", "b"):
        supply.chart(CLAIRE, programme.id, key)
    assert written(storage) == [(CLAIRE.id, "supply/charts")] * 2


def test_mentors_are_asked_for_in_a_channel_and_in_person(
    storage: Storage, supply: SupplyService, slack: FakeSlack, programme: Programme
) -> None:
    slack.people["U0GUEST"] = replace(LEO, id="U0GUEST", is_guest=True)
    with pytest.raises(InvalidForm):
        supply.ask(CLAIRE, programme.id, "", [], "", "k")
    for _ in range(2):
        supply.ask(CLAIRE, programme.id, "C1", [ANA.id, "U0GUEST"], "Merci", "k")
    assert written(storage) == [("C1", "supply/wanted"), (ANA.id, "supply/wanted")]


def test_what_could_not_be_posted_is_posted_again(
    storage: Storage, clock: FakeClock, people: PeopleService, supply: SupplyService, programme: Programme
) -> None:
    supply.ask(CLAIRE, programme.id, "C1", [], "", "k")
    with storage.begin() as work:
        message = work.outbox.get(1)
        assert message.asked_by == CLAIRE.id
    AnnouncementService(storage, clock, people).post_again(CLAIRE, message.id)
