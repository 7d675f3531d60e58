"""Inviting, reminding, the door and the line before it: as people live it, with the clock moved by weeks."""

import pytest

from tests.builders import MENTEE_PAGES
from tests.journeys.conftest import CLAIRE, GENERAL, World, announce, create_programme, shown
from tests.journeys.recruiting import (
    day_in,
    invite,
    letters,
    nothing_more,
    press_among,
    received,
    room,
    set_door,
    ticks,
)
from tests.journeys.test_joining import ENGLISH, FRENCH, PEOPLE, answer_as_mentee

OTHERS = [person.id for person in PEOPLE if person.id not in (FRENCH, ENGLISH)]
THIRD, FOURTH = OTHERS[:2]


def test_three_are_invited_and_each_is_asked_once_more_at_most(world: World) -> None:
    create_programme(world)
    claire = invite(world, [FRENCH, ENGLISH, THIRD, FOURTH], word="Venez !")
    assert "4 invitations sont en route" in shown(claire.modal())
    claire.close()
    assert "Venez" in shown(received(world, FRENCH, 1))

    first = world.hand(FRENCH)  # answers
    first.press(letters(world, FRENCH)[0], "enrolment.join")
    answer_as_mentee(first)
    second = world.hand(ENGLISH)  # stops half-way
    second.press(received(world, ENGLISH, 1), "enrolment.join")
    second.fill({"role": "mentee"})
    second.submit()
    second.fill(MENTEE_PAGES[0])
    second.submit()
    second.close()
    third = world.hand(THIRD)  # says not now
    third.press(received(world, THIRD, 1), "invitations.later")
    assert third.submit() == {}
    received(world, FOURTH, 1)  # is silent

    world.forward(days=3.1)
    ticks(world)
    reminder = world.message_to(ENGLISH, "won’t remind you again")
    second.press(reminder, "enrolment.edit")
    for page in MENTEE_PAGES:
        second.fill(page)
        assert second.submit() == {}
    second.close()
    world.message_to(ENGLISH, "Thank you! You have joined")

    world.forward(days=4)
    ticks(world)
    received(world, FOURTH, 2)
    world.restart()
    world.forward(days=8)
    ticks(world)
    asked = received(world, THIRD, 2)
    world.hand(THIRD).press(asked, "invitations.later")
    assert "invitations.postpone" not in shown(world.hand(THIRD).modal())
    world.forward(days=8)
    nothing_more(world, {FRENCH: 1, ENGLISH: 1, THIRD: 2, FOURTH: 2})
    assert len(letters(world, ENGLISH, "won’t remind you again")) == 1

    claire = room(world)
    claire.press("modal", "invitations.open")
    overview = shown(claire.modal())
    assert "4 personnes invitées" in overview
    assert "2 sont inscrites" in overview
    assert "1 a répondu « Pas maintenant »" in overview
    assert "1 n’a pas encore répondu" in overview


def test_not_for_me_is_never_asked_again_and_nobody_is_told_who(world: World) -> None:
    create_programme(world)
    invite(world, [ENGLISH]).close()
    leo = world.hand(ENGLISH)
    leo.press(received(world, ENGLISH, 1), "invitations.decline")
    assert "won’t ask again" in shown(leo.modal())
    leo.close()
    world.forward(days=30)
    nothing_more(world, {ENGLISH: 1})
    claire = room(world)
    claire.press("modal", "invitations.open")
    assert "1 a répondu « Pas pour moi »" in shown(claire.modal())
    assert ENGLISH not in shown(claire.modal())
    press_among(claire, "invitations.compose", "named")
    claire.fill({"of": [ENGLISH], "role": "either"})
    claire.submit()
    assert "1 personne qui a répondu « Pas pour moi »" in shown(claire.modal())


def test_a_channel_and_a_group_are_counted_before_anything_is_sent(world: World) -> None:
    create_programme(world)
    claire = room(world)
    claire.press("modal", "invitations.open")
    press_among(claire, "invitations.compose", "group")
    claire.fill({"of": "S0RHHR", "role": "mentor"})
    claire.submit()
    assert "2 personnes seront invitées" in shown(claire.modal())
    claire.press("modal", "invitations.compose")
    assert "Groupe d’utilisateurs" in shown(claire.modal())
    claire.press("modal", "invitations.open")
    press_among(claire, "invitations.compose", "channel")
    claire.fill({"of": "C0ECHECS", "role": "either"})
    claire.submit()
    assert "4 personnes seront invitées" in shown(claire.modal())
    assert claire.submit() == {}
    assert "4 invitations sont en route" in shown(claire.modal())


