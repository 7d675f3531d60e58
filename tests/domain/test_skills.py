import csv
from collections.abc import Iterable
from itertools import combinations

import pytest

from bot.domain.errors import InvalidForm
from bot.domain.forms import DECLINED
from bot.domain.skills import KEY_LENGTH, Skill, addable, alike, essence, key_for, near_duplicates, same
from bot.wording import TEMPLATES
from tests.fakes import MONDAY


def skill(key: str, en: str | None = None, fr: str | None = None) -> Skill:
    return Skill(key, en or key, fr or en or key, MONDAY)


def shipped() -> list[Skill]:
    with (TEMPLATES / "skills" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return [Skill(created_at=MONDAY, **row) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    "names",
    [
        ("Power BI", "PowerBI", "power-bi", "Powerbi ", "POWER  BI"),
        ("Négociation", "negociation", "négociations"),
        ("Node.js", "NodeJS", "node js"),
        ("E-learning", "elearning"),
        ("Gestion de projet", "gestion de projets"),
        ("C++", "c++"),
    ],
    ids=lambda names: names[0],
)
def test_spellings_of_one_skill_are_the_same(names: tuple[str, ...]) -> None:
    assert all(same(one, other) and alike(one, other) for one, other in combinations(names, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kubernetes", "Kubernets"),
        ("Observability", "Observabilty"),
        ("Marketing digital", "Digital marketing"),
        ("Gestion de projet", "Gestion des projets"),
        ("Négociation", "Negotiation"),
        ("Leading a team", "Leading teams"),
        ("Recherche & développement", "Recherche et développement"),
    ],
)
def test_slips_of_the_pen_and_other_orders_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


DIFFERENT = [
    ("C", "C++"),
    ("C", "C#"),
    ("C++", "C#"),
    ("R", "C"),
    ("R", "Rust"),
    ("Java", "JavaScript"),
    ("SQL", "NoSQL"),
    ("MySQL", "NoSQL"),
    ("SQL", "PL/SQL"),
    ("Scala", "Scale"),
    ("React", "React Native"),
    ("Python 2", "Python 3"),
    ("Sales", "Salesforce"),
    ("Excel", "Excellence"),
    ("Power BI", "Power Apps"),
    ("Formation", "Information"),
    ("Internal communication", "External communication"),
    ("Management", "Management control"),
    ("Angular", "AngularJS"),
    ("UX", "UI"),
    ("Go", "Google Ads"),
    ("Fiscalité", "Facilité"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_only_looks_alike_is_told_apart(one: str, other: str) -> None:
    assert not same(one, other)
    assert not alike(one, other)


def test_no_two_of_the_shipped_skills_are_alike() -> None:
    assert keys(near_duplicates(shipped())) == []


def test_the_shipped_skills_are_worded_in_both_languages() -> None:
    skills = shipped()
    assert 150 <= len(skills) <= 200
    assert len({each.key for each in skills}) == len(skills)
    for each in skills:
        assert each.en.strip() == each.en != ""
        assert each.fr.strip() == each.fr != ""
        assert max(len(each.en), len(each.fr)) <= 50
        assert each.key != DECLINED


def keys(pairs: Iterable[tuple[Skill, Skill]]) -> list[set[str]]:
    return [{one.key, other.key} for one, other in pairs]


def test_near_duplicates_are_found_by_either_label_and_proposed_once() -> None:
    pairs = near_duplicates([*shipped(), skill("bi", "PowerBI", "Power-BI"), skill("nego", "Négociations")])
    assert keys(pairs) == [{"negotiation", "nego"}, {"power-bi", "bi"}]


def test_what_somebody_told_apart_is_not_proposed_again() -> None:
    skills = [skill("one", "Observability"), skill("two", "Observabilty")]
    assert keys(near_duplicates(skills)) == [{"one", "two"}]
    assert keys(near_duplicates(skills, {frozenset({"one", "two"})})) == []


def test_a_lot_of_different_skills_are_not_near_duplicates() -> None:
    assert (
        keys(near_duplicates([skill(f"k{n}", name) for n, name in enumerate({x for p in DIFFERENT for x in p})])) == []
    )


@pytest.mark.parametrize(
    ("label", "taken", "key"),
    [
        ("Power BI", [], "power-bi"),
        ("C++", [], "c-plus-plus"),
        ("C#", ["c-plus-plus"], "c-sharp"),
        ("Prise de décision", [], "prise-de-decision"),
        ("Power BI", ["power-bi", "power-bi-2"], "power-bi-3"),
        ("日本語", [], "日本語"),
    ],
)
def test_a_new_skill_gets_a_key_of_its_own(label: str, taken: list[str], key: str) -> None:
    assert key_for(label, taken) == key


def test_keys_of_long_names_fit() -> None:
    long = "compétence " * 12
    first = key_for(long, [])
    assert len(first) <= KEY_LENGTH
    assert len(key_for(long, [first])) <= KEY_LENGTH


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("  Power   BI ", "Power BI"),
        ("R", "R"),
        ("…", None),
        ("", None),
        ("X" * 70, "X" * 70),
        ("X" * 71, None),
        ("vente à domicile", "Vente à domicile"),
    ],
)
def test_what_can_be_added_is_the_name_of_something(typed: str, label: str | None) -> None:
    assert addable(typed) == label
    assert label is None or essence(label)


def test_a_name_is_never_taken_away() -> None:
    with pytest.raises(InvalidForm) as invalid:
        skill("one").renamed("  ", "Un")
    assert set(invalid.value.faults) == {"en"}
