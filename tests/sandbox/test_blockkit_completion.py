"""What does not leave Slack's own client: empty where required, or against its limits."""

from typing import Any

import pytest

from sandbox.blockkit import missing
from tests.sandbox.inputs import CASES, OPTIONS, Case, Json, question


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0]["type"])
def test_a_required_input_is_missing_until_it_holds_something(case: Case) -> None:
    element, _, initial, _, typed, _ = case
    if element["type"] in ("email_text_input", "url_text_input"):
        typed, initial = "https://a.example" if element["type"].startswith("url") else "a@b.example", {}
    assert missing(question(element), {}) == {"block": "Please complete this required field."}
    assert missing(question(element), {}, "fr-FR") == {"block": "Veuillez remplir ce champ obligatoire."}
    assert missing(question(element, optional=True), {}) == {}
    assert missing(question(element), {"block": {"act": typed}}) == {}
    assert bool(missing(question(element | initial), {})) is not bool(initial)


@pytest.mark.parametrize(
    ("element", "value", "sentence"),
    [
        ({"type": "plain_text_input", "min_length": 5}, "Oui", "Please enter at least 5 characters."),
        ({"type": "plain_text_input", "max_length": 2}, "Oui", "Please enter no more than 2 characters."),
        ({"type": "number_input", "is_decimal_allowed": True}, "three", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": True}, "NaN", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"},
            "-1",
            "Please enter a number of at least 0.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": True, "max_value": "3"},
            "3.01",
            "Please enter a number of at most 3.",
        ),
        ({"type": "email_text_input"}, "claire", "Please enter a valid e-mail address."),
        ({"type": "url_text_input"}, "meridien.example", "Please enter a valid web address."),
        (
            {"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 1},
            ["a", "b"],
            "Please choose no more than 1.",
        ),
        ({"type": "file_input", "max_files": 1}, ["F01", "F02"], "Please choose no more than 1."),
    ],
)
def test_an_answer_against_its_limits_does_not_leave(element: Json, value: Any, sentence: str) -> None:
    assert missing(question(element, optional=True), {"block": {"act": value}}) == {"block": sentence}
