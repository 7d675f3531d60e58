"""A company of sixty from Match now to a pair that has signed, in a real browser, in French and in English."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.domain.pairs import Pair, PairState
from tests.browsing import window
from tests.journeys.conftest import CLAIRE, Living, World
from tests.journeys.test_pairing import a_company, pairs_of, reached
from tests.journeys.visitor import Visitor

PRIYA = "U0PRIYA"


@dataclass(frozen=True)
class Script:
    """What is clicked and seen in one language."""

    language: str
    hr: str
    manage: str
    open: str
    match: str
    stuck: str
    back: str
    compare: str
    nothing: dict[str, str]
    try_out: str
    changes: str
    to_matching: str
    queue: str
    look: str
    choose: str
    done: str
    lock: str
    approve: str
    all_pairs: str
    above: str
    publish: str
    test: str
    test_seen: str
    yes: str
    waiting: str
    group: str
    sign: str
    signed: str
    change: str
    log: str
    published: str


FRENCH = Script(
    language="fr",
    hr=CLAIRE,
    manage="Gérer",
    open="Ouvrir",
    match="Lancer l’appariement",
    stuck="Qui n’a personne, et pourquoi",
    back="Retour au résultat",
    compare="Essayer d’autres réglages",
    nothing={"skills": "Ne compte pas", "aim": "Le meilleur total"},
    try_out="Comparer",
    changes="changeraient de mentor",
    to_matching="Retour à l’appariement",
    queue="Examiner les binômes",
    look="Examiner",
    choose="Choisir",
    done="C’est fait, et verrouillé.",
    lock="Déverrouiller",
    approve="Valider",
    all_pairs="Tous les binômes",
    above="Valider par score…",
    publish="Publier",
    test="M’envoyer un essai",
    test_seen="Un essai, pour vous seul(e)",
    yes="Oui, présentez-nous",
    waiting="Vous avez dit oui.",
    group="Vous voilà réunis.",
    sign="Je signe",
    signed="Vous avez signé la charte",
    change="Quelque chose à changer ?",
    log="Lire",
    published="a publié",
)
ENGLISH = Script(
    language="en",
    hr=PRIYA,
    manage="Manage",
    open="Open",
    match="Match now",
    stuck="Who has nobody, and why",
    back="Back to the result",
    compare="Try other settings",
    nothing={"skills": "Does not count", "aim": "The best total"},
    try_out="Compare",
    changes="would have another mentor",
    to_matching="Back to matching",
    queue="Review the pairs",
    look="Look closer",
    choose="Choose",
    done="Done, and locked.",
    lock="Unlock",
    approve="Approve",
    all_pairs="All pairs",
    above="Approve all above…",
    publish="Publish",
    test="Send me a test",
    test_seen="A test, to you only",
    yes="Yes, introduce us",
    waiting="You said yes.",
    group="Here you are, the two of you.",
    sign="I sign",
    signed="You signed the agreement",
    change="Something to change?",
    log="Read",
    published="published",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from window(browser, viewport={"width": 1280, "height": 1100})


@pytest.fixture
def world(living: Living) -> Iterator[World]:
    with living(hr_users=f"{CLAIRE},{PRIYA}") as world:
        yield world


@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_from_match_now_to_a_signed_agreement(world: World, page: Page, script: Script, pictures: Path | None) -> None:
    a_company(world)
    visitor = Visitor(page, world.slack.address, pictures, script.language)
    world.hand(script.hr).open_home()
    hr_matches_and_compares(visitor, script)
    hr_decides(visitor, script)
    hr_publishes(world, visitor, script)
    pair = one_who_speaks(world, script)
    both_agree(world, visitor, script, pair)
    they_sign(world, visitor, script, pair)
    hr_reads_the_log(visitor, script)


def hr_matches_and_compares(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.picture("pairs-room")
    visitor.press(script.open)
    visitor.picture("pairs-matching")
    visitor.press(script.match)
    visitor.sees(script.stuck)
    visitor.picture("pairs-result")
    visitor.press(script.stuck)
    visitor.sees(script.back)
    visitor.picture("pairs-stuck")
    visitor.press(script.back)
    visitor.press(script.compare)
    visitor.fill(script.nothing)
    visitor.press(script.try_out)
    visitor.sees(script.changes)
    visitor.picture("pairs-compared")
    visitor.press(script.to_matching)
    visitor.press(script.queue)
    visitor.sees(script.above)
    visitor.picture("pairs-queue")


def hr_decides(visitor: Visitor, script: Script) -> None:
    visitor.press(script.look)
    visitor.sees(script.choose)
    visitor.picture("pairs-card")
    visitor.press(script.choose)
    visitor.sees(script.done)
    visitor.sees(script.lock)
    visitor.picture("pairs-swapped")
    visitor.press(script.approve)
    expect(visitor.page.get_by_text(script.done)).to_have_count(0)
    visitor.press(script.all_pairs)
    visitor.press(script.above)
    visitor.fill({"least": "0"})
    visitor.press(script.approve)
    visitor.sees(f"{script.publish} ")
    visitor.picture("pairs-approved")


def hr_publishes(world: World, visitor: Visitor, script: Script) -> None:
    everybody = {person_id for pair in pairs_of(world) for person_id in pair.people}
    visitor.page.get_by_role("dialog").last.get_by_role("button", name=f"{script.publish} ").click()
    visitor.sees(script.test)
    visitor.picture("pairs-publish")
    visitor.press(script.test)
    world.message_to(script.hr, script.test_seen)
    assert not [person for person in everybody if world.slack.posted(person)]
    visitor.press(script.publish)
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def one_who_speaks(world: World, script: Script) -> Pair:
    """A published pair whose mentee speaks the script's language."""
    published = world.until(lambda: pairs_of(world, PairState.PROPOSED))
    with world.product.storage.begin() as work:
        mine = {each.id for each in work.people.everybody() if each.own_language == script.language}
    return next(each for each in published if each.mentee_id in mine)


