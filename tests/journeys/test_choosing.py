"""Few people, through the product as it runs: mentees name or ask their mentor, and a mentor answers."""

from dataclasses import replace

import pytest

from bot.domain.enrolment import Role
from bot.domain.pairs import PairState
from bot.domain.programmes import Programme
from sandbox.hand import HOME, Hand
from tests.builders import a_recruiting_programme
from tests.company import colleagues, enrol
from tests.conftest import CLAIRE as HER
from tests.journeys.conftest import CLAIRE, World, shown
from tests.journeys.test_pairing import open_matching, pairs_of, press, publish, reached

pytestmark = pytest.mark.long

EIGHT = 8


def a_small_company(world: World) -> Programme:
    """Three mentors and five mentees who all could have any of them; each mentor has one place."""
    storage = world.product.storage
    programme = a_recruiting_programme(storage, HER)
    enrol(storage, programme, [replace(each, tz="Europe/Paris") for each in colleagues()[:EIGHT]])
    with storage.begin() as work:
        for each in work.enrolments.all_taking_part(programme.id):
            said = {**each.answers, "languages": ["en", "fr"], "capacity": "1"}
            work.enrolments.save(replace(each, answers=said))
    return programme


def mentees_of(world: World) -> list[str]:
    with world.product.storage.begin() as work:
        return [each.person_id for each in work.enrolments.all_taking_part(1) if each.role is Role.MENTEE]


def set_making(world: World, chooser: str, direction: str = "classic") -> Hand:
    """HR sets who chooses, and has the choice opened."""
    claire = world.hand(CLAIRE)
    claire.open_home()
    world.home_of(CLAIRE, "programmes.room")
    claire.press(HOME, "programmes.room")
    press(claire, "making.edit")
    claire.fill({"chooser": chooser, "direction": direction})
    assert claire.submit() == {}
    press(claire, "making.open")
    claire.close()
    return claire


def choose(world: World, person_id: str) -> Hand:
    """Opens the list from the message that invites to choose."""
    hand = world.hand(person_id)
    hand.press(world.message_to(person_id, "choosing.open"), "choosing.open")
    return hand


def mentors_in(hand: Hand) -> list[str]:
    menu = next(block for block in hand.modal()["blocks"] if block["type"] == "input")
    return [option["value"] for option in menu["element"]["options"]]


def test_a_mentee_asks_a_mentor_is_refused_and_finds_another(world: World) -> None:
    a_small_company(world)
    set_making(world, "mentee")
    one, other, *_ = mentees_of(world)
    hand, rival = choose(world, one), choose(world, other)
    wanted = mentors_in(hand)[0]
    hand.fill({"mentor": wanted})
    assert hand.submit() == {}
    assert wanted in shown(hand.modal())
    hand.close()
    rival.fill({"mentor": wanted})
    assert "mentor" in rival.submit()
    assert mentors_in(rival)
    rival.fill({"mentor": next(each for each in mentors_in(rival) if each != wanted)})
    assert rival.submit() == {}
    rival.close()
    world.home_of(one, "proposals.declining")

    mentor = world.hand(wanted)
    mentor.press(world.message_to(wanted, "proposals.declining"), "proposals.declining")
    mentor.fill({"word": "canary"})
    mentor.submit()
    mentor.close()
    hand.press(_another(world, one), "choosing.open")
    again = mentors_in(hand)
    assert wanted not in again
    hand.fill({"mentor": again[0]})
    hand.submit()
    hand.close()
    assert "canary" not in shown(world.slack.posted(one))
    pair = next(each for each in pairs_of(world, PairState.PROPOSED) if each.mentee_id == one)
    answer = world.hand(pair.mentor_id)
    answer.press(world.message_to(pair.mentor_id, f'"value": "{pair.id}"'), "proposals.yes")
    assert reached(world, pair, PairState.ACTIVE).channel_id


def _another(world: World, person_id: str) -> object:
    """The second message with a way to choose: the first one invited to it."""

    def found() -> object:
        ways = [m for m in world.hand(person_id).inbox() if "choosing.open" in shown(m)]
        return ways[-1] if len(ways) > 1 else None

    return world.until(found)


def test_mentees_name_mentors_and_hr_matches_with_it(world: World) -> None:
    a_small_company(world)
    set_making(world, "ranked", "reverse")
    one, *_ = mentees_of(world)
    hand = choose(world, one)
    first, second, *_ = mentors_in(hand)
    hand.fill({"named_1": second, "named_2": second})
    assert "named_2" in hand.submit()
    hand.fill({"named_2": first})
    assert hand.submit() == {}
    assert second in shown(hand.modal())
    hand.close()
    hand.open_home()
    assert f"<@{second}>" in shown(world.home_of(one, f"<@{second}>"))
    claire = open_matching(world)
    press(claire, "matching.match")
    found = [each for each in pairs_of(world) if each.mentee_id == one]
    assert all(each.grounds.mentee_choice for each in found if each.mentor_id in (first, second))
    claire.close()
    publish(world)
    pair = world.until(lambda: pairs_of(world, PairState.PROPOSED))[0]
    message = shown(world.message_to(pair.mentee_id, "proposals.yes"))
    assert "Mentorat inversé" in message or "Reverse mentoring" in message
