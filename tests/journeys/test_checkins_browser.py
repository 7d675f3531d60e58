"""Nine weeks of a pair in a real browser, in French and in English: met, moved, not yet, silent, paused, resumed."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.domain.programmes import Cadence
from tests.journeys.conftest import CLAIRE, World
from tests.journeys.test_pairing_browser import PRIYA, direct
from tests.journeys.together import a_pair, asked, pass_days, state_of
from tests.journeys.visitor import Visitor

CANARY = "canary-5c20"


@dataclass(frozen=True)
class Script:
    """What is clicked and seen in one language; the mentee speaks it, the mentor does not."""

    language: str
    hr: str
    mentee: str
    mentor: str
    manage: str
    look: str
    nobody: str
    steps: str
    save: str
    met: str
    way: str
    rating: str
    send: str
    noted: str
    thanked: str
    moved: str
    noted_day: str
    moved_to: str
    not_yet: str
    come_back: str
    asked_again: str
    resume: str
    goes_on: str
    rests: str
    rhythm: str


FRENCH = Script(
    language="fr",
    hr=CLAIRE,
    mentee="U0CAMILLE",
    mentor="U0EMILY",
    manage="Gérer",
    look="Suivre",
    nobody="Aucun binôme ne demande votre attention.",
    steps="Nos prises de nouvelles",
    save="Enregistrer",
    met="Nous nous sommes vus",
    way="Par téléphone",
    rating="4",
    send="Envoyer",
    noted="est notée.",
    thanked="Merci de nous l’avoir dit.",
    moved="Reporté",
    noted_day="C’est noté.",
    moved_to="Nous prendrons de vos nouvelles ensuite.",
    not_yet="Pas encore",
    come_back="Nous revenons vers vous le",
    asked_again="Avez-vous pu vous rencontrer depuis",
    resume="Reprendre",
    goes_on="continue.",
    rests="est en pause",
    rhythm="Votre rythme",
)
ENGLISH = Script(
    language="en",
    hr=PRIYA,
    mentee="U0EMILY",
    mentor="U0CAMILLE",
    manage="Manage",
    look="Follow",
    nobody="No pair needs a look.",
    steps="When we ask",
    save="Save",
    met="We met",
    way="Phone",
    rating="4",
    send="Send",
    noted="is noted.",
    thanked="Thank you for telling us.",
    moved="Moved",
    noted_day="Noted.",
    moved_to="We ask again after that.",
    not_yet="Not yet",
    come_back="We come back to you on",
    asked_again="Has it worked out meanwhile?",
    resume="Resume",
    goes_on="goes on.",
    rests="The pair rests",
    rhythm="Your rhythm",
)


@pytest.mark.long
@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_nine_weeks_of_a_pair(world: World, page: Page, script: Script, pictures: Path | None) -> None:
    visitor = Visitor(page, world.slack.address, pictures, script.language)
    pair = a_pair(world, script.mentor, script.mentee)
    world.product.cadence.choose(_person(world, script.mentee), pair.id, Cadence.TWO_WEEKS)
    began = world.product.clock.now()
    hr_sets_the_steps(world, visitor, script)
    they_meet(world, visitor, script)
    they_move(world, visitor, script)
    not_yet(world, visitor, script)
    silence_and_a_new_beginning(world, visitor, script, pair)
    assert world.product.clock.now() - began < timedelta(weeks=10)
    assert CANARY not in str(world.slack.posted(script.mentor))


def _person(world: World, id: str) -> Person:
    with world.product.storage.look() as work:
        found = work.people.find(id)
    assert found
    return found


def hr_sets_the_steps(world: World, visitor: Visitor, script: Script) -> None:
    world.hand(script.hr).open_home()
    open_care(visitor, script)
    visitor.sees(script.nobody)
    visitor.press(script.steps)
    visitor.fill({"pause_after": "1"})
    visitor.picture("checkins-steps")
    visitor.press(script.save)
    visitor.sees(script.nobody)
    close(visitor)


def close(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def open_care(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.press(script.look)


def look_at_question(world: World, visitor: Visitor, script: Script, action: str) -> None:
    """The mentee opens the conversation with the app, with today's question in it."""
    asked(world, script.mentee, action)
    visitor.be("U0CLAIRE", "home")
    visitor.be(script.mentee, f"{direct(world, script.mentee)}/messages")


def they_meet(world: World, visitor: Visitor, script: Script) -> None:
    pass_days(world, 10)
    look_at_question(world, visitor, script, "checkins.met")
    visitor.sees(script.not_yet)
    visitor.picture("checkins-question")
    visitor.press(script.met)
    visitor.fill({"way": script.way, "minutes": "30", "rating": script.rating, "gained": CANARY})
    visitor.picture("checkins-meeting")
    visitor.press(script.send)
    visitor.sees(script.noted)
    close(visitor)
    visitor.sees(script.thanked)
    visitor.picture("checkins-thanked")
    asked(world, script.mentor, "checkins.met")
    pass_days(world, 1)
    message = asked(world, script.mentor, "checkins.confirmed")
    world.hand(script.mentor).press(message, "checkins.confirmed")


def they_move(world: World, visitor: Visitor, script: Script) -> None:
    pass_days(world, 14)
    look_at_question(world, visitor, script, "checkins.moved")
    visitor.press(script.moved)
    day = world.product.clock.now().date() + timedelta(days=3)
    visitor.fill({"day": day.isoformat()})
    visitor.picture("checkins-moved")
    visitor.press(script.save)
    visitor.sees(script.noted_day)
    close(visitor)
    visitor.sees(script.moved_to)
    world.hand(script.mentee).open_home()
    visitor.be(script.mentee, "home")
    visitor.sees(script.rhythm)
    visitor.picture("checkins-home")


def not_yet(world: World, visitor: Visitor, script: Script) -> None:
    pass_days(world, 4)
    look_at_question(world, visitor, script, "checkins.not_yet")
    visitor.press(script.not_yet)
    visitor.sees(script.come_back)
    pass_days(world, 2)
    look_at_question(world, visitor, script, "checkins.not_yet")
    visitor.sees(script.asked_again)
    visitor.picture("checkins-again")


def silence_and_a_new_beginning(world: World, visitor: Visitor, script: Script, pair: Pair) -> None:
    pass_days(world, 12)
    asked(world, script.mentee, "checkins.met")
    assert state_of(world, pair) is PairState.ACTIVE
    pass_days(world, 14)
    assert state_of(world, pair) is PairState.PAUSED
    open_care(visitor, script)
    visitor.sees(script.rests)
    visitor.picture("checkins-care")
    close(visitor)
    look_at_question(world, visitor, script, "checkins.resume")
    visitor.sees(script.resume)
    visitor.picture("checkins-paused")
    visitor.press(script.resume)
    visitor.sees(script.goes_on)
    visitor.picture("checkins-resumed")
    assert state_of(world, pair) is PairState.ACTIVE
