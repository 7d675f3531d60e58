"""Typing a skill and adding one, and HR merging two, in a real browser, in French and in English."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CLAIRE, GENERAL, World, announce, create_programme
from tests.journeys.test_browser import PRIYA
from tests.journeys.visitor import Visitor


@dataclass(frozen=True)
class Script:
    """What is said and clicked in one language."""

    hr: str
    mentee: str
    join: str
    role: str
    go_on: str
    typed: str
    found: str
    add: str
    misspelt: str
    rest: dict[str, object]
    manage: str
    look_after: str
    merge: str
    sure: str
    nothing: str
    change: str
    save: str
    renamed: dict[str, object]


FRENCH = Script(
    hr=CLAIRE,
    mentee="U0CAMILLE",
    join="Participer · Join",
    role="Être accompagné(e)",
    go_on="Continuer",
    typed="negociaton",
    found="Négociation",
    add="Apiculture urbaine",
    misspelt="Apiculture urbeine",
    rest={"languages": ["Anglais"], "goals": ["Gagner en visibilité"], "years": "6", "level": "Confirmé"},
    manage="Gérer",
    look_after="Passer en revue",
    merge="Fusionner en «\u00a0Apiculture urbaine\u00a0»",
    sure="Fusionner",
    nothing="Sans doute les mêmes",
    change="Modifier",
    save="Enregistrer",
    renamed={"en": "Urban beekeeping", "fr": "Apiculture en ville"},
)
ENGLISH = Script(
    hr=PRIYA,
    mentee="U0EMILY",
    join="Participer · Join",
    role="As a mentee",
    go_on="Continue",
    typed="négociation",
    found="Negotiation",
    add="Urban beekeeping",
    misspelt="Urban beekeping",
    rest={"languages": ["French"], "goals": ["Be seen and heard"], "years": "6", "level": "Experienced"},
    manage="Manage",
    look_after="Review",
    merge="Merge as “Urban beekeeping”",
    sure="Merge",
    nothing="Probably the same",
    change="Change",
    save="Save",
    renamed={"en": "Beekeeping in town", "fr": "Apiculture urbaine"},
)


@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_skill_is_searched_and_one_is_added_and_merged(
    world: World, page: Page, script: Script, pictures: Path | None
) -> None:
    create_programme(world)
    announce(world)
    visitor = Visitor(page, world.slack.address, pictures, "fr" if script is FRENCH else "en")
    somebody_looks_for_a_skill_and_adds_two(visitor, script)
    hr_merges_them(visitor, script)


def somebody_looks_for_a_skill_and_adds_two(visitor: Visitor, script: Script) -> None:
    visitor.be(script.mentee, GENERAL)
    visitor.press(script.join)
    visitor.fill({"role": script.role})
    visitor.press(script.go_on)
    visitor.fill(script.rest)
    choose(visitor, "skills_wanted#1", script.typed, script.found, "type-ahead")
    choose(visitor, "skills_wanted#2", script.add, script.add, "add-a-skill")
    choose(visitor, "skills_wanted#3", script.misspelt, script.misspelt, "misspelt")
    visitor.picture("skills-chosen")
    visitor.press(script.go_on)
    visitor.is_asked("struggle")
    visitor.page.keyboard.press("Escape")


def choose(visitor: Visitor, field: str, typed: str, label: str, picture: str) -> None:
    """Types into a menu, looks at what it offers, and takes the last that is called so."""
    menu = visitor.page.locator(f'dialog [data-block-id="{field}"]').get_by_role("combobox")
    menu.click()
    menu.fill(typed)
    option = visitor.page.get_by_role("option", name=label).last
    expect(option).to_be_visible()
    visitor.picture(picture)
    option.click()
    expect(visitor.page.get_by_role("option")).to_have_count(0)


def hr_merges_them(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.picture("room")
    visitor.press(script.look_after)
    visitor.sees(script.nothing)
    visitor.picture("skills")
    visitor.press(script.merge)
    visitor.picture("skills-sure")
    visitor.page.get_by_role("alertdialog").get_by_role("button", name=script.sure, exact=True).click()
    expect(visitor.page.get_by_text(script.nothing)).to_have_count(0)
    visitor.picture("skills-merged")
    visitor.press(script.change)
    visitor.is_asked("heir")
    visitor.picture("skill")
    visitor.page.locator('dialog [data-block-id="en"] input').fill(str(script.renamed["en"]))
    visitor.page.locator('dialog [data-block-id="fr"] input').fill(str(script.renamed["fr"]))
    visitor.press(script.save)
    visitor.sees(str(script.renamed["fr"]))
    visitor.picture("skill-renamed")