def both_agree(world: World, visitor: Visitor, script: Script, pair: Pair) -> None:
    world.message_to(pair.mentee_id, f'"value": "{pair.id}"')
    visitor.be(pair.mentee_id, f"{direct(world, pair.mentee_id)}/messages")
    visitor.sees(script.yes)
    visitor.picture("pairs-proposal")
    visitor.press(script.yes)
    visitor.sees(script.waiting)
    visitor.picture("pairs-yes")
    mentor = world.hand(pair.mentor_id)
    mentor.press(world.message_to(pair.mentor_id, f'"value": "{pair.id}"'), "proposals.yes")
    reached(world, pair, PairState.ACTIVE)


def they_sign(world: World, visitor: Visitor, script: Script, pair: Pair) -> None:
    visitor.page.keyboard.press("Escape")
    group = world.until(
        lambda: next((c["id"] for c in world.hand(pair.mentee_id).conversations() if c["kind"] == "mpim"), None)
    )
    world.until(lambda: len(world.hand(pair.mentee_id).messages(group)) == 2)
    visitor.be(pair.mentee_id, group)
    visitor.sees(script.group)
    visitor.picture("pairs-conversation")
    visitor.page.get_by_role("button", name=script.sign).last.click()
    visitor.sees(script.signed)
    visitor.picture("pairs-signed")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    world.hand(pair.mentee_id).open_home()
    visitor.be(pair.mentee_id, "home")
    visitor.sees(script.change)
    visitor.press(script.change)
    visitor.is_asked("reason")
    visitor.picture("pairs-change")
    visitor.page.keyboard.press("Escape")


def hr_reads_the_log(visitor: Visitor, script: Script) -> None:
    visitor.be(script.hr, "home")
    visitor.press(script.manage)
    visitor.press(script.log)
    visitor.sees(script.published)
    visitor.picture("pairs-log")


def direct(world: World, person_id: str) -> str:
    """The conversation of somebody with the app."""
    found: str = next(each["id"] for each in world.hand(person_id).conversations() if each["kind"] == "app")
    return found
