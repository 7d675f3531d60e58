"""Delivery over HTTP, to Bolt behind a real WSGI server, and to servers that answer badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from waitress.server import create_server

from sandbox.hand import Trouble
from sandbox.running import BOT_TOKEN, SIGNING_SECRET, Sandbox
from tests.sandbox.blocks import CLAIRE, Json, modal
from tests.sandbox.manifests import EVERYTHING

QUICK = (0.0, 0.05)


class Listener:
    """An HTTP server that keeps what it is sent and answers as it is told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answer: Callable[[], tuple[int, dict[str, str], bytes]] = lambda: (200, {}, b"")
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                listener.requests.append((headers, body))
                status, answered, content = listener.answer()
                self.send_response(status)
                for name, value in {**answered, "Content-Length": str(len(content))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """In silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/slack/events?a=b"


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    thread = threading.Thread(target=listener.server.serve_forever, args=(0.02,))
    thread.start()
    yield listener
    listener.server.shutdown()
    thread.join()
    listener.server.server_close()


@pytest.fixture
def sandbox(listener: Listener) -> Iterator[Sandbox]:
    with Sandbox(manifest=EVERYTHING, http=listener.url, retries=QUICK, deadline=0.3) as sandbox:
        yield sandbox


def test_events_are_signed_json(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    [(headers, body)] = listener.requests
    assert headers["content-type"] == "application/json"
    assert "x-slack-retry-num" not in headers
    assert json.loads(body)["event"]["type"] == "app_home_opened"
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(body, headers)


def test_commands_are_forms_and_interactions_forms_of_json(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.hand(CLAIRE).command("/try à l'essai")
    sandbox.hand(CLAIRE).shortcut("begin")
    (headers, command), (_, shortcut) = listener.requests
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(command.decode())["text"] == ["à l'essai"]
    assert json.loads(parse_qs(shortcut.decode())["payload"][0])["callback_id"] == "begin"


def test_a_refused_event_comes_again_by_the_schedule(sandbox: Sandbox, listener: Listener) -> None:
    listener.answer = lambda: (404, {}, b"")
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    tries = [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")) for headers, _ in listener.requests
    ]
    assert tries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({json.loads(body)["event_id"] for _, body in listener.requests}) == 1


def test_an_app_can_ask_for_no_second_attempt(sandbox: Sandbox, listener: Listener) -> None:
    listener.answer = lambda: (500, {"X-Slack-No-Retry": "1"}, b"")
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    assert len(listener.requests) == 1


def test_slowness_is_told_apart(sandbox: Sandbox, listener: Listener) -> None:
    release = threading.Event()

    def slowly() -> tuple[int, dict[str, str], bytes]:
        release.wait(5)
        return 200, {}, b""

    listener.answer = slowly
    sandbox.hand(CLAIRE).open_home()
    sandbox.until(lambda: len(listener.requests) > 1)
    release.set()
    sandbox.settled()
    assert listener.requests[1][0]["x-slack-retry-reason"] == "http_timeout"


@pytest.mark.parametrize(
    ("status", "headers", "body", "error"),
    [
        (404, {}, b"", "http_client_error"),
        (500, {}, b"", "http_service_error"),
        (200, {"Content-Type": "application/json"}, b"{", "invalid_command_response"),
    ],
)
def test_what_a_person_reads(
    sandbox: Sandbox, listener: Listener, status: int, headers: dict[str, str], body: bytes, error: str
) -> None:
    listener.answer = lambda: (status, headers, body)
    with pytest.raises(Trouble, match=f'/try failed with the error "{error}"'):
        sandbox.hand(CLAIRE).command("/try")
    assert len(listener.requests) == 1


def test_nobody_listens(sandbox: Sandbox, listener: Listener) -> None:
    listener.server.server_close()
    with pytest.raises(Trouble, match='/try failed with the error "dispatch_failed"'):
        sandbox.hand(CLAIRE).command("/try")


@contextmanager
def served(app: App) -> Iterator[str]:
    """The address of the app behind waitress."""
    server = create_server(SlackRequestHandler(app), host="127.0.0.1", port=0, threads=4, _start=True)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/slack/events"
    server.close()
    thread.join(5)


def test_bolt_over_http() -> None:
    submitted: list[Json] = []
    client = WebClient(BOT_TOKEN)
    app = App(
        client=client, signing_secret=SIGNING_SECRET, process_before_response=True, token_verification_enabled=False
    )

    @app.command("/try")
    def begin(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(callback_id="join"))
        ack("opened")

    @app.view("join")
    def join(ack: Ack, body: Json, client: WebClient) -> None:
        submitted.append(body["view"]["state"]["values"])
        client.chat_postMessage(channel=body["user"]["id"], text="Welcome")
        ack(response_action="clear")

    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    with served(app) as url, Sandbox(manifest=EVERYTHING, http=url, retries=QUICK) as sandbox:
        client.base_url = sandbox.api_url
        hand = sandbox.hand(CLAIRE)
        hand.command("/try")
        hand.fill({"name": "Claire"})
        assert hand.submit() == {}
        hand.open_home()
        sandbox.settled()
        assert submitted == [{"name": {"answer": {"type": "plain_text_input", "value": "Claire"}}}]
        assert [message["text"] for message in sandbox.posted(CLAIRE)] == ["Welcome"]
        assert hand.home() is not None
        statuses = {entry["name"]: entry["status"] for entry in sandbox.traffic() if entry["direction"] == "slack→bot"}
        assert statuses["/try"] == statuses["view_submission"] == statuses["app_home_opened"] == "acked"
