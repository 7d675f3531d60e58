"""The first journey as people live it: in a real browser, in French and in English."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLAIRE, GENERAL, World
from tests.journeys.visitor import Visitor

PRIYA = "U0PRIYA"


@dataclass(frozen=True)
class Script:
    """What is said and clicked in one language."""

    hr: str
    mentee: str
    new: str
    create: str
    plan: dict[str, str]
    announce: str
    word: str
    join: str
    role: str
    go_on: str
    back: str
    send: str
    pages: tuple[dict[str, object], ...]
    twice: str
    another: str
    thanks: str
    confirmed: str
    taking_part: str
    who: str


FRENCH = Script(
    hr=CLAIRE,
    mentee="U0CAMILLE",
    new="Nouveau programme",
    create="Créer",
    plan={
        "name": "Mentorat 2027",
        "goal": "Aider chacun à progresser, et faire se rencontrer nos équipes.",
        "success": "8 binômes sur 10 se voient au moins six fois.",
    },
    announce="Annoncer",
    word="Notre premier programme de mentorat commence. Quel que soit votre métier, quelqu’un ici peut vous aider.",
    join="Participer",
    role="Être accompagné(e)",
    go_on="Continuer",
    back="Retour",
    send="Envoyer",
    pages=(
        {
            "languages": ["Anglais"],
            "skills_wanted#1": "Prise de parole en public",
            "skills_wanted#2": "Prise de parole en public",
            "goals": ["Gagner en visibilité"],
            "years": "6",
            "level": "Confirmé",
            "department": "Produit",
            "site": "Lyon",
        },
        {
            "struggle": "Je prépare trop et je n’ose pas improviser.",
            "feedback_style": "2",
            "structure": "3",
            "ways": ["Visio", "En personne"],
            "values": ["Curiosité", "Bienveillance", "Autonomie"],
            "interests": ["Lecture", "Course et marche"],
        },
        {
            "rhythm": "Toutes les deux semaines",
            "days": ["Mardi"],
            "success": "Présenter nos résultats au comité de direction.",
        },
    ),
    twice="Vous avez déjà choisi cette réponse",
    another="Influencer sans lien hiérarchique",
    thanks="Vous participez à Mentorat 2027.",
    confirmed="Merci",
    taking_part="Vous participez en tant que mentoré(e)",
    who="Les inscrits",
)
ENGLISH = Script(
    hr=PRIYA,
    mentee="U0EMILY",
    new="New programme",
    create="Create",
    plan={
        "name": "Mentoring 2027",
        "goal": "Help people grow, and let our teams get to know each other.",
        "success": "8 pairs out of 10 meet at least six times.",
    },
    announce="Announce",
    word="Our first mentoring programme is about to start. Whatever your job is, somebody here can help you.",
    join="Join",
    role="As a mentee",
    go_on="Continue",
    back="Back",
    send="Send",
    pages=(
        {
            "languages": ["French"],
            "skills_wanted#1": "Public speaking",
            "skills_wanted#2": "Public speaking",
            "goals": ["Be seen and heard"],
            "years": "6",
            "level": "Experienced",
            "department": "Product",
            "site": "London",
        },
        {
            "struggle": "I prepare too much and do not dare to improvise.",
            "feedback_style": "2",
            "structure": "3",
            "ways": ["Video call", "In person"],
            "values": ["Curiosity", "Kindness", "Autonomy"],
            "interests": ["Reading", "Running and walking"],
        },
        {
            "rhythm": "Every two weeks",
            "days": ["Tuesday"],
            "success": "Present our results to the executive committee.",
        },
    ),
    twice="You have chosen this already",
    another="Influence without authority",
    thanks="You have joined Mentoring 2027.",
    confirmed="Thank you!",
    taking_part="You have joined as a mentee",
    who="Who joined",
)


@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_programme_is_set_up_announced_and_joined(
    world: World, page: Page, script: Script, pictures: Path | None
) -> None:
    visitor = Visitor(page, world.slack.address, pictures, "fr" if script is FRENCH else "en")
    hr_sets_up_a_programme(visitor, script)
    hr_announces_it(visitor, script)
    an_employee_joins(visitor, script)
    an_employee_sees_it_confirmed(world, visitor, script)
    hr_sees_who_joined(visitor, script)


def hr_sets_up_a_programme(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.new)
    visitor.fill(script.plan)
    visitor.picture("programme")
    visitor.press(script.create)
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.sees(script.plan["name"])


def hr_announces_it(visitor: Visitor, script: Script) -> None:
    visitor.press(script.announce)
    visitor.fill({"channel": "general", "word": script.word})
    visitor.picture("announce")
    visitor.press(script.announce)
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def an_employee_joins(visitor: Visitor, script: Script) -> None:
    visitor.be(script.mentee, GENERAL)
    visitor.sees(script.word)
    visitor.picture("announcement")
    visitor.press(script.join)
    visitor.fill({"role": script.role})
    visitor.picture("role")
    visitor.press(script.go_on)
    first, second, third = script.pages
    visitor.fill(first)
    visitor.press(script.go_on)
    expect(visitor.refused("skills_wanted#2")).to_contain_text(script.twice)
    visitor.fill({"skills_wanted#2": script.another})
    visitor.picture("page-1")
    visitor.press(script.go_on)
    visitor.fill(second)
    visitor.press(script.back)
    visitor.is_asked("skills_wanted#1")
    visitor.press(script.go_on)
    visitor.is_asked("struggle")
    expect(visitor.page.locator('dialog [data-block-id="struggle"] textarea')).to_have_value(str(second["struggle"]))
    visitor.picture("page-2")
    visitor.press(script.go_on)
    visitor.is_asked("rhythm")
    visitor.fill(third)
    visitor.picture("page-3")
    visitor.press(script.send)
    visitor.sees(script.thanks)
    visitor.picture("done")


def an_employee_sees_it_confirmed(world: World, visitor: Visitor, script: Script) -> None:
    hand = world.hand(script.mentee)
    direct = next(each["id"] for each in hand.conversations() if each["kind"] == "app")
    visitor.page.keyboard.press("Escape")
    visitor.be(script.mentee, f"{direct}/messages")
    visitor.sees(script.confirmed)
    visitor.picture("confirmation")
    visitor.be(script.mentee, "home")
    visitor.sees(script.taking_part)
    visitor.picture("home")


def hr_sees_who_joined(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.picture("home-hr")
    visitor.press(script.who)
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    visitor.picture("participants")
