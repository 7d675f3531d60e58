"""HR opens the choice and a mentee asks a mentor, in a real browser, in French and in English."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from bot.domain.pairs import PairState
from tests.journeys.conftest import CLAIRE, World
from tests.journeys.test_choosing import a_small_company, mentees_of
from tests.journeys.test_pairing import pairs_of
from tests.journeys.test_pairing_browser import direct
from tests.journeys.visitor import Visitor

PRIYA = "U0PRIYA"
FRENCH = {
    "hr": CLAIRE,
    "manage": "Gérer",
    "making": "Formation des binômes",
    "chooser": "Les mentoré(e)s choisissent",
    "save": "Enregistrer",
    "open": "Ouvrir le choix",
    "sure": "Ouvrir",
    "is_open": "Le choix est ouvert.",
    "choose": "Choisir votre mentor",
    "ask": "Solliciter",
    "asked": "Votre demande à",
    "back": "Retirer ma demande",
    "yes": "Oui, présentez-nous",
}
ENGLISH = {
    "hr": PRIYA,
    "manage": "Manage",
    "making": "How pairs are made",
    "chooser": "Mentees choose",
    "save": "Save",
    "open": "Open the choice",
    "sure": "Open",
    "is_open": "The choice is open.",
    "choose": "Choose your mentor",
    "ask": "Ask",
    "asked": "You have asked",
    "back": "Take it back",
    "yes": "Yes, introduce us",
}


@pytest.mark.parametrize("say", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_hr_opens_the_choice_and_a_mentee_asks(
    world: World, page: Page, say: dict[str, str], pictures: Path | None
) -> None:
    a_small_company(world)
    language = "fr" if say is FRENCH else "en"
    visitor = Visitor(page, world.slack.address, pictures, language)
    world.hand(say["hr"]).open_home()
    visitor.be(say["hr"], "home")
    visitor.press(say["manage"])
    visitor.picture("choosing-room")
    row = visitor.page.get_by_role("dialog").locator(".block").filter(has_text=say["making"])
    row.get_by_role("button").click()
    visitor.fill({"chooser": say["chooser"]})
    visitor.press(say["save"])
    visitor.sees(say["open"])
    visitor.picture("choosing-making")
    visitor.press(say["open"])
    visitor.page.get_by_role("alertdialog").get_by_role("button", name=say["sure"], exact=True).click()
    visitor.sees(say["is_open"])
    visitor.picture("choosing-open")

    mentee_id = one_who_speaks(world, language)
    world.message_to(mentee_id, "choosing.open")
    visitor.be(mentee_id, f"{direct(world, mentee_id)}/messages")
    visitor.sees(say["choose"])
    visitor.picture("choosing-invitation")
    visitor.press(say["choose"])
    visitor.is_asked("mentor")
    visitor.picture("choosing-offers")
    names = world.hand(mentee_id).modal()["blocks"][-1]["element"]["options"]
    visitor.fill({"mentor": names[0]["text"]["text"]})
    visitor.press(say["ask"])
    visitor.sees(say["asked"])
    visitor.picture("choosing-asked")
    visitor.page.keyboard.press("Escape")
    world.home_of(mentee_id, "proposals.declining")
    visitor.be(mentee_id, "home")
    visitor.sees(say["back"])
    visitor.picture("choosing-home")
    pair = pairs_of(world, PairState.PROPOSED)[0]
    world.message_to(pair.mentor_id, "proposals.yes")
    visitor.be(pair.mentor_id, f"{direct(world, pair.mentor_id)}/messages")
    visitor.page.get_by_role("button", name="Yes, introduce us").or_(
        visitor.page.get_by_role("button", name="Oui, présentez-nous")
    ).last.wait_for()
    visitor.picture("choosing-request")


def one_who_speaks(world: World, language: str) -> str:
    """A mentee who reads the product in that language."""
    with world.product.storage.begin() as work:
        known = {each.id: each.own_language for each in work.people.everybody()}
    return next(id for id in mentees_of(world) if (known[id] == "fr") == (language == "fr"))
