"""conversations.history: what was said, newest first."""

from sandbox.api.errors import ApiError
from sandbox.api.paging import page
from sandbox.api.places import readable
from sandbox.api.registry import method
from sandbox.api.shapes import message_json
from sandbox.conversation import Conversation, Json, Message
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.workspace import APP_USER


@method("conversations.history", Tier.T3)
def history(
    slack: Slack,
    channel: str,
    cursor: str = "",
    limit: int = 100,
    oldest: str = "0",
    latest: str = "",
    inclusive: bool = False,
    include_all_metadata: bool = False,
) -> Json:
    """Ephemeral messages and answers within threads are not part of it."""
    conversation = readable(slack, channel, "history")
    if APP_USER not in conversation.members:
        raise ApiError("not_in_channel")
    found = _between(conversation, _seconds(oldest), _seconds(latest or "inf"), inclusive)
    messages, metadata = page(found, cursor, limit, most=999)
    return {
        "messages": [message_json(each, include_all_metadata) for each in messages],
        "has_more": bool(metadata["response_metadata"]["next_cursor"]),
        "pin_count": 0,
        **metadata,
    }


def _between(conversation: Conversation, oldest: float, latest: float, inclusive: bool) -> list[Message]:
    def belongs(message: Message) -> bool:
        at = float(message.ts)
        within = oldest <= at <= latest if inclusive else oldest < at < latest
        answer = message.body.get("thread_ts", message.ts) != message.ts
        return within and not message.only_for and (not answer or message.body.get("subtype") == "thread_broadcast")

    return [message for message in reversed(conversation.messages.values()) if belongs(message)]


def _seconds(ts: str) -> float:
    try:
        return float(ts)
    except ValueError:
        raise ApiError("invalid_ts_latest") from None
