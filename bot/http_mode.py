"""HTTP mode: Slack's requests come in at /slack/events, and /health says whether the process is up."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server
from waitress.wasyncore import close_all

THREADS = 16
Start = Callable[..., Any]


class Wsgi:
    """A WSGI application around Bolt's."""

    def __init__(self, app: App) -> None:
        self._slack = SlackRequestHandler(app, path="/slack/events")

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/health":
            return _plain(start_response, "200 OK", b"ok")
        # The SDK's verifier takes the timestamp for a number, and fails with a 500 where it is not one.
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "0")
        if not (timestamp.isascii() and timestamp.isdecimal()):
            return _plain(start_response, "401 Unauthorized", b"")
        answer: Iterable[bytes] = self._slack(environ, start_response)
        return answer


def _plain(start_response: Start, status: str, body: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


class PortTaken(Exception):
    """Nobody can listen there."""


class HttpMode:
    """A waitress server; raises PortTaken."""

    def __init__(self, app: App, host: str, port: int) -> None:
        self._sockets: dict[int, Any] = {}
        try:
            self._server = create_server(Wsgi(app), map=self._sockets, host=host, port=port, threads=THREADS)
        except OSError as error:
            raise PortTaken(f"{host}:{port}") from error
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    def open(self) -> None:
        """Begins to listen, in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """Finishes what is under way; Slack delivers again what was waiting."""
        self._server.task_dispatcher.shutdown()
        # Sockets belong to the thread that waits for them: closed from another one, it would wait for a stranger's.
        self._server.trigger.pull_trigger(lambda: close_all(self._sockets))
        self._thread.join()
