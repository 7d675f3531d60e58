"""Payloads as Slack sends them, as short as they can be."""

from typing import Any

from tests.conftest import ANA


def action(action_id: str = "x", value: str | None = None, view: dict[str, Any] | None = None) -> dict[str, Any]:
    where = {"type": "view", "view_id": "V1"} if view else {"type": "message", "message_ts": "1.2", "channel_id": "D1"}
    button = {"type": "button", "action_id": action_id, "action_ts": "100.1", **({"value": value} if value else {})}
    body: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": ANA.id},
        "trigger_id": "T1",
        "container": where,
        "actions": [button],
    }
    return body | ({"view": view} if view else {})


def modal(values: dict[str, Any] | None = None, memory: str = "{}") -> dict[str, Any]:
    blocks = [{"type": "input", "block_id": block} for block in values or {"name": {}}]
    return {
        "id": "V1",
        "hash": "h1",
        "type": "modal",
        "private_metadata": memory,
        "blocks": blocks,
        "state": {"values": values or {}},
    }


def submission(view: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "view_submission", "user": {"id": ANA.id}, "trigger_id": "T1", "view": view or modal()}


def command(text: str) -> dict[str, Any]:
    return {"command": "/mentoring", "user_id": ANA.id, "trigger_id": "T1", "text": text}


def event(content: dict[str, Any], event_id: str = "Ev1") -> dict[str, Any]:
    return {"type": "event_callback", "event_id": event_id, "event": content}


def suggestion(query: str, field: str = "q") -> dict[str, Any]:
    where = {"type": "view", "view_id": "V1"}
    asked = {"action_id": "x.options", "block_id": field, "value": query}
    return {"type": "block_suggestion", "user": {"id": ANA.id}, "container": where, "view": modal(), **asked}
