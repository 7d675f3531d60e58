"""Blocks, views and people that the tests of the sandbox use."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

Json = dict[str, Any]

CLAIRE, ZOE, GONE, GUEST, BOT = "U0CLAIRE", "U0ZOE", "U0OSCAR", "U0CELESTE", "U0TIDE"

TEAM = {"id": "T0MERIDIEN", "domain": "meridien"}
WHO = {"id": CLAIRE, "username": "claire.fabre", "name": "claire.fabre", "team_id": "T0MERIDIEN"}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), "action_id": action_id, **more}


def actions(*elements: Json, block_id: str = "acts") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def options(*values: str) -> list[Json]:
    return [{"text": plain(value.title()), "value": value} for value in values]


def question(name: str, kind: str = "plain_text_input", **more: Any) -> Json:
    """An input block called `name` whose element is called `answer`."""
    outside: Json = {key: more.pop(key) for key in ("optional", "dispatch_action") if key in more}
    element = {"type": kind, "action_id": "answer", **more}
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, **outside}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "title": plain("A page"),
        "submit": plain("Send"),
        "blocks": list(blocks or [question("name")]),
        **more,
    }


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks or [{"type": "divider"}])}


def code(call: Callable[..., object], *arguments: Any, **named: Any) -> str:
    """The error that the Web API answers a call with."""
    with pytest.raises(SlackApiError) as refused:
        call(*arguments, **named)
    return str(refused.value.response["error"])
