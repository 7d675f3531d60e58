"""Two pairs say how they are, by hand and through the weeks; HR looks at what needs a look; partners learn nothing."""

import json
from typing import Any

import pytest

from bot.domain.feedback import Fit
from bot.domain.pairs import Pair
from sandbox.hand import HOME, MODAL
from tests.journeys.conftest import CLAIRE, Living, World, shown
from tests.journeys.pairs import TWO_PAIRS, under_way
from tests.journeys.test_pairing import press

CANARY = "canary-5e0c"


def met(world: World, pair: Pair, person_id: str, rating: int | None = None, fit: Fit | None = None) -> None:
    """Somebody has told of a meeting."""
    product = world.product
    with product.storage.begin() as work:
        person = work.people.find(person_id)
        assert person
        product.feedback.hear(work, pair, person, rating, fit)


def later(world: World, days: float) -> None:
    """Days later, once all that is due is on its way."""
    world.product.sounding.do_due()
    world.forward(days)
    world.product.sounding.do_due()


def inbox(world: World, person_id: str) -> str:
    return shown(world.slack.posted(person_id))


def test_not_a_good_fit_leads_to_a_change_and_the_partner_hears_a_neutral_sentence(world: World) -> None:
    pair, _ = under_way(world, *TWO_PAIRS)
    met(world, pair, pair.mentor_id, 4, Fit.GOOD)
    later(world, 4)
    mentee = world.hand(pair.mentee_id)
    question = world.message_to(pair.mentee_id, "feedback.not_good")
    assert "Seuls vous et l’équipe du programme voyez cette réponse" in shown(question)
    mentee.press(question, "feedback.not_good")
    assert "la faute de personne" in shown(mentee.modal())
    mentee.press(MODAL, "pairs.change")
    mentee.fill({"reason": "style", "word": CANARY})
    assert mentee.submit() == {}
    claire = world.hand(CLAIRE)
    claire.press(world.message_to(CLAIRE, "feedback.look"), "feedback.look")
    assert "Proposer un changement" in shown(claire.modal())
    claire.close()
    claire.press(world.message_to(CLAIRE, "pairs.let_go"), "pairs.let_go")
    assert "Pairs end for many reasons" in shown(world.message_to(pair.mentor_id, "Pairs end for many reasons"))
    heard = inbox(world, pair.mentor_id)
    assert CANARY not in heard
    assert "feedback" not in heard


def test_the_pulse_of_two_pairs_and_what_hr_does_with_it(world: World) -> None:
    first, second = under_way(world, *TWO_PAIRS)
    later(world, 31)
    answer_well(world, first.mentor_id)
    mentee = world.hand(second.mentee_id)
    mentee.press(world.message_to(second.mentee_id, "feedback.answer"), "feedback.answer")
    mentee.fill({"goal_clear": "no", "more_time": "yes", "word": CANARY})
    assert set(mentee.submit()) == {"quality"}
    mentee.fill({"quality": "2"})
    assert mentee.submit() == {}
    assert "more time together" in shown(mentee.modal())
    nudge = world.message_to(second.mentor_id, "un peu plus de temps")
    assert second.mentee_id in shown(nudge)

    claire = world.hand(CLAIRE)
    alert = world.message_to(CLAIRE, "feedback.look")
    assert "2 sur 5" in shown(alert)
    claire.open_home()
    world.home_of(CLAIRE, "programmes.room")
    claire.press(HOME, "programmes.room")
    press(claire, "feedback.open")
    seen = shown(claire.modal())
    assert "1 réponse à examiner" in seen
    assert "masqué, moins de cinq personnes" in seen
    assert CANARY not in seen
    press(claire, "feedback.look")
    assert CANARY in shown(claire.modal())
    press(claire, "feedback.talk")
    assert "Aucun pour l’instant" in shown(claire.modal())
    world.message_to(second.mentee_id, "gets in touch with you")

    press(claire, "feedback.settings")
    claire.fill({"every": "9"})
    assert "every" in claire.submit()
    claire.fill({"every": "90"})
    assert claire.submit() == {}
    for person_id in (*first.people, *second.people, CLAIRE):
        assert CANARY not in inbox(world, person_id)


def test_nobody_is_reminded_after_an_answer_and_others_twice_at_most(world: World) -> None:
    first, _ = under_way(world, *TWO_PAIRS)
    later(world, 31)
    answer_well(world, first.mentor_id)
    world.hand(first.mentor_id).close()
    for expected in (2, 3, 3, 3):
        later(world, 5)
        world.until(lambda n=expected: count(world, first.mentee_id) == n)
    assert count(world, first.mentor_id) == 1


def test_what_goes_along_is_ids_only_and_no_answer_is_logged(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    _, second = under_way(world, *TWO_PAIRS)
    later(world, 31)
    mentee = world.hand(second.mentee_id)
    mentee.press(world.message_to(second.mentee_id, "feedback.answer"), "feedback.answer")
    memory = json.loads(mentee.modal()["private_metadata"])
    assert set(memory) == {"id", "page"}
    mentee.fill({"quality": "1", "word": CANARY})
    mentee.submit()
    world.message_to(CLAIRE, "feedback.look")
    for person_id in (*second.people, CLAIRE):
        for message in world.slack.posted(person_id):
            assert set(message["metadata"]["event_payload"]) == {"uid"}
    out, err = capsys.readouterr()
    assert CANARY not in out + err


def test_who_is_not_of_the_team_has_no_way_in(living: Living) -> None:
    with living("http") as world:
        pair, _ = under_way(world, *TWO_PAIRS)
        met(world, pair, pair.mentee_id, 1, Fit.NOT)
        world.message_to(CLAIRE, "feedback.look")
        mentor = world.hand(pair.mentor_id)
        mentor.open_home()
        home = shown(world.home_of(pair.mentor_id, "pairs.change"))
        assert "programmes.room" not in home
        assert "feedback" not in home


def answer_well(world: World, person_id: str) -> None:
    hand = world.hand(person_id)
    hand.press(world.message_to(person_id, "feedback.answer"), "feedback.answer")
    hand.fill({"quality": "5"})
    assert hand.submit() == {}


def count(world: World, person_id: str) -> int:
    messages: list[Any] = world.hand(person_id).inbox()
    return sum("feedback.answer" in shown(each) for each in messages)
