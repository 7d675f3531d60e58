"""The neighbours against a small app of their own: an announcement, a form of two pages, one stubborn question."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.company import company
from sandbox.neighbours import Neighbours, Progress
from sandbox.running import BOT_TOKEN, Sandbox
from sandbox.sentences import sentences
from tests.sandbox.listening import listening

Json = dict[str, Any]
SKILLS = ("budget", "speaking", "delegation", "writing", "finance")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*values: str) -> list[Json]:
    return [{"text": plain(value.title()), "value": value} for value in values]


def question(name: str, kind: str, optional: bool = False, **more: Any) -> Json:
    element = {"type": kind, "action_id": "answer", **more}
    return {"type": "input", "block_id": name, "label": plain(name.title()), "element": element, "optional": optional}


def announcement() -> list[Json]:
    join = {"type": "button", "action_id": "join", "text": plain("Join"), "style": "primary"}
    about = {"type": "button", "action_id": "about", "text": plain("Tell me more")}
    return [{"type": "actions", "block_id": "what", "elements": [about, join]}]


def first_page() -> Json:
    ranks = [question(f"rank {n}", "static_select", options=options(*SKILLS)) for n in (1, 2, 3)]
    blocks = [
        {**question("role", "radio_buttons", options=options("mentor", "mentee")), "dispatch_action": True},
        *ranks,
        question("goal", "plain_text_input", max_length=60),
        question("start", "timepicker", initial_time="08:15"),
    ]
    return modal("first", *blocks)


def second_page(role: str) -> Json:
    blocks = [
        question("mentees", "number_input", is_decimal_allowed=False, min_value="0", max_value="3"),
        question("values", "checkboxes", options=options("a", "b", "c", "d")),
        question("city", "external_select", action_id="city", min_query_length=1),
        question("not with", "multi_users_select", optional=True),
    ]
    return modal("second", *blocks, private_metadata=role)


def modal(callback_id: str, *blocks: Json, **more: Any) -> Json:
    named = {"type": "modal", "callback_id": callback_id, "title": plain("Mentoring"), "blocks": list(blocks)}
    return {**named, "submit": plain("Next"), **more}


def answers_in(view: Json) -> Json:
    return {name: answer for name, block in view["state"]["values"].items() for answer in block.values()}


class Registry:
    """A small app that keeps what people answered, and refuses pages like a demanding one."""

    def __init__(self, client: WebClient) -> None:
        self.answers: dict[str, Json] = {}
        self.presses: list[str] = []
        self.refusals = 0
        self.hopeless: set[str] = set()
        self.app = App(client=client, process_before_response=True, token_verification_enabled=False)
        self.app.action("join")(self.open)
        self.app.action("answer")(self.change_role)
        self.app.options("city")(self.suggest)
        self.app.view("first")(self.check_first)
        self.app.view("second")(self.check_second)

    def open(self, ack: Ack, body: Json, client: WebClient) -> None:
        self.presses.append(body["user"]["id"])
        client.views_open(trigger_id=body["trigger_id"], view=first_page())
        ack()

    def change_role(self, ack: Ack) -> None:
        ack()

    def suggest(self, ack: Ack, payload: Json) -> None:
        ack(options=[each for each in options("lyon", "paris") if payload["value"] in each["value"]])

    def check_first(self, ack: Ack, body: Json, view: Json) -> None:
        values = answers_in(view)
        ranks = {values[f"rank {n}"]["selected_option"]["value"] for n in (1, 2, 3)}
        if len(ranks) < 3 or body["user"]["id"] in self.hopeless:
            ack(response_action="errors", errors={"rank 2": "Choose three different skills."})
            return
        self.answers[body["user"]["id"]] = values
        ack(response_action="update", view=second_page(values["role"]["selected_option"]["value"]))

    def check_second(self, ack: Ack, body: Json, view: Json) -> None:
        values = answers_in(view)
        if len(values["values"]["selected_options"]) != 3:
            self.refusals += 1
            ack(response_action="errors", errors={"values": "Choose three."})
            return
        self.answers[body["user"]["id"]] |= values | {"done": True}
        ack()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(rates=False) as running:
        yield running


@pytest.fixture
def registry(sandbox: Sandbox) -> Iterator[Registry]:
    registry = Registry(WebClient(BOT_TOKEN, base_url=sandbox.api_url))
    with listening(registry.app, sandbox):
        yield registry


def announce(client: WebClient, place: str) -> str:
    posted = client.chat_postMessage(channel=place, text="Mentoring begins", blocks=announcement())
    return str(posted["ts"])


def neighbours_of(sandbox: Sandbox, *users: str, seed: int = 1) -> Neighbours:
    people = [person for person in company().people if not users or person.id in users]
    return Neighbours(people, sandbox.hand, sandbox.clock.now, seed)


def test_everybody_but_the_visitor_joins_once(sandbox: Sandbox, registry: Registry) -> None:
    announce(registry.app.client, "C0GENERAL")
    neighbours = neighbours_of(sandbox)
    progress = neighbours.answer("U0CLAIRE")
    assert progress.problems == []
    assert (progress.people, progress.done, progress.running) == (57, 57, False)
    # The guest is not in #general; the bot and whoever has left do not answer.
    members = {person.id for person in company().people} - {"U0CLAIRE", "U0TIDE", "U0OSCAR", "U0CELESTE"}
    assert set(registry.answers) == members
    assert sorted(registry.presses) == sorted(members)
    assert registry.refusals > 0
    assert all(answers["done"] for answers in registry.answers.values())
    vary(registry.answers)
    neighbours.answer("U0CLAIRE")
    assert len(registry.presses) == len(members)


def vary(answers: dict[str, Json]) -> None:
    roles = [each["role"]["selected_option"]["value"] for each in answers.values()]
    assert min(roles.count("mentor"), roles.count("mentee")) > 10
    assert len({each["rank 1"]["selected_option"]["value"] for each in answers.values()}) == len(SKILLS)
    assert {each["start"]["selected_time"] for each in answers.values()} == {"08:15"}
    assert {each["mentees"]["value"] for each in answers.values()} == {"0", "1", "2", "3"}
    assert {each["city"]["selected_option"]["value"] for each in answers.values()} <= {"lyon", "paris"}
    assert all(user not in each["not with"]["selected_users"] for user, each in answers.items())
    assert answers["U0LUKAS"]["goal"]["value"] in sentences("Goal", "de-DE")
    assert len({each["goal"]["value"] for each in answers.values()}) > 10


def test_the_same_seed_gives_the_same_answers(sandbox: Sandbox, registry: Registry) -> None:
    found = []
    for seed in (1, 1, 2):
        ts = announce(registry.app.client, "C0ENTRAIDE")
        neighbours_of(sandbox, "U0LEA", "U0PIERRE", seed=seed).answer("U0CLAIRE")
        registry.app.client.chat_delete(channel="C0ENTRAIDE", ts=ts)
        found.append(registry.answers.pop("U0LEA"))
    assert found[0] == found[1] != found[2]


def test_who_gets_nowhere_says_so_and_leaves_the_form(sandbox: Sandbox, registry: Registry) -> None:
    registry.hopeless = {"U0LEA"}
    announce(registry.app.client, "C0LYON")
    progress = neighbours_of(sandbox, "U0LEA", "U0THOMAS").answer("U0CLAIRE")
    assert progress.problems == ["Léa Santini: Mentoring: rank 2: Choose three different skills."]
    assert sandbox.hand("U0LEA").modals() == []
    assert set(registry.answers) == {"U0THOMAS"}


def test_an_app_that_is_away_is_a_problem_and_not_the_end(sandbox: Sandbox) -> None:
    announce(WebClient(BOT_TOKEN, base_url=sandbox.api_url), "C0LYON")
    progress = neighbours_of(sandbox, "U0LEA", "U0THOMAS", "U0CLAIRE").answer("U0CLAIRE")
    assert (progress.done, progress.people) == (2, 2)
    assert [problem.partition(":")[0] for problem in progress.problems] == ["Thomas Lefèvre", "Léa Santini"]


def test_whoever_is_stopped_finishes_the_turn_under_way(sandbox: Sandbox) -> None:
    def hear(progress: Progress) -> None:
        told.append((progress.done, progress.running))
        if progress.done:
            neighbours.stop()

    told: list[tuple[int, bool]] = []
    neighbours = Neighbours(company().people, sandbox.hand, sandbox.clock.now, tell=hear)
    neighbours.answer("U0CLAIRE")
    assert told == [(0, True), (1, True), (1, False)]
