"""GET: what a person sees."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.browser.asking import Wrong, asker, slack_of
from sandbox.browser.shown import conversation_json, message_json, workspace_json
from sandbox.conversation import Json
from sandbox.interactions.surfaces import conversation_of
from sandbox.workspace import APP_USER

PAGE = Path(__file__).parents[1] / "page"
AT_A_TIME = 50


async def workspace(request: Request) -> Json:
    return workspace_json(slack_of(request), request.app.state.courier.transport.connected)


async def conversations(request: Request) -> list[Json]:
    slack, user = slack_of(request), asker(request)
    slack.workspace.direct(user, APP_USER)
    return [conversation_json(each, user) for each in slack.workspace.seen_by(user)]


async def messages(request: Request) -> Json:
    """The latest fifty, or those before a ts."""
    user, asked = asker(request), request.query_params
    conversation = conversation_of(slack_of(request), user, asked["channel"])
    seen = conversation.seen_by(user, asked.get("before", ""))
    return {"messages": [message_json(each) for each in seen[-AT_A_TIME:]], "has_more": len(seen) > AT_A_TIME}


async def modals(request: Request) -> list[Json]:
    return [view.json for view in slack_of(request).views.stack(asker(request))]


async def home(request: Request) -> Json:
    view = slack_of(request).views.home(asker(request))
    return {"view": view.json if view else None}


async def traffic(request: Request) -> list[Json]:
    return slack_of(request).traffic.since(int(request.query_params.get("since", 0)))


async def clock(request: Request) -> Json:
    time = slack_of(request).clock
    return {"now": time.now(), "offset": time.offset}


async def neighbours(request: Request) -> Any:
    return request.app.state.neighbours.progress()


async def file(request: Request) -> Response:
    found = slack_of(request).workspace.files.get(request.path_params["file"])
    if not found or found.content is None:
        raise Wrong("No such file.")
    headers = {"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}
    return Response(found.content, media_type=found.mimetype, headers=headers)
