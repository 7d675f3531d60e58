from typing import Any

import pytest

from bot.domain.errors import Fault, Gone, InvalidForm, NotRecruiting
from bot.messages.enrolment import Done
from bot.messages.notices import Help
from bot.messages.search import Suggestions
from bot.services.people import PeopleService
from bot.workspace import Refused
from handlers.answering import Act, Answer, Desk, Listener, Offer, Say, Show
from storage.work import Storage
from tests.conftest import ANA
from tests.fakes import FakeClock, FakeSlack
from tests.handlers import payloads

DONE = Done("Mentorat", again=False)


class FakeAck:
    """Counts how often it was called, and keeps with what."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def __call__(self, **answer: Any) -> None:
        self.calls.append(answer)


@pytest.fixture
def desk(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Desk:
    return Desk(PeopleService(storage, clock, slack, (), "en"), slack, "en")  # type: ignore[arg-type]


def ack_of(desk: Desk, listener: Listener, body: dict[str, Any]) -> dict[str, Any]:
    """What Slack is acknowledged with: once, whatever happens."""
    ack = FakeAck()
    desk.answering(listener)(body, ack)
    assert len(ack.calls) == 1
    return ack.calls[0]


def failing(error: Exception) -> Listener:
    def listener(act: Act) -> Answer:
        raise error

    return listener


def test_who_acts_is_known_to_the_listener(desk: Desk) -> None:
    seen: list[Act] = []
    ack_of(desk, seen.append, payloads.action(value="7"))  # type: ignore[arg-type]
    assert (seen[0].person.id, seen[0].about) == (ANA.id, 7)


def test_a_button_in_a_message_opens_a_modal_and_one_in_a_modal_replaces_it(desk: Desk, slack: FakeSlack) -> None:
    assert ack_of(desk, lambda _: Show(DONE), payloads.action()) == {}
    assert ack_of(desk, lambda _: Show(DONE), payloads.action(view=payloads.modal())) == {}
    assert [(how, where) for how, where, _ in slack.shown] == [("open", "T1"), ("update", "V1")]


def test_a_form_that_was_sent_is_replaced_or_closed(desk: Desk) -> None:
    assert ack_of(desk, lambda _: Show(DONE), payloads.submission())["response_action"] == "update"
    assert ack_of(desk, lambda _: None, payloads.submission()) == {}


def test_a_command_is_answered_for_its_author_only(desk: Desk) -> None:
    answer = ack_of(desk, lambda _: Say(Help(is_hr=False)), payloads.command("help"))
    assert answer["response_type"] == "ephemeral"
    assert "Ce que vous pouvez faire ici" in answer["text"]


def test_faults_stand_beside_their_fields_in_the_persons_language(desk: Desk) -> None:
    faults = {"name": Fault("missing"), "elsewhere": Fault("missing")}
    answer = ack_of(desk, failing(InvalidForm(faults)), payloads.submission())
    assert answer == {"response_action": "errors", "errors": {"name": "Merci de répondre à cette question."}}


def test_a_refusal_is_a_sentence_on_top_of_the_form(desk: Desk) -> None:
    answer = ack_of(desk, failing(NotRecruiting(programme="Mentorat")), payloads.submission())
    assert answer["response_action"] == "push"
    assert "Mentorat" in str(answer["view"])


def test_a_refused_button_opens_the_sentence(desk: Desk, slack: FakeSlack) -> None:
    ack_of(desk, failing(Gone()), payloads.action())
    ack_of(desk, failing(Gone()), payloads.action(view=payloads.modal()))
    assert [how for how, _, _ in slack.shown] == ["open", "push"]


def test_what_nobody_foresaw_has_a_code_that_is_in_the_log_too(
    desk: Desk, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    ack_of(desk, failing(ZeroDivisionError("secret answer")), payloads.action())
    body = slack.shown[0][2]["blocks"][0]["text"]["text"]
    code = body.rpartition("*")[0].rpartition("*")[2]
    assert len(code) == 4
    assert code in capsys.readouterr().out


def test_an_event_that_failed_is_left_for_slack_to_deliver_again(desk: Desk) -> None:
    ack = FakeAck()
    with pytest.raises(ZeroDivisionError):
        desk.answering(failing(ZeroDivisionError()))(payloads.event({"type": "message", "user": ANA.id}), ack)
    assert ack.calls == []


@pytest.mark.parametrize("error", ["hash_conflict", "expired_trigger_id"])
def test_a_modal_that_comes_too_late_is_let_go(desk: Desk, slack: FakeSlack, error: str) -> None:
    slack.refusals = [Refused(error)]
    assert ack_of(desk, lambda _: Show(DONE), payloads.action(view=payloads.modal())) == {}


def test_a_sentence_that_cannot_be_shown_breaks_nothing(desk: Desk, slack: FakeSlack) -> None:
    slack.refusals = [Refused("expired_trigger_id")]
    assert ack_of(desk, failing(Gone()), payloads.action()) == {}


def test_a_menu_is_given_its_options(desk: Desk) -> None:
    answer = ack_of(desk, lambda act: Offer(Suggestions((), new=act.payload.text)), payloads.suggestion("Tricot"))
    [option] = answer["options"]
    assert (option["value"], option["text"]["text"]) == ("+Tricot", "Ajouter «\u00a0Tricot\u00a0»")


def test_a_menu_that_has_to_be_refused_its_options_gets_none(desk: Desk, slack: FakeSlack) -> None:
    def refuse(_: Act) -> Answer:
        raise Gone

    assert ack_of(desk, refuse, payloads.suggestion("x")) == {}
    assert slack.shown == []
