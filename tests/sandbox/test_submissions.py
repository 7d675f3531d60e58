"""Modals sent and closed, and what the app may answer."""

import pytest

from sandbox.hand import Trouble
from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE, TEAM, WHO, home, modal, options, question
from tests.sandbox.raw_app import SILENCE, RawApp, opened


def test_the_whole_state_is_sent(sandbox: Sandbox, app: RawApp) -> None:
    view = opened(
        sandbox,
        app,
        modal(
            question("name"),
            question("role", "static_select", options=options("mentor", "mentee"), initial_option=options("mentor")[0]),
            question("note", optional=True),
            callback_id="join",
            private_metadata="7",
        ),
    )
    hand = sandbox.hand(CLAIRE)
    hand.fill({"name": "Claire"})
    assert hand.submit() == {}
    assert hand.modals() == []
    [payload] = app.payloads("view_submission")
    assert (payload["user"], payload["team"], payload["response_urls"]) == (WHO, TEAM, [])
    sent = payload["view"]
    assert (sent["id"], sent["callback_id"], sent["private_metadata"]) == (view["id"], "join", "7")
    assert sent["state"]["values"] == {
        "name": {"answer": {"type": "plain_text_input", "value": "Claire"}},
        "role": {
            "answer": {
                "type": "static_select",
                "selected_option": {
                    "text": {"type": "plain_text", "text": "Mentor", "emoji": True},
                    "value": "mentor",
                },
            }
        },
        "note": {"answer": {"type": "plain_text_input", "value": None}},
    }


def test_what_is_required_never_leaves_empty(sandbox: Sandbox, app: RawApp) -> None:
    opened(sandbox, app, modal())
    assert sandbox.hand(CLAIRE).submit() == {"name": "Veuillez remplir ce champ obligatoire."}
    assert app.payloads("view_submission") == []


def test_errors_leave_the_modal_open(sandbox: Sandbox, app: RawApp) -> None:
    app.on("view_submission", lambda _: {"response_action": "errors", "errors": {"name": "Too short"}})
    opened(sandbox, app, modal())
    hand = sandbox.hand(CLAIRE)
    hand.fill({"name": "C"})
    assert hand.submit() == {"name": "Too short"}
    assert len(hand.modals()) == 1


def test_update_keeps_what_was_typed_where_it_still_is(sandbox: Sandbox, app: RawApp) -> None:
    second = modal(question("name"), question("more", initial_value="begun"))
    app.on("view_submission", lambda _: {"response_action": "update", "view": second})
    first = opened(sandbox, app, modal())
    hand = sandbox.hand(CLAIRE)
    hand.fill({"name": "Claire"})
    hand.submit()
    assert [view["id"] for view in hand.modals()] == [first["id"]]
    hand.submit()
    values = app.payloads("view_submission")[-1]["view"]["state"]["values"]
    assert [values[name]["answer"]["value"] for name in ("name", "more")] == ["Claire", "begun"]


def test_push_then_close_then_clear(sandbox: Sandbox, app: RawApp) -> None:
    second = modal(question("second"), notify_on_close=True, callback_id="second")
    app.on("view_submission", lambda _: {"response_action": "push", "view": second})
    opened(sandbox, app, modal())
    hand = sandbox.hand(CLAIRE)
    hand.fill({"name": "Claire"})
    hand.submit()
    assert len(hand.modals()) == 2
    hand.close()
    sandbox.settled()
    [closed] = app.payloads("view_closed")
    assert (closed["view"]["callback_id"], closed["is_cleared"], closed["user"]) == ("second", False, WHO)
    hand.submit()
    app.on("view_submission", lambda _: {"response_action": "clear"})
    hand.fill({"second": "x"})
    hand.submit()
    assert hand.modals() == []
    assert len(app.payloads("view_closed")) == 1


def test_closing_everything_tells_those_who_asked(sandbox: Sandbox, app: RawApp) -> None:
    app.on("view_submission", lambda _: {"response_action": "push", "view": modal(callback_id="silent")})
    opened(sandbox, app, modal(notify_on_close=True, callback_id="loud"))
    hand = sandbox.hand(CLAIRE)
    hand.fill({"name": "Claire"})
    hand.submit()
    hand.close(all=True)
    sandbox.settled()
    assert [(each["view"]["callback_id"], each["is_cleared"]) for each in app.payloads("view_closed")] == [
        ("loud", True)
    ]
    assert hand.modals() == []


@pytest.mark.parametrize(
    "answer",
    [
        SILENCE,
        "thanks",
        {"response_action": "dance"},
        {"response_action": "errors", "errors": {"nobody": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push", "view": home()},
    ],
)
def test_an_answer_that_slack_does_not_understand(sandbox: Sandbox, app: RawApp, answer: object) -> None:
    app.on("view_submission", lambda _: answer)
    opened(sandbox, app, modal())
    hand = sandbox.hand(CLAIRE)
    hand.fill({"name": "Claire"})
    with pytest.raises(Trouble, match="We had some trouble connecting"):
        hand.submit()
    assert len(hand.modals()) == 1


def test_response_urls_for_chosen_conversations(sandbox: Sandbox, app: RawApp) -> None:
    where = question("where", "conversations_select", response_url_enabled=True)
    opened(sandbox, app, modal(where))
    hand = sandbox.hand(CLAIRE)
    hand.fill({"where": "C0GENERAL"})
    hand.submit()
    [given] = app.payloads("view_submission")[0]["response_urls"]
    assert (given["channel_id"], given["block_id"], given["action_id"]) == ("C0GENERAL", "where", "answer")
