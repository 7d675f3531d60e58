"""Socket Mode: Slack's payloads come in over a WebSocket that we open, so no public address is needed."""

import contextlib
import socket
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import Refused

THREADS = 16
SECONDS_BETWEEN_PINGS = 3
"""How long a connection that broke without a word can go unnoticed."""


class SocketMode:
    """The connection, opened again by the library whenever it breaks."""

    def __init__(self, app: App, app_token: str, base_url: str) -> None:
        client = WebClient(app_token, base_url=base_url)
        self._handler = SocketModeHandler(
            app, app_token, web_client=client, concurrency=THREADS, ping_interval=SECONDS_BETWEEN_PINGS
        )

    def open(self) -> None:
        """Begins to listen; raises Refused where the app-level token is not good or Slack can't be reached."""
        try:
            self._handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            raise Refused(str(error.response["error"])) from None
        except OSError as error:
            raise Refused("no_answer") from error

    def close(self) -> None:
        """Takes nothing more in, and finishes what came in; Slack delivers again what was not acknowledged."""
        client: Any = self._handler.client
        client.auto_reconnect_enabled = False
        # The library would wait for the next message, three seconds at most, before it closes: nothing comes any more.
        with contextlib.suppress(OSError, AttributeError):
            client.current_session.sock.shutdown(socket.SHUT_RDWR)
        try:
            self._handler.close()  # type: ignore[no-untyped-call]
        except AttributeError:
            # It looks whether its socket is open before it waits for the lock; its own thread closed it meanwhile.
            self._handler.close()  # type: ignore[no-untyped-call]
