import pytest

from handlers.payload import Origin, read, typed
from tests.conftest import ANA
from tests.handlers import payloads


def test_the_key_is_the_same_for_the_same_delivery_and_no_other() -> None:
    deliveries = [
        payloads.action(),
        payloads.action(view=payloads.modal()),
        payloads.submission(),
        payloads.command("join"),
        payloads.suggestion("a"),
        payloads.suggestion("ab"),
        payloads.suggestion("ab", field="other"),
        payloads.event({"type": "message", "user": ANA.id}),
        payloads.event({"type": "message", "user": ANA.id}, event_id="Ev2"),
    ]
    keys = [read(body).key for body in deliveries]
    assert keys == [read(body).key for body in deliveries]
    assert len(set(keys)) == len(keys)


def test_the_next_page_of_the_same_modal_is_another_submission() -> None:
    first, second = payloads.modal(), payloads.modal() | {"hash": "h2"}
    assert read(payloads.submission(first)).key != read(payloads.submission(second)).key


def test_an_entry_of_a_menu_stands_for_its_value() -> None:
    body = payloads.action()
    body["actions"][0] |= {"type": "overflow", "selected_option": {"value": "up years"}}
    assert read(body).value == "up years"


@pytest.mark.parametrize(
    ("body", "origin"),
    [
        (payloads.action(), Origin.ACTION),
        (payloads.submission(), Origin.SUBMISSION),
        (payloads.command(""), Origin.COMMAND),
        (payloads.suggestion("x"), Origin.SUGGESTION),
        ({"type": "shortcut", "user": {"id": ANA.id}, "trigger_id": "T1"}, Origin.SHORTCUT),
        (payloads.event({"type": "message", "user": ANA.id}), Origin.EVENT),
        (payloads.event({"type": "user_change", "user": {"id": ANA.id}}), Origin.EVENT),
    ],
)
def test_who_acts_is_who_slack_says(body: dict[str, object], origin: Origin) -> None:
    payload = read(body)
    assert (payload.origin, payload.person_id) == (origin, ANA.id)


@pytest.mark.parametrize(
    ("state", "value"),
    [
        ({"type": "plain_text_input", "value": "text"}, "text"),
        ({"type": "plain_text_input", "value": None}, None),
        ({"type": "number_input", "value": "4"}, "4"),
        ({"type": "static_select", "selected_option": {"text": {}, "value": "a"}}, "a"),
        ({"type": "static_select", "selected_option": None}, None),
        ({"type": "radio_buttons", "selected_option": {"text": {}, "value": "b"}}, "b"),
        ({"type": "external_select", "selected_option": {"text": {}, "value": "+x"}}, "+x"),
        ({"type": "multi_external_select", "selected_options": [{"value": "a"}]}, ["a"]),
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ["a", "b"]),
        ({"type": "multi_static_select", "selected_options": []}, []),
        ({"type": "datepicker", "selected_date": "2027-01-12"}, "2027-01-12"),
        ({"type": "timepicker", "selected_time": "09:00"}, "09:00"),
        ({"type": "multi_users_select", "selected_users": ["U1"]}, ["U1"]),
        ({"type": "conversations_select", "selected_conversation": "C1"}, "C1"),
    ],
)
def test_each_kind_of_input_is_read(state: dict[str, object], value: object) -> None:
    assert typed({"q": {"answer": state}}) == {"q": value}


def test_what_is_being_typed_comes_with_its_field_and_its_modal() -> None:
    payload = read(payloads.suggestion("power", field="skills"))
    assert (payload.value, payload.text) == ("skills", "power")
    assert payload.window
    assert payload.window.id == "V1"
