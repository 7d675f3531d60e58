"""What Slack refuses: each case is one sound message or view with one thing wrong in it."""

from typing import Any

import pytest

from sandbox.blockkit import check_message, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str = "Option") -> Json:
    return {"text": plain(text), "value": value}


def button(action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), **more}


def menu(*values: str, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "menu", "options": [option(value) for value in values], **more}


def section(text: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def question(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Question"), "element": element, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def chart(**more: Any) -> Json:
    pie = {"type": "pie", "segments": [{"label": "Met", "value": 3}]}
    return {"type": "data_visualization", "title": "Meetings", "chart": pie, **more}


def bars(labels: list[str], categories: list[str]) -> Json:
    series = [{"name": "Pairs", "data": [{"label": label, "value": 1} for label in labels]}]
    return {"type": "bar", "series": series, "axis_config": {"categories": categories}}


def table(*cells: str) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell} for cell in cells]]}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


WRITTEN = {"type": "plain_text_input", "action_id": "text"}

MESSAGES: list[tuple[str, list[Any], str]] = [
    ("unknown block", [{"type": "sektion"}], "blocks[0].type"),
    ("not an object", ["hello"], "blocks[0]"),
    ("unknown field", [section(colour="red")], "blocks[0].colour"),
    ("empty text", [section("")], "blocks[0].text.text"),
    ("text too long", [section("x" * 3001)], "blocks[0].text.text"),
    ("neither text nor fields", [{"type": "section"}], "blocks[0]"),
    ("too many fields", [{"type": "section", "fields": [plain("a")] * 11}], "blocks[0].fields"),
    ("field too long", [{"type": "section", "fields": [plain("a" * 2001)]}], "blocks[0].fields[0].text"),
    ("emoji on mrkdwn", [{"type": "section", "text": {**mrkdwn("a"), "emoji": True}}], "blocks[0].text.emoji"),
    ("null field", [section(accessory=None)], "blocks[0].accessory"),
    ("mrkdwn header", [{"type": "header", "text": mrkdwn("a")}], "blocks[0].text.type"),
    ("header too long", [{"type": "header", "text": plain("a" * 151)}], "blocks[0].text.text"),
    ("51 blocks", [{"type": "divider"}] * 51, "blocks"),
    ("26 buttons", [actions(*(button(str(n)) for n in range(26)))], "blocks[0].elements"),
    ("no buttons", [actions()], "blocks[0].elements"),
    ("11 in a context", [{"type": "context", "elements": [plain("a")] * 11}], "blocks[0].elements"),
    ("button in a context", [{"type": "context", "elements": [button()]}], "blocks[0].elements[0].type"),
    ("text input in actions", [actions(WRITTEN)], "blocks[0].elements[0].type"),
    ("button in an input", [question(button())], "blocks[0].element.type"),
    ("button text too long", [actions(button(text=plain("a" * 76)))], "blocks[0].elements[0].text.text"),
    ("button value too long", [actions(button(value="a" * 2001))], "blocks[0].elements[0].value"),
    ("unknown style", [actions(button(style="green"))], "blocks[0].elements[0].style"),
    ("url without scheme", [actions(button(url="example.com"))], "blocks[0].elements[0].url"),
    ("same action_id twice in a block", [actions(button(), button())], "blocks[0].elements[1].action_id"),
    ("same block_id twice", [section(block_id="a"), section(block_id="a")], "blocks[1].block_id"),
    ("empty block_id", [section(block_id="")], "blocks[0].block_id"),
    ("action_id too long", [actions(button("a" * 256))], "blocks[0].elements[0].action_id"),
    ("no options", [section(accessory=menu())], "blocks[0].accessory.options"),
    ("101 options", [section(accessory=menu(*map(str, range(101))))], "blocks[0].accessory.options"),
    ("option twice", [section(accessory=menu("a", "a"))], "blocks[0].accessory"),
    ("neither options nor groups", [section(accessory={"type": "static_select"})], "blocks[0].accessory"),
    (
        "options and groups",
        [section(accessory=menu("a", option_groups=[{"label": plain("G"), "options": [option("b")]}]))],
        "blocks[0].accessory",
    ),
    (
        "option text too long",
        [section(accessory={"type": "static_select", "options": [option("a", "x" * 76)]})],
        "blocks[0].accessory.options[0].text.text",
    ),
    (
        "option value too long",
        [section(accessory={"type": "static_select", "options": [option("x" * 151)]})],
        "blocks[0].accessory.options[0].value",
    ),
    (
        "mrkdwn in a select",
        [section(accessory={"type": "static_select", "options": [{"text": mrkdwn("a"), "value": "a"}]})],
        "blocks[0].accessory.options[0].text.type",
    ),
    (
        "initial option from elsewhere",
        [section(accessory=menu("a", initial_option=option("b")))],
        "blocks[0].accessory.initial_option",
    ),
    (
        "initial option that differs in its text",
        [section(accessory=menu("a", initial_option=option("a", "Other")))],
        "blocks[0].accessory.initial_option",
    ),
    (
        "6 in an overflow",
        [section(accessory={"type": "overflow", "options": [option(str(n)) for n in range(6)]})],
        "blocks[0].accessory.options",
    ),
    (
        "11 radio buttons",
        [section(accessory={"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]})],
        "blocks[0].accessory.options",
    ),
    (
        "confirm title too long",
        [
            actions(
                button(
                    confirm={"title": plain("a" * 101), "text": plain("b"), "confirm": plain("c"), "deny": plain("d")}
                )
            )
        ],
        "blocks[0].elements[0].confirm.title.text",
    ),
    (
        "confirm without deny",
        [actions(button(confirm={"title": plain("a"), "text": plain("b"), "confirm": plain("c")}))],
        "blocks[0].elements[0].confirm",
    ),
    ("image without alt_text", [{"type": "image", "image_url": "https://a.example/b.png"}], "blocks[0]"),
    ("image from a file", [{"type": "image", "image_url": "file:///b.png", "alt_text": "b"}], "blocks[0].image_url"),
    ("alert in a message", [{"type": "alert", "text": plain("a")}], "blocks[0].type"),
    ("chart title too long", [chart(title="a" * 51)], "blocks[0].title"),
    (
        "13 segments",
        [chart(chart={"type": "pie", "segments": [{"label": str(n), "value": 1} for n in range(13)]})],
        "blocks[0].chart.segments",
    ),
    (
        "empty segment",
        [chart(chart={"type": "pie", "segments": [{"label": "a", "value": 0}]})],
        "blocks[0].chart.segments[0].value",
    ),
    (
        "segment label too long",
        [chart(chart={"type": "pie", "segments": [{"label": "a" * 21, "value": 1}]})],
        "blocks[0].chart.segments[0].label",
    ),
    ("a point missing", [chart(chart=bars(["a"], ["a", "b"]))], "blocks[0].chart.series[0].data"),
    (
        "21 categories",
        [chart(chart=bars([str(n) for n in range(20)], [str(n) for n in range(21)]))],
        "blocks[0].chart.axis_config.categories",
    ),
    ("3 charts", [chart(), chart(), chart()], "blocks"),
    ("2 tables", [table("a"), table("b")], "blocks"),
    ("empty cell", [table("a", "")], "blocks[0].rows[0][1].text"),
    ("21 columns", [table(*["a"] * 21)], "blocks[0].rows[0]"),
    (
        "uneven data table",
        [{"type": "data_table", "caption": "c", "rows": [table("a", "b")["rows"][0], table("a")["rows"][0]]}],
        "blocks[0].rows[1]",
    ),
    ("empty card", [{"type": "card", "subtitle": plain("a")}], "blocks[0]"),
    (
        "4 actions on a card",
        [{"type": "card", "title": plain("a"), "actions": [button(str(n)) for n in range(4)]}],
        "blocks[0].actions",
    ),
    (
        "chart in a container",
        [{"type": "container", "title": plain("a"), "child_blocks": [chart()]}],
        "blocks[0].child_blocks[0].type",
    ),
    (
        "block_id again inside a container",
        [
            section(block_id="a"),
            {"type": "container", "title": plain("a"), "child_blocks": [section(block_id="a")]},
        ],
        "blocks[1].child_blocks[0].block_id",
    ),
    ("rich text of nothing", [{"type": "rich_text", "elements": []}], "blocks[0].elements"),
    (
        "text outside a rich text section",
        [{"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}],
        "blocks[0].elements[0].type",
    ),
    ("markdown too long", [{"type": "markdown", "text": "a" * 12_001}], "blocks[0].text"),
    ("file input in a message", [question({"type": "file_input"})], "blocks[0].element.type"),
]


@pytest.mark.parametrize(("blocks", "path"), [case[1:] for case in MESSAGES], ids=[case[0] for case in MESSAGES])
def test_a_message_is_refused_at(blocks: list[Any], path: str) -> None:
    assert path in [problem.path for problem in check_message(blocks, "Fallback")]


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
