"""HR invites people and looks at supply and demand, in a real browser, in French and in English."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.people import Person
from tests.builders import an_enrolment
from tests.journeys.conftest import CLAIRE, GENERAL, World, create_programme
from tests.journeys.visitor import Visitor

PRIYA = "U0PRIYA"


@dataclass(frozen=True)
class Script:
    """What is said and clicked in one language."""

    hr: str
    invited: str
    invited_name: str
    manage: str
    change: str
    back: str
    invite: str
    choose: str
    role: str
    go_on: str
    will: str
    word: str
    send: str
    on_its_way: str
    close: str
    later: str
    noted: str
    look: str
    summary: str
    charts: str
    find: str
    post: str
    join: str


FRENCH = Script(
    hr=CLAIRE,
    invited="U0CAMILLE",
    invited_name="Camille",
    manage="Gérer",
    change="Modifier",
    back="Retour au programme",
    invite="Inviter",
    choose="Choisir",
    role="Mentors ou mentoré(e)s, à leur choix",
    go_on="Continuer",
    will="1 personne sera invitée.",
    word="Camille, je crois que ce programme vous plaira.",
    send="Envoyer",
    on_its_way="1 invitation est en route.",
    close="Fermer",
    later="Pas maintenant",
    noted="C’est noté",
    look="Voir",
    summary="12 demandes",
    charts="M’envoyer les graphiques",
    find="Chercher des mentors",
    post="Envoyer",
    join="Devenir mentor",
)
ENGLISH = Script(
    hr=PRIYA,
    invited="U0EMILY",
    invited_name="Emily",
    manage="Manage",
    change="Change",
    back="Back to the programme",
    invite="Invite",
    choose="Choose",
    role="Mentors or mentees, as they choose",
    go_on="Continue",
    will="1 person will be invited.",
    word="Emily, I think that you would enjoy this.",
    send="Send the invitations",
    on_its_way="1 invitation is on its way.",
    close="Close",
    later="Not now",
    noted="OK",
    look="Look",
    summary="12 ask for it",
    charts="Send me the charts",
    find="Find mentors",
    post="Send",
    join="Join as a mentor",
)


@pytest.fixture(autouse=True)
def programme(world: World) -> None:
    create_programme(world)


@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_hr_invites_and_looks_at_supply_and_demand(
    world: World, page: Page, script: Script, pictures: Path | None
) -> None:
    visitor = Visitor(page, world.slack.address, pictures, "fr" if script is FRENCH else "en")
    hr_invites(visitor, script)
    somebody_says_not_now(world, visitor, script)
    thirty_have_joined(world)
    hr_looks_at_supply_and_demand(world, visitor, script)
    hr_finds_mentors(visitor, script)


def hr_invites(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.picture("room")
    visitor.press(script.change)
    visitor.is_asked("places")
    visitor.picture("door")
    visitor.press(script.back)
    visitor.press(script.invite)
    visitor.picture("invitations")
    visitor.press(script.choose)
    visitor.fill({"of": [script.invited_name], "role": script.role})
    visitor.press(script.go_on)
    visitor.sees(script.will)
    visitor.fill({"word": script.word})
    visitor.picture("invitation-preview")
    visitor.press(script.send)
    visitor.sees(script.on_its_way)
    visitor.picture("invitations-sent")
    visitor.press(script.close)


def somebody_says_not_now(world: World, visitor: Visitor, script: Script) -> None:
    world.product.reminders.do_due()
    visitor.be(script.invited, f"{direct(world, script.invited)}/messages")
    visitor.sees(script.word)
    visitor.picture("invitation")
    visitor.press(script.later)
    visitor.is_asked("day")
    visitor.picture("invitation-later")
    visitor.press(script.noted)
    visitor.page.get_by_role("dialog").get_by_text("2026").or_(visitor.page.get_by_role("dialog")).first.wait_for()
    visitor.page.keyboard.press("Escape")


def hr_looks_at_supply_and_demand(world: World, visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.press(script.look)
    visitor.sees(script.summary)
    visitor.picture("supply")
    visitor.press(script.charts)
    world.message_to(script.hr, "data_visualization")
    visitor.page.keyboard.press("Escape")
    visitor.be(script.hr, f"{direct(world, script.hr)}/messages")
    visitor.sees(script.summary)
    visitor.picture("supply-charts")


def hr_finds_mentors(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.press(script.look)
    visitor.press(script.find)
    visitor.fill({"channel": "general"})
    visitor.picture("mentors-wanted-preview")
    visitor.press(script.post)
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.be(script.invited, GENERAL)
    visitor.page.get_by_role("button", name="Devenir mentor · Join as a mentor").wait_for()
    visitor.picture("mentors-wanted")


def direct(world: World, person_id: str) -> str:
    """The conversation with the app, once there is one."""
    hand = world.hand(person_id)
    return str(world.until(lambda: next((c["id"] for c in hand.conversations() if c["kind"] == "app"), None)))


def thirty_have_joined(world: World) -> None:
    """Eighteen mentees and twelve mentors, who want and offer what people do."""
    asked = ["finance"] * 12 + ["public-speaking"] * 9 + ["influence"] * 6 + ["sales"] * 2
    offered = ["finance"] * 3 + ["public-speaking"] * 9 + ["sales"] * 5
    with world.product.storage.begin() as work:
        programme = work.programmes.open()[0]
        for number in range(30):
            seeks = number < 18
            zone, site = ("Europe/Paris", "Lyon") if number % 3 else ("America/Toronto", "Montréal")
            person = Person(f"U0JOINED{number:02}", f"N° {number}", tz=zone)
            role = Role.MENTEE if seeks else Role.MENTOR
            enrolment = an_enrolment(work, programme, person, role)
            skills = {"skills_wanted": asked[number::18]} if seeks else {"skills_offered": offered[number - 18 :: 12]}
            answers = {**skills, "languages": ["fr", "en"][: 1 + number % 2], "site": site, "capacity": "2"}
            hours = {"work_from": "09:00", "work_until": "17:30"}
            work.enrolments.save(replace(enrolment, state=EnrolmentState.SUBMITTED, answers={**answers, **hours}))
