"""What samples of surfaces are made of: everyday content, and the longest that is plausible."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from bot.domain.enrolment import Role
from bot.domain.forms import Choice, Form, Kind
from bot.domain.people import LANGUAGES
from bot.domain.skills import SOURCE
from bot.domain.soundness import LABEL, PAGES, QUESTIONS, TITLE
from bot.messages.questionnaire import default

P = TypeVar("P")

PERSON = "U0ANA"
CHANNEL = "C0GENERAL"
LONG_PERSON = "Maximilienne-Alexandrine de La Rochefoucauld-Montmorency"
NAME = "Mentoring 2027"
LONG_NAME = "Programme de mentorat interentreprises Europe et Amérique du Nord – promotion 2027–28"[:80]
GOAL = "Help people grow, and teams know each other."
LONG_GOAL = (
    "Aider chacune et chacun à progresser <vite & bien>, à son rythme, et faire se rencontrer nos équipes. " * 12
)[:1000]
LONG_SKILL = "Accompagnement des équipes pluridisciplinaires dans la transformation numérique"[:80]
SKILLS = (
    Choice("feedback", {"en": "Giving feedback", "fr": "Faire un retour constructif"}),
    Choice("sales", {"en": "Sales", "fr": "Vente"}),
    Choice("stakeholders", {"en": "Working with senior management", "fr": "Travailler avec la direction"}),
    Choice("c-plus-plus", {"en": "C++", "fr": "C++"}),
    Choice("long", {"en": LONG_SKILL, "fr": LONG_SKILL}),
)
SUCCESS = "70 % of pairs meet six times."
LONG_LABEL = dict.fromkeys(LANGUAGES, LONG_GOAL[:LABEL])
STARTS_ON = date(2027, 1, 12)
ENDS_ON = date(2027, 7, 12)
AN_INSTANT = datetime(2027, 1, 12, 9, 30, tzinfo=UTC)


def pages(page: Callable[..., P]) -> dict[str, P]:
    """Every page of the shipped questionnaire: empty for each role, and filled to the brim for who is both."""
    form = default().stocked(SOURCE, SKILLS)
    empty = {
        f"{role.value}_{number}": page("enrolment", 7, form, role.audiences, number, {})
        for role in (Role.MENTOR, Role.MENTEE)
        for number in range(1, len(form.pages) + 1)
    }
    full = {
        f"longest_{number}": page("enrolment", 7, form, Role.BOTH.audiences, number, filled(form))
        for number in range(1, len(form.pages) + 1)
    }
    return {"short": empty.pop("mentee_1"), "longest": full.pop("longest_1"), **empty, **full}


def filled(form: Form) -> dict[str, object]:
    """A form with as much typed into it as it takes."""
    typed: dict[str, object] = {}
    for question in form.questions:
        keys = [choice.key for choice in question.choices][: question.most]
        if question.kind is Kind.RANKED:
            typed |= {f"{question.id}#{rank}": key for rank, key in enumerate(keys, start=1)}
        elif question.kind is Kind.SEVERAL:
            typed[question.id] = keys
        elif question.kind in (Kind.SHORT, Kind.LONG):
            typed[question.id] = (LONG_GOAL * 3)[: question.most or 300]
    return typed


def longest_form() -> Form:
    """As many questions and pages as there can be, with the longest words."""
    titles = (dict.fromkeys(LANGUAGES, LONG_GOAL[:TITLE]),) * PAGES
    shipped = default().questions
    questions = (
        replace(shipped[n % 20], id=f"q{n}", label=LONG_LABEL, page=n * PAGES // QUESTIONS + 1)
        for n in range(QUESTIONS)
    )
    return Form(titles, tuple(questions))
