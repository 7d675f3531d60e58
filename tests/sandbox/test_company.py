import re
from zoneinfo import ZoneInfo

import pytest

from sandbox.company import Company, Person, company


@pytest.fixture(scope="module")
def meridien() -> Company:
    return company()


def chain_of_command(person: Person, people: dict[str, Person]) -> list[Person]:
    above = []
    while person.manager_id:
        person = people[person.manager_id]
        assert person not in above
        above.append(person)
    return above


def test_same_seed_same_company_and_same_ids_for_every_seed(meridien: Company) -> None:
    other = company(seed=2)
    assert company(seed=1) == meridien
    assert other != meridien
    assert [person.id for person in other.people] == [person.id for person in meridien.people]


def test_sixty_people_with_unique_slack_like_identities(meridien: Company) -> None:
    people = meridien.people
    assert len(people) == 60
    assert len({person.id for person in people}) == 60
    assert len({person.name for person in people}) == 60
    assert all(re.fullmatch(r"U[A-Z0-9]{3,}", person.id) for person in people)
    assert all(re.fullmatch(r"[a-z]+(\.[a-z]+)?", person.name) for person in people)
    assert all(len(person.real_name) <= 80 and len(person.display_name) <= 80 for person in people)


def test_the_special_cases_that_the_product_must_survive(meridien: Company) -> None:
    people = meridien.people
    assert sorted(person.id for person in people if person.is_hr) == ["U0CLAIRE", "U0PRIYA"]
    assert [person.id for person in people if person.is_bot] == ["U0TIDE"]
    assert [person.id for person in people if person.is_guest] == ["U0CELESTE"]
    assert [person.id for person in people if person.deleted] == ["U0OSCAR"]
    assert max(len(person.real_name) for person in people) > 60
    assert any("🌻" in person.display_name and "é" in person.real_name for person in people)
    assert any(person.email is None and not person.is_bot for person in people)


def test_everybody_lives_in_a_known_time_zone_and_speaks_a_known_language(meridien: Company) -> None:
    people = meridien.people
    assert {person.locale for person in people} == {"fr-FR", "en-GB", "en-US", "de-DE"}
    assert len({ZoneInfo(person.tz).key for person in people}) == 5
    assert len({person.site for person in people}) == 6
    assert len({person.department for person in people}) >= 8


def test_managers_form_a_tree_at_least_three_deep_under_the_president(meridien: Company) -> None:
    people = {person.id: person for person in meridien.people}
    chains = [chain_of_command(person, people) for person in people.values() if not person.is_bot]
    assert max(map(len, chains)) >= 3
    assert all(chain[-1].id == "U0HELENE" for chain in chains if chain)
    managers = {person.manager_id for person in people.values() if person.manager_id}
    assert not any(people[manager].is_guest or people[manager].deleted for manager in managers)


def test_channels_hold_only_active_people_once_each(meridien: Company) -> None:
    active = {person.id for person in meridien.people if not person.deleted}
    for channel in meridien.channels:
        assert len(set(channel.members)) == len(channel.members)
        assert set(channel.members) <= active
    channels = {channel.name: channel for channel in meridien.channels}
    assert len(channels["general"].members) == 58
    assert len(channels["club-echecs-chess"].members) == 4
    assert any(channel.is_private for channel in meridien.channels)
    assert meridien.usergroups[0].users == ("U0CLAIRE", "U0PRIYA")
