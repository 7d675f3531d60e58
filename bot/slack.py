"""The gateway: the only way out to Slack. Each call happens once; what Slack answered is told as it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from math import ceil
from socket import gaierror
from typing import Any, NoReturn, Protocol
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.domain.people import Person

TIMEOUT_SECONDS = 10
_CODE = re.compile("[a-z0-9_]+")
_NEVER_LEFT = (ConnectionRefusedError, gaierror)
Json = dict[str, Any]


class Refused(Exception):
    """A call that did not succeed. `retry_after` is in seconds, where Slack gave it."""

    def __init__(self, error: str, retry_after: int | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.retry_after = retry_after


class Directory(Protocol):
    """Where people are looked up."""

    def person(self, id: str) -> Person: ...


@dataclass(frozen=True)
class Identity:
    """The bot itself, in its workspace."""

    team: str
    team_id: str
    user_id: str
    bot_id: str


class Slack:
    """Slack's Web API, as far as the product uses it. `base_url` ends with a slash."""

    def __init__(self, token: str, base_url: str) -> None:
        # No retries here: the library would send a message again after a dropped connection, and it would come twice.
        self.client = WebClient(token, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])

    def post(self, to: str, message: Json, uid: str) -> str:
        """Posts to a person or a channel; returns Slack's ts. `uid` goes along so that the message can be found."""
        metadata = {"event_type": "binome_message", "event_payload": {"uid": uid}}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        answer = _call(self.client.chat_postMessage, channel=to, metadata=metadata, **quiet, **message)
        return str(answer["ts"])

    def find(self, person_id: str, uid: str, since: float) -> str | None:
        """The ts of the message with that uid, sent to a person since an instant (epoch seconds), if it arrived."""
        channel = _call(self.client.conversations_open, users=person_id)["channel"]["id"]
        window = {"channel": channel, "oldest": str(since), "limit": 200}
        answer = _call(self.client.conversations_history, include_all_metadata=True, **window)
        for message in answer["messages"]:
            if message.get("metadata", {}).get("event_payload", {}).get("uid") == uid:
                return str(message["ts"])
        return None

    def conversation(self, person_ids: tuple[str, ...]) -> str:
        """Opens the conversation of these people and the bot, or finds it; returns its id."""
        return str(_call(self.client.conversations_open, users=list(person_ids))["channel"]["id"])

    def publish(self, person_id: str, view: Json) -> None:
        """Shows a Home page to a person."""
        _call(self.client.views_publish, user_id=person_id, view=view)

    def open(self, trigger_id: str, view: Json) -> None:
        """Opens a modal."""
        _call(self.client.views_open, trigger_id=trigger_id, view=view)

    def push(self, trigger_id: str, view: Json) -> None:
        """Puts a modal on top of the one that is open."""
        _call(self.client.views_push, trigger_id=trigger_id, view=view)

    def update(self, view_id: str, hash: str, view: Json) -> None:
        """Replaces an open modal, unless it was replaced since it had this hash."""
        _call(self.client.views_update, view_id=view_id, hash=hash, view=view)

    def person(self, id: str) -> Person:
        """A member of the workspace."""
        return person_of(_call(self.client.users_info, user=id, include_locale=True)["user"])

    def identity(self) -> Identity:
        """Whose token this is; raises Refused where it is nobody's."""
        answer = _call(self.client.auth_test)
        return Identity(answer["team"], answer["team_id"], answer["user_id"], answer["bot_id"])


def _call(method: Callable[..., SlackResponse], **arguments: Any) -> Any:
    try:
        return method(**arguments).data
    except SlackApiError as error:
        _refuse(error)
    except URLError as error:
        raise Refused("not_sent" if isinstance(error.reason, _NEVER_LEFT) else "no_answer") from error
    except (OSError, HTTPException, SlackClientError, ValueError) as error:
        raise Refused("no_answer") from error


def _refuse(error: SlackApiError) -> NoReturn:
    answer = error.response
    if answer.status_code >= 500:
        raise Refused(f"http_{answer.status_code}") from error
    if answer.status_code == 429:
        waiting = answer.headers.get("Retry-After") or answer.headers.get("retry-after") or "1"
        raise Refused("ratelimited", ceil(float(waiting))) from error
    name = str(answer.get("error", ""))
    # What stands between us and Slack may answer too, in words of its own: nobody knows what became of the call.
    raise Refused(name if _CODE.fullmatch(name) else "no_answer") from error


def person_of(user: Json) -> Person:
    """A person from Slack's user object, as `users.info` and the events about people hold it."""
    profile = user.get("profile", {})
    return Person(
        id=user["id"],
        name=str(profile.get("display_name") or profile.get("real_name") or user.get("name", user["id"])),
        tz=user.get("tz") or "UTC",
        locale=user.get("locale") or "",
        is_bot=bool(user.get("is_bot")),
        is_guest=any(user.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger")),
        is_active=not user.get("deleted", False),
    )
