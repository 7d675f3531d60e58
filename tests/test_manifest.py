"""The manifest asks Slack for what the product listens to and calls, and for nothing else."""

import json
import re
from pathlib import Path

from bot.domain.people import LANGUAGES
from bot.messages import catalogue
from bot.messages.blocks import ANSWER

ROOT = Path(__file__).parents[1]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
LISTENERS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "handlers").glob("*.py"))
SCOPES = {
    "chat:write": "chat_postMessage",
    "chat:write.public": "chat_postMessage",
    "files:read": "files_info",
    "files:write": "files_completeUploadExternal",
    "channels:read": "conversations_members",
    "usergroups:read": "usergroups_list",
    "im:history": "conversations_history",
    "im:write": "conversations_open",
    "users.profile:read": "users_profile_get",
    "mpim:write": "conversations_open",
    "users:read": "users_info",
    "users:read.email": '"email"',
    "commands": None,
}

SHOWING = {"programmes.participants", "invitations.overview", "skills.overview", "supply.supply", "feedback.overview"}
"""Modals that nothing is sent from."""


def registered(kind: str) -> set[str]:
    return set(re.findall(rf'@app\.{kind}\("([^"]+)"\)', LISTENERS))


def test_every_event_that_is_sent_is_heard() -> None:
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in subscribed} == registered("event")


def test_every_command_and_shortcut_is_heard() -> None:
    assert {each["command"] for each in MANIFEST["features"]["slash_commands"]} == registered("command")
    assert {each["callback_id"] for each in MANIFEST["features"]["shortcuts"]} == registered("shortcut")


def test_every_scope_is_used() -> None:
    gateway = (ROOT / "bot" / "slack.py").read_text(encoding="utf-8")
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    for scope, used_by in SCOPES.items():
        assert used_by is None or used_by in gateway, scope


def test_every_button_and_form_is_heard() -> None:
    rendered = "".join(
        json.dumps(catalogue.render(context, LANGUAGES[0]))
        for surface in catalogue.surfaces()
        for context in surface.samples.values()
    )
    acting = set(re.findall(r'"action_id": "([^"]+)"', rendered)) - {ANSWER}
    searched = set(re.findall(r'"type": "(?:multi_)?external_select", "action_id": "([^"]+)"', rendered))
    assert acting
    assert acting - searched == registered("action")
    assert searched == registered("options")
    assert set(re.findall(r'"callback_id": "([^"]+)"', rendered)) - SHOWING == registered("view")
