"""Modals and Home: triggers, the stack, and what is refused."""

import pytest
from slack_sdk import WebClient

from sandbox.running import Sandbox
from sandbox.triggers import LIFE, TriggerRefused, Triggers
from tests.sandbox.blocks import CLAIRE, ZOE, Json, actions, button, code, home, modal, plain, question
from tests.sandbox.raw_app import RawApp


def trigger(sandbox: Sandbox, app: RawApp) -> str:
    """A fresh trigger of Claire's, from a command."""
    sandbox.hand(CLAIRE).command("/try it")
    return str(app.payloads("/try")[-1]["trigger_id"])


def trigger_within(sandbox: Sandbox, app: RawApp) -> str:
    """A fresh trigger from a button of the modal on top."""
    sandbox.hand(CLAIRE).press("modal", "deeper")
    return str(app.payloads("block_actions")[-1]["trigger_id"])


DEEP = modal(actions(button("deeper")))


def test_a_modal_opens_in_front_of_who_asked(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    view = client.views_open(trigger_id=trigger(sandbox, app), view=modal(callback_id="m", private_metadata="7"))[
        "view"
    ]
    [shown] = sandbox.hand(CLAIRE).modals()
    assert shown == view
    assert sandbox.hand(ZOE).modals() == []
    assert (view["callback_id"], view["private_metadata"], view["state"]) == ("m", "7", {"values": {}})
    assert (view["root_view_id"], view["previous_view_id"]) == (view["id"], None)
    assert view["title"] == {"type": "plain_text", "text": "A page", "emoji": True}


def test_a_trigger_works_once(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    once = trigger(sandbox, app)
    client.views_open(trigger_id=once, view=modal())
    assert code(client.views_open, trigger_id=once, view=modal()) == "exchanged_trigger_id"
    assert code(client.views_open, trigger_id="1.2.abc", view=modal()) == "invalid_trigger_id"


def test_a_trigger_lives_three_seconds() -> None:
    now = [100.0]
    triggers = Triggers(lambda: now[0])
    fresh = triggers.issue(CLAIRE)
    now[0] += LIFE
    assert triggers.check(fresh).user == CLAIRE
    now[0] += 0.01
    with pytest.raises(TriggerRefused, match="expired_trigger_id"):
        triggers.check(fresh)


def test_a_refused_view_leaves_the_trigger_for_another_try(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    again = trigger(sandbox, app)
    too_long = modal(title=plain("x" * 25))
    assert code(client.views_open, trigger_id=again, view=too_long) == "invalid_arguments"
    assert client.views_open(trigger_id=again, view=modal())["ok"]


@pytest.mark.parametrize(
    "view", [home(), modal(submit=None), {"type": "modal"}, modal(question("a"), question("a")), modal(strange=1)]
)
def test_views_that_slack_would_not_show(sandbox: Sandbox, app: RawApp, client: WebClient, view: Json) -> None:
    view = {name: value for name, value in view.items() if value is not None}
    assert code(client.views_open, trigger_id=trigger(sandbox, app), view=view) == "invalid_arguments"


def test_three_modals_deep_and_no_further(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    first = client.views_open(trigger_id=trigger(sandbox, app), view=DEEP)["view"]
    client.views_push(trigger_id=trigger_within(sandbox, app), view=DEEP)
    third = client.views_push(trigger_id=trigger_within(sandbox, app), view=DEEP)["view"]
    assert third["root_view_id"] == first["id"]
    assert code(client.views_push, trigger_id=trigger_within(sandbox, app), view=DEEP) == "push_limit_reached"
    assert [view["id"] for view in sandbox.hand(CLAIRE).modals()][-1] == third["id"]


def test_only_a_modal_can_be_pushed_upon(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    assert code(client.views_push, trigger_id=trigger(sandbox, app), view=DEEP) == "not_found"


def test_an_update_minds_the_hash(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    view = client.views_open(trigger_id=trigger(sandbox, app), view=modal())["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=modal(title=plain("Newer")))["view"]
    assert newer["hash"] != view["hash"]
    assert code(client.views_update, view_id=view["id"], hash=view["hash"], view=modal()) == "hash_conflict"
    assert client.views_update(view_id=view["id"], view=modal())["ok"]
    assert code(client.views_update, view_id="V0", view=modal()) == "not_found"
    assert code(client.views_update, view_id=view["id"], view=home()) == "invalid_arguments"


def test_a_closed_modal_cannot_be_updated(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    view = client.views_open(trigger_id=trigger(sandbox, app), view=modal())["view"]
    sandbox.hand(CLAIRE).close()
    assert code(client.views_update, view_id=view["id"], view=modal()) == "not_found"


def test_external_ids_are_unique(sandbox: Sandbox, app: RawApp, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(sandbox, app), view=modal(external_id="form-7"))
    assert client.views_update(external_id="form-7", view=modal(external_id="form-7"))["ok"]
    again = {"trigger_id": trigger(sandbox, app), "view": modal(external_id="form-7")}
    assert code(client.views_open, **again) == "duplicate_external_id"


def test_home_is_published_for_one_person(sandbox: Sandbox, client: WebClient) -> None:
    first = client.views_publish(user_id=CLAIRE, view=home())["view"]
    shown = sandbox.hand(CLAIRE).home()
    assert shown == first
    assert sandbox.hand(ZOE).home() is None
    second = client.views_publish(user_id=CLAIRE, view=home(actions(button("x"))), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    assert code(client.views_publish, user_id=CLAIRE, view=home(), hash=first["hash"]) == "hash_conflict"
    assert code(client.views_publish, user_id=CLAIRE, view=modal()) == "invalid_arguments"
    assert code(client.views_publish, user_id="U0NOBODY", view=home()) == "invalid_arguments"
