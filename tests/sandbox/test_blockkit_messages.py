"""What Slack refuses in a message: each case is a sound one with one thing wrong in it."""

from typing import Any

import pytest

from sandbox.blockkit import check_message
from tests.sandbox.sound import (
    WRITTEN,
    actions,
    bars,
    button,
    chart,
    menu,
    mrkdwn,
    option,
    plain,
    question,
    section,
    table,
)

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
        "the same initial option twice",
        [section(accessory={**menu("a"), "type": "multi_static_select", "initial_options": [option("a")] * 2})],
        "blocks[0].accessory.initial_options",
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