def test_a_mandatory_invitation_is_kind_and_has_no_never(world: World) -> None:
    create_programme(world)
    set_door(world, rules=["mandatory"])
    invite(world, [ENGLISH], role="mentee")
    letter = received(world, ENGLISH, 1)
    assert "tell us when it is" in shown(letter)
    assert "invitations.decline" not in shown(letter)


def test_a_door_has_a_first_and_a_last_day(world: World) -> None:
    create_programme(world)
    post = announce(world)
    set_door(world, opens_on=day_in(world, 2), closes_on=day_in(world, 10))
    leo, ana = world.hand(ENGLISH), world.hand(FRENCH)
    leo.press(post, "enrolment.join")
    assert "You can join *Mentorat 2027* from" in shown(leo.modal())
    leo.close()
    world.slack.clock.forward(days=3)
    leo.press(post, "enrolment.join")
    leo.fill({"role": "mentee"})
    assert leo.submit() == {}
    world.slack.clock.forward(days=9)
    ana.press(post, "enrolment.join")
    assert "étaient ouvertes jusqu’au" in shown(ana.modal())
    for page in MENTEE_PAGES:
        leo.fill(page)
        assert leo.submit() == {}
    world.message_to(ENGLISH, "Thank you! You have joined")


def test_the_line_moves_up_when_somebody_leaves_and_nobody_jumps_it(world: World) -> None:
    create_programme(world)
    post = announce(world)
    set_door(world, places="1")
    for id in (FRENCH, ENGLISH, THIRD):
        hand = world.hand(id)
        hand.press(post, "enrolment.join")
        answer_as_mentee(hand)
        hand.close()
    assert "number 1" in shown(world.message_to(ENGLISH, "put you in line"))
    leo = world.hand(ENGLISH)
    leo.open_home()
    world.home_of(ENGLISH, "in line for a place as a mentee: number 1")
    first = world.hand(FRENCH)
    first.press(world.message_to(FRENCH, "enrolment.withdraw"), "enrolment.withdraw")
    world.message_to(FRENCH, "enrolment.join")
    fourth = world.hand(FOURTH)
    fourth.press(post, "enrolment.join")
    answer_as_mentee(fourth)
    ticks(world)
    world.message_to(ENGLISH, "A place has become free")
    set_door(world, places="2")
    ticks(world)
    world.until(lambda: letters(world, THIRD, "place has become free") + letters(world, THIRD, "place s’est libérée"))
    assert not letters(world, FOURTH, "place has become free") + letters(world, FOURTH, "place s’est libérée")


@pytest.mark.parametrize("where", ["channel", "people"])
def test_mentors_are_found_for_what_is_missing(world: World, where: str) -> None:
    create_programme(world)
    hand = world.hand(FRENCH)
    hand.press(announce(world), "enrolment.join")
    answer_as_mentee(hand)
    claire = room(world)
    claire.press("modal", "supply.open")
    assert "Finance pour non-financiers* : 1 demande, personne ne la propose" in shown(claire.modal())
    claire.press("modal", "supply.charts")
    assert "data_visualization" in shown(world.message_to(CLAIRE, "Offre et demande"))
    claire.press("modal", "supply.wanted")
    assert claire.submit() == dict.fromkeys(("channel", "people"), "Choisissez un canal ou des personnes.")
    claire.fill({"channel": GENERAL} if where == "channel" else {"people": [ENGLISH]})
    assert claire.submit() == {}
    posts = (
        (lambda: world.hand(CLAIRE).messages(GENERAL)) if where == "channel" else (lambda: letters(world, ENGLISH, ""))
    )
    post = world.until(lambda: next((m for m in posts() if "enrolment.mentor" in shown(m)), None))
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.mentor")
    radio = next(b["element"] for b in leo.modal()["blocks"] if b.get("block_id") == "role")
    assert radio["initial_option"]["value"] == "mentor"


def test_where_slack_knows_no_charts_the_words_come_alone(world: World) -> None:
    create_programme(world)
    hand = world.hand(FRENCH)
    hand.press(announce(world), "enrolment.join")
    answer_as_mentee(hand)
    claire = room(world)
    claire.press("modal", "supply.open")
    world.slack.faults.add("refused", "chat.postMessage", error="invalid_blocks")
    claire.press("modal", "supply.charts")
    message = world.message_to(CLAIRE, "personne ne la propose")
    assert "data_visualization" not in shown(message)
