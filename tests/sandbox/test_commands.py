"""Slash commands and shortcuts: what the app is sent, and what its answers do."""

import pytest

from sandbox.hand import NotThere, Trouble
from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE, TEAM, WHO, ZOE
from tests.sandbox.raw_app import RawApp


def test_the_form(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.hand(CLAIRE).command("/try  it now", "C0RHPRIVE")
    [payload] = app.payloads("/try")
    assert payload.pop("response_url").startswith(sandbox.address)
    assert payload.pop("trigger_id")
    assert payload == {
        "token": "verification-token",
        "team_id": "T0MERIDIEN",
        "team_domain": "meridien",
        "channel_id": "C0RHPRIVE",
        "channel_name": "privategroup",
        "user_id": CLAIRE,
        "user_name": "claire.fabre",
        "command": "/try",
        "text": "it now",
        "api_app_id": "A0APP",
        "is_enterprise_install": "false",
    }


def test_text_is_escaped_where_the_manifest_asks(sandbox: Sandbox, app: RawApp) -> None:
    text = "@zoe.celik in #general <b> & https://a.example/?b=c @nobody"
    for command in ("/try", "/raw"):
        sandbox.hand(CLAIRE).command(f"{command} {text}")
    assert app.payloads("/try")[0]["text"] == (
        "<@U0ZOE|zoe.celik> in <#C0GENERAL|general> &lt;b&gt; &amp; <https://a.example/?b=c> @nobody"
    )
    assert app.payloads("/raw")[0]["text"] == text


def test_an_answer_is_for_the_person_unless_it_says_otherwise(sandbox: Sandbox, app: RawApp) -> None:
    app.on("/try", lambda _: {"text": "only you"})
    app.on("/raw", lambda _: {"text": "everybody", "response_type": "in_channel"})
    for command in ("/try", "/raw"):
        sandbox.hand(CLAIRE).command(command)
    assert [each["text"] for each in sandbox.hand(CLAIRE).messages("C0GENERAL")] == ["only you", "everybody"]
    assert [each["text"] for each in sandbox.hand(ZOE).messages("C0GENERAL")] == ["everybody"]


def test_an_invalid_answer_is_trouble(sandbox: Sandbox, app: RawApp) -> None:
    app.on("/try", lambda _: {"text": "x", "blocks": [{"type": "section"}]})
    with pytest.raises(Trouble, match='/try failed with the error "invalid_blocks"'):
        sandbox.hand(CLAIRE).command("/try")


def test_unknown_commands(sandbox: Sandbox) -> None:
    with pytest.raises(Trouble, match="/dance is not a valid command"):
        sandbox.hand(CLAIRE).command("/dance")


def test_global(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.hand(CLAIRE).shortcut("begin")
    [payload] = app.payloads("shortcut")
    assert (payload["callback_id"], payload["user"], payload["team"]) == ("begin", WHO, TEAM)
    assert payload["trigger_id"]
    assert payload["action_ts"]
    with pytest.raises(NotThere, match="no shortcut called 'dance'"):
        sandbox.hand(CLAIRE).shortcut("dance")


def test_of_a_message(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.hand(ZOE).say("C0GENERAL", "remember this")
    [message] = sandbox.hand(CLAIRE).messages("C0GENERAL")
    sandbox.hand(CLAIRE).shortcut("keep", message)
    [payload] = app.payloads("message_action")
    assert (payload["message"]["text"], payload["message_ts"]) == ("remember this", message["ts"])
    assert payload["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert payload["response_url"]
