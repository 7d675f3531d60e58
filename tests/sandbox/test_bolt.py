"""Bolt and its Socket Mode client, unchanged, living in the workspace."""

from collections.abc import Iterator

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from sandbox.faults import FaultKind
from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE, ZOE, Json, actions, button, modal, question
from tests.sandbox.listening import listening
from tests.sandbox.manifests import EVERYTHING

# One app serves them all.
pytestmark = pytest.mark.xdist_group("bolt")


class Doorman:
    """A small app: a command opens a modal, which is answered by a message whose button is acknowledged."""

    def __init__(self, client: WebClient) -> None:
        self.heard: list[Json] = []
        self.app = App(client=client, process_before_response=True)
        self.app.command("/try")(self.begin)
        self.app.view("join")(self.join)
        self.app.action("thanks")(self.thanks)
        self.app.event("message")(self.hear)
        self.app.event("app_home_opened")(self.home)
        for event in ("team_join", "user_change", "member_joined_channel", "reaction_added"):
            self.app.event(event)(self.hear)

    def begin(self, ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(question("name"), callback_id="join"))
        ack()

    def join(self, ack: Ack, body: Json, client: WebClient) -> None:
        name = body["view"]["state"]["values"]["name"]["answer"]["value"]
        if len(name) < 3:
            ack(response_action="errors", errors={"name": "Too short"})
            return
        client.chat_postMessage(
            channel=body["user"]["id"], text=f"Welcome {name}", blocks=[actions(button("thanks", value=name))]
        )
        ack()

    def thanks(self, ack: Ack, body: Json, respond: Respond) -> None:
        respond(text=f"Done by {body['user']['id']}", replace_original=True)
        ack()

    def hear(self, event: Json) -> None:
        self.heard.append(event)

    def home(self, event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[Sandbox, Doorman]]:
    with Sandbox(manifest=EVERYTHING, rates=False, retries=(0, 0.2)) as sandbox:
        doorman = Doorman(WebClient(BOT_TOKEN, base_url=sandbox.api_url))
        with listening(doorman.app, sandbox, ping_interval=0.5):
            yield sandbox, doorman


def test_a_whole_journey(world: tuple[Sandbox, Doorman]) -> None:
    sandbox, _ = world
    hand = sandbox.hand(CLAIRE)
    hand.command("/try")
    hand.fill({"name": "Cl"})
    assert hand.submit() == {"name": "Too short"}
    hand.fill({"name": "Claire"})
    assert hand.submit() == {}
    [message] = hand.inbox()
    hand.press(message, "thanks")
    assert [(each["text"], each["blocks"]) for each in hand.inbox()] == [(f"Done by {CLAIRE}", [])]


def test_home_and_messages(world: tuple[Sandbox, Doorman]) -> None:
    sandbox, doorman = world
    sandbox.hand(ZOE).open_home()
    sandbox.hand(ZOE).say("U0APP", "Bonjour")
    sandbox.settled()
    assert sandbox.hand(ZOE).home() is not None
    assert [event["text"] for event in doorman.heard if event.get("user") == ZOE] == ["Bonjour"]


def test_the_official_client_comes_back_by_itself(world: tuple[Sandbox, Doorman]) -> None:
    """The line is cut after the event was sent: it arrives a second time, with the same id."""
    sandbox, doorman = world
    sandbox.faults.add(FaultKind.CLOSED_SOCKET, on="message")
    sandbox.hand("U0KENJI").say("U0APP", "Do you hear me?")
    sandbox.settled(10)
    assert sandbox.connected
    assert {event["text"] for event in doorman.heard if event.get("user") == "U0KENJI"} == {"Do you hear me?"}


def test_the_official_client_obeys_a_refresh(world: tuple[Sandbox, Doorman]) -> None:
    sandbox, _ = world
    opened = len(sandbox.traffic("apps.connections.open"))
    sandbox.refresh()
    sandbox.until(lambda: len(sandbox.traffic("apps.connections.open")) > opened and sandbox.connected)
    sandbox.hand(CLAIRE).open_home()
    sandbox.settled()


def test_bolt_runs_a_duplicated_event_twice(world: tuple[Sandbox, Doorman]) -> None:
    sandbox, doorman = world
    sandbox.faults.add(FaultKind.DUPLICATED, on="message")
    sandbox.hand("U0ARJUN").say("U0APP", "once")
    sandbox.settled()
    assert len([event for event in doorman.heard if event.get("user") == "U0ARJUN"]) == 2
