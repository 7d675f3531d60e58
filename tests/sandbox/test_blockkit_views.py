"""What Slack refuses in a modal or Home, and with which words."""

import pytest

from sandbox.blockkit import check_message, check_view
from tests.sandbox.sound import (
    WRITTEN,
    Json,
    actions,
    bars,
    button,
    chart,
    home,
    modal,
    mrkdwn,
    plain,
    question,
    section,
    table,
)

VIEWS: list[tuple[str, Json, str]] = [
    ("no type", {"blocks": []}, "type"),
    ("title of 25", modal(section(), title=plain("a" * 25)), "title.text"),
    ("submit of 25", modal(section(), submit=plain("a" * 25)), "submit.text"),
    ("close of 25", modal(section(), close=plain("a" * 25)), "close.text"),
    ("mrkdwn title", modal(section(), title=mrkdwn("a")), "title.type"),
    ("input without submit", {"type": "modal", "title": plain("T"), "blocks": [question(WRITTEN)]}, "submit"),
    ("metadata of 3001", modal(section(), private_metadata="a" * 3001), "private_metadata"),
    ("callback_id of 256", modal(section(), callback_id="a" * 256), "callback_id"),
    ("unknown field of a view", modal(section(), user_id="U0CLAIRE"), "user_id"),
    ("title on Home", home(section(), title=plain("Home")), "title"),
    ("101 blocks", modal(*[section()] * 101), "blocks"),
    ("chart in a modal", modal(chart()), "blocks[0].type"),
    ("markdown on Home", home({"type": "markdown", "text": "a"}), "blocks[0].type"),
    ("file input on Home", home(question({"type": "file_input"})), "blocks[0].element.type"),
    (
        "focus twice",
        modal(question({**WRITTEN, "focus_on_load": True}), question({**WRITTEN, "focus_on_load": True})),
        "blocks[1].element.focus_on_load",
    ),
    ("empty label", modal({**question(WRITTEN), "label": plain("")}), "blocks[0].label.text"),
    (
        "placeholder of 151",
        modal(question({**WRITTEN, "placeholder": plain("a" * 151)})),
        "blocks[0].element.placeholder.text",
    ),
    ("min over max", modal(question({**WRITTEN, "min_length": 9, "max_length": 3})), "blocks[0].element.min_length"),
    (
        "initial text too long",
        modal(question({**WRITTEN, "max_length": 3, "initial_value": "long"})),
        "blocks[0].element.initial_value",
    ),
    ("number without decimals said", modal(question({"type": "number_input"})), "blocks[0].element"),
    (
        "number as a number",
        modal(question({"type": "number_input", "is_decimal_allowed": False, "min_value": 1})),
        "blocks[0].element.min_value",
    ),
    (
        "initial number out of range",
        modal(question({"type": "number_input", "is_decimal_allowed": False, "max_value": "3", "initial_value": "4"})),
        "blocks[0].element.initial_value",
    ),
    (
        "no such day",
        modal(question({"type": "datepicker", "initial_date": "2026-02-30"})),
        "blocks[0].element.initial_date",
    ),
    (
        "no such time",
        modal(question({"type": "timepicker", "initial_time": "24:00"})),
        "blocks[0].element.initial_time",
    ),
    ("no such zone", modal(question({"type": "timepicker", "timezone": "Europe/Lyon"})), "blocks[0].element.timezone"),
    (
        "milliseconds",
        modal(question({"type": "datetimepicker", "initial_date_time": 1_790_000_000_000})),
        "blocks[0].element.initial_date_time",
    ),
    (
        "more initial users than the maximum",
        modal(question({"type": "multi_users_select", "max_selected_items": 1, "initial_users": ["U1", "U2"]})),
        "blocks[0].element.initial_users",
    ),
    (
        "name for a user id",
        modal(question({"type": "users_select", "initial_user": "claire"})),
        "blocks[0].element.initial_user",
    ),
]


@pytest.mark.parametrize(("view", "path"), [case[1:] for case in VIEWS], ids=[case[0] for case in VIEWS])
def test_a_view_is_refused_at(view: Json, path: str) -> None:
    problems = check_view(view)
    assert path in [problem.path for problem in problems]
    assert {problem.error for problem in problems} == {"invalid_arguments"}


def test_every_refusal_has_the_code_that_slack_answers_with() -> None:
    long = [section("x" * 2700) for _ in range(5)]
    errors = {
        "invalid_blocks": check_message([section("")], None),
        "invalid_blocks_format": check_message("[]", None),  # type: ignore[arg-type]
        "msg_blocks_too_long": check_message(long, None),
        "msg_too_long": check_message([], "x" * 40_001),
        "no_text": check_message([], None),
        "invalid_attachments": check_message([table("a"), table("b")], None),
        "view_too_large": check_view(modal(*[section("é" * 2900)] * 60)),
    }
    assert {error: {problem.error for problem in found} for error, found in errors.items()} == {
        error: {error} for error in errors
    }


def test_what_is_just_within_the_limits_passes() -> None:
    assert check_message([section("x" * 3000) for _ in range(4)] + [section("x" * 1000)], None) == []
    assert check_message([], "only text") == []
    assert check_message([chart(), chart(chart=bars(["a", "b"], ["b", "a"])), table("a" * 500)], None) == []
    assert check_message([actions(*(button(str(n)) for n in range(25)))] * 2, None) == []
    assert check_view(modal(*[section()] * 100, private_metadata="a" * 3000, title=plain("a" * 24))) == []
    assert check_view(home()) == []
