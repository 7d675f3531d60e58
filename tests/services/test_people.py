from dataclasses import replace

import pytest

from bot.services.people import PeopleService
from bot.slack import Refused, person_of
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


def test_a_change_without_a_locale_keeps_the_one_that_is_known(people: PeopleService) -> None:
    people.known(ANA.id)
    people.changed(person_of({"id": ANA.id, "profile": {"real_name": "Ana B."}, "tz": "Europe/Lisbon"}))
    changed = people.known(ANA.id)
    assert (changed.locale, changed.tz, changed.name) == ("fr-FR", "Europe/Lisbon", "Ana B.")


def test_people_whom_the_bot_has_not_met_are_not_its_business(people: PeopleService, storage: Storage) -> None:
    people.changed(ANA)
    with storage.begin() as work:
        assert work.people.find(ANA.id) is None


@pytest.mark.parametrize("mark", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_guests_and_strangers_do_not_take_part(mark: str) -> None:
    assert not person_of({"id": "U1", mark: True}).may_take_part
    assert person_of({"id": "U1"}).may_take_part


@pytest.mark.parametrize(
    ("locale", "language"), [("fr-FR", "fr"), ("fr-CA", "fr"), ("en-GB", "en"), ("de-DE", "en"), ("", "en")]
)
def test_a_person_is_spoken_to_in_their_language_or_the_companys(locale: str, language: str) -> None:
    assert replace(ANA, locale=locale).language("en") == language
