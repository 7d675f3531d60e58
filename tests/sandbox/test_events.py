"""What the app hears of by itself."""

from dataclasses import replace

from slack_sdk import WebClient

from sandbox.faults import FaultKind
from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE, ZOE, home
from tests.sandbox.raw_app import RawApp


def test_the_envelope(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()
    [envelope] = app.envelopes
    payload = envelope["payload"]
    assert (payload["type"], payload["team_id"], payload["api_app_id"]) == ("event_callback", "T0MERIDIEN", "A0APP")
    assert payload["event_id"].startswith("Ev")
    assert abs(payload["event_time"] - sandbox.clock.now()) < 5
    assert payload["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": "T0MERIDIEN",
            "user_id": "U0APP",
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]


def test_home_opened_shows_the_home_that_was(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    hand = sandbox.hand(CLAIRE)
    assert hand.open_home() is None
    client.views_publish(user_id=CLAIRE, view=home())
    hand.open_home()
    hand.open_home("messages")
    sandbox.settled()
    opened = app.payloads("app_home_opened")
    assert [(each["tab"], "view" in each, each["channel"]) for each in opened] == [
        ("home", False, "D0CLAIRE"),
        ("home", True, "D0CLAIRE"),
        ("messages", False, "D0CLAIRE"),
    ]


def test_a_direct_message(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.hand(CLAIRE).say("U0APP", "Bonjour <@U0ZOE> @zoe.celik")
    sandbox.settled()
    [event] = app.payloads("message")
    assert (event["user"], event["channel"], event["channel_type"]) == (CLAIRE, "D0CLAIRE", "im")
    assert event["text"] == "Bonjour &lt;@U0ZOE&gt; <@U0ZOE>"
    assert event["blocks"][0]["type"] == "rich_text"
    assert event["ts"] == event["event_ts"]


def test_the_app_hears_itself_too(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    sent = client.chat_postMessage(channel=CLAIRE, text="x")
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="y")
    client.chat_delete(channel=sent["channel"], ts=sent["ts"])
    sandbox.settled()
    heard = app.payloads("message")
    assert [each.get("subtype") for each in heard] == [None, "message_changed", "message_deleted"]
    assert (heard[0]["bot_id"], heard[1]["message"]["text"], heard[1]["previous_message"]["text"]) == (
        "B0APP",
        "y",
        "x",
    )


def test_people_come_change_and_go(sandbox: Sandbox, app: RawApp) -> None:
    newcomer = replace(sandbox.workspace.people[ZOE], id="U0NEW", name="new.comer", email=None)
    sandbox.join(newcomer)
    sandbox.change_person("U0NEW", title="Chief")
    sandbox.change_person("U0NEW", deleted=True)
    sandbox.settled()
    assert [each["user"]["id"] for each in app.payloads("team_join")] == ["U0NEW"]
    changes = [each["user"] for each in app.payloads("user_change")]
    assert [(each["profile"]["title"], each["deleted"]) for each in changes] == [("Chief", False), ("Chief", True)]
    assert "U0NEW" not in sandbox.workspace.conversations["C0GENERAL"].members


def test_reactions_and_members(sandbox: Sandbox, app: RawApp) -> None:
    hand = sandbox.hand(CLAIRE)
    hand.command("/invite @essai")
    hand.say("C0GENERAL", "x")
    hand.react(hand.messages("C0GENERAL")[-1], "eyes")
    sandbox.settled()
    assert [each["user"] for each in app.payloads("member_joined_channel")] == ["U0APP"]
    [reaction] = app.payloads("reaction_added")
    assert (reaction["reaction"], reaction["user"], reaction["item"]["channel"]) == ("eyes", CLAIRE, "C0GENERAL")


def test_a_duplicated_event(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.faults.add(FaultKind.DUPLICATED, on="message")
    sandbox.hand(CLAIRE).say("U0APP", "once")
    sandbox.settled()
    assert [each["text"] for each in app.payloads("message")] == ["once", "once"]
    assert len({envelope["payload"]["event_id"] for envelope in app.envelopes}) == 1


def test_reordered_events(sandbox: Sandbox, app: RawApp) -> None:
    sandbox.faults.add(FaultKind.REORDERED, on="message")
    for text in ("first", "second"):
        sandbox.hand(CLAIRE).say("U0APP", text)
    sandbox.settled()
    assert [each["text"] for each in app.payloads("message")] == ["second", "first"]
