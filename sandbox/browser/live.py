"""The live line to each open page: what happens, as far as its person sees it."""

import asyncio
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox import feed as happened
from sandbox.browser.shown import message_json
from sandbox.conversation import Conversation, Json, Message
from sandbox.feed import Change
from sandbox.slack import Slack

MESSAGE_EVENTS = {
    happened.MessagePosted: "message",
    happened.MessageChanged: "message_changed",
    happened.MessageDeleted: "message_deleted",
}


async def live(socket: WebSocket) -> None:
    slack: Slack = socket.app.state.slack
    user = socket.query_params.get("user", "")
    if not slack.workspace.person(user):
        await socket.close(4004)
        return
    await socket.accept()
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[Json] = asyncio.Queue()

    def hear(change: Change) -> None:
        """Tests move the clock from their own thread."""
        event = event_for(slack, user, change)
        if event:
            loop.call_soon_threadsafe(waiting.put_nowait, event)

    slack.feed.subscribe(hear)
    sending = asyncio.create_task(_send(socket, waiting))
    try:
        while True:
            await socket.receive_text()
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        slack.feed.unsubscribe(hear)
        sending.cancel()


async def _send(socket: WebSocket, waiting: asyncio.Queue[Json]) -> None:
    while True:
        event = await waiting.get()
        try:
            await socket.send_json(event)
        except (WebSocketDisconnect, RuntimeError):
            return


def event_for(slack: Slack, user: str, change: Change) -> Json | None:
    """What the page of that person is told, if anything."""
    match change:
        case happened.MessagePosted() | happened.MessageChanged() | happened.MessageDeleted():
            return _message_event(user, MESSAGE_EVENTS[type(change)], change.conversation, change.message)
        case happened.ModalsChanged(whose) if whose == user:
            return {"type": "modals", "views": [view.json for view in slack.views.stack(user)]}
        case happened.HomeChanged(whose) if whose == user:
            view = slack.views.home(user)
            return {"type": "home", "view": view.json if view else None}
        case happened.ConversationsChanged(users) if user in users:
            return {"type": "conversations"}
        case (
            happened.PersonJoined() | happened.PersonChanged() | happened.ConnectionsChanged() | happened.StartedAnew()
        ):
            return {"type": "people"}
        case happened.TrafficNoted(entry):
            return {"type": "traffic", "entry": entry}
        case happened.ClockMoved():
            return {"type": "clock", "now": slack.clock.now(), "offset": slack.clock.offset}
        case happened.NeighboursMoved(progress):
            return {"type": "neighbours", **progress}
    return None


def _message_event(user: str, kind: str, conversation: Conversation, message: Message) -> dict[str, Any] | None:
    if user not in conversation.members or not message.visible_to(user):
        return None
    return {"type": kind, "channel": conversation.id, "message": message_json(message)}
