"""What the app declares: its commands, shortcuts, scopes and the events it wants to hear of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The scope without which Slack refuses the subscription.
EVENT_SCOPES = {
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "team_join": "users:read",
    "user_change": "users:read",
    "reaction_added": "reactions:read",
    "member_joined_channel": "channels:read",
    "app_home_opened": "",
}


@dataclass(frozen=True)
class Command:
    """A slash command; `command` begins with the slash."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """`type` is global or message."""

    name: str
    type: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class Manifest:
    name: str
    description: str
    colour: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    interactive: bool
    home_tab: bool
    messages_tab: bool
    read_only_messages: bool

    def command(self, name: str) -> Command | None:
        return next((each for each in self.commands if each.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((each for each in self.shortcuts if each.callback_id == callback_id), None)


def read_manifest(source: Path | str | Mapping[str, Any]) -> Manifest:
    """From a file or the parsed JSON. Raises ValueError when Slack would refuse to install it."""
    declared = source if isinstance(source, Mapping) else json.loads(Path(source).read_text())
    manifest = _manifest(declared)
    for event in sorted(manifest.events):
        if event not in EVENT_SCOPES:
            raise ValueError(f"the sandbox never sends the event {event!r} that the manifest subscribes to")
        scope = EVENT_SCOPES[event]
        if scope and scope not in manifest.scopes:
            raise ValueError(f"the event {event!r} needs the scope {scope!r}")
    if (manifest.commands or manifest.shortcuts) and "commands" not in manifest.scopes:
        raise ValueError("slash commands and shortcuts need the scope 'commands'")
    return manifest


def _manifest(declared: Mapping[str, Any]) -> Manifest:
    display, features, settings = (declared.get(key, {}) for key in ("display_information", "features", "settings"))
    home = features.get("app_home", {})
    return Manifest(
        name=features.get("bot_user", {}).get("display_name") or display["name"],
        description=display.get("description", ""),
        colour=display.get("background_color", "#4a154b"),
        commands=tuple(_command(each) for each in features.get("slash_commands", ())),
        shortcuts=tuple(_shortcut(each) for each in features.get("shortcuts", ())),
        scopes=tuple(declared.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        interactive=settings.get("interactivity", {}).get("is_enabled", False),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False),
        read_only_messages=home.get("messages_tab_read_only_enabled", False),
    )


def _command(each: Mapping[str, Any]) -> Command:
    return Command(
        each["command"], each.get("description", ""), each.get("usage_hint", ""), each.get("should_escape", False)
    )


def _shortcut(each: Mapping[str, Any]) -> Shortcut:
    return Shortcut(each["name"], each["type"], each["callback_id"], each.get("description", ""))
