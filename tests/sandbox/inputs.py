"""Every kind of input, and what Slack sends back for it."""

from typing import Any

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


OPTIONS = [option("a"), option("b"), option("c")]
FAR = {"text": plain("Far"), "value": "far"}
FAR_SENT = {"text": {"type": "plain_text", "text": "Far", "emoji": True}, "value": "far"}

Case = tuple[Json, Json, Json, Json, Any, Json]
# (element, sent untouched, an initial value, sent with it, typed, sent with that)
CASES: list[Case] = [
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
