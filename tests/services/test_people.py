from dataclasses import replace

import pytest

from bot.domain.facts import digest_of
from bot.services.people import PeopleService
from bot.slack import person_of
from bot.workspace import Refused
from storage.work import Storage
from tests.conftest import ANA
from tests.fakes import FakeClock, FakeSlack


@pytest.fixture
def people(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    return PeopleService(storage, clock, slack, (), "en")


def test_the_directory_is_asked_once_a_day(people: PeopleService, clock: FakeClock, slack: FakeSlack) -> None:
    assert people.known(ANA.id).name == "Ana"
    slack.people[ANA.id] = replace(ANA, name="Ana Maria")
    assert people.known(ANA.id).name == "Ana"
    clock.move(hours=25)
    assert people.known(ANA.id).name == "Ana Maria"


def test_a_directory_that_does_not_answer_leaves_what_is_known(
    people: PeopleService, clock: FakeClock, slack: FakeSlack
) -> None:
    people.known(ANA.id)
    slack.people.clear()
    clock.move(hours=25)
    assert people.known(ANA.id).name == "Ana"
    with pytest.raises(Refused):
        people.known("U0NOBODY")


@pytest.mark.parametrize(
    "marks", [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": "T2"}]
)
def test_guests_and_strangers_do_not_take_part(marks: dict[str, object]) -> None:
    assert not person_of({"id": "U1", **marks}, "T1").may_take_part
    assert person_of({"id": "U1", "team_id": "T1"}, "T1").may_take_part
    assert person_of({"id": "U1", "team_id": "T2", "enterprise_user": {"teams": ["T1"]}}, "T1").may_take_part


def test_of_an_address_only_a_digest_is_kept() -> None:
    person = person_of({"id": "U1", "profile": {"email": "Ana@Example.org"}}, "T1")
    assert person.email_digest == digest_of("ana@example.org ") != ""
    assert "example" not in repr(person).lower()


@pytest.mark.parametrize(
    ("locale", "language"), [("fr-FR", "fr"), ("fr-CA", "fr"), ("en-GB", "en"), ("de-DE", "en"), ("", "en")]
)
def test_a_person_is_spoken_to_in_their_language_or_the_companys(locale: str, language: str) -> None:
    assert replace(ANA, locale=locale).language("en") == language
