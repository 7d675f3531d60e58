"""Composition objects: texts, options, confirmations, filters and what else elements are made of."""

from collections.abc import Iterator
from typing import Any

from sandbox.blockkit.problem import Problem
from sandbox.blockkit.rules import (
    Rule,
    at_least_one,
    boolean,
    choice,
    items,
    may,
    need,
    only_one,
    record,
    string,
    tagged,
    typed,
    within,
)

ID = string(1, 255)
WEB_ADDRESS = string(1, 3000, r"(?i:https?)://[^\s/?#]+\S*")
LINK = string(1, 3000, r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
USER_ID = string(like=r"[UW][A-Z0-9]+")
CHANNEL_ID = string(like=r"[CG][A-Z0-9]+")
CONVERSATION_ID = string(like=r"[CDGUW][A-Z0-9]+")
STYLE = choice("primary", "danger")


def plain(most: int) -> Rule:
    """A plain_text object of 1 to `most` characters."""
    return typed("plain_text", need("text", string(1, most)), may("emoji", boolean))


def text(most: int) -> Rule:
    """A text object of 1 to `most` characters, plain or mrkdwn."""
    mrkdwn = typed("mrkdwn", need("text", string(1, most)), may("verbatim", boolean))
    return tagged({"plain_text": plain(most), "mrkdwn": mrkdwn})


CONFIRM = record(
    need("title", plain(100)),
    need("text", text(300)),
    need("confirm", plain(30)),
    need("deny", plain(30)),
    may("style", STYLE),
)

MENU_OPTION = record(need("text", plain(75)), need("value", string(1, 150)), may("description", plain(75)))
TICK_OPTION = record(need("text", text(75)), need("value", string(1, 150)), may("description", text(75)))
OVERFLOW_OPTION = record(
    need("text", plain(75)),
    need("value", string(1, 150)),
    may("description", plain(75)),
    may("url", LINK),
)
OPTION_GROUP = record(need("label", plain(75)), need("options", items(MENU_OPTION, 1, 100)))

DISPATCH = record(need("trigger_actions_on", items(choice("on_enter_pressed", "on_character_entered"), 1, 2)))
CONVERSATION_FILTER = record(
    may("include", items(choice("im", "mpim", "private", "public"), 1)),
    may("exclude_external_shared_channels", boolean),
    may("exclude_bot_users", boolean),
    also=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
SLACK_FILE = record(may("id", string(like=r"F[A-Z0-9]{8,}")), may("url", WEB_ADDRESS), also=(only_one("id", "url"),))
WORKFLOW = record(
    need(
        "trigger",
        record(
            need("url", WEB_ADDRESS),
            may(
                "customizable_input_parameters",
                items(record(need("name", string(1)), need("value", string()))),
            ),
        ),
    )
)


def options_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """Every option of a menu, those in groups included."""
    groups: list[dict[str, Any]] = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial_options_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    one = [element["initial_option"]] if "initial_option" in element else []
    return [*one, *element.get("initial_options", [])]


def unique_option_values(element: Any, path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for option in options_of(element):
        if option["value"] in seen:
            yield Problem(path, f"option value '{option['value']}' is there more than once")
        seen.add(option["value"])


def initial_among_options(element: Any, path: str) -> Iterator[Problem]:
    name = "initial_option" if "initial_option" in element else "initial_options"
    initial = initial_options_of(element)
    for option in initial:
        if option not in options_of(element) or initial.count(option) > 1:
            yield Problem(within(path, name), "must match exactly one of the options")


def initial_within_maximum(element: Any, path: str) -> Iterator[Problem]:
    most = element.get("max_selected_items")
    for name, chosen in element.items():
        if name.startswith("initial_") and most is not None and len(chosen) > most:
            yield Problem(within(path, name), f"no more than {most} items allowed")
