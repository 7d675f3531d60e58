"""The addresses of the sandbox: Slack's own, and those of its page."""

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from sandbox.api.entry import web_api
from sandbox.api.files import hand_out, receive_upload
from sandbox.browser import acting, reading, ruling
from sandbox.browser.asking import Answerer, answering
from sandbox.browser.live import live
from sandbox.delivery.courier import Courier
from sandbox.delivery.socket_mode import SocketMode
from sandbox.interactions.replies import reply
from sandbox.slack import Slack

FRESH = {"Cache-Control": "no-store"}
READING: dict[str, Answerer] = {
    "workspace": reading.workspace,
    "conversations": reading.conversations,
    "messages": reading.messages,
    "modals": reading.modals,
    "home": reading.home,
    "traffic": reading.traffic,
    "clock": reading.clock,
    "neighbours": reading.neighbours,
}
ACTING: dict[str, Answerer] = {
    "say": acting.say,
    "react": acting.react,
    "read": acting.read,
    "command": acting.command,
    "shortcut": acting.shortcut,
    "home": acting.home,
    "action": acting.action,
    "options": acting.options,
    "submit": acting.submit,
    "close": acting.close,
    "upload": acting.upload,
    "clock": ruling.clock,
    "faults": ruling.faults,
    "reset": ruling.reset,
    "neighbours": ruling.neighbours,
}


class FreshFiles(StaticFiles):
    """Static files that no browser keeps."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(FRESH)
        return response


def application(slack: Slack, courier: Courier, neighbours: Any) -> Starlette:
    routes: list[BaseRoute] = [
        Route("/", page),
        Mount("/page", FreshFiles(directory=reading.PAGE, check_dir=False)),
        Route("/api/{method}", web_api, methods=["GET", "POST"]),
        Route("/upload/v1/{file}", receive_upload, methods=["POST"]),
        Route("/files-pri/{file}/{rest:path}", hand_out),
        Route("/actions/{key}", reply, methods=["POST"]),
        WebSocketRoute("/link/", socket_mode),
        WebSocketRoute("/_/live", live),
        Route("/_/files/{file}", reading.file),
    ]
    routes += [Route(f"/_/{name}", answering(serve)) for name, serve in READING.items()]
    routes += [Route(f"/_/{name}", answering(serve), methods=["POST"]) for name, serve in ACTING.items()]
    app = Starlette(routes=routes)
    app.state.slack, app.state.courier, app.state.neighbours = slack, courier, neighbours
    return app


async def page(_: Request) -> Response:
    return FileResponse(reading.PAGE / "index.html", headers=FRESH)


async def socket_mode(socket: WebSocket) -> None:
    transport = socket.app.state.courier.transport
    if isinstance(transport, SocketMode):
        await transport.serve(socket)
    else:
        await socket.close(4003)
