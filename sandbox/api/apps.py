"""apps.*, auth.*, api.*: who the app is and how it connects."""

import secrets

from sandbox.api.registry import method
from sandbox.conversation import Json
from sandbox.limits import Tier
from sandbox.slack import APP_TOKEN, Slack
from sandbox.workspace import APP_ID, APP_USER, BOT_ID


@method("auth.test", Tier.FREE)
def auth_test(slack: Slack) -> Json:
    return {
        "url": f"https://{slack.workspace.team.domain}.slack.com/",
        "team": slack.workspace.team.name,
        "user": slack.workspace.people[APP_USER].name,
        "team_id": slack.workspace.team.id,
        "user_id": APP_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", Tier.T2, token=APP_TOKEN)
def connections_open(slack: Slack) -> Json:
    """A ticket is good for one connection."""
    ticket = secrets.token_urlsafe(12)
    slack.tickets.add(ticket)
    return {"url": f"{slack.address.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={APP_ID}"}
