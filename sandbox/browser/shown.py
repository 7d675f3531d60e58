"""The workspace as the page shows it."""

from dataclasses import asdict

from sandbox.conversation import Conversation, Json, Kind, Message
from sandbox.slack import Slack
from sandbox.workspace import APP_ID, APP_USER, BOT_ID

PERSON = (
    "id",
    "name",
    "real_name",
    "display_name",
    "title",
    "department",
    "site",
    "tz",
    "locale",
    "email",
    "manager_id",
    "is_hr",
    "is_bot",
    "is_guest",
    "deleted",
    "colour",
)


def workspace_json(slack: Slack, connected: bool) -> Json:
    manifest, workspace = slack.manifest, slack.workspace
    people = (person for person in workspace.people.values() if person.id != APP_USER)
    return {
        "team": asdict(workspace.team),
        "now": slack.clock.now(),
        "app": {
            "user_id": APP_USER,
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "name": manifest.name,
            "colour": manifest.colour,
            "description": manifest.description,
            "commands": [asdict(command) for command in manifest.commands],
            "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts],
            "connected": connected,
        },
        "people": [{name: getattr(person, name) for name in PERSON} for person in people],
        "usergroups": [asdict(group) for group in workspace.usergroups.values()],
    }


def conversation_json(conversation: Conversation, user: str) -> Json:
    with_app = conversation.kind is Kind.IM and APP_USER in conversation.members
    return {
        "id": conversation.id,
        "kind": "app" if with_app else conversation.kind.value,
        "name": conversation.name,
        "topic": conversation.topic,
        "members": conversation.members,
        "unread": conversation.unread(user),
        "last_ts": max(conversation.messages, default=""),
    }


def message_json(message: Message) -> Json:
    return {**message.body, **({"ephemeral": True} if message.only_for else {})}
