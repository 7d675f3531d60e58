"""An app that is nothing but a Socket Mode connection: it keeps what it is sent and acks as it is told."""

import json
import threading
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from sandbox.running import APP_TOKEN, BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE

Json = dict[str, Any]
Answer = Callable[[Json], Any]
SILENCE = object()


def socket_url(sandbox: Sandbox) -> str:
    answer = WebClient(APP_TOKEN, base_url=sandbox.api_url).apps_connections_open(app_token=APP_TOKEN)
    return str(answer["url"])


class RawApp:
    """`on` says what to ack a payload with; without it an ack is empty. SILENCE is no ack at all."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        self.envelopes: list[Json] = []
        self._sandbox = sandbox
        self._answers: dict[str, Answer] = {}

    def __enter__(self) -> Self:
        self._closing = ExitStack()
        self._socket: ClientConnection = self._closing.enter_context(connect(socket_url(self._sandbox), proxy=None))
        self.hello: Json = json.loads(self._socket.recv())
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()
        self._thread.join()

    def on(self, name: str, answer: Answer) -> None:
        """`name` is an event type, a command, or the type of an interaction."""
        self._answers[name] = answer

    def payloads(self, name: str) -> list[Json]:
        """What came of that kind; events without their envelope."""
        found = [envelope["payload"] for envelope in self.envelopes if _name(envelope["payload"]) == name]
        return [payload.get("event", payload) for payload in found]

    def _listen(self) -> None:
        try:
            for message in self._socket:
                self._take(json.loads(message))
        except ConnectionClosed:
            pass

    def _take(self, envelope: Json) -> None:
        self.envelopes.append(envelope)
        if "envelope_id" not in envelope:
            return
        payload = envelope["payload"]
        answer = self._answers.get(_name(payload), _nothing)(payload)
        if answer is not SILENCE:
            ack = {"envelope_id": envelope["envelope_id"]}
            self._socket.send(json.dumps(ack if answer is None else {**ack, "payload": answer}))


def opened(sandbox: Sandbox, app: RawApp, view: Json) -> Json:
    """The view, in front of Claire."""
    app.on("/try", lambda payload: app.client.views_open(trigger_id=payload["trigger_id"], view=view) and None)
    sandbox.hand(CLAIRE).command("/try it")
    return sandbox.hand(CLAIRE).modal()


def _nothing(_: Json) -> None:
    """An empty ack."""


def _name(payload: Json) -> str:
    name = payload.get("event", payload).get("type") or payload["command"]
    return str(name)
