"""The wire of Socket Mode, looked at closely."""

import json
from contextlib import ExitStack

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from sandbox.faults import FaultKind
from sandbox.hand import Trouble
from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE
from tests.sandbox.raw_app import SILENCE, RawApp, socket_url


def test_hello_counts_the_connections(sandbox: Sandbox) -> None:
    with RawApp(sandbox) as first:
        assert first.hello["type"] == "hello"
        assert first.hello["num_connections"] == 1
        assert first.hello["connection_info"] == {"app_id": "A0APP"}
        with connect(socket_url(sandbox), proxy=None) as second:
            assert json.loads(second.recv())["num_connections"] == 2


def test_an_address_is_good_for_one_connection(sandbox: Sandbox) -> None:
    url = socket_url(sandbox)
    with connect(url, proxy=None) as first:
        first.recv()
    with pytest.raises((ConnectionClosed, InvalidStatus)), connect(url, proxy=None) as again:
        again.recv()


def test_each_payload_goes_to_one_connection(sandbox: Sandbox) -> None:
    with RawApp(sandbox) as one, RawApp(sandbox) as other:
        for number in range(6):
            sandbox.hand(CLAIRE).command(f"/try {number}")
        texts = [[payload["text"] for payload in app.payloads("/try")] for app in (one, other)]
    assert sorted(texts[0] + texts[1]) == list("012345")
    assert len(texts[0]) == len(texts[1]) == 3


def test_only_what_can_be_answered_says_so(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.hand(CLAIRE).command("/try it")
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    accepting = {envelope["type"]: envelope["accepts_response_payload"] for envelope in app.envelopes}
    assert accepting == {"slash_commands": True, "events_api": False}


def test_an_event_that_is_not_acked_comes_again(sandbox: Sandbox, app: RawApp) -> None:
    app.on("app_home_opened", lambda _: SILENCE)
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    tries = [(envelope["retry_attempt"], envelope["retry_reason"]) for envelope in app.envelopes]
    assert tries == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
    assert len({envelope["payload"]["event_id"] for envelope in app.envelopes}) == 1
    assert len({envelope["envelope_id"] for envelope in app.envelopes}) == 4


def test_a_lost_ack_brings_the_same_event_again(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.faults.add(FaultKind.NOT_ACKED, on="app_home_opened")
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    assert [envelope["retry_attempt"] for envelope in app.envelopes] == [0, 1]


def test_a_command_is_not_sent_again(sandbox: Sandbox, app: RawApp) -> None:
    app.on("/try", lambda _: SILENCE)
    with pytest.raises(Trouble, match='/try failed with the error "operation_timeout"'):
        sandbox.hand(CLAIRE).command("/try it")
    assert len(app.payloads("/try")) == 1


def test_without_a_connection_a_command_fails_at_once(sandbox: Sandbox) -> None:
    with pytest.raises(Trouble, match='/try failed with the error "dispatch_failed"'):
        sandbox.hand(CLAIRE).command("/try it")


def test_an_event_waits_for_the_app_to_come_back(sandbox: Sandbox) -> None:
    sandbox.hand(CLAIRE).open_home()
    with RawApp(sandbox) as app:
        sandbox.settled()
        assert len(app.payloads("app_home_opened")) == 1


def test_a_socket_closed_in_the_middle(sandbox: Sandbox) -> None:
    """The event was sent, and the line cut before it could be acked: it comes again on the next line."""
    sandbox.faults.add(FaultKind.CLOSED_SOCKET, on="app_home_opened")
    with RawApp(sandbox) as cut:
        sandbox.hand(CLAIRE).open_home()
        sandbox.until(lambda: not sandbox.connected)
        with RawApp(sandbox) as app:
            sandbox.settled()
            assert [envelope["payload"]["event_id"] for envelope in cut.envelopes] == [
                envelope["payload"]["event_id"] for envelope in app.envelopes
            ]


def test_slack_asks_to_connect_anew(sandbox: Sandbox) -> None:
    with RawApp(sandbox) as app:
        sandbox.refresh()
        assert app.envelopes[-1]["type"] == "disconnect"
        assert app.envelopes[-1]["reason"] == "refresh_requested"
        assert not sandbox.connected


def test_nonsense_on_the_line_acknowledges_nothing(sandbox: Sandbox) -> None:
    with connect(socket_url(sandbox), proxy=None) as line:
        line.recv()
        line.send("nonsense")
        line.send(json.dumps({"envelope_id": "unknown"}))
        sandbox.hand(CLAIRE).open_home()
        envelope = json.loads(line.recv())
        line.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        sandbox.settled()
        assert sandbox.traffic("app_home_opened")[-1]["status"] == "acked"


def test_ten_connections_and_no_more(sandbox: Sandbox) -> None:
    with ExitStack() as lines:
        hellos = [lines.enter_context(connect(socket_url(sandbox), proxy=None)).recv() for _ in range(10)]
        assert json.loads(hellos[-1])["num_connections"] == 10
        with pytest.raises((ConnectionClosed, InvalidStatus)), connect(socket_url(sandbox), proxy=None) as eleventh:
            eleventh.recv()


def test_events_are_only_those_of_the_manifest(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    client.conversations_open(users=[CLAIRE, "U0ZOE"])
    sandbox.hand(CLAIRE).say("C0MPDM1", "not subscribed: message.mpim")
    sandbox.hand(CLAIRE).say("C0GENERAL", "the app is not there")
    sandbox.hand(CLAIRE).say("U0APP", "to the app")
    sandbox.settled()
    assert [event["text"] for event in app.payloads("message")] == ["to the app"]
