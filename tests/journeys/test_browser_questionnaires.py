"""HR adapts a questionnaire, looks at it and publishes it; an employee answers it: in a real browser."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import GENERAL, World
from tests.journeys.test_browser import ENGLISH, FRENCH, Script, hr_announces_it, hr_sets_up_a_programme
from tests.journeys.visitor import Visitor


@dataclass(frozen=True)
class Editing:
    """What HR clicks and types in one language."""

    base: Script
    manage: str
    shape: str
    add: str
    next: str
    kind: str
    save: str
    mentees: str
    mentors: str
    required: str
    a_lot: str
    in_common: str
    interests: str
    struggle: str
    change: str
    remove: str
    really: str
    preview: str
    as_whom: str
    language: str
    show: str
    turn: str
    leave: str
    review: str
    publish: str
    sport: str
    judo: str
    hobby: str


FR = Editing(
    base=FRENCH,
    manage="Gérer",
    shape="Adapter",
    add="Ajouter une question",
    next="Continuer",
    kind="Plusieurs choix",
    save="Enregistrer",
    mentees="Mentoré(e)s",
    mentors="Mentors",
    required="La réponse est obligatoire",
    a_lot="Beaucoup",
    in_common="En commun",
    interests="Des centres d’intérêt pour faire connaissance",
    struggle="Ce qui vous pose difficulté en ce moment",
    change="Modifier",
    remove="Supprimer…",
    really="Supprimer",
    preview="Aperçu",
    as_whom="Un mentoré",
    language="Français",
    show="Afficher",
    turn="Page suivante",
    leave="Quitter l’aperçu",
    review="Relire et publier",
    publish="Publier",
    sport="Un sport que vous aimez",
    judo="Judo",
    hobby="Ce qui est difficile en ce moment",
)
EN = Editing(
    base=ENGLISH,
    manage="Manage",
    shape="Shape",
    add="Add a question",
    next="Continue",
    kind="Several choices",
    save="Save",
    mentees="Mentees",
    mentors="Mentors",
    required="It must be answered",
    a_lot="A lot",
    in_common="In common",
    interests="Interests to break the ice",
    struggle="What you struggle with at the moment",
    change="Change",
    remove="Remove…",
    really="Remove",
    preview="Preview",
    as_whom="A mentee",
    language="English",
    show="Show",
    turn="Next page",
    leave="End the preview",
    review="Review and publish",
    publish="Publish",
    sport="A sport that you like",
    judo="Judo",
    hobby="What is hard at the moment",
)


@pytest.mark.parametrize("script", [FR, EN], ids=["fr", "en"])
def test_hr_adapts_the_questionnaire_and_an_employee_answers_it(
    world: World, page: Page, script: Editing, pictures: Path | None
) -> None:
    visitor = Visitor(page, world.slack.address, pictures, "fr" if script is FR else "en")
    hr_sets_up_a_programme(visitor, script.base)
    hr_announces_it(visitor, script.base)
    hr_opens_the_questionnaire(visitor, script)
    hr_adds_a_question(visitor, script)
    hr_changes_one_and_removes_one(visitor, script)
    hr_looks_at_it(visitor, script)
    hr_publishes(visitor, script)
    an_employee_answers(visitor, script)


def hr_opens_the_questionnaire(visitor: Visitor, script: Editing) -> None:
    visitor.be(script.base.hr, "home")
    visitor.press(script.manage)
    visitor.sees(script.shape)
    visitor.picture("room")
    visitor.page.get_by_role("dialog").get_by_role("button", name=script.shape, exact=True).click()
    visitor.sees(script.add)
    visitor.picture("questionnaire")


def hr_adds_a_question(visitor: Visitor, script: Editing) -> None:
    visitor.press(script.add)
    visitor.fill({"kind": script.kind})
    visitor.picture("questionnaire-kind")
    visitor.press(script.next)
    labels = {"label_en": EN.sport, "label_fr": FR.sport}
    choices = {"choices_en": "Judo\nTennis\nHiking", "choices_fr": "Judo\nTennis\nRandonnée"}
    visitor.fill({**labels, **choices, "audience": [script.mentees, script.mentors], "how": [script.required]})
    visitor.picture("questionnaire-question")
    visitor.press(script.save)
    visitor.fill({"weight": script.a_lot, "rule": script.in_common})
    visitor.picture("questionnaire-use")
    visitor.press(script.save)
    visitor.sees(script.sport)


def beside(visitor: Visitor, question: str, act: str) -> None:
    """An entry of the menu beside a question."""
    block = visitor.page.locator("dialog [data-block-id]", has_text=question).last
    block.get_by_role("button").click()
    visitor.page.get_by_role("menuitem", name=act, exact=True).click()


def hr_changes_one_and_removes_one(visitor: Visitor, script: Editing) -> None:
    beside(visitor, script.struggle, script.change)
    visitor.fill({"label_en": EN.hobby, "label_fr": FR.hobby})
    visitor.press(script.save)
    visitor.sees(script.hobby)
    beside(visitor, script.interests, script.remove)
    visitor.sees(script.really)
    visitor.picture("questionnaire-removal")
    visitor.press(script.really)
    visitor.sees(script.review)
    visitor.picture("questionnaire-changed")


def hr_looks_at_it(visitor: Visitor, script: Editing) -> None:
    visitor.press(script.preview)
    visitor.fill({"role": script.as_whom, "language": script.language})
    visitor.picture("questionnaire-preview")
    visitor.press(script.show)
    visitor.is_asked("goals")
    visitor.press(script.turn)
    visitor.is_asked("struggle")
    visitor.press(script.turn)
    visitor.is_asked("success")
    visitor.picture("questionnaire-previewed")
    visitor.press(script.leave)
    visitor.sees(script.review)


def hr_publishes(visitor: Visitor, script: Editing) -> None:
    visitor.press(script.review)
    visitor.sees(script.publish)
    visitor.picture("questionnaire-review")
    visitor.press(script.publish)
    visitor.sees(script.add)
    expect(visitor.page.get_by_role("dialog").get_by_role("button", name=script.review)).to_have_count(0)
    visitor.page.keyboard.press("Escape")


def an_employee_answers(visitor: Visitor, script: Editing) -> None:
    visitor.be(script.base.mentee, GENERAL)
    visitor.press(script.base.join)
    visitor.fill({"role": script.base.role})
    visitor.press(script.base.go_on)
    first, second, third = script.base.pages
    visitor.fill({**first, "skills_wanted#2": script.base.another})
    visitor.press(script.base.go_on)
    visitor.fill({key: value for key, value in second.items() if key != "interests"})
    visitor.press(script.base.go_on)
    visitor.is_asked("rhythm")
    visitor.fill({**third, "a-sport-that-you-like": [script.judo]})
    visitor.picture("questionnaire-answered")
    visitor.press(script.base.send)
    visitor.sees(script.base.thanks)
