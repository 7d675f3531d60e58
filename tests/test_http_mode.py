"""HTTP mode at its door: what is not Slack's does not come in."""

import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.http_mode import HttpMode

HOST = "127.0.0.1"


@pytest.fixture
def port() -> Iterator[int]:
    """Where an app listens that takes no request but Slack's."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    identity = AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb-1")
    http = HttpMode(App(signing_secret="secret", authorize=lambda: identity, process_before_response=True), HOST, port)
    http.open()
    yield port
    http.close()


def status(port: int, path: str, **headers: str) -> int:
    """The status of a request."""
    connection = HTTPConnection(HOST, port, timeout=5)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST", path, body="{}", headers={"Content-Type": "application/json", **names})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_it_says_whether_it_is_up(port: int) -> None:
    assert status(port, "/health") == 200


@pytest.mark.parametrize("timestamp", ["soon", "12.5", "-1"])
def test_a_timestamp_that_is_no_number_is_turned_away(port: int, timestamp: str) -> None:
    assert status(port, "/slack/events", X_Slack_Request_Timestamp=timestamp, X_Slack_Signature="v0=0") == 401


def test_what_is_not_signed_by_slack_is_turned_away(port: int) -> None:
    assert status(port, "/slack/events") == 401
    assert status(port, "/slack/events", X_Slack_Request_Timestamp="1767225600", X_Slack_Signature="v0=0") == 401


def test_there_is_nothing_else_there(port: int) -> None:
    assert status(port, "/") == 404
