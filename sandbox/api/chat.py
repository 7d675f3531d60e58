"""chat.*: what the app says."""

import json
import re
from typing import Any

from sandbox.api.errors import ApiError, refuse
from sandbox.api.places import own_message, writable
from sandbox.api.registry import method
from sandbox.api.shapes import bot_profile, message_json
from sandbox.blockkit import check_message
from sandbox.conversation import Conversation, Json
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.views import completed
from sandbox.workspace import APP_ID, APP_USER, BOT_ID

SPEECH = ("as_user", "link_names", "mrkdwn", "parse", "unfurl_links", "unfurl_media")
METADATA_BYTES = 16_000


@method("chat.postMessage", Tier.POST, scope="chat:write", accepts=SPEECH)
def post_message(
    slack: Slack,
    channel: str,
    text: str = "",
    blocks: list[Json] | None = None,
    thread_ts: str = "",
    reply_broadcast: bool = False,
    metadata: Json | None = None,
) -> Json:
    conversation = writable(slack, channel)
    body = said(slack, text, blocks, metadata) | in_thread(conversation, thread_ts, reply_broadcast)
    message = slack.workspace.post(conversation, body)
    return {"channel": conversation.id, "ts": message.ts, "message": message_json(message, with_metadata=True)}


@method("chat.postEphemeral", Tier.T4, scope="chat:write", accepts=SPEECH)
def post_ephemeral(
    slack: Slack, channel: str, user: str, text: str = "", blocks: list[Json] | None = None, thread_ts: str = ""
) -> Json:
    conversation = writable(slack, channel)
    if user not in conversation.members:
        raise ApiError("user_not_in_channel")
    body = said(slack, text, blocks) | in_thread(conversation, thread_ts)
    return {"message_ts": slack.workspace.post(conversation, body, only_for=user).ts}


@method("chat.update", Tier.T3, scope="chat:write", accepts=SPEECH)
def update(
    slack: Slack,
    channel: str,
    ts: str,
    text: str = "",
    blocks: list[Json] | None = None,
    metadata: Json | None = None,
) -> Json:
    """A new text without blocks takes the old blocks away, and shows as edited."""
    conversation, message = own_message(slack, channel, ts, "cant_update_message")
    body = said(slack, text, blocks, metadata)
    if not blocks:
        body |= {"blocks": [], "edited": {"user": APP_USER, "ts": slack.workspace.new_ts()}}
    slack.workspace.change_message(conversation, message, body)
    return {"channel": conversation.id, "ts": ts, "text": text, "message": message_json(message)}


@method("chat.delete", Tier.T3, scope="chat:write", accepts=("as_user",))
def delete(slack: Slack, channel: str, ts: str) -> Json:
    conversation, message = own_message(slack, channel, ts, "cant_delete_message")
    slack.workspace.delete_message(conversation, message)
    return {"channel": conversation.id, "ts": ts}


def said(slack: Slack, text: str, blocks: list[Json] | None, metadata: Json | None = None) -> Json:
    """The body of a message of the app. Raises ApiError for what Slack refuses."""
    refuse(check_message(blocks or [], text or None))
    body: Json = {
        "user": APP_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "bot_profile": bot_profile(slack),
        "text": text,
    }
    if blocks:
        body["blocks"] = completed(blocks)
    if metadata is not None:
        body["metadata"] = _checked_metadata(metadata)
    return body


def in_thread(conversation: Conversation, thread_ts: str, broadcast: bool = False) -> Json:
    if not thread_ts:
        return {}
    if thread_ts not in conversation.messages:
        raise ApiError("thread_not_found")
    return {"thread_ts": thread_ts} | ({"subtype": "thread_broadcast"} if broadcast else {})


def _checked_metadata(metadata: dict[str, Any]) -> Json:
    event_type, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(event_type, str) or not isinstance(payload, dict) or metadata.keys() - _METADATA_KEYS:
        raise ApiError("invalid_metadata_schema", "[ERROR] metadata needs event_type and event_payload")
    if not re.fullmatch(r"[A-Za-z0-9_.\-]{1,255}", event_type):
        raise ApiError("invalid_metadata_format", "[ERROR] event_type must be alphanumeric")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise ApiError("metadata_too_large")
    return metadata


_METADATA_KEYS = {"event_type", "event_payload"}
