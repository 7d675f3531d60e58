import pytest

from bot.domain.forms import Choice, Form, Kind, Question, fields
from bot.domain.skills import SOURCE
from bot.domain.sources import chosen, rekeyed

LABEL = {"en": "?", "fr": "?"}
FORM = Form(
    (LABEL,),
    (
        Question("wanted", Kind.RANKED, LABEL, source=SOURCE, most=3),
        Question("offered", Kind.SEVERAL, LABEL, source=SOURCE, most=5),
        Question("one", Kind.CHOICE, LABEL, source=SOURCE),
        Question("level", Kind.SCALE, LABEL, per="offered"),
        Question("about", Kind.SHORT, LABEL),
    ),
)
TYPED = {
    "wanted#1": "old",
    "wanted#2": None,
    "offered": ["old", "law"],
    "level#old": "4",
    "one": "sales",
    "about": "old",
}
ANSWERS = {"wanted": ["old", "law"], "offered": ["old"], "level": {"old": 4}, "one": None, "about": "old"}


def test_what_was_chosen_is_known_by_its_source() -> None:
    assert chosen(FORM, SOURCE, TYPED) == {"old", "law", "sales"}
    assert chosen(FORM, SOURCE, ANSWERS) == {"old", "law"}
    assert chosen(FORM, "elsewhere", TYPED) == frozenset()


def test_another_key_is_taken_over_everywhere_and_nowhere_else() -> None:
    assert rekeyed(FORM, SOURCE, TYPED, {"old": "new"}) == {
        "wanted#1": "new",
        "wanted#2": None,
        "offered": ["new", "law"],
        "level#new": "4",
        "one": "sales",
        "about": "old",
    }
    assert rekeyed(FORM, SOURCE, ANSWERS, {"old": "new"}) == {
        "wanted": ["new", "law"],
        "offered": ["new"],
        "level": {"new": 4},
        "one": None,
        "about": "old",
    }


@pytest.mark.parametrize("held", [TYPED, ANSWERS])
def test_without_other_keys_all_stays(held: dict[str, object]) -> None:
    assert rekeyed(FORM, SOURCE, held, {}) == held


def test_two_that_become_one_are_held_once() -> None:
    typed = {"wanted#1": "law", "wanted#2": "old", "offered": ["old", "law"], "level#old": "2", "level#law": "5"}
    assert rekeyed(FORM, SOURCE, typed, {"old": "law"}) == {
        "wanted#1": "law",
        "wanted#2": None,
        "offered": ["law"],
        "level#law": "5",
    }
    answers = {"wanted": ["old", "law"], "offered": ["law", "old"], "level": {"old": 2, "law": 5}}
    assert rekeyed(FORM, SOURCE, answers, {"old": "law"}) == {
        "wanted": ["law"],
        "offered": ["law"],
        "level": {"law": 5},
    }


def test_what_somebody_chose_twice_stays_for_them_to_see() -> None:
    typed = {"wanted#1": "law", "wanted#2": "law"}
    assert rekeyed(FORM, SOURCE, typed, {"old": "new"}) == typed


def test_a_level_is_asked_for_each_skill_that_is_chosen_and_in_stock() -> None:
    stocked = FORM.stocked(SOURCE, [Choice("law", LABEL)])
    keys = [field.key for field in fields(stocked, 1, frozenset({"mentor"}), {"offered": ["law", "gone"]})]
    assert keys[-2:] == ["level#law", "about"]
