"""What Slack sends back for every input: untouched, with an initial value, filled in, emptied."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.blockkit import action_payload, check_view, inputs, state_values
from tests.sandbox.inputs import CASES, OPTIONS, Case, Json, as_sent, option, plain, question


def answer(element: Json, value: Any) -> Json:
    values = state_values(question(element), {"block": {"act": value}})
    assert values.keys() == {"block"}
    assert values["block"].keys() == {"act"}
    return values["block"]["act"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0]["type"])
def test_every_input_answers_as_slack_does(case: Case) -> None:
    element, untouched, initial, initial_answered, typed, typed_answered = case
    kind = {"type": element["type"]}
    assert answer(element, None) == kind | untouched
    assert answer(element | initial, None) == kind | initial_answered
    assert answer(element | initial, typed) == kind | typed_answered
    emptied = [] if isinstance(typed, list) else ""
    assert answer(element | initial, emptied) == kind | untouched


def test_menus_beside_text_carry_state_too_but_buttons_do_not() -> None:
    menu = {"type": "static_select", "action_id": "menu", "options": OPTIONS}
    button = {"type": "button", "action_id": "go", "text": plain("Go")}
    blocks: list[Json] = [
        {"type": "section", "block_id": "beside", "text": plain("a"), "accessory": menu},
        {"type": "actions", "block_id": "row", "elements": [button, {**menu, "action_id": "other"}]},
        {"type": "section", "block_id": "words", "text": plain("a")},
        *question({"type": "plain_text_input"}),
    ]
    assert [(each.block_id, each.action_id, each.optional, each.label) for each in inputs(blocks)] == [
        ("beside", "menu", True, ""),
        ("row", "other", True, ""),
        ("block", "act", False, "Question"),
    ]
    assert state_values(blocks, {"row": {"other": "a"}}) == {
        "beside": {"menu": {"type": "static_select", "selected_option": None}},
        "row": {"other": {"type": "static_select", "selected_option": as_sent("a")}},
        "block": {"act": {"type": "plain_text_input", "value": None}},
    }


def test_options_in_groups_are_found_and_others_are_refused() -> None:
    element = {"type": "static_select", "option_groups": [{"label": plain("Letters"), "options": OPTIONS}]}
    assert answer(element, "b") == {"type": "static_select", "selected_option": as_sent("b")}
    with pytest.raises(ValueError, match="'z' is not an option of act"):
        answer(element, "z")
    with pytest.raises(ValueError, match="is not an option of act"):
        answer(element, option("b"))


def test_a_press_sends_what_the_element_holds() -> None:
    button = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "7", "style": "primary"}
    go = {"type": "plain_text", "text": "Go", "emoji": True}
    assert action_payload(button, None) == {
        "type": "button",
        "action_id": "go",
        "text": go,
        "value": "7",
        "style": "primary",
    }
    menu = {
        "type": "static_select",
        "action_id": "menu",
        "options": OPTIONS,
        "initial_option": option("a"),
        "placeholder": plain("Go"),
    }
    assert action_payload(menu, "b") == {
        "type": "static_select",
        "action_id": "menu",
        "selected_option": as_sent("b"),
        "initial_option": as_sent("a"),
        "placeholder": go,
    }
    more = {"type": "overflow", "action_id": "more", "options": OPTIONS}
    assert action_payload(more, "c") == {"type": "overflow", "action_id": "more", "selected_option": as_sent("c")}
    written = {"type": "plain_text_input", "action_id": "text", "placeholder": plain("Write")}
    assert action_payload(written, "Hi") == {"type": "plain_text_input", "action_id": "text", "value": "Hi"}


values = st.lists(st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=150), unique=True)


@given(values.filter(lambda chosen: 1 <= len(chosen) <= 100), st.randoms(use_true_random=False))
def test_any_sound_menu_gives_back_what_was_chosen_in_that_order(menu: list[str], chance: Any) -> None:
    options = [{"text": plain(value[:75]), "value": value} for value in menu]
    chosen = chance.sample(menu, chance.randint(0, len(menu)))
    blocks = question({"type": "multi_static_select", "options": options})
    view = {"type": "modal", "title": plain("T"), "submit": plain("Send"), "blocks": blocks}
    assert check_view(view) == []
    sent = state_values(blocks, {"block": {"act": chosen}})["block"]["act"]["selected_options"]
    assert [each["value"] for each in sent] == chosen


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ("type", "text", "blocks", "elements", "element", "options", "accessory", "title", "label")
            ),
            inner | st.sampled_from(("section", "input", "actions", "modal", "home", "plain_text", "static_select")),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(json)
def test_nonsense_is_refused_and_never_breaks_the_validator(nonsense: Any) -> None:
    check_view(nonsense)
    view = {"type": "modal", "title": plain("T"), "submit": plain("Send"), "blocks": [nonsense]}
    if not check_view(view):
        state_values(view["blocks"], {})  # type: ignore[arg-type]
