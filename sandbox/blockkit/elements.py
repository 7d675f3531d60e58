"""Every element that a block may hold, as Slack documents it."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.blockkit.common import CONFIRMED, FOCUSED, HINTED, element, menu
from sandbox.blockkit.menus import MENUS, TICKS
from sandbox.blockkit.objects import (
    DISPATCH,
    LINK,
    OVERFLOW_OPTION,
    SLACK_FILE,
    STYLE,
    USER_ID,
    WEB_ADDRESS,
    WORKFLOW,
    plain,
    unique_option_values,
)
from sandbox.blockkit.problem import Problem
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Field,
    Rule,
    boolean,
    choice,
    integer,
    items,
    may,
    need,
    needs,
    only_one,
    ordered,
    record,
    string,
    typed,
    within,
)

NUMERAL = string(1, like=r"[+-]?(\d+(\.\d*)?|\.\d+)")
TIME = string(like=r"([01]\d|2[0-3]):[0-5]\d")
DISPATCHED = may("dispatch_action_config", DISPATCH)
LABELLED = may("accessibility_label", string(1, 75))
FEEDBACK_BUTTON = record(need("text", plain(75)), need("value", string(1, 2000)), LABELLED)


def day(value: Any, path: str) -> Iterator[Problem]:
    try:
        known = date.fromisoformat(value).isoformat() == value
    except (ValueError, TypeError):
        known = False
    if not known:
        yield Problem(path, "must be a date in the format YYYY-MM-DD")


def time_zone(value: Any, path: str) -> Iterator[Problem]:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        yield Problem(path, "must be an IANA time zone")


def initial_number(element: Any, path: str) -> Iterator[Problem]:
    initial = element.get("initial_value", "0")
    if "." in initial and not element["is_decimal_allowed"]:
        yield Problem(within(path, "initial_value"), "must be an integer")


def initial_text(element: Any, path: str) -> Iterator[Problem]:
    if len(element.get("initial_value", "")) > element.get("max_length", 3000):
        yield Problem(within(path, "initial_value"), "must not be longer than max_length")


def field_to_write_in(kind: str, *fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    return element(kind, FOCUSED, HINTED, DISPATCHED, *fields, also=also)


BUTTONS: dict[str, Rule] = {
    "button": element(
        "button",
        need("text", plain(75)),
        may("url", LINK),
        may("value", string(0, 2000)),
        may("style", STYLE),
        may("agent_prompt", string(1, 4000)),
        may("agent_prompt_display", string(1)),
        CONFIRMED,
        LABELLED,
        also=(needs("agent_prompt_display", "agent_prompt"),),
    ),
    "overflow": element(
        "overflow", need("options", items(OVERFLOW_OPTION, 1, 5)), CONFIRMED, also=(unique_option_values,)
    ),
    "workflow_button": element(
        "workflow_button",
        need("text", plain(75)),
        need("workflow", WORKFLOW),
        may("style", STYLE),
        CONFIRMED,
        LABELLED,
    ),
    "feedback_buttons": element(
        "feedback_buttons",
        need("positive_button", FEEDBACK_BUTTON),
        need("negative_button", FEEDBACK_BUTTON),
    ),
    "icon_button": element(
        "icon_button",
        need("icon", choice("trash")),
        need("text", plain(75)),
        may("value", string(0, 2000)),
        may("visible_to_user_ids", items(USER_ID, 1, 10)),
        CONFIRMED,
        LABELLED,
    ),
}

PICKERS: dict[str, Rule] = {
    "datepicker": menu("datepicker", may("initial_date", day)),
    "timepicker": menu("timepicker", may("initial_time", TIME), may("timezone", time_zone)),
    "datetimepicker": element(
        "datetimepicker", may("initial_date_time", integer(10**9, 10**10 - 1)), CONFIRMED, FOCUSED
    ),
}

FIELDS_TO_WRITE_IN: dict[str, Rule] = {
    "plain_text_input": field_to_write_in(
        "plain_text_input",
        may("initial_value", string(0, 3000)),
        may("multiline", boolean),
        may("min_length", integer(0, 3000)),
        may("max_length", integer(1, 3000)),
        also=(ordered("min_length", "max_length"), initial_text),
    ),
    "number_input": field_to_write_in(
        "number_input",
        need("is_decimal_allowed", boolean),
        may("initial_value", NUMERAL),
        may("min_value", NUMERAL),
        may("max_value", NUMERAL),
        also=(
            ordered("min_value", "max_value"),
            ordered("min_value", "initial_value"),
            ordered("initial_value", "max_value"),
            initial_number,
        ),
    ),
    "email_text_input": field_to_write_in("email_text_input", may("initial_value", string(1))),
    "url_text_input": field_to_write_in("url_text_input", may("initial_value", string(1))),
    "rich_text_input": field_to_write_in(
        "rich_text_input",
        may("initial_value", RICH_TEXT),
        may("min_lines", integer(1, 100)),
        may("max_lines", integer(1, 100)),
        also=(ordered("min_lines", "max_lines"),),
    ),
    "file_input": element("file_input", may("filetypes", items(string(1), 1)), may("max_files", integer(1, 10))),
}

IMAGE: Rule = typed(
    "image",
    may("image_url", WEB_ADDRESS),
    may("slack_file", SLACK_FILE),
    need("alt_text", string(1, 2000)),
    also=(only_one("image_url", "slack_file"),),
)

ELEMENTS: dict[str, Rule] = {**BUTTONS, **MENUS, **TICKS, **PICKERS, **FIELDS_TO_WRITE_IN, "image": IMAGE}

CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
IN_ACTIONS = frozenset(ELEMENTS) - CONTEXT_ACTIONS - (FIELDS_TO_WRITE_IN.keys() - {"rich_text_input"}) - {"image"}
IN_SECTION = frozenset(ELEMENTS) - CONTEXT_ACTIONS - FIELDS_TO_WRITE_IN.keys() - {"datetimepicker"}
IN_INPUT = frozenset({*MENUS, *TICKS, *PICKERS, *FIELDS_TO_WRITE_IN})
