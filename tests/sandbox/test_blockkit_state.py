"""What Slack sends back for every input: untouched, with an initial value, filled in, emptied."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.blockkit import action_payload, check_view, inputs, missing, state_values

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.upper()), "value": value}


def as_sent(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value.upper(), "emoji": True}, "value": value}


def rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def question(element: Json, **more: Any) -> list[Json]:
    asked = {
        "type": "input",
        "block_id": "block",
        "label": plain("Question"),
        "element": {"action_id": "act", **element},
    }
    return [asked | more]


def answer(element: Json, value: Any) -> Json:
    values = state_values(question(element), {"block": {"act": value}})
    assert values.keys() == {"block"}
    assert values["block"].keys() == {"act"}
    return values["block"]["act"]


OPTIONS = [option("a"), option("b"), option("c")]
FAR = {"text": plain("Far"), "value": "far"}
FAR_SENT = {"text": {"type": "plain_text", "text": "Far", "emoji": True}, "value": "far"}

# (element, untouched, with the initial value in `initial`, initial answered, typed, typed answered)
CASES: list[tuple[Json, Json, Json, Json, Any, Json]] = [
    ({"type": kind, **more}, {"value": None}, {"initial_value": "7"}, {"value": "7"}, "8", {"value": "8"})
    for kind, more in (
        ("plain_text_input", {}),
        ("number_input", {"is_decimal_allowed": False}),
        ("email_text_input", {}),
        ("url_text_input", {}),
    )
]
CASES += [
    (
        {"type": kind, "options": OPTIONS},
        {"selected_option": None},
        {"initial_option": option("b")},
        {"selected_option": as_sent("b")},
        "c",
        {"selected_option": as_sent("c")},
    )
    for kind in ("static_select", "radio_buttons")
]
CASES += [
    (
        {"type": kind, "options": OPTIONS},
        {"selected_options": []},
        {"initial_options": [option("b")]},
        {"selected_options": [as_sent("b")]},
        ["c", "a"],
        {"selected_options": [as_sent("c"), as_sent("a")]},
    )
    for kind in ("multi_static_select", "checkboxes")
]
CASES += [
    (
        {"type": f"{plural}_select"},
        {f"selected_{single}": None},
        {f"initial_{single}": known},
        {f"selected_{single}": known},
        other,
        {f"selected_{single}": other},
    )
    for plural, single, known, other in (
        ("users", "user", "U0CLAIRE", "U0PRIYA"),
        ("conversations", "conversation", "C0GENERAL", "D01"),
        ("channels", "channel", "C0GENERAL", "C0LYON"),
    )
]
CASES += [
    (
        {"type": f"multi_{plural}_select"},
        {f"selected_{plural}": []},
        {f"initial_{plural}": ["C0A"]},
        {f"selected_{plural}": ["C0A"]},
        ["C0B", "C0A"],
        {f"selected_{plural}": ["C0B", "C0A"]},
    )
    for plural in ("users", "conversations", "channels")
]
CASES += [
    (
        {"type": "external_select"},
        {"selected_option": None},
        {"initial_option": option("b")},
        {"selected_option": as_sent("b")},
        FAR,
        {"selected_option": FAR_SENT},
    ),
    (
        {"type": "multi_external_select"},
        {"selected_options": []},
        {"initial_options": [option("b")]},
        {"selected_options": [as_sent("b")]},
        [FAR],
        {"selected_options": [FAR_SENT]},
    ),
    (
        {"type": "datepicker"},
        {"selected_date": None},
        {"initial_date": "2026-11-23"},
        {"selected_date": "2026-11-23"},
        "2026-12-01",
        {"selected_date": "2026-12-01"},
    ),
    (
        {"type": "timepicker"},
        {"selected_time": None},
        {"initial_time": "09:30"},
        {"selected_time": "09:30"},
        "10:00",
        {"selected_time": "10:00"},
    ),
    (
        {"type": "datetimepicker"},
        {"selected_date_time": None},
        {"initial_date_time": 1_790_000_000},
        {"selected_date_time": 1_790_000_000},
        1_790_003_600,
        {"selected_date_time": 1_790_003_600},
    ),
    (
        {"type": "rich_text_input"},
        {},
        {"initial_value": rich("Hello")},
        {"rich_text_value": rich("Hello")},
        "Bonjour",
        {"rich_text_value": rich("Bonjour")},
    ),
    ({"type": "file_input"}, {"files": []}, {}, {"files": []}, ["F01"], {"files": [{"id": "F01"}]}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0]["type"])
def test_every_input_answers_as_slack_does(case: tuple[Json, Json, Json, Json, Any, Json]) -> None:
    element, untouched, initial, initial_answered, typed, typed_answered = case
    kind = {"type": element["type"]}
    assert answer(element, None) == kind | untouched
    assert answer(element | initial, None) == kind | initial_answered
    assert answer(element | initial, typed) == kind | typed_answered
    emptied = [] if isinstance(typed, list) else ""
    assert answer(element | initial, emptied) == kind | untouched


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0]["type"])
def test_a_required_input_is_missing_until_it_holds_something(case: tuple[Json, Json, Json, Json, Any, Json]) -> None:
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


def test_menus_beside_text_carry_state_too_but_buttons_do_not() -> None:
    menu = {"type": "static_select", "action_id": "menu", "options": OPTIONS}
    button = {"type": "button", "action_id": "go", "text": plain("Go")}
    blocks = [
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
