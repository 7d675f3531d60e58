"""A form's window and what comes back of it: each kind of question, in each shape that its input takes."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain.answers import answer
from bot.domain.forms import DECLINED, Choice, Form, Kind, Question
from bot.domain.people import LANGUAGES
from bot.messages.catalogue import render
from bot.messages.forms import Page
from bot.messages.inputs import FEW
from handlers.payload import typed as read_back
from sandbox.blockkit import check_view, state_values

EVERYBODY = frozenset({"anybody"})
TITLE = {"en": "How it went", "fr": "Comment cela s’est passé"}
FEW_CHOICES, MANY, TOO_MANY = 3, FEW + 3, 250
"""Choices that are shown at once, that make a menu, and that are searched by typing."""


def choices(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{n}", {"en": f"Choice {n}", "fr": f"Choix {n}"}) for n in range(count))


def a_question(kind: Kind, **more: object) -> Question:
    return Question("q", kind, TITLE, audience=("anybody",), **more)  # type: ignore[arg-type]


CASES: dict[str, tuple[Question, Mapping[str, object], object]] = {
    **{
        f"{kind.value}_of_{count}": (a_question(kind, choices=choices(count), most=2), typed, value)
        for count in (FEW_CHOICES, MANY, TOO_MANY)
        for kind, typed, value in (
            (Kind.CHOICE, {"q": "c1"}, "c1"),
            (Kind.SEVERAL, {"q": ["c0", "c2"]}, ["c0", "c2"]),
            (Kind.RANKED, {"q#1": "c2", "q#2": "c0"}, ["c2", "c0"]),
        )
    },
    "scale": (a_question(Kind.SCALE), {"q": "4"}, 4),
    "scale_with_ends": (a_question(Kind.SCALE, low=TITLE, high=TITLE), {"q": "5"}, 5),
    "number": (a_question(Kind.NUMBER, least=2, most=40), {"q": "12"}, 12),
    "number_without_end": (a_question(Kind.NUMBER), {"q": "0"}, 0),
    "date": (a_question(Kind.DATE), {"q": "2027-03-01"}, "2027-03-01"),
    "time": (a_question(Kind.TIME), {"q": "10:15"}, "10:15"),
    "short": (a_question(Kind.SHORT, most=10), {"q": "Élan & <b>"}, "Élan & <b>"),
    "long": (a_question(Kind.LONG), {"q": "un\ndeux"}, "un\ndeux"),
    "people": (a_question(Kind.PEOPLE, most=3), {"q": ["U0ANA", "U0LEO"]}, ["U0ANA", "U0LEO"]),
    "yes": (a_question(Kind.YES_NO), {"q": "yes"}, True),
    "no": (a_question(Kind.YES_NO), {"q": "no"}, False),
}


def test_every_kind_is_here() -> None:
    assert {question.kind for question, _, _ in CASES.values()} == set(Kind)


def shown(question: Question, typed: Mapping[str, object], language: str) -> dict[str, object]:
    """What comes back of a window that nobody touches: the values that it was opened with."""
    form = Form((TITLE,), (question,))
    view = render(Page("evaluation", 7, form, EVERYBODY, 1, typed), language)
    assert check_view(view) == []
    return read_back(state_values(view["blocks"], {}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_filled_in_stands_in_the_window_and_comes_back(case: str, required: bool, language: str) -> None:
    question, typed, value = CASES[case]
    question = replace(question, required=required)
    back = shown(question, typed, language)
    assert back == typed
    assert answer(Form((TITLE,), (question,)), EVERYBODY, back) == {"q": value}


@pytest.mark.parametrize("case", CASES)
def test_an_empty_window_answers_nothing(case: str) -> None:
    question, typed, _ = CASES[case]
    back = shown(question, {}, "en")
    assert back.keys() == typed.keys()
    assert answer(Form((TITLE,), (question,)), EVERYBODY, back) == {"q": None}


@pytest.mark.parametrize(
    ("kind", "count", "declined"),
    [
        (Kind.CHOICE, FEW_CHOICES, DECLINED),
        (Kind.CHOICE, MANY, DECLINED),
        (Kind.CHOICE, TOO_MANY, DECLINED),
        (Kind.SEVERAL, FEW_CHOICES, [DECLINED]),
        (Kind.SCALE, 0, DECLINED),
        (Kind.YES_NO, 0, DECLINED),
    ],
)
def test_preferring_not_to_say_stands_in_the_window_again(kind: Kind, count: int, declined: object) -> None:
    assert shown(a_question(kind, choices=choices(count)), {"q": declined}, "fr") == {"q": declined}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_for_each_thing_chosen_before_comes_back_by_thing(language: str) -> None:
    subject = a_question(Kind.SEVERAL, choices=choices(FEW_CHOICES))
    level = replace(a_question(Kind.SCALE, page=2, per="q", required=True), id="level")
    form = Form((TITLE, TITLE), (subject, level))
    typed = {"q": ["c0", "c2"], "level#c0": "2", "level#c2": "5"}
    view = render(Page("evaluation", 7, form, EVERYBODY, 2, typed), language)
    back = read_back(state_values(view["blocks"], {}))
    assert back == {"level#c0": "2", "level#c2": "5"}
    assert answer(form, EVERYBODY, {**typed, **back}, page=2) == {"level": {"c0": 2, "c2": 5}}
