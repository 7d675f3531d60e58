"""Shortcuts: global ones, and those of a message's menu."""

from sandbox.api.shapes import message_json
from sandbox.conversation import Json
from sandbox.delivery.courier import Courier
from sandbox.delivery.parcel import NotAcked, Parcel, ParcelKind
from sandbox.interactions.payloads import channel_json, payload
from sandbox.interactions.surfaces import message_of
from sandbox.interactions.trouble import Impossible, of_click
from sandbox.slack import Slack


async def shortcut(slack: Slack, courier: Courier, user: str, callback_id: str, channel: str, ts: str) -> None:
    """`channel` and `ts` name the message of a message shortcut. Raises Impossible or Trouble."""
    declared = slack.manifest.shortcut(callback_id)
    if not declared:
        raise Impossible(f"The app has no shortcut called {callback_id!r}.")
    on_message = declared.type == "message"
    kind = "message_action" if on_message else "shortcut"
    body = {
        **payload(slack, kind, user),
        "callback_id": callback_id,
        "action_ts": slack.workspace.new_ts(),
        **(_message_parts(slack, user, channel, ts) if on_message else {}),
    }
    try:
        await courier.ask(Parcel(ParcelKind.INTERACTION, kind, body, f"{user} {callback_id}"))
    except NotAcked as problem:
        raise of_click(problem) from None


def _message_parts(slack: Slack, user: str, channel: str, ts: str) -> Json:
    conversation, message = message_of(slack, user, channel, ts)
    return {
        "channel": channel_json(conversation),
        "message_ts": message.ts,
        "message": message_json(message),
        "response_url": slack.reply_urls.issue(conversation.id, user, message.ts),
    }
