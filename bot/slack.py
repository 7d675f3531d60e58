"""The gateway: the only way out to Slack. Each call happens once; what Slack answered is told as it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from http.client import HTTPException
from math import ceil
from socket import gaierror
from typing import Any, NoReturn
from urllib.error import URLError
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.domain.facts import digest_of
from bot.domain.people import Person
from bot.workspace import Attached, Identity, Json, Listed, Refused, Upload

TIMEOUT_SECONDS = 10
PAGE = 200
"""People a page, as Slack recommends."""
LARGEST_FILE = 10_000_000
SLACKBOT = "USLACKBOT"
"""A bot that does not say so."""
MEMBERS = 999
"""Members in one answer: Slack gives fewer than a thousand."""
_CODE = re.compile("[a-z0-9_]+")
_NEVER_LEFT = (ConnectionRefusedError, gaierror)


class Slack:
    """Slack's Web API, as far as the product uses it. `base_url` ends with a slash."""

    def __init__(self, token: str, base_url: str) -> None:
        # No retries here: the library would send a message again after a dropped connection, and it would come twice.
        self.client = WebClient(token, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])

    def post(self, to: str, message: Json, uid: str) -> str:
        """Posts to a person or a channel; returns Slack's ts. `uid` goes along so that the message can be found."""
        metadata = {"event_type": "binome_message", "event_payload": {"uid": uid}}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        post = partial(_call, self.client.chat_postMessage, channel=to, metadata=metadata, **quiet)
        try:
            answer = post(**message)
        except Refused as refused:
            plain = _without_charts(message)
            if refused.error != "invalid_blocks" or plain == message:
                raise
            answer = post(**plain)
        return str(answer["ts"])

    def revise(self, to: str, ts: str, message: Json) -> None:
        """Shows a message in the place of an earlier one, to a person or in a channel."""
        channel = self.conversation((to,)) if to.startswith(("U", "W")) else to
        _call(self.client.chat_update, channel=channel, ts=ts, **message)

    def share(self, to: str, message: Json, files: Sequence[Attached]) -> None:
        """Posts files in a channel, with what the message says; nothing is to be seen before the last call."""
        try:
            given = [{"id": self._uploaded(each), "title": each.title} for each in files]
        except Refused as refused:
            passing = refused.error == "no_answer" or refused.error.startswith("http_5")
            raise Refused("not_sent" if passing else _of_files(refused.error), refused.retry_after) from refused
        comment = "\n".join(block["text"]["text"] for block in message["blocks"])
        _call(self.client.files_completeUploadExternal, files=given, channel_id=to, initial_comment=comment)

    def _uploaded(self, file: Attached) -> str:
        place = _call(self.client.files_getUploadURLExternal, filename=file.name, length=len(file.content))
        try:
            with urlopen(Request(str(place["upload_url"]), data=file.content), timeout=TIMEOUT_SECONDS):
                return str(place["file_id"])
        except (OSError, HTTPException) as error:
            raise Refused("no_answer") from error

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
        return person_of(_call(self.client.users_info, user=id, include_locale=True)["user"], self._team_id)

    def page(self, cursor: str) -> Listed:
        """A page of all members: bots, guests, strangers of shared channels and those who left among them."""
        answer = _call(self.client.users_list, cursor=cursor, limit=PAGE, include_locale=True)
        following = answer.get("response_metadata", {}).get("next_cursor", "")
        return Listed(tuple(person_of(user, self._team_id) for user in answer["members"]), following)

    def field_ids(self) -> Mapping[str, str]:
        """The ids of the company's own profile fields, by label and by id."""
        listed = _call(self.client.team_profile_get)["profile"]["fields"]
        return {name: each["id"] for each in listed for name in (each["label"].casefold(), each["id"].casefold())}

    def profile(self, id: str) -> Mapping[str, str]:
        """What stands in somebody's own profile fields, by the field's id."""
        listed = _call(self.client.users_profile_get, user=id)["profile"]["fields"] or {}
        return {key: str(each.get("value") or "") for key, each in listed.items()}

    def file(self, id: str) -> Upload:
        """A file that somebody has uploaded; raises Refused, with `file_too_large` above ten megabytes."""
        file = _call(self.client.files_info, file=id)["file"]
        if file["size"] > LARGEST_FILE:
            raise Refused("file_too_large")
        return Upload(str(file["name"]), self._download(str(file["url_private_download"])))

    def _download(self, url: str) -> bytes:
        """To who may not read a file, Slack answers with its page to sign in."""
        asking = Request(url, headers={"Authorization": f"Bearer {self.client.token}"})
        try:
            with urlopen(asking, timeout=TIMEOUT_SECONDS) as answer:
                if answer.headers.get_content_type() == "text/html":
                    raise Refused("file_access_denied")
                return bytes(answer.read(LARGEST_FILE + 1))
        except (OSError, HTTPException) as error:
            raise Refused("no_answer") from error

    @cached_property
    def _team_id(self) -> str:
        return self.identity().team_id

    def members(self, channel_id: str, most: int) -> list[str]:
        """The ids of a channel's members: all of them, or a few more than `most` where there are more."""
        members: list[str] = []
        cursor = ""
        while len(members) <= most:
            answer = _call(self.client.conversations_members, channel=channel_id, limit=MEMBERS, cursor=cursor)
            members += answer["members"]
            cursor = answer.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                break
        return members

    def groups(self) -> list[tuple[str, str]]:
        """User groups: id and name of each."""
        answer = _call(self.client.usergroups_list)
        return [(group["id"], str(group["name"])) for group in answer["usergroups"]]

    def group_members(self, group_id: str) -> list[str]:
        """The ids of those in a user group."""
        answer = _call(self.client.usergroups_users_list, usergroup=group_id)
        return [str(id) for id in answer["users"]]

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


def _of_files(error: str) -> str:
    """An installation from before the app shared files goes on without them: that stops nothing else."""
    return "may_not_share_files" if error == "missing_scope" else error


def _without_charts(message: Json) -> Json:
    """The message for a Slack that knows no charts yet (GovSlack, older plans): the words beside them say the same."""
    blocks = [block for block in message.get("blocks", ()) if block["type"] != "data_visualization"]
    return {**message, "blocks": blocks}


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


def person_of(user: Json, team_id: str) -> Person:
    """A person from Slack's user object, as `users.info`, `users.list` and the events hold it, seen from a team."""
    profile = user.get("profile", {})
    return Person(
        id=user["id"],
        name=str(profile.get("display_name") or profile.get("real_name") or user.get("name", user["id"])),
        tz=user.get("tz") or "UTC",
        locale=user.get("locale") or "",
        is_bot=bool(user.get("is_bot")) or user["id"] == SLACKBOT,
        is_guest=any(user.get(mark) for mark in ("is_restricted", "is_ultra_restricted")),
        is_active=not user.get("deleted", False),
        full_name=str(profile.get("real_name") or ""),
        is_stranger=bool(user.get("is_stranger")) or team_id not in _teams_of(user, team_id),
        email_digest=digest_of(profile.get("email") or ""),
        title=str(profile.get("title") or "")[:255],
    )


def _teams_of(user: Json, unsaid: str) -> list[str]:
    """The workspaces that somebody belongs to: several in an Enterprise Grid, another one for who is a stranger."""
    return [user.get("team_id") or unsaid, *user.get("enterprise_user", {}).get("teams", ())]
