"""What people have filled in, in the words of Slack: `view.state.values` and the entries of `actions`.

Simple values, as the page and the hands speak: a string (option value, id, date, time, text), a list of strings
for several, an integer for a date with time, option objects for external menus; None is untouched, an empty
string or list is emptied by the person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.blockkit.objects import options_of
from sandbox.blockkit.walk import elements_within

Typed = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Answer:
    """Under which names an element carries its answer and its initial one, and what it sends when empty."""

    name: str
    initial: str
    empty: Any = None


TEXT = Answer("value", "initial_value")
ANSWERS: dict[str, Answer] = {
    "plain_text_input": TEXT,
    "number_input": TEXT,
    "email_text_input": TEXT,
    "url_text_input": TEXT,
    "rich_text_input": Answer("rich_text_value", "initial_value"),
    "file_input": Answer("files", "", ()),
    "static_select": Answer("selected_option", "initial_option"),
    "external_select": Answer("selected_option", "initial_option"),
    "radio_buttons": Answer("selected_option", "initial_option"),
    "users_select": Answer("selected_user", "initial_user"),
    "conversations_select": Answer("selected_conversation", "initial_conversation"),
    "channels_select": Answer("selected_channel", "initial_channel"),
    "multi_static_select": Answer("selected_options", "initial_options", ()),
    "multi_external_select": Answer("selected_options", "initial_options", ()),
    "checkboxes": Answer("selected_options", "initial_options", ()),
    "multi_users_select": Answer("selected_users", "initial_users", ()),
    "multi_conversations_select": Answer("selected_conversations", "initial_conversations", ()),
    "multi_channels_select": Answer("selected_channels", "initial_channels", ()),
    "datepicker": Answer("selected_date", "initial_date"),
    "timepicker": Answer("selected_time", "initial_time"),
    "datetimepicker": Answer("selected_date_time", "initial_date_time"),
}


@dataclass(frozen=True)
class Input:
    """An element that carries state. Outside input blocks it is always optional and has no label.

    `dispatches`: the app hears of a change at once, not only when a view is sent.
    """

    block_id: str
    action_id: str
    type: str
    element: dict[str, Any]
    optional: bool
    label: str
    dispatches: bool


def inputs(blocks: list[dict[str, Any]]) -> list[Input]:
    """Every element that carries state, in the order of the page."""
    return list(_inputs(blocks))


def _inputs(blocks: list[dict[str, Any]]) -> Iterator[Input]:
    for _, element, (_, block) in elements_within(blocks):
        if element["type"] in ANSWERS:
            asked = block["type"] == "input"
            yield Input(
                block_id=block.get("block_id", ""),
                action_id=element.get("action_id", ""),
                type=element["type"],
                element=element,
                optional=block.get("optional", False) if asked else True,
                label=block["label"]["text"] if asked else "",
                dispatches=block.get("dispatch_action", False) if asked else True,
            )


def state_values(blocks: list[dict[str, Any]], typed: Typed) -> dict[str, dict[str, dict[str, Any]]]:
    """`view.state.values`: `{block_id: {action_id: {"type": …, "value": …}}}`, untouched inputs included.

    Raises ValueError when a value is not among the options of its menu.
    """
    values: dict[str, dict[str, dict[str, Any]]] = {}
    for each in inputs(blocks):
        answer = answered(each.element, typed_in(each, typed))
        values.setdefault(each.block_id, {})[each.action_id] = {"type": each.type, **answer}
    return values


def typed_in(each: Input, typed: Typed) -> Any:
    return typed.get(each.block_id, {}).get(each.action_id)


def action_payload(element: dict[str, Any], value: Any) -> dict[str, Any]:
    """An entry of `actions` without `block_id` and `action_ts`. A button sends its own value."""
    kind = element["type"]
    payload = {"type": kind, "action_id": element.get("action_id", "")}
    if kind == "overflow":
        return payload | {"selected_option": _option(element, value)}
    if kind == "feedback_buttons":
        return payload | {"value": value}
    if kind not in ANSWERS:
        shown = {"text": as_sent_back(element["text"])} if "text" in element else {}
        return payload | shown | {name: element[name] for name in ("value", "style") if name in element}
    return payload | answered(element, value) | _context_of(element)


def _context_of(element: dict[str, Any]) -> dict[str, Any]:
    """Menus and pickers also say where they began."""
    answer = ANSWERS[element["type"]]
    if not answer.name.startswith("selected"):
        return {}
    names = (answer.initial, "placeholder")
    return {name: as_sent_back(element[name]) for name in names if name in element}


def answered(element: dict[str, Any], value: Any) -> dict[str, Any]:
    """The answer as Slack names it: `{"selected_option": {...}}`, the initial one when untouched."""
    answer = ANSWERS[element["type"]]
    if value is None:
        content = as_sent_back(element.get(answer.initial, answer.empty))
    elif value in ("", []):
        content = answer.empty
    else:
        content = _content(element, answer, value)
    if element["type"] == "rich_text_input" and content is None:
        return {}
    return {answer.name: list(content) if isinstance(content, tuple) else content}


def _content(element: dict[str, Any], answer: Answer, value: Any) -> Any:
    match answer.name:
        case "selected_option":
            return _option(element, value)
        case "selected_options":
            return [_option(element, one) for one in value]
        case "rich_text_value":
            return _rich_text(value)
        case "files":
            return [file if isinstance(file, dict) else {"id": file} for file in value]
        case "selected_date_time":
            return int(value)
        case "value":
            return str(value)
        case _:
            return value


def _option(element: dict[str, Any], value: Any) -> Any:
    if element["type"] in ("external_select", "multi_external_select"):
        return as_sent_back(value)
    for option in options_of(element):
        if option["value"] == value:
            return as_sent_back(option)
    raise ValueError(f"'{value}' is not an option of {element.get('action_id', element['type'])}")


def _rich_text(value: str) -> dict[str, Any]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
    return {"type": "rich_text", "elements": [section]}


def as_sent_back(value: Any) -> Any:
    """Slack fills in `emoji` and `verbatim` in the texts that it hands back."""
    if isinstance(value, list):
        return [as_sent_back(item) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {name: as_sent_back(inner) for name, inner in value.items()}
    match value.get("type"):
        case "plain_text":
            return {"emoji": True} | filled
        case "mrkdwn":
            return {"verbatim": False} | filled
        case _:
            return filled
