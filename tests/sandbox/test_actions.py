"""Buttons and menus, response_urls, and the options that an app suggests."""

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from sandbox.hand import NotThere, Trouble
from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE, TEAM, WHO, ZOE, actions, button, home, modal, options, question
from tests.sandbox.raw_app import SILENCE, RawApp, opened


def test_in_a_message(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    menu = {
        "type": "static_select",
        "action_id": "pick",
        "options": options("a", "b"),
        "placeholder": {"type": "plain_text", "text": "Pick"},
    }
    client.chat_postMessage(channel=CLAIRE, text="x", blocks=[actions(button("go", value="7"), menu)])
    hand = sandbox.hand(CLAIRE)
    [message] = hand.inbox()
    hand.choose(message, "pick", "b")
    hand.press(message, "go")
    chosen, pressed = app.payloads("block_actions")
    assert chosen["actions"][0]["selected_option"]["value"] == "b"
    assert (pressed["team"], pressed["user"], pressed["api_app_id"]) == (TEAM, WHO, "A0APP")
    assert pressed["channel"] == {"id": "D0CLAIRE", "name": "directmessage"}
    assert pressed["container"] == {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": "D0CLAIRE",
        "is_ephemeral": False,
    }
    assert pressed["message"]["ts"] == message["ts"]
    assert pressed["state"]["values"]["acts"]["pick"]["selected_option"]["value"] == "b"
    [action] = pressed["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "go",
        "block_id": "acts",
        "value": "7",
        "text": {"type": "plain_text", "text": "Press", "emoji": True},
    }


def test_in_an_ephemeral_message(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    client.chat_postEphemeral(channel="C0GENERAL", user=CLAIRE, text="x", blocks=[actions(button("go"))])
    sandbox.hand(CLAIRE).press(sandbox.hand(CLAIRE).messages("C0GENERAL")[0], "go")
    [payload] = app.payloads("block_actions")
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload


def test_in_home(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    view = client.views_publish(user_id=CLAIRE, view=home(actions(button("go"))))["view"]
    sandbox.hand(CLAIRE).press("home", "go")
    [payload] = app.payloads("block_actions")
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["hash"] == view["hash"]
    assert payload["trigger_id"]
    assert not payload.keys() & {"channel", "message", "state", "response_url"}


def test_an_input_acts_only_where_it_says_so(sandbox: Sandbox, app: RawApp) -> None:
    silent = question("silent", "static_select", options=options("a"))
    loud = question("loud", "static_select", options=options("b"), dispatch_action=True)
    opened(sandbox, app, modal(silent, loud))
    hand = sandbox.hand(CLAIRE)
    hand.choose("modal", "answer", "b", block_id="loud")
    with pytest.raises(NotThere, match="only sent with its form"):
        hand.choose("modal", "answer", "a", block_id="silent")
    [payload] = app.payloads("block_actions")
    assert payload["view"]["state"]["values"]["loud"]["answer"]["selected_option"]["value"] == "b"


@pytest.mark.parametrize(("silent", "sentence"), [(True, "Operation timed out"), (False, "not responding")])
def test_trouble(sandbox: Sandbox, app: RawApp, client: WebClient, silent: bool, sentence: str) -> None:
    client.chat_postMessage(channel=CLAIRE, text="x", blocks=[actions(button("go"))])
    sandbox.settled()
    if silent:
        app.on("block_actions", lambda _: SILENCE)
    else:
        sandbox.hang_up()
    with pytest.raises(Trouble, match=sentence):
        sandbox.hand(CLAIRE).press(sandbox.hand(CLAIRE).inbox()[0], "go")


def test_what_is_not_there_cannot_be_pressed(sandbox: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel=CLAIRE, text="x", blocks=[actions(button("go"))])
    [message] = sandbox.hand(CLAIRE).inbox()
    with pytest.raises(NotThere, match="0 things called 'run'; there are go"):
        sandbox.hand(CLAIRE).press(message, "run")
    with pytest.raises(NotThere, match="sees no such conversation"):
        sandbox.hand(ZOE).press(message, "go")


@pytest.fixture
def url(sandbox: Sandbox, app: RawApp, client: WebClient) -> str:
    client.chat_postMessage(channel=CLAIRE, text="x", blocks=[actions(button("go"))])
    sandbox.hand(CLAIRE).press(sandbox.hand(CLAIRE).inbox()[0], "go")
    return str(app.payloads("block_actions")[0]["response_url"])


def test_replace_then_delete(sandbox: Sandbox, url: str) -> None:
    answer = WebhookClient(url).send(text="done", replace_original=True)
    assert (answer.status_code, answer.body) == (200, "ok")
    assert [(each["text"], each["blocks"]) for each in sandbox.posted(CLAIRE)] == [("done", [])]
    WebhookClient(url).send(delete_original=True)
    assert sandbox.posted(CLAIRE) == []


def test_five_times_and_no_more(sandbox: Sandbox, url: str) -> None:
    answers = [WebhookClient(url).send(text="again").status_code for _ in range(6)]
    assert answers == [200] * 5 + [404]
    assert [each.get("ephemeral") for each in sandbox.hand(CLAIRE).inbox()] == [None] + [True] * 5


def test_refusals(sandbox: Sandbox, url: str) -> None:
    wrong = WebhookClient(url).send(text="x", blocks=[{"type": "section"}])
    assert (wrong.status_code, "invalid_blocks" in wrong.body) == (400, True)
    assert WebhookClient(f"{sandbox.address}/actions/none").send(text="x").status_code == 404


MENU = question("skill", "external_select", min_query_length=2)


def test_the_app_is_asked(sandbox: Sandbox, app: RawApp) -> None:
    app.on("block_suggestion", lambda payload: {"options": options(payload["value"])})
    view = opened(sandbox, app, modal(MENU))
    hand = sandbox.hand(CLAIRE)
    assert hand.options("answer", "x") == []
    [found] = hand.options("answer", "python")
    hand.fill({"skill": found})
    hand.submit()
    [payload] = app.payloads("block_suggestion")
    assert (payload["value"], payload["block_id"], payload["action_id"]) == ("python", "skill", "answer")
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert "trigger_id" not in payload
    state = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert state["skill"]["answer"]["selected_option"]["value"] == "python"


@pytest.mark.parametrize("answer", [None, {}, {"options": [{"text": "x"}]}, {"options": options("a" * 76)}])
def test_options_that_slack_cannot_show(sandbox: Sandbox, app: RawApp, answer: object) -> None:
    app.on("block_suggestion", lambda _: answer)
    opened(sandbox, app, modal(MENU))
    with pytest.raises(Trouble, match="could not be loaded"):
        sandbox.hand(CLAIRE).options("answer", "python")


def test_several_menus_of_one_name_are_told_apart_by_their_block(sandbox: Sandbox, app: RawApp) -> None:
    app.on("block_suggestion", lambda payload: {"options": options(payload["block_id"], payload["value"])})
    others = question("others", "multi_external_select", min_query_length=0)
    opened(sandbox, app, modal(MENU, others))
    hand = sandbox.hand(CLAIRE)
    assert [each["value"] for each in hand.options("answer", "python", block_id="others")] == ["others", "python"]
    with pytest.raises(NotThere):
        hand.options("answer", "python")


def test_what_is_typed_into_a_menu_is_looked_up(sandbox: Sandbox, app: RawApp) -> None:
    app.on("block_suggestion", lambda payload: {"options": options("python", "java")})
    opened(sandbox, app, modal(MENU, question("others", "multi_external_select", min_query_length=0)))
    hand = sandbox.hand(CLAIRE)
    hand.fill({"skill": "python", "others": ["java", "python"]})
    with pytest.raises(NotThere, match="'cobol' is not among 2 options"):
        hand.fill({"skill": "cobol"})
    hand.submit()
    state = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert state["skill"]["answer"]["selected_option"]["value"] == "python"
    assert [each["value"] for each in state["others"]["answer"]["selected_options"]] == ["java", "python"]
