import pytest

from bot.domain.enrolment import Role
from bot.domain.forms import DECLINED, Kind, Question, fields
from bot.domain.people import LANGUAGES
from bot.domain.skills import SOURCE
from bot.messages.catalogue import render
from bot.messages.forms import Page
from bot.messages.questionnaire import default
from bot.messages.samples import SKILLS, filled
from sandbox.blockkit import check_view

QUESTIONS = default().questions
STOCKED = default().stocked(SOURCE, SKILLS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_is_worded_in_both_languages(question: Question) -> None:
    for wording in (question.label, question.help, question.low, question.high):
        assert wording is None or set(wording) == set(LANGUAGES)
    for choice in question.choices:
        assert set(choice.label) == set(LANGUAGES)
        assert choice.key != DECLINED


def test_all_that_the_field_asks_is_asked() -> None:
    ids = {question.id for question in QUESTIONS}
    assert ids == {
        *("languages", "skills_wanted", "skills_offered", "skill_level", "goals", "goals_supported", "years", "level"),
        *("department", "site", "struggle", "been_through", "feedback_style", "structure", "ways", "values"),
        *("interests", "rhythm", "days", "work_from", "work_until", "not_with", "success", "wish", "capacity"),
        *("paused_until", "trained"),
    }


def test_there_are_three_short_pages() -> None:
    form = STOCKED
    typed = {"skills_offered": ["sales", "feedback", "long"]}
    counts = {role: [len(fields(form, page, role.audiences, typed)) for page in (1, 2, 3)] for role in Role}
    assert counts == {Role.MENTOR: [7, 9, 8], Role.MENTEE: [9, 6, 7], Role.BOTH: [11, 10, 10]}


def test_who_must_not_be_paired_with_is_private() -> None:
    view = render(Page("enrolment", 7, default(), Role.MENTEE.audiences, 3, {}), "en")
    block = next(block for block in view["blocks"] if block.get("block_id") == "not_with")
    assert block["hint"]["text"].startswith("Nobody but you ever sees this.")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_was_typed_stands_in_its_field_again(number: int) -> None:
    form = STOCKED
    typed = filled(form)
    view = render(Page("enrolment", 7, form, Role.BOTH.audiences, number, typed), "en")
    for block in view["blocks"]:
        if block["type"] == "input" and typed.get(block["block_id"]):
            assert any(key.startswith("initial") for key in block["element"]), block["block_id"]


def test_optional_choices_can_be_declined() -> None:
    view = render(Page("enrolment", 7, default(), Role.MENTOR.audiences, 3, {}), "en")
    trained = next(block for block in view["blocks"] if block.get("block_id") == "trained")
    assert [option["value"] for option in trained["element"]["options"]] == ["yes", "no", DECLINED]


def test_the_directory_and_the_question_fill_in_what_nobody_has_typed() -> None:
    page = Page("enrolment", 7, default(), Role.MENTEE.audiences, 1, {}, known={"language": ["fr"]})
    languages = next(field for field in page.fields if field.question.id == "languages")
    assert page.value(languages) == ["fr"]
    practical = Page("enrolment", 7, default(), Role.MENTEE.audiences, 3, {})
    hours = next(field for field in practical.fields if field.question.id == "work_from")
    assert practical.value(hours) == "09:00"


def test_what_was_emptied_stays_empty() -> None:
    page = Page("enrolment", 7, default(), Role.MENTEE.audiences, 3, {"work_from": None})
    hours = next(field for field in page.fields if field.question.kind is Kind.TIME)
    assert page.value(hours) is None


BAD = ("", "many", "-1", "99", "25:00", "31/12", "x" * 5000, [], ["U0GONE"], [f"U{n}" for n in range(50)], None, 7)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("value", BAD, ids=lambda value: repr(value)[:20])
def test_a_form_opens_whatever_was_typed_into_it_before(role: Role, value: object) -> None:
    form = default()
    for number in (1, 2, 3):
        shown = fields(form, number, role.audiences, {})
        page = Page("enrolment", 7, form, role.audiences, number, {field.key: value for field in shown})
        assert check_view(render(page, "fr")) == []
