"""HR imports a spreadsheet, three people answer, somebody leaves: in a real browser, in French and in English."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import test_browser as joining
from tests.journeys.conftest import GENERAL, World, announce, create_programme
from tests.journeys.recruiting import invite, received, ticks
from tests.journeys.test_joining import answer_as_mentee
from tests.journeys.test_people import MESS
from tests.journeys.test_recruiting_browser import direct
from tests.journeys.visitor import Visitor

JOIN = "Participer · Join"
FILE = "Export SIRH (novembre).csv"
HERE = ("Design", "Montréal")
"""What the file says of who then answers: their page begins with it."""


@dataclass(frozen=True)
class Script:
    """Who they are, and what is said and clicked in one language."""

    base: joining.Script
    interrupted: str
    editor: str
    editor_called: str
    busy: str
    bring: str
    read: str
    reading: str
    close: str
    cycle: tuple[str, ...]
    apply: str
    sure: str
    applied: str
    waiting: str
    finish: str
    edit: str
    up_to_date: str
    later: str
    noted: str
    left: str
    open_room: str


FRENCH = Script(
    base=joining.FRENCH,
    interrupted="U0ZOE",
    editor="U0BAPTISTE",
    editor_called="Baptiste Morvan",
    busy="U0HUGO",
    bring="Importer un fichier RH",
    read="Lire le fichier",
    reading="Lecture du fichier en cours.",
    close="Fermer",
    cycle=("Ligne 9", "la hiérarchie tournerait en rond", "« Jean Inconnu » ne correspond à personne."),
    apply="Mettre à jour 3 personnes",
    sure="Enregistrer",
    applied="3 personnes ont été mises à jour.",
    waiting="Vos réponses sont conservées",
    finish="Terminer mes réponses",
    edit="Voir ou modifier mes réponses",
    up_to_date="Vos réponses sont à jour.",
    later="Pas maintenant",
    noted="C’est noté",
    left="a quitté l’entreprise",
    open_room="Ouvrir le programme",
)
ENGLISH = Script(
    base=joining.ENGLISH,
    interrupted="U0EMILY",
    editor="U0CHARLOTTE",
    editor_called="Charlotte Ashworth",
    busy="U0GRACE",
    bring="Import people",
    read="Read the file",
    reading="The file is being read.",
    close="Close",
    cycle=("Line 9", "the hierarchy would go round in a circle", "nobody here is called “Jean Inconnu”."),
    apply="Change 3 people",
    sure="Write them",
    applied="3 people have changed.",
    waiting="Your answers are kept",
    finish="Finish my answers",
    edit="See or change my answers",
    up_to_date="Your answers are up to date.",
    later="Not now",
    noted="OK",
    left="has left the company",
    open_room="Open the programme",
)


@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_spreadsheet_is_imported_three_people_answer_and_one_leaves(
    world: World, page: Page, script: Script, pictures: Path | None
) -> None:
    visitor = Visitor(page, world.slack.address, pictures, "fr" if script is FRENCH else "en")
    create_programme(world, script.base.plan["name"])
    hr_drops_a_spreadsheet(visitor, script)
    hr_reads_the_report_and_applies_it(world, visitor, script)
    post = announce(world)
    one_stops_half_way(visitor, script)
    editor = world.hand(script.editor)
    editor.press(post, "enrolment.join")
    answer_as_mentee(editor)
    editor.close()
    one_edits(world, visitor, script)
    one_says_not_now(world, visitor, script)
    the_one_who_stopped_is_reminded_and_finishes(world, visitor, script)
    somebody_leaves_and_hr_sees_it(world, visitor, script)


def hr_drops_a_spreadsheet(visitor: Visitor, script: Script) -> None:
    """As it comes out of the HR system: semicolons, Windows' letters, French headings."""
    content = f"{MESS}Emily;Nakagawa;;Design;Montréal;;;;\n".encode("cp1252")
    visitor.be(script.base.hr, "home")
    visitor.press(script.bring)
    visitor.is_asked("file")
    field = visitor.page.locator('dialog [data-block-id="file"]')
    field.locator("input").set_input_files({"name": FILE, "mimeType": "text/csv", "buffer": content})
    expect(field.locator(".file")).to_contain_text(FILE)
    visitor.picture("import")
    visitor.press(script.read)
    visitor.sees(script.reading)
    visitor.press(script.close)


