"""reactions.*."""

import re

from sandbox.api.errors import ApiError
from sandbox.api.places import known
from sandbox.api.registry import method
from sandbox.conversation import Json
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.workspace import APP_USER


@method("reactions.add", Tier.T3, scope="reactions:write")
def add(slack: Slack, channel: str, name: str, timestamp: str) -> Json:
    conversation = known(slack, channel)
    message = conversation.messages.get(timestamp)
    if not message or message.only_for:
        raise ApiError("message_not_found")
    if not re.fullmatch(r"[a-z0-9_+'\-]+(::skin-tone-[2-6])?", name):
        raise ApiError("invalid_name")
    if not slack.workspace.react(conversation, message, APP_USER, name):
        raise ApiError("already_reacted")
    return {}
