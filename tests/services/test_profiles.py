"""What stands in the company's own profile fields in Slack."""

import pytest

from bot.services.directory import DirectoryService
from bot.services.leaving import LeavingService
from bot.services.people import PeopleService
from storage.work import Storage
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.test_directory import known, run, taking_part


@pytest.fixture
def mapped(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    fields = {"department": "Department", "manager_id": "manager", "started_on": "Xf3", "level": "Level"}
    return PeopleService(storage, clock, slack, {CLAIRE.id}, "en", fields)


def test_profile_fields_are_read_once_for_who_does_something(mapped: PeopleService, slack: FakeSlack) -> None:
    slack.profiles[ANA.id] = {"Xf1": "Ventes", "Xf2": "U0BOSS", "Xf3": "2020-02-29", "Xf9": "secret"}
    ana = [mapped.known(ANA.id) for _ in range(3)][-1]
    assert (ana.department, ana.manager_id, str(ana.started_on), ana.level) == ("Ventes", "U0BOSS", "2020-02-29", None)
    assert slack.asked == [f"profile {ANA.id}"]


def test_profile_fields_of_who_takes_part_are_read_each_night_and_of_nobody_else(
    mapped: PeopleService, storage: Storage, clock: FakeClock, slack: FakeSlack
) -> None:
    taking_part(storage)
    slack.profiles[ANA.id] = {"Xf1": "Ventes"}
    directory = DirectoryService(storage, clock, mapped, slack, LeavingService(storage, clock, mapped))
    run(directory, clock)
    slack.profiles[ANA.id] = {"Xf1": "Achats"}
    clock.move(hours=24)
    run(directory, clock)
    ana = known(storage, ANA.id)
    assert ana
    assert ana.department == "Achats"
    assert [each for each in slack.asked if each.startswith("profile")] == [f"profile {ANA.id}"] * 2


def test_a_manager_is_somebody_and_a_date_is_one(mapped: PeopleService, slack: FakeSlack) -> None:
    slack.profiles[ANA.id] = {"Xf1": "Ventes", "Xf2": "Claire Fabre", "Xf3": "some day"}
    ana = mapped.known(ANA.id)
    assert (ana.department, ana.manager_id, ana.started_on) == ("Ventes", None, None)
