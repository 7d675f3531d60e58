"""A questionnaire is published to all who have answered: within one click, however many they are."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.enrolment import EnrolmentState
from bot.domain.forms import Form, Kind, Question
from bot.domain.people import Person
from bot.messages.questionnaire import NAME, default
from bot.services.outbox import OutboxService
from bot.services.people import PeopleService
from bot.services.publication import PublicationService
from bot.services.questionnaires import QuestionnaireService
from storage.work import Storage
from tests.builders import a_recruiting_programme, an_enrolment
from tests.conftest import CLAIRE
from tests.fakes import FakeClock, FakeSlack

SPORT = {"label_en": "A sport", "label_fr": "Un sport", "audience": ["mentee"], "page": "2", "how": ["required"]}


@pytest.fixture
def people(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    return PeopleService(storage, clock, slack, {CLAIRE.id}, "en")


def joined(storage: Storage, many: int) -> int:
    """A programme in which so many have answered all that is asked; returns its id."""
    programme = a_recruiting_programme(storage, CLAIRE)
    asked = Form(default().pages, (Question("sport", Kind.SHORT, {"en": "A sport", "fr": "Un sport"}),))
    with storage.begin() as work:
        work.forms.publish(programme.id, NAME, asked)
        for number in range(many):
            person = Person(f"U0JOINED{number:02}", f"N° {number}", tz="Europe/Paris")
            sent = {"state": EnrolmentState.SUBMITTED, "answers": {"sport": "Judo"}}
            work.enrolments.save(replace(an_enrolment(work, programme, person), **sent))  # type: ignore[arg-type]
    return programme.id


def publish_a_question(storage: Storage, clock: FakeClock, people: PeopleService, programme: int) -> int:
    """Publishes a question that everybody must answer; returns how many statements that took."""
    at = {"question": "", "kind": Kind.SHORT.value}
    QuestionnaireService(storage, clock, people).save(CLAIRE, programme, at, SPORT, f"add:{programme}")
    with storage.begin() as work:
        version = work.drafts.find(programme, NAME).version  # type: ignore[union-attr]
    statements: list[str] = []
    listen = lambda *call: statements.append(call[2])  # noqa: E731
    event.listen(storage.engine, "before_cursor_execute", listen)
    PublicationService(storage, clock, people).publish(CLAIRE, programme, version, f"publish:{programme}")
    event.remove(storage.engine, "before_cursor_execute", listen)
    return len(statements)


def test_it_takes_no_more_statements_for_many_than_for_one(
    storage: Storage, clock: FakeClock, people: PeopleService
) -> None:
    one, many = (publish_a_question(storage, clock, people, joined(storage, count)) for count in (1, 40))
    assert one == many


def test_those_who_answer_again_are_one_sending_that_hr_can_cancel(
    storage: Storage, clock: FakeClock, people: PeopleService
) -> None:
    publish_a_question(storage, clock, people, joined(storage, 3))
    with storage.begin() as work:
        (sending,) = work.sendings.unfinished(5)
    assert (sending.kind, sending.asked_by, sending.total) == ("enrolment/again", CLAIRE.id, 3)
    log = OutboxService(storage, clock, people).cancel(CLAIRE, sending.batch)
    assert (log.sendings, log.counts["skipped"]) == ((), 3)
