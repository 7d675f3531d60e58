"""The questionnaire's uses are the matching's criteria."""

from dataclasses import replace

import pytest

from bot.domain.forms import Choice, Form, Kind, Question, Use, Weight
from bot.domain.matching.matching import match
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Criterion, Departments, HardRules, Requirement, Rule, Scheme
from bot.domain.questionnaires import FACTS, RULES, Reader, criteria, hard_rules
from bot.messages.questionnaire import default
from bot.tables import mapping
from tests.builders import PLAN

TABLE = mapping.read(mapping.DEFAULT)


def essence(criterion: Criterion) -> Criterion:
    """Without its name, and without where levels stand: in a table they stand beside the skills."""
    return replace(criterion, id="", mentor_level="")


def test_the_shipped_questionnaire_counts_as_the_table_does() -> None:
    assert {each.mentee for each in TABLE.criteria} == {each.mentee for each in criteria(default())}
    of_the_table = {each.mentee: essence(each) for each in TABLE.criteria}
    assert {each.mentee: essence(each) for each in criteria(default())} == of_the_table
    assert hard_rules(default()) == TABLE.rules


def test_a_mentors_levels_stand_under_the_question_that_asks_for_them() -> None:
    skills = next(each for each in criteria(default()) if each.rule is Rule.COMPLEMENT)
    assert (skills.mentor, skills.mentor_level) == ("skills_offered", "skill_level")


def test_every_use_that_ships_is_one_that_its_kind_allows() -> None:
    for question in default().questions:
        assert question.use is None or question.use.rule in RULES[question.kind]
    assert {question.id for question in default().questions} > FACTS


@pytest.mark.parametrize("gone", ["languages", "work_from"])
def test_what_is_not_asked_keeps_nobody_apart(gone: str) -> None:
    form = replace(default(), questions=tuple(each for each in default().questions if each.id != gone))
    rules = hard_rules(form)
    assert (rules.language, rules.hours) == ((False, 120) if gone == "languages" else (True, 0))


def a_form(**question: object) -> Form:
    return Form(({"en": "A", "fr": "A"},), (Question("site", label={"en": "Site", "fr": "Site"}, **question),))  # type: ignore[arg-type]


def test_what_hr_made_hard_is_required() -> None:
    form = a_form(kind=Kind.SHORT, use=Use(Weight.HARD, Rule.SAME))
    assert criteria(form) == ()
    assert hard_rules(form).answers == (Requirement(Rule.SAME, "site", "site"),)


def test_a_hard_department_is_the_directorys() -> None:
    department = replace(a_form(kind=Kind.SHORT).questions[0], id="department", use=Use(Weight.HARD, Rule.DIFFERENT))
    rules = hard_rules(Form(({"en": "A"},), (department,)))
    assert rules == HardRules(language=False, hours=0, departments=Departments.OTHER)


CITIES = tuple(Choice(key, {"en": key, "fr": key}) for key in ("lyon", "paris", "nantes"))


def test_answers_are_read_as_the_criteria_need_them() -> None:
    near = a_form(kind=Kind.CHOICE, choices=CITIES, use=Use(Weight.LOW, Rule.DISTANCE))
    assert Reader(near).comparable({"site": "nantes", "gone": "x"}) == {"site": 3}
    assert (criteria(near)[0].low, criteria(near)[0].high) == (1, 3)
    same = a_form(kind=Kind.CHOICE, choices=CITIES, use=Use(Weight.LOW, Rule.SAME))
    assert Reader(same).comparable({"site": "nantes"}) == {"site": "nantes"}
    assert Reader(same).comparable({"site": "closed-down"}) == {"site": None}
    assert Reader(a_form(kind=Kind.SHORT)).comparable({"site": " LYON "}) == {"site": "lyon"}
    assert Reader(a_form(kind=Kind.SEVERAL, choices=CITIES)).comparable({"site": ["paris", "gone"]}) == {
        "site": ["paris"]
    }
    assert Reader(a_form(kind=Kind.SEVERAL, source="skills")).comparable({"site": ["any"]}) == {"site": ["any"]}


def test_the_shipped_questionnaire_matches_people() -> None:
    said = {"rhythm": "2", "values": ["courage"], "years": 4, "department": "Ventes", "feedback_style": 2}
    mentee = Participant("e", answers=Reader(default()).comparable(said), languages=frozenset({"fr"}))
    mentor = replace(mentee, id="m", answers=Reader(default()).comparable({**said, "years": 10, "department": "RH"}))
    scheme = Scheme(criteria(default()), PLAN.starts_on, PLAN.ends_on, hard_rules(default()))
    result = match([mentee], [mentor], scheme)
    assert result.mentor_of == {"e": "m"}
    assert result.flaws() == frozenset()
