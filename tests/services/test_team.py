from dataclasses import replace

import pytest

from bot.domain.errors import InvalidForm
from bot.services.people import PeopleService
from bot.services.rights import RightsService
from storage.team import Source
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY, FakeClock, FakeSlack


@pytest.fixture(autouse=True)
def met(storage: Storage) -> None:
    with storage.begin() as work:
        work.people.keep(ANA, LEO, CLAIRE)


def faults(rights: RightsService, shown: list[str], chosen: list[str], by: object = CLAIRE) -> dict[str, str]:
    with pytest.raises(InvalidForm) as invalid:
        rights.change(by, shown, chosen, "k")  # type: ignore[arg-type]
    return {key: fault.name for key, fault in invalid.value.faults.items()}


def test_the_team_adds_and_removes_people(rights: RightsService, people: PeopleService) -> None:
    rights.change(CLAIRE, [], [ANA.id], "k1")
    assert people.is_hr(ANA)
    assert rights.team(ANA).added == (ANA.id,)
    assert rights.team(ANA).fixed == (CLAIRE.id,)
    rights.change(ANA, [ANA.id], [LEO.id], "k2")
    assert (people.is_hr(ANA), people.is_hr(LEO)) == (False, True)


def test_two_who_change_it_at_once_do_not_undo_each_other(rights: RightsService, people: PeopleService) -> None:
    rights.change(CLAIRE, [], [ANA.id], "k1")
    rights.change(CLAIRE, [], [LEO.id], "k2")
    assert people.is_hr(ANA) and people.is_hr(LEO)  # noqa: PT018


@pytest.mark.parametrize("odd", [{"is_bot": True}, {"is_guest": True}, {"is_stranger": True}, {"is_active": False}])
def test_only_colleagues_join_the_team(
    rights: RightsService, storage: Storage, odd: dict[str, bool], people: PeopleService
) -> None:
    with storage.begin() as work:
        work.people.keep(replace(ANA, **odd))  # type: ignore[arg-type]
    assert faults(rights, [], [ANA.id]) == {"members": "not_a_colleague"}
    assert faults(rights, [], ["U0UNKNOWN"]) == {"members": "not_a_colleague"}
    assert not people.is_hr(ANA)


def test_the_last_one_stays(storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
    people = PeopleService(storage, clock, slack, (), "en")
    with storage.begin() as work:
        work.team.add({ANA.id}, Source.TEAM, None, MONDAY)
    assert faults(RightsService(storage, clock, people), [ANA.id], [], ANA) == {"members": "last_of_the_team"}
    assert people.is_hr(ANA)


def test_rights_can_be_asked_for_within_a_transaction(storage: Storage, people: PeopleService) -> None:
    with storage.begin() as work:
        work.people.keep(ANA)
        assert not people.is_hr(ANA)
