"""A company of sixty from Match now to a pair that has signed, in a real browser, in French and in English."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.domain.pairs import Pair, PairState
from tests.company import colleagues, enrol
from tests.journeys.conftest import CLAIRE, World, shown
from tests.journeys.test_pairing import (
    CANARY,
    a_company,
    conversation,
    have_a_boss,
    open_matching,
    pairs_of,
    press,
    reached,
    say_yes,
)
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


@pytest.mark.long
@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_programme_of_sixty_from_match_now_to_its_changes(
    world: World, page: Page, script: Script, pictures: Path | None
) -> None:
    a_company(world, size=None)
    visitor = Visitor(page, world.slack.address, pictures, script.language)
    world.hand(script.hr).open_home()
    hr_matches_and_compares(visitor, script)
    hr_decides(visitor, script)
    hr_publishes(world, visitor, script)
    pair = one_who_speaks(world, script)
    both_agree(world, visitor, script, pair)
    they_sign(world, visitor, script, pair)
    declined, left, *_ = [
        each for each in pairs_of(world, PairState.PROPOSED) if not set(each.people) & set(pair.people)
    ]
    a_mentor_declines_and_takes_a_break(world, visitor, script, declined)
    say_yes(world, left)
    reached(world, left, PairState.ACTIVE)
    they_part_without_fault(world, visitor, script, pair)
    somebody_leaves(world, visitor, script, left)
    nobody_answers_in_time(world, visitor, script)
    a_free_place_is_offered(world, visitor, script)
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


def a_mentor_declines_and_takes_a_break(world: World, visitor: Visitor, script: Script, pair: Pair) -> None:
    mentor = world.hand(pair.mentor_id)
    mentor.press(world.message_to(pair.mentor_id, f'"value": "{pair.id}"'), "proposals.declining")
    visitor.be(pair.mentor_id, f"{direct(world, pair.mentor_id)}/messages")
    visitor.is_asked("pause")
    visitor.picture("pairs-declining")
    mentor.fill({"word": CANARY, "pause": (world.product.clock.now().date() + timedelta(days=60)).isoformat()})
    assert mentor.submit() == {}
    mentor.close()
    reached(world, pair, PairState.DECLINED)
    world.until(lambda: f'"value": "{pair.id}"' not in shown(mentor.inbox()))
    visitor.be(pair.mentor_id, f"{direct(world, pair.mentor_id)}/messages")
    visitor.picture("pairs-declined")
    world.message_to(script.hr, CANARY)
    assert CANARY not in shown(world.slack.posted(pair.mentee_id))
    visitor.be(pair.mentee_id, f"{direct(world, pair.mentee_id)}/messages")
    visitor.picture("pairs-free")


def they_part_without_fault(world: World, visitor: Visitor, script: Script, pair: Pair) -> None:
    mentee = world.hand(pair.mentee_id)
    mentee.press(conversation(world, pair.mentee_id, "pairs.change"), "pairs.change")
    mentee.fill({"reason": "style", "word": CANARY})
    assert mentee.submit() == {}
    mentee.close()
    wish = world.message_to(script.hr, "pairs.let_go")
    visitor.be(script.hr, f"{direct(world, script.hr)}/messages")
    visitor.picture("pairs-wish")
    world.hand(script.hr).press(wish, "pairs.let_go")
    reached(world, pair, PairState.ENDED)
    world.message_to(pair.mentor_id, pair.mentee_id)
    assert CANARY not in shown(world.slack.posted(pair.mentor_id))
    visitor.be(pair.mentor_id, f"{direct(world, pair.mentor_id)}/messages")
    visitor.picture("pairs-parted")


def somebody_leaves(world: World, visitor: Visitor, script: Script, pair: Pair) -> None:
    leaver = world.hand(pair.mentee_id)
    leaver.open_home()
    leaver.press(world.home_of(pair.mentee_id, "pairs.change"), "enrolment.withdraw")
    reached(world, pair, PairState.ENDED)
    world.until(lambda: [each for each in world.hand(script.hr).inbox() if pair.mentee_id in shown(each)])
    visitor.be(script.hr, f"{direct(world, script.hr)}/messages")
    visitor.picture("pairs-left")


def nobody_answers_in_time(world: World, visitor: Visitor, script: Script) -> None:
    with world.product.storage.begin() as work:
        near = {each.id for each in work.people.everybody() if each.tz.startswith("Europe/")}
    asked = [each for each in pairs_of(world, PairState.PROPOSED) if each.mentee_id in near]
    silent = min(asked, key=lambda each: each.id)
    world.forward(days=3)
    world.until(lambda: len(world.hand(silent.mentee_id).inbox()) >= 2)
    visitor.be(silent.mentee_id, f"{direct(world, silent.mentee_id)}/messages")
    visitor.picture("pairs-reminder")
    world.forward(days=5)
    reached(world, silent, PairState.EXPIRED)
    world.until(lambda: f'"value": "{silent.id}"' not in shown(world.hand(silent.mentee_id).inbox()))
    visitor.be(silent.mentee_id, f"{direct(world, silent.mentee_id)}/messages")
    visitor.picture("pairs-expired")


def a_free_place_is_offered(world: World, visitor: Visitor, script: Script) -> None:
    """Who waits is suggested anew by itself, and nobody hears of it before HR publishes."""
    offered = world.until(lambda: pairs_of(world, PairState.STAGED))
    over = {each.people for each in pairs_of(world, PairState.DECLINED, PairState.ENDED)}
    assert not over & {each.people for each in offered}
    visitor.be(script.hr, f"{direct(world, script.hr)}/messages")
    visitor.picture("pairs-offered")
    hr = open_matching(world, script.hr)
    press(hr, "queue.open")
    press(hr, "queue.accept")
    press(hr, "proposals.preview")
    assert hr.submit() == {}
    world.until(lambda: pairs_of(world, PairState.PROPOSED))


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


@pytest.mark.long
@pytest.mark.parametrize("script", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_supervisors_a_top_up_and_what_is_shown_on_the_way(
    world: World, page: Page, script: Script, pictures: Path | None
) -> None:
    a_company(world, size=24)
    visitor = Visitor(page, world.slack.address, pictures, script.language)
    hr = open_matching(world, script.hr)
    press(hr, "terms.edit")
    visitor.be(script.hr, "home")
    visitor.is_asked("supervisors")
    visitor.picture("pairs-terms")
    hr.fill({"supervisors": "both"})
    assert hr.submit() == {}
    hr = open_matching(world, script.hr)
    press(hr, "matching.match")
    press(hr, "queue.open")
    press(hr, "queue.by_hand")
    visitor.be(script.hr, "home")
    visitor.is_asked("mentor")
    visitor.picture("pairs-by-hand")
    press(hr, "queue.open")
    press(hr, "queue.above")
    visitor.is_asked("least")
    visitor.picture("pairs-above")
    hr.fill({"least": "0"})
    assert hr.submit() == {}
    first = pairs_of(world, PairState.APPROVED)[0]
    have_a_boss(world, first.mentee_id)
    press(hr, "proposals.preview")
    press(hr, "supervisors.open")
    press(hr, "supervisors.ask")
    visitor.picture("pairs-supervisors")
    press(hr, "proposals.preview")
    visitor.is_asked("anyway")
    visitor.picture("pairs-preview-supervised")
    hr.close()
    question = world.message_to("U0PRIYA", "supervisors.yes")
    assert first.mentor_id not in shown(question)
    visitor.be("U0PRIYA", f"{direct(world, 'U0PRIYA')}/messages")
    visitor.picture("pairs-question")
    boss = world.hand("U0PRIYA")
    boss.press(question, "supervisors.refusing")
    visitor.is_asked("word")
    visitor.picture("pairs-refusing")
    boss.fill({"word": "Avec plaisir, mais pas avant avril."})
    assert boss.submit() == {}
    boss.close()
    reached(world, first, PairState.HELD)
    visitor.be(script.hr, f"{direct(world, script.hr)}/messages")
    world.message_to(script.hr, "avant avril")
    visitor.picture("pairs-refused")
    with world.product.storage.begin() as work:
        programme = work.programmes.get(1)
    enrol(world.product.storage, programme, colleagues()[24:33], seed=4)
    hr = open_matching(world, script.hr)
    press(hr, "topping_up.open")
    visitor.be(script.hr, "home")
    visitor.is_asked("most")
    visitor.picture("pairs-top-up")
    before = len(pairs_of(world, PairState.STAGED))
    press(hr, "topping_up.keep")
    assert len(pairs_of(world, PairState.STAGED)) > before
