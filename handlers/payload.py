"""What Slack sends, as typed values. Ids that come back from a button or a modal are hints, never rights."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

Json = Mapping[str, Any]


class Origin(StrEnum):
    """What somebody did."""

    ACTION = "action"
    SUBMISSION = "submission"
    COMMAND = "command"
    SHORTCUT = "shortcut"
    EVENT = "event"
    SUGGESTION = "suggestion"


@dataclass(frozen=True)
class Window:
    """The modal that somebody acted in: what it remembers (ids), and what is filled in, by block."""

    id: str
    hash: str
    memory: Mapping[str, Any]
    typed: Mapping[str, object]
    blocks: frozenset[str]

    def keys(self, block: str) -> list[str]:
        """Several things chosen in one block, as keys; an uploaded file's is its id."""
        chosen = self.typed.get(block)
        return [str(each) for each in chosen] if isinstance(chosen, list) else []


@dataclass(frozen=True)
class Payload:
    """One delivery of Slack's. `key` is the same each time that this one is delivered, and no other's.

    `value` is what a button stands for, or the field that is being typed into; `text` is what was typed, as far as that
    went. `spot` is where the message stands (`channel`, `ts`) whose button was pressed.
    """

    origin: Origin
    key: str
    person_id: str
    trigger_id: str | None = None
    value: str | None = None
    text: str = ""
    window: Window | None = None
    event: Json = field(default_factory=dict)
    team_id: str = ""
    spot: Mapping[str, str] = field(default_factory=dict)


def read(body: Json) -> Payload:
    """A delivery of any kind that the app listens to."""
    if "event" in body:
        return _event(body)
    if "command" in body:
        return Payload(
            Origin.COMMAND, f"trigger:{body['trigger_id']}", body["user_id"], body["trigger_id"], text=body["text"]
        )
    person_id, trigger_id = body["user"]["id"], body.get("trigger_id")
    if body["type"] == "view_submission":
        window = _window(body["view"])
        # A form whose answer got lost can be corrected and sent again: that is another one.
        content = sha256(json.dumps(body["view"]["state"], sort_keys=True).encode()).hexdigest()[:16]
        key = f"view:{window.id}:{window.hash}:{content}"
        return Payload(Origin.SUBMISSION, key, person_id, trigger_id, window=window)
    if body["type"] == "block_actions":
        return _action(body, person_id, trigger_id)
    if body["type"] == "block_suggestion":
        return _suggestion(body, person_id)
    return Payload(Origin.SHORTCUT, f"trigger:{trigger_id}", person_id, trigger_id)


def _event(body: Json) -> Payload:
    event = body["event"]
    user = event.get("user", "")
    person_id = user["id"] if isinstance(user, dict) else user
    return Payload(Origin.EVENT, f"event:{body['event_id']}", person_id, event=event, team_id=body.get("team_id", ""))


def _action(body: Json, person_id: str, trigger_id: str | None) -> Payload:
    action = body["actions"][0]
    view = body.get("view") or {}
    where = body.get("container", {})
    place = f"{where.get('channel_id', '')}:{where.get('message_ts') or where.get('view_id')}"
    return Payload(
        Origin.ACTION,
        f"action:{person_id}:{place}:{action['action_id']}:{action['action_ts']}",
        person_id,
        trigger_id,
        value=_acted(action),
        window=_window(view) if view.get("type") == "modal" else None,
        spot=_spot(where),
    )


def _spot(container: Json) -> dict[str, str]:
    if "message_ts" not in container:
        return {}
    return {"channel": str(container["channel_id"]), "ts": str(container["message_ts"])}


def _suggestion(body: Json, person_id: str) -> Payload:
    window, field, text = _window(body["view"]), body["block_id"], body["value"]
    key = f"suggestion:{person_id}:{window.id}:{field}:{text}"
    return Payload(Origin.SUGGESTION, key, person_id, value=field, text=text, window=window)


def _acted(action: Json) -> str | None:
    """What a button stands for, or what was chosen in a menu that acts at once."""
    value = _filled_in({"selected_option": action["selected_option"]}) if "selected_option" in action else None
    found = value or action.get("selected_user") or action.get("value")
    return None if found is None else str(found)


def _window(view: Json) -> Window:
    return Window(
        id=view["id"],
        hash=view["hash"],
        memory=json.loads(view.get("private_metadata") or "{}"),
        typed=typed(view.get("state", {}).get("values", {})),
        blocks=frozenset(block["block_id"] for block in view["blocks"]),
    )


def typed(values: Json) -> dict[str, object]:
    """What is filled in, by block: a text, a key or a list of keys, and None where it is empty."""
    return {block: _filled_in(state) for block, inputs in values.items() for state in inputs.values()}


def _filled_in(state: Json) -> object:
    match state:
        case {"selected_option": option}:
            return option["value"] if option else None
        case {"selected_options": options}:
            return [option["value"] for option in options or ()]
        case {"files": files}:
            return [file["id"] for file in files or ()]
        case _:
            return next((value for name, value in state.items() if name != "type"), None)
