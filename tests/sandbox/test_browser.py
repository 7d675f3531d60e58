"""What the page works with: JSON and the live line."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from websockets.sync.client import ClientConnection, connect

from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE, GONE, ZOE, Json, actions, button, home, modal
from tests.sandbox.raw_app import RawApp, opened


def get(sandbox: Sandbox, path: str) -> Any:
    with urllib.request.urlopen(f"{sandbox.address}/_/{path}") as response:
        return json.load(response)


def post(sandbox: Sandbox, path: str, body: object) -> Any:
    request = urllib.request.Request(f"{sandbox.address}/_/{path}", json.dumps(body).encode())
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def refusal(sandbox: Sandbox, path: str, body: object) -> tuple[int, str]:
    with pytest.raises(HTTPError) as refused:
        post(sandbox, path, body)
    with refused.value as answer:
        return answer.code, json.load(answer)["error"]


@contextmanager
def live(sandbox: Sandbox, user: str) -> Iterator[ClientConnection]:
    with connect(f"{sandbox.address.replace('http', 'ws')}/_/live?user={user}", proxy=None) as line:
        yield line


def next_of(line: ClientConnection, kind: str) -> Json:
    """The next event of that kind, others skipped."""
    while True:
        event: Json = json.loads(line.recv(timeout=5))
        if event["type"] == kind:
            return event


def test_the_workspace(sandbox: Sandbox) -> None:
    shown = get(sandbox, "workspace")
    assert shown["team"]["name"] == "Méridien"
    assert shown["app"]["name"] == "Essai"
    assert shown["app"]["connected"] is False
    assert [command["command"] for command in shown["app"]["commands"]] == ["/try", "/raw"]
    assert len(shown["people"]) == 60
    assert shown["usergroups"][0]["handle"] == "rh-hr"


def test_conversations_are_those_that_one_sees(sandbox: Sandbox) -> None:
    mine = {each["id"]: each for each in get(sandbox, f"conversations?user={CLAIRE}")}
    theirs = {each["id"] for each in get(sandbox, f"conversations?user={ZOE}")}
    guests = {each["id"] for each in get(sandbox, "conversations?user=U0CELESTE")}
    assert mine["D0CLAIRE"]["kind"] == "app"
    assert mine["C0RHPRIVE"]["kind"] == "private"
    assert "C0RHPRIVE" not in theirs
    assert "C0ECHECS" in theirs
    assert guests == {"C0REFONTE", "D0CELESTE"}


def test_messages_come_fifty_at_a_time(sandbox: Sandbox, client: WebClient) -> None:
    for number in range(60):
        client.chat_postMessage(channel=CLAIRE, text=str(number))
    latest = get(sandbox, f"messages?user={CLAIRE}&channel=D0CLAIRE")
    assert latest["has_more"]
    assert [latest["messages"][index]["text"] for index in (0, -1)] == ["10", "59"]
    earlier = get(sandbox, f"messages?user={CLAIRE}&channel=D0CLAIRE&before={latest['messages'][0]['ts']}")
    assert (len(earlier["messages"]), earlier["has_more"]) == (10, False)


def test_unread_until_it_is_read(sandbox: Sandbox, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CLAIRE, text="x")["ts"]
    assert [each["unread"] for each in get(sandbox, f"conversations?user={CLAIRE}") if each["kind"] == "app"] == [1]
    post(sandbox, "read", {"user": CLAIRE, "channel": "D0CLAIRE", "ts": ts})
    assert [each["unread"] for each in get(sandbox, f"conversations?user={CLAIRE}") if each["kind"] == "app"] == [0]


def test_people_write_to_each_other(sandbox: Sandbox) -> None:
    sandbox.hand(CLAIRE).say(ZOE, "Salut")
    [message] = sandbox.hand(ZOE).messages(CLAIRE)
    assert (message["text"], message["user"]) == ("Salut", CLAIRE)
    assert [each["kind"] for each in sandbox.hand(ZOE).conversations() if each["kind"] == "im"] == ["im"]


def test_whoever_speaks_in_a_channel_joins_it(sandbox: Sandbox) -> None:
    sandbox.hand(CLAIRE).say("C0ECHECS", "e5")
    assert CLAIRE in sandbox.workspace.conversations["C0ECHECS"].members


@pytest.mark.parametrize(
    ("path", "body", "code", "sentence"),
    [
        ("say", {"user": GONE, "channel": "C0GENERAL", "text": "x"}, 400, "Oscar Lindqvist cannot sign in."),
        ("say", {"user": "U0X", "channel": "C0GENERAL", "text": "x"}, 400, "Nobody here has the id 'U0X'."),
        ("say", {"user": CLAIRE, "channel": "C0CODIR", "text": "x"}, 409, "This person sees no such conversation."),
        ("say", {"user": CLAIRE, "channel": "C0GENERAL"}, 400, "'text' is missing."),
        ("say", [], 400, "A JSON object is expected."),
        ("submit", {"user": CLAIRE, "view_id": "V0"}, 409, "This view is no longer in front of this person."),
        ("faults", {"kind": "storm"}, 400, "'storm' is not a valid FaultKind"),
        ("faults", {"kind": "slow", "colour": 1}, 400, "Unknown: colour."),
        ("clock", {"hours": -1}, 400, "the clock only moves forward"),
    ],
)
def test_nonsense_is_answered_with_a_sentence(
    sandbox: Sandbox, path: str, body: object, code: int, sentence: str
) -> None:
    assert refusal(sandbox, path, body) == (code, sentence)


def test_misfortunes_can_be_ordered(sandbox: Sandbox) -> None:
    post(sandbox, "faults", {"kind": "slow", "on": "auth.test", "times": 2, "seconds": 9})
    [fault] = sandbox.faults.waiting
    assert (fault.kind, fault.on, fault.times, fault.seconds) == ("slow", "auth.test", 2, 9)
    post(sandbox, "faults", {"clear": True})
    assert sandbox.faults.waiting == []


def test_a_file_is_uploaded_and_shown(sandbox: Sandbox) -> None:
    disposition = 'Content-Disposition: form-data; name="file"; filename="a.txt"'
    form = "\r\n".join(("--x", disposition, "Content-Type: text/plain", "", "hi", "--x--", ""))
    request = urllib.request.Request(f"{sandbox.address}/_/upload?user={CLAIRE}", form.encode())
    request.add_header("Content-Type", "multipart/form-data; boundary=x")
    with urllib.request.urlopen(request) as response:
        uploaded = json.load(response)
    assert uploaded["name"] == "a.txt"
    with urllib.request.urlopen(f"{sandbox.address}/_/files/{uploaded['file_id']}") as response:
        assert (response.read(), response.headers["Content-Type"]) == (b"hi", "text/plain; charset=utf-8")


def test_traffic_since(sandbox: Sandbox, client: WebClient) -> None:
    last = max((entry["n"] for entry in get(sandbox, "traffic")), default=0)
    client.auth_test()
    assert [entry["name"] for entry in get(sandbox, f"traffic?since={last}")] == ["auth.test"]


def test_a_fresh_start(sandbox: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel="C0GENERAL", text="x")
    post(sandbox, "reset", {})
    assert get(sandbox, f"messages?user={CLAIRE}&channel=C0GENERAL")["messages"] == []


def test_the_page_is_served_fresh(sandbox: Sandbox) -> None:
    for path in ("/", "/page/main.js"):
        with urllib.request.urlopen(sandbox.address + path) as response:
            assert response.headers["Cache-Control"] == "no-store"


def test_live_messages_are_for_those_who_see_them(sandbox: Sandbox, client: WebClient) -> None:
    with live(sandbox, CLAIRE) as hers, live(sandbox, ZOE) as theirs:
        sent = client.chat_postMessage(channel=CLAIRE, text="for Claire")
        client.chat_update(channel=sent["channel"], ts=sent["ts"], text="changed")
        client.chat_delete(channel=sent["channel"], ts=sent["ts"])
        client.chat_postMessage(channel="C0GENERAL", text="for all")
        assert next_of(hers, "message")["message"]["text"] == "for Claire"
        assert next_of(hers, "message_changed")["message"]["text"] == "changed"
        assert next_of(hers, "message_deleted")["channel"] == "D0CLAIRE"
        assert next_of(theirs, "message")["message"]["text"] == "for all"


def test_live_modals_and_home(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    with live(sandbox, CLAIRE) as line:
        view = opened(sandbox, app, modal())
        assert next_of(line, "modals")["views"] == [view]
        sandbox.hand(CLAIRE).close()
        assert next_of(line, "modals")["views"] == []
        published = client.views_publish(user_id=CLAIRE, view=home(actions(button("x"))))["view"]
        assert next_of(line, "home")["view"] == published


def test_live_clock_traffic_and_connection(sandbox: Sandbox, client: WebClient) -> None:
    with live(sandbox, CLAIRE) as line:
        sandbox.clock.forward(hours=1)
        assert next_of(line, "clock")["offset"] == sandbox.clock.offset
        client.auth_test()
        assert next_of(line, "traffic")["entry"]["name"] == "auth.test"
        with RawApp(sandbox):
            next_of(line, "people")
            assert get(sandbox, "workspace")["app"]["connected"] is True