def hr_reads_the_report_and_applies_it(world: World, visitor: Visitor, script: Script) -> None:
    world.message_to(script.base.hr, "imports.apply")
    visitor.be(script.base.hr, f"{direct(world, script.base.hr)}/messages")
    for said in (FILE, *script.cycle):
        visitor.sees(said)
    visitor.picture("import-report")
    visitor.press(script.apply)
    visitor.page.get_by_role("alertdialog").get_by_role("button", name=script.sure, exact=True).click()
    visitor.sees(script.applied)
    visitor.picture("import-applied")


def one_stops_half_way(visitor: Visitor, script: Script) -> None:
    """What the spreadsheet says of them stands on their page already."""
    visitor.be(script.interrupted, GENERAL)
    visitor.press(JOIN)
    visitor.fill({"role": script.base.role})
    visitor.press(script.base.go_on)
    for name, known in zip(("department", "site"), HERE, strict=True):
        expect(visitor.page.locator(f'dialog [data-block-id="{name}"] input')).to_have_value(known)
    typed = {id: value for id, value in script.base.pages[0].items() if id not in ("department", "site")}
    visitor.fill(typed | {"skills_wanted#2": script.base.another})
    visitor.press(script.base.go_on)
    visitor.is_asked("struggle")
    visitor.leave()


def one_edits(world: World, visitor: Visitor, script: Script) -> None:
    visitor.be(script.editor, "home")
    visitor.press(script.edit)
    visitor.is_asked("skills_wanted#1")
    visitor.press(script.base.go_on)
    visitor.fill({"struggle": script.base.pages[1]["struggle"]})
    visitor.press(script.base.go_on)
    visitor.is_asked("rhythm")
    visitor.press(script.base.send)
    visitor.sees(script.up_to_date)
    visitor.picture("answers-edited")
    with world.product.storage.begin() as work:
        enrolment = work.enrolments.find(1, script.editor)
    assert enrolment
    assert enrolment.answers["struggle"] == script.base.pages[1]["struggle"]


def one_says_not_now(world: World, visitor: Visitor, script: Script) -> None:
    invite(world, [script.busy]).close(all=True)
    received(world, script.busy, 1)
    visitor.be(script.busy, f"{direct(world, script.busy)}/messages")
    visitor.press(script.later)
    visitor.is_asked("day")
    visitor.press(script.noted)
    world.until(lambda: said_not_now(world) == 1)
    visitor.picture("not-now")


def said_not_now(world: World) -> int:
    with world.product.storage.begin() as work:
        return work.invitations.tally(1).later


def the_one_who_stopped_is_reminded_and_finishes(world: World, visitor: Visitor, script: Script) -> None:
    world.forward(days=3)
    ticks(world)
    world.message_to(script.interrupted, script.waiting)
    visitor.be(script.interrupted, f"{direct(world, script.interrupted)}/messages")
    visitor.sees(script.waiting)
    visitor.picture("unfinished")
    visitor.press(script.finish)
    visitor.is_asked("skills_wanted#1")
    visitor.press(script.base.go_on)
    for typed, go_on in zip(script.base.pages[1:], (script.base.go_on, script.base.send), strict=True):
        visitor.fill(typed)
        visitor.press(go_on)
    visitor.sees(script.base.thanks)
    visitor.leave()


def somebody_leaves_and_hr_sees_it(world: World, visitor: Visitor, script: Script) -> None:
    world.slack.change_person(script.editor, deleted=True)
    world.message_to(script.base.hr, script.left)
    visitor.be(script.base.hr, f"{direct(world, script.base.hr)}/messages")
    for said in (script.editor_called, script.left):
        visitor.sees(said)
    visitor.picture("left")
    visitor.press(script.open_room)
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    visitor.picture("left-room")
    visitor.leave()
    visitor.be(script.base.hr, "home")
    visitor.press(script.base.who)
    people = visitor.page.get_by_role("dialog").locator(".mention")
    expect(people).to_have_count(1)
    expect(people).to_have_attribute("data-user", script.interrupted)
    visitor.picture("left-participants")
