"""Misfortunes with the Web API, as the official client meets them."""

import http.client
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler

from sandbox.faults import FaultKind
from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE, code

DROPPED = (URLError, http.client.RemoteDisconnected, ConnectionResetError)


@pytest.fixture
def blunt(sandbox: Sandbox) -> WebClient:
    """A client that tries nothing twice."""
    return WebClient(BOT_TOKEN, base_url=sandbox.api_url, retry_handlers=[])


def test_too_many_requests(sandbox: Sandbox, blunt: WebClient) -> None:
    sandbox.faults.add(FaultKind.RATE_LIMITED, on="chat.postMessage", seconds=7)
    with pytest.raises(SlackApiError) as refused:
        blunt.chat_postMessage(channel=CLAIRE, text="x")
    assert refused.value.response.headers["Retry-After"] == "7"
    assert sandbox.posted(CLAIRE) == []
    assert blunt.chat_postMessage(channel=CLAIRE, text="x")["ok"]


def test_the_clients_own_patience(sandbox: Sandbox) -> None:
    patient = WebClient(BOT_TOKEN, base_url=sandbox.api_url, retry_handlers=[RateLimitErrorRetryHandler()])
    sandbox.faults.add(FaultKind.RATE_LIMITED, on="auth.test", seconds=0)
    assert patient.auth_test()["ok"]
    assert [entry["status"] for entry in sandbox.traffic("auth.test")][-2:] == ["429", "ok"]


def test_a_server_error(sandbox: Sandbox, blunt: WebClient) -> None:
    sandbox.faults.add("server_error", on="chat.postMessage", times=2, status=502)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            blunt.chat_postMessage(channel=CLAIRE, text="x")
        assert refused.value.response.status_code == 502
    assert blunt.chat_postMessage(channel=CLAIRE, text="x")["ok"]


def test_any_refusal(sandbox: Sandbox, blunt: WebClient) -> None:
    sandbox.faults.add(FaultKind.REFUSED, error="token_revoked")
    assert code(blunt.chat_postMessage, channel=CLAIRE, text="x") == "token_revoked"


def test_a_line_dropped_after_the_message_was_posted(sandbox: Sandbox, blunt: WebClient) -> None:
    sandbox.faults.add(FaultKind.DROPPED_AFTER, on="chat.postMessage")
    with pytest.raises(DROPPED):
        blunt.chat_postMessage(channel=CLAIRE, text="x")
    assert len(sandbox.posted(CLAIRE)) == 1


def test_the_sdk_on_its_own_posts_twice(sandbox: Sandbox, client: WebClient) -> None:
    """Which is why a sender must not let it try again."""
    sandbox.faults.add(FaultKind.DROPPED_AFTER, on="chat.postMessage")
    client.chat_postMessage(channel=CLAIRE, text="x")
    assert len(sandbox.posted(CLAIRE)) == 2


def test_a_line_dropped_before_anything_happened(sandbox: Sandbox, blunt: WebClient) -> None:
    sandbox.faults.add(FaultKind.DROPPED_BEFORE, on="chat.postMessage")
    with pytest.raises(DROPPED):
        blunt.chat_postMessage(channel=CLAIRE, text="x")
    assert sandbox.posted(CLAIRE) == []


def test_a_slow_answer(sandbox: Sandbox) -> None:
    sandbox.faults.add(FaultKind.SLOW, on="auth.test", seconds=0.2)
    WebClient(BOT_TOKEN, base_url=sandbox.api_url).auth_test()
    assert sandbox.traffic("auth.test")[-1]["ms"] >= 200


def test_misfortunes_keep_to_their_method(sandbox: Sandbox, client: WebClient) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, on="chat.update")
    assert client.auth_test()["ok"]
    sandbox.faults.clear()
    assert sandbox.faults.waiting == []
