"""POST: what a person does."""

import re
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.browser.asking import Wrong, asker, body_of, person_in, slack_of
from sandbox.conversation import Json, Kind
from sandbox.delivery.courier import Courier
from sandbox.feed import ConversationsChanged, HomeOpened
from sandbox.interactions import actions, commands, shortcuts, submissions
from sandbox.interactions.surfaces import conversation_of, message_of
from sandbox.slack import Slack
from sandbox.typed_text import message_body
from sandbox.workspace import APP_USER


async def say(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    conversation = conversation_of(slack, user, asked["channel"])
    if conversation.kind is Kind.CHANNEL and user not in conversation.members:
        slack.workspace.add_member(conversation, user, user)
    if APP_USER in conversation.members and slack.manifest.read_only_messages and conversation.kind is Kind.IM:
        raise Wrong("Sending messages to this app has been turned off.")
    thread = {"thread_ts": asked["thread_ts"]} if asked.get("thread_ts") else {}
    slack.workspace.post(conversation, {"user": user, **message_body(slack.workspace, asked["text"]), **thread})
    return {}


async def react(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    conversation, message = message_of(slack, user, asked["channel"], asked["ts"])
    if not re.fullmatch(r"[a-z0-9_+'\-]+(::skin-tone-[2-6])?", asked["name"]):
        raise Wrong("No such emoji.")
    slack.workspace.react(conversation, message, user, asked["name"])
    return {}


async def read(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    conversation = conversation_of(slack, user, asked["channel"])
    conversation.read_until[user] = max(conversation.read_until.get(user, ""), asked["ts"])
    slack.feed.publish(ConversationsChanged((user,)))
    return {}


async def command(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    await commands.command(slack, _courier(request), user, asked["channel"], asked["text"])
    return {}


async def shortcut(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    channel, ts = asked.get("channel") or "", asked.get("ts") or ""
    await shortcuts.shortcut(slack, _courier(request), user, asked["callback_id"], channel, ts)
    return {}


async def home(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    tab = asked.get("tab", "home")
    slack.feed.publish(HomeOpened(user, tab))
    view = slack.views.home(user)
    return {"view": view.json if view else None}


async def action(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    await actions.act(
        slack,
        _courier(request),
        user,
        asked["container"],
        asked.get("block_id"),
        asked["action_id"],
        asked.get("value"),
        asked.get("typed") or {},
    )
    return {}


async def options(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    place, names = asked["container"], (asked.get("block_id"), asked["action_id"])
    return await actions.suggest(slack, _courier(request), user, place, *names, asked.get("query", ""))


async def submit(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    typed = asked.get("typed") or {}
    errors = await submissions.submit(slack, _courier(request), user, asked["view_id"], typed)
    return {"errors": errors} if errors else {}


async def close(request: Request) -> Json:
    slack, user, asked = await _asked(request)
    submissions.close(slack, _courier(request), user, asked["view_id"], bool(asked.get("all")))
    return {}


async def upload(request: Request) -> Json:
    slack, user = slack_of(request), asker(request)
    async with request.form() as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            raise Wrong("A file is expected.")
        kind = sent.content_type or "application/octet-stream"
        file = slack.workspace.new_file(sent.filename or "file", kind, user)
        file.content = await sent.read()
    return {"file_id": file.id, "name": file.name}


async def _asked(request: Request) -> tuple[Slack, str, Json]:
    slack, asked = slack_of(request), await body_of(request)
    return slack, person_in(slack, asked), asked


def _courier(request: Request) -> Courier:
    courier: Any = request.app.state.courier
    assert isinstance(courier, Courier)
    return courier
