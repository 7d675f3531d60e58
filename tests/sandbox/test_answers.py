"""Whatever the form, what a neighbour fills in is complete and within its limits."""

import random
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.answers import Form, Respondent
from sandbox.blockkit import check_view, inputs, missing, state_values

Json = dict[str, Any]
RESPONDENT = Respondent(
    locale="fr-FR",
    email="lea.santini@meridien.example",
    department="Commercial",
    site="Lyon",
    title="Ingénieure commerciale",
    colleagues=("U0CLAIRE", "U0PRIYA"),
    channels=("C0GENERAL",),
    now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(count: int) -> list[Json]:
    return [{"text": plain(f"Choix {n}"), "value": str(n)} for n in range(count)]


def question(number: int, element: Json, optional: bool = False, label: str = "Votre objectif") -> Json:
    named = {**element, "action_id": "answer"}
    return {"type": "input", "block_id": str(number), "label": plain(label), "element": named, "optional": optional}


def filled(blocks: list[Json], seed: int, careful: bool = False) -> dict[str, dict[str, Any]]:
    form = Form(RESPONDENT, random.Random(seed), lambda _: options(4), careful)
    return {each.block_id: {each.action_id: form.answer(each)} for each in inputs(blocks)}


menus = st.builds(
    lambda kind, count: {"type": kind, "options": options(count)},
    st.sampled_from(("static_select", "radio_buttons", "checkboxes", "multi_static_select")),
    st.integers(1, 10),
)
several = st.builds(
    lambda count, most: {"type": "multi_static_select", "options": options(count), "max_selected_items": most},
    st.integers(1, 100),
    st.integers(1, 10),
)
texts = st.integers(1, 3000).flatmap(
    lambda most: st.builds(
        lambda least: {"type": "plain_text_input", "min_length": least, "max_length": most}, st.integers(0, most)
    )
)
numbers = st.integers(-50, 50).flatmap(
    lambda low: st.builds(
        lambda high: {
            "type": "number_input",
            "is_decimal_allowed": False,
            "min_value": str(low),
            "max_value": str(high),
        },
        st.integers(low, 60),
    )
)
others = st.sampled_from(
    [
        {"type": kind}
        for kind in (
            "email_text_input",
            "url_text_input",
            "rich_text_input",
            "external_select",
            "multi_external_select",
            "users_select",
            "multi_users_select",
            "channels_select",
            "multi_channels_select",
            "conversations_select",
            "multi_conversations_select",
            "datepicker",
            "timepicker",
            "datetimepicker",
        )
    ]
)


@given(st.lists(menus | several | texts | numbers | others, min_size=1, max_size=5), st.integers(0, 99), st.booleans())
def test_a_filled_in_page_can_be_sent(elements: list[Json], seed: int, careful: bool) -> None:
    blocks = [question(number, element) for number, element in enumerate(elements)]
    view = {"type": "modal", "title": plain("T"), "submit": plain("Envoyer"), "blocks": blocks}
    assert check_view(view) == []
    typed = filled(blocks, seed, careful)
    assert missing(blocks, typed) == {}
    state_values(blocks, typed)


def test_ranked_menus_get_distinct_choices() -> None:
    blocks = [question(number, {"type": "static_select", "options": options(3)}) for number in range(3)]
    for seed in range(20):
        typed = filled(blocks, seed)
        assert {typed[str(number)]["answer"] for number in range(3)} == {"0", "1", "2"}


def test_ranked_menus_that_are_searched_get_distinct_choices() -> None:
    blocks = [question(number, {"type": "external_select"}) for number in range(3)]
    for seed in range(20):
        typed = filled(blocks, seed)
        assert len({typed[str(number)]["answer"]["value"] for number in range(3)}) == 3


def test_what_is_prefilled_stays_but_a_role_may_change() -> None:
    hours = {"type": "timepicker", "initial_time": "10:15"}
    role = {"type": "radio_buttons", "options": options(2), "initial_option": options(2)[0]}
    blocks = [question(1, hours), question(2, role)]
    chosen = {filled(blocks, seed)["2"]["answer"] for seed in range(20)}
    assert chosen == {"0", "1"}
    assert all(filled(blocks, seed)["1"]["answer"] is None for seed in range(20))
    assert filled(blocks, 1, careful=True) == {"1": {"answer": None}, "2": {"answer": None}}


def test_people_know_where_they_work_and_for_how_long() -> None:
    text, years = {"type": "plain_text_input"}, {"type": "number_input", "is_decimal_allowed": False, "max_value": "60"}
    labels = ("Service", "Site", "Job title")
    blocks = [question(number, text, label=label) for number, label in enumerate(labels)]
    assert [typed["answer"] for typed in filled(blocks, 1).values()] == ["Commercial", "Lyon", "Ingénieure commerciale"]
    experience = [question(1, years, label="Années d'expérience")]
    assert max(int(filled(experience, seed)["1"]["answer"]) for seed in range(60)) <= 38


def test_people_differ_and_write_in_their_language() -> None:
    blocks = [question(1, {"type": "plain_text_input"})]
    written = {filled(blocks, seed)["1"]["answer"] for seed in range(40)}
    assert len(written) == 6
    assert all(sentence.endswith(".") for sentence in written)
    assert "Present my project to the board without reading my notes." not in written
