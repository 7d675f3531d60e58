"""A Bolt app that listens to the sandbox by the official client."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.running import APP_TOKEN, Sandbox


@contextmanager
def listening(app: App, sandbox: Sandbox, **how: Any) -> Iterator[None]:
    """The app is connected meanwhile."""
    web = WebClient(APP_TOKEN, base_url=sandbox.api_url)
    handler = SocketModeHandler(app, APP_TOKEN, web_client=web, **how)
    handler.connect()
    sandbox.until(lambda: sandbox.connected)
    yield
    # The client would wait three seconds for one more message before it lets go.
    handler.client.auto_reconnect_enabled = False
    sandbox.hang_up()
    try:
        handler.close()
    except AttributeError:
        # The client looks whether its socket is open before it waits for the lock; its own thread closed it meanwhile.
        handler.close()
