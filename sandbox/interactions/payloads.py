"""The parts that the payloads of interactions share."""

from sandbox.conversation import Conversation, Json, Kind
from sandbox.slack import Slack
from sandbox.workspace import APP_ID

CHANNEL_NAMES = {Kind.IM: "directmessage", Kind.PRIVATE: "privategroup"}


def payload(slack: Slack, kind: str, user: str, view_id: str | None = None, with_trigger: bool = True) -> Json:
    """`view_id` is the modal that the person acts in: it allows to push upon it."""
    team = slack.workspace.team
    name = slack.workspace.people[user].name
    parts: Json = {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": user, "username": name, "name": name, "team_id": team.id},
        "api_app_id": APP_ID,
        "token": "verification-token",
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return parts | ({"trigger_id": slack.triggers.issue(user, view_id)} if with_trigger else {})


def channel_json(conversation: Conversation) -> Json:
    return {"id": conversation.id, "name": channel_name(conversation)}


def channel_name(conversation: Conversation) -> str:
    return CHANNEL_NAMES.get(conversation.kind, conversation.name)
