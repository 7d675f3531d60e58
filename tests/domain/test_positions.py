from datetime import date

import pytest

from bot.domain.facts import Unreadable, digest_of, read_day, read_level
from bot.domain.people import Person
from bot.domain.positions import Entry, Prospect, prospect

ANA = Person("U1", "Ana", full_name="Ana Muñoz", email_digest=digest_of("ana@x.org"), department="Ventes")
BOB = Person("U2", "Bob", full_name="Bob Hervé", manager_id="U1")
TWIN = Person("U3", "Bob H.", full_name="Bob Hervé")
CLEO = Person("U4", "Cléo", full_name="Cléo Œuf")
GONE = Person("U5", "Gil", full_name="Gil Parti", is_active=False)
ROBOT = Person("U6", "Robot", is_bot=True)
EVERYBODY = (ANA, BOB, TWIN, CLEO, GONE, ROBOT)


def of(*lines: tuple[str, dict[str, str]]) -> Prospect:
    return prospect([Entry(n, who, facts) for n, (who, facts) in enumerate(lines, start=2)], EVERYBODY)


def faults(would: Prospect) -> list[tuple[int, str]]:
    return [(each.line, each.fault.name) for each in would.obstacles]


@pytest.mark.parametrize("who", ["U1", "ANA@x.org ", "ana munoz", "Ana  MUÑOZ", "Ana"])
def test_people_are_found_by_id_address_or_name(who: str) -> None:
    [change] = of((who, {"department": "R&D"})).changes
    assert (change.person.id, change.facts) == ("U1", {"department": "R&D"})


def test_a_line_says_only_what_is_new() -> None:
    would = of(("U1", {"department": "Ventes", "site": ""}), ("Cléo Oeuf", {"level": "confirmée"}))
    assert [(each.person.id, each.facts) for each in would.changes] == [("U4", {"level": 2})]
    assert would.unchanged == 1


def test_an_empty_cell_leaves_and_a_dash_erases() -> None:
    [one, other] = of(("U1", {"department": "-", "site": ""}), ("U2", {"manager_id": "-"})).changes
    assert (one.facts, other.facts) == ({"department": ""}, {"manager_id": None})


@pytest.mark.parametrize(
    ("who", "facts", "fault"),
    [
        ("", {}, "nobody"),
        ("Nobody Here", {}, "person_unknown"),
        ("ana.munoz@x.org", {}, "person_unknown"),
        ("Bob Hervé", {}, "person_ambiguous"),
        ("Gil Parti", {}, "person_left"),
        ("U6", {}, "person_left"),
        ("U1", {"manager_id": "Bob Hervé"}, "manager_ambiguous"),
        ("U1", {"manager_id": "x@x.org"}, "manager_unknown"),
        ("U1", {"manager_id": "Ana"}, "own_manager"),
        ("U1", {"started_on": "31/02/2024"}, "not_a_date"),
        ("U1", {"level": "6"}, "not_a_level"),
        ("U1", {"site": "x" * 300}, "too_long"),
    ],
)
def test_a_line_that_is_not_right_is_left_out_whole(who: str, facts: dict[str, str], fault: str) -> None:
    would = of((who, {"department": "R&D", **facts}), ("U4", {"site": "Lyon"}))
    assert faults(would) == [(2, fault)]
    assert [each.person.id for each in would.changes] == ["U4"]


def test_the_same_person_twice_is_taken_once() -> None:
    would = of(("U1", {"site": "Lyon"}), ("ana@x.org", {"site": "Paris"}))
    assert faults(would) == [(3, "person_twice")]
    assert would.changes[0].facts == {"site": "Lyon"}


def test_a_hierarchy_that_goes_round_in_a_circle_is_refused_and_the_rest_is_not() -> None:
    would = of(("U1", {"manager_id": "U4"}), ("U4", {"manager_id": "U2"}), ("U3", {"manager_id": "U1"}))
    assert faults(would) == [(2, "cycle"), (3, "cycle")]
    assert [each.person.id for each in would.changes] == ["U3"]
    assert "Ana Muñoz → Cléo Œuf → Bob Hervé → Ana Muñoz" in {each.fault.facts["people"] for each in would.obstacles}


def test_what_is_confirmed_is_what_was_seen() -> None:
    one, same = of(("U1", {"site": "Lyon"})), of(("Ana", {"site": "Lyon"}))
    assert one.fingerprint == same.fingerprint != of(("U1", {"site": "Paris"})).fingerprint


@pytest.mark.parametrize(
    "text", ["2024-01-31", "31/01/2024", "31.01.2024", "31-1-2024", "45322", "2024-01-31 00:00:00", "2024-1-31"]
)
def test_dates_as_people_and_spreadsheets_write_them(text: str) -> None:
    assert read_day(text) == date(2024, 1, 31)


@pytest.mark.parametrize("text", ["soon", "2024", "1/2", "31/01/24", "99999", "01/13/2024", "12/05/1900"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text)


@pytest.mark.parametrize(("text", "level"), [("3", 3), ("Débutant", 1), ("Chef d’équipe", 3), ("DIRECTION", 5)])
def test_levels_are_numbers_or_words(text: str, level: int) -> None:
    assert read_level(text) == level
