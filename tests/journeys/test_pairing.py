"""From answers to pairs, by hand: HR matches, decides and publishes; people agree, sign, and part."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.domain.pairs import Pair, PairState
from bot.domain.programmes import Programme
from sandbox.hand import HOME, MODAL, Hand
from tests.builders import PLAN, a_recruiting_programme
from tests.company import colleagues, enrol
from tests.conftest import CLAIRE as HER
from tests.journeys.conftest import CLAIRE, World, shown

CANARY = "canary-b21d"
BOSS = "U0PRIYA"


def a_company(world: World, size: int | None = 9) -> Programme:
    """A programme that so many people have joined, or everybody, that starts in two weeks; each third one a mentor."""
    storage, today = world.product.storage, SystemClock().now().date()
    programme = a_recruiting_programme(storage, HER)
    dates = {"starts_on": today + timedelta(days=14), "ends_on": today + timedelta(days=200)}
    with storage.begin() as work:
        plan = replace(PLAN, name="Mentorat 2027", **dates)
        programme = work.programmes.save(replace(work.programmes.hold(programme.id), **vars(plan)))
    enrol(storage, programme, colleagues()[:size])
    return programme


def press(hand: Hand, action: str, nth: int = 0) -> None:
    """A button of the modal, the nth where there are several."""
    blocks = [block for block in hand.modal()["blocks"] if action in shown(block)]
    hand.press(MODAL, action, block_id=blocks[nth]["block_id"])


def open_matching(world: World, person_id: str = CLAIRE) -> Hand:
    hand = world.hand(person_id)
    hand.open_home()
    world.home_of(person_id, "programmes.room")
    hand.press(HOME, "programmes.room")
    press(hand, "matching.open")
    return hand


def publish(world: World, approved: int = 100) -> Hand:
    """Matches, approves all, publishes."""
    claire = open_matching(world)
    press(claire, "matching.match")
    press(claire, "queue.open")
    press(claire, "queue.above")
    claire.fill({"least": "0"})
    assert claire.submit() == {}
    press(claire, "proposals.preview")
    assert claire.submit() == {}
    return claire


def pairs_of(world: World, *states: PairState) -> list[Pair]:
    with world.product.storage.begin() as work:
        return work.pairs.of_programme(1, states or None)


def reached(world: World, pair: Pair, state: PairState) -> Pair:
    """The pair, once it has come so far."""

    def now() -> Pair | None:
        with world.product.storage.begin() as work:
            found = work.pairs.get(pair.id)
        return found if found.state is state else None

    found: Pair = world.until(now)
    return found


def say_yes(world: World, pair: Pair) -> None:
    for person_id in pair.people:
        message = world.message_to(person_id, f'"value": "{pair.id}"')
        world.hand(person_id).press(message, "proposals.yes")
        world.hand(person_id).close()


def conversation(world: World, person_id: str, containing: str) -> Any:
    """The message in the conversation of the two that contains this, once it is there."""

    def found() -> Any:
        hand = world.hand(person_id)
        groups = [each["id"] for each in hand.conversations() if each["kind"] == "mpim"]
        return next((m for id in groups for m in hand.messages(id) if containing in shown(m)), None)

    return world.until(found)


def test_from_match_now_to_a_signed_agreement(world: World) -> None:
    a_company(world)
    claire = open_matching(world)
    press(claire, "matching.match")
    assert "sur 6" in shown(claire.modal())
    press(claire, "queue.open")
    press(claire, "queue.card")
    press(claire, "queue.swap")
    assert ":lock:" in shown(claire.modal())
    press(claire, "queue.approve")
    press(claire, "queue.hold")
    press(claire, "queue.reject")
    claire.fill({"word": "Même projet."})
    assert claire.submit() == {}
    press(claire, "queue.open")
    press(claire, "queue.above")
    claire.fill({"least": "beaucoup"})
    assert "least" in claire.submit()
    claire.fill({"least": "0"})
    assert claire.submit() == {}
    everybody = {person_id for pair in pairs_of(world) for person_id in pair.people}
    press(claire, "proposals.preview")
    press(claire, "proposals.test")
    world.message_to(CLAIRE, ":eyes:")
    assert not [person for person in everybody if world.slack.posted(person)]
    assert claire.submit() == {}
    pair = world.until(lambda: pairs_of(world, PairState.PROPOSED))[0]
    say_yes(world, pair)
    assert reached(world, pair, PairState.ACTIVE).channel_id
    for person_id in pair.people:
        agreement = conversation(world, person_id, "pairs.sign")
        world.hand(person_id).press(agreement, "pairs.sign")
        world.hand(person_id).close()
    claire.open_home()
    claire.press(world.home_of(CLAIRE, "programmes.room"), "programmes.room")
    press(claire, "audit.open")
    assert "a publié" in shown(claire.modal())


def test_a_no_a_pause_and_a_wish_to_part_stay_between_each_and_hr(world: World) -> None:
    a_company(world)
    publish(world)
    first, second, *_ = world.until(lambda: pairs_of(world, PairState.PROPOSED))
    mentor = world.hand(first.mentor_id)
    mentor.press(world.message_to(first.mentor_id, f'"value": "{first.id}"'), "proposals.declining")
    mentor.fill({"word": CANARY, "pause": "2020-01-01"})
    assert "pause" in mentor.submit()
    mentor.fill({"pause": (SystemClock().now().date() + timedelta(days=60)).isoformat()})
    assert mentor.submit() == {}
    reached(world, first, PairState.DECLINED)
    world.message_to(first.mentee_id, first.mentor_id)
    world.message_to(CLAIRE, CANARY)

    say_yes(world, second)
    reached(world, second, PairState.ACTIVE)
    mentee = world.hand(second.mentee_id)
    mentee.press(conversation(world, second.mentee_id, "pairs.change"), "pairs.change")
    mentee.fill({"reason": "style", "word": CANARY})
    assert mentee.submit() == {}
    claire = world.hand(CLAIRE)
    claire.press(world.message_to(CLAIRE, "pairs.let_go"), "pairs.let_go")
    reached(world, second, PairState.ENDED)
    for pair in (first, second):
        for person_id in pair.people:
            world.until(lambda p=person_id: world.slack.posted(p))
            assert CANARY not in shown(world.slack.posted(person_id))
    assert CANARY not in shown(world.slack.posted(str(reached(world, second, PairState.ENDED).channel_id)))


def test_time_passes_and_people_leave(world: World) -> None:
    a_company(world)
    publish(world)
    first, second, *_ = world.until(lambda: pairs_of(world, PairState.PROPOSED))
    say_yes(world, first)
    reached(world, first, PairState.ACTIVE)
    leaver = world.hand(first.mentee_id)
    leaver.open_home()
    leaver.press(world.home_of(first.mentee_id, "pairs.change"), "enrolment.withdraw")
    reached(world, first, PairState.ENDED)
    world.message_to(first.mentor_id, first.mentee_id)
    world.forward(days=8)
    reached(world, second, PairState.EXPIRED)


@pytest.mark.parametrize("transport", ["http"])
def test_the_same_over_http(living: Any, transport: str) -> None:
    with living(transport) as world:
        a_company(world)
        publish(world)
        pair = world.until(lambda: pairs_of(world, PairState.PROPOSED))[0]
        say_yes(world, pair)
        reached(world, pair, PairState.ACTIVE)


def test_a_question_shows_what_became_of_it_in_the_place_of_its_buttons(world: World) -> None:
    a_company(world)
    publish(world)
    first, second, *_ = world.until(lambda: pairs_of(world, PairState.PROPOSED))
    mentee = world.hand(first.mentee_id)
    asked = world.message_to(first.mentee_id, f'"value": "{first.id}"')
    mentee.press(asked, "proposals.yes")
    mentee.close()
    answered = world.until(lambda: without_buttons(world, first.mentee_id, asked["ts"]))
    assert "dit oui" in shown(answered) or "said yes" in shown(answered)
    world.message_to(second.mentor_id, f'"value": "{second.id}"')
    world.message_to(second.mentee_id, f'"value": "{second.id}"')
    old = world.message_to(second.mentee_id, f'"value": "{second.id}"')
    world.forward(days=8)
    reached(world, second, PairState.EXPIRED)
    assert world.until(lambda: without_buttons(world, second.mentee_id, old["ts"]))


def without_buttons(world: World, person_id: str, ts: str) -> Any:
    """Somebody's message with that ts, once it has no proposal's buttons any more."""
    message = next(each for each in world.hand(person_id).inbox() if each["ts"] == ts)
    return None if "proposals." in shown(message) else message


def have_a_boss(world: World, person_id: str) -> None:
    """Gives somebody a supervisor, once the directory knows of them."""

    def known() -> bool:
        with world.product.storage.begin() as work:
            return work.people.find(BOSS) is not None

    world.until(known)
    with world.product.storage.begin() as work:
        work.people.place({person_id: {"manager_id": BOSS}})


def test_a_supervisor_is_asked_says_yes_and_then_the_pair_is_published(world: World) -> None:
    a_company(world)
    claire = open_matching(world)
    press(claire, "terms.edit")
    claire.fill({"supervisors": "mentees"})
    assert claire.submit() == {}
    claire = open_matching(world)
    press(claire, "matching.match")
    press(claire, "queue.open")
    first = pairs_of(world, PairState.STAGED)[0]
    have_a_boss(world, first.mentee_id)
    press(claire, "queue.accept")
    press(claire, "proposals.preview")
    press(claire, "supervisors.open")
    press(claire, "supervisors.ask")
    claire.close()
    question = world.message_to(BOSS, "supervisors.yes")
    assert first.mentor_id not in shown(question)
    boss = world.hand(BOSS)
    boss.press(question, "supervisors.refusing")
    boss.close()
    boss.press(question, "supervisors.yes")
    boss.close()
    world.until(lambda: "supervisors.yes" not in shown(boss.inbox()[-1]))
    assert not world.slack.posted(first.mentee_id)
    claire = open_matching(world)
    press(claire, "queue.open")
    press(claire, "proposals.preview")
    assert claire.submit() == {}
    reached(world, first, PairState.PROPOSED)
    assert BOSS not in first.people
