import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import answer
from bot.domain.errors import InvalidForm
from bot.domain.forms import DECLINED, Choice, Form, Kind, Question, fields

EVERYBODY = frozenset({"mentor", "mentee"})
LABEL = {"en": "A question", "fr": "Une question"}
COLOURS = tuple(Choice(key, {"en": key, "fr": key}) for key in ("red", "green", "blue", "black"))


def form(*questions: Question) -> Form:
    return Form(pages=({"en": "One", "fr": "Un"},), questions=questions)


def question(kind: Kind, **more: object) -> Question:
    return Question(**{"id": "q", "kind": kind, "label": LABEL, "choices": COLOURS, **more})


def answered(question: Question, typed: object) -> object:
    return answer(form(question), EVERYBODY, {"q": typed})["q"]


def fault(question: Question, typed: object) -> str:
    with pytest.raises(InvalidForm) as invalid:
        answer(form(question), EVERYBODY, {"q": typed})
    return invalid.value.faults["q"].name


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (Kind.CHOICE, "red", "red"),
        (Kind.SEVERAL, ["red", "blue"], ["red", "blue"]),
        (Kind.SCALE, "4", 4),
        (Kind.NUMBER, "12", 12),
        (Kind.DATE, "2027-01-12", "2027-01-12"),
        (Kind.TIME, "09:30", "09:30"),
        (Kind.SHORT, "  Paris ", "Paris"),
        (Kind.LONG, "two\nlines", "two\nlines"),
        (Kind.PEOPLE, ["U1", "U2"], ["U1", "U2"]),
        (Kind.YES_NO, "no", False),
    ],
)
def test_each_kind_reads_what_was_typed(kind: Kind, typed: object, expected: object) -> None:
    assert answered(question(kind), typed) == expected


@pytest.mark.parametrize(
    ("asked", "typed", "expected"),
    [
        (question(Kind.CHOICE), "orange", "choose_again"),
        (question(Kind.SEVERAL), ["red", "orange"], "choose_again"),
        (question(Kind.SEVERAL, most=1), ["red", "blue"], "too_many"),
        (question(Kind.SEVERAL, least=3, most=3), ["red", "blue"], "too_few"),
        (question(Kind.SCALE), "6", "choose_again"),
        (question(Kind.NUMBER), "many", "not_a_number"),
        (question(Kind.NUMBER, least=0, most=60), "61", "out_of_range"),
        (question(Kind.NUMBER), "-1", "too_small"),
        (question(Kind.DATE), "31/12/2027", "not_a_date"),
        (question(Kind.TIME), "25:00", "not_a_time"),
        (question(Kind.LONG, most=5), "too long", "too_long"),
        (question(Kind.PEOPLE, most=1), ["U1", "U2"], "too_many"),
        (question(Kind.YES_NO), "maybe", "choose_again"),
        (question(Kind.SHORT, required=True), "   ", "missing"),
        (question(Kind.SHORT, required=True), None, "missing"),
    ],
)
def test_what_cannot_be_accepted_is_refused_with_its_reason(asked: Question, typed: object, expected: str) -> None:
    assert fault(asked, typed) == expected


@pytest.mark.parametrize("typed", [None, "", DECLINED])
def test_an_optional_question_can_be_left_out(typed: object) -> None:
    assert answered(question(Kind.CHOICE), typed) is None


def test_ranks_are_in_order_and_gaps_are_closed() -> None:
    ranked = question(Kind.RANKED, most=3, required=True)
    assert answer(form(ranked), EVERYBODY, {"q#1": "blue", "q#3": "red"}) == {"q": ["blue", "red"]}


def test_the_same_choice_at_two_ranks_is_a_fault_of_the_second() -> None:
    ranked = question(Kind.RANKED, most=3)
    with pytest.raises(InvalidForm) as invalid:
        answer(form(ranked), EVERYBODY, {"q#1": "blue", "q#2": "blue"})
    assert set(invalid.value.faults) == {"q#2"}


def test_only_the_first_rank_is_required() -> None:
    ranked = question(Kind.RANKED, most=3, required=True)
    with pytest.raises(InvalidForm) as invalid:
        answer(form(ranked), EVERYBODY, {})
    assert set(invalid.value.faults) == {"q#1"}


def test_a_question_is_asked_for_each_thing_chosen_before() -> None:
    chosen = question(Kind.SEVERAL, id="colours")
    level = question(Kind.SCALE, id="level", per="colours", choices=(), required=True)
    typed = {"colours": ["red", "gone", "blue"], "level#red": "5", "level#blue": "2"}
    both = form(chosen, level)
    assert [field.key for field in fields(both, 1, EVERYBODY, typed)] == ["colours", "level#red", "level#blue"]
    assert answer(form(level, chosen), EVERYBODY, {**typed, "colours": ["red", "blue"]})["level"] == {
        "red": 5,
        "blue": 2,
    }


def test_what_comes_after_something_must_be_later() -> None:
    start, end = question(Kind.TIME, id="start"), question(Kind.TIME, id="end", after="start")
    with pytest.raises(InvalidForm) as invalid:
        answer(form(start, end), EVERYBODY, {"start": "17:00", "end": "09:00"})
    assert invalid.value.faults["end"].facts == {"earlier": "17:00"}


def test_each_audience_answers_its_own_questions() -> None:
    mine = question(Kind.SHORT, id="mine", audience=("mentor",), required=True)
    theirs = question(Kind.SHORT, id="theirs", audience=("mentee",), required=True)
    assert answer(form(mine, theirs), frozenset({"mentor"}), {"mine": "yes", "theirs": "no"}) == {"mine": "yes"}


def accepted(asked: Question, typed: dict[str, object]) -> set[str]:
    """What came of it: the answers, or the fields at fault."""
    try:
        return set(answer(form(asked), EVERYBODY, typed))
    except InvalidForm as invalid:
        return set(invalid.faults)


@given(kind=st.sampled_from(Kind), typed=st.one_of(st.none(), st.text(), st.lists(st.text()), st.integers()))
def test_whatever_is_typed_is_accepted_or_refused_and_never_breaks(kind: Kind, typed: object) -> None:
    key = "q#1" if kind is Kind.RANKED else "q"
    assert accepted(question(kind, most=3), {key: typed}) in ({"q"}, {key})
