"""Manifests of apps that are not the product."""

from typing import Any

Json = dict[str, Any]

SCOPES = [
    *(
        "chat:write",
        "chat:write.public",
        "commands",
        "files:read",
        "files:write",
        "reactions:read",
        "reactions:write",
        "team:read",
    ),
    *("users:read", "users:read.email", "users.profile:read", "usergroups:read", "channels:manage"),
    *(f"{family}:{right}" for family in ("channels", "groups", "im", "mpim") for right in ("read", "write", "history")),
]
EVENTS = [
    "app_home_opened",
    "message.im",
    "message.channels",
    "team_join",
    "user_change",
    "reaction_added",
    "member_joined_channel",
]


def manifest(*, without_scopes: tuple[str, ...] = (), events: list[str] | None = None, **app_home: bool) -> Json:
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    return {
        "display_information": {"name": "Essai", "description": "An app to try things with"},
        "features": {
            "app_home": {**home, **app_home},
            "bot_user": {"display_name": "Essai"},
            "shortcuts": [
                {"name": "Begin", "type": "global", "callback_id": "begin", "description": "Begins"},
                {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keeps"},
            ],
            "slash_commands": [
                {"command": "/try", "description": "Tries", "usage_hint": "[it]", "should_escape": True},
                {"command": "/raw", "description": "As typed", "should_escape": False},
            ],
        },
        "oauth_config": {"scopes": {"bot": [scope for scope in SCOPES if scope not in without_scopes]}},
        "settings": {
            "event_subscriptions": {"bot_events": EVENTS if events is None else events},
            "interactivity": {"is_enabled": True},
        },
    }


EVERYTHING = manifest()
