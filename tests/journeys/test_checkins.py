"""Weeks of a pair by the movable clock: met, moved, not yet, silent, paused and resumed."""

from datetime import timedelta

from bot.domain.pairs import Pair, PairState
from sandbox.hand import HOME
from tests.journeys.conftest import CLAIRE, World, shown
from tests.journeys.together import a_pair, asked, pass_days, schedule_of, standing, state_of

MENTEE = "U0CAMILLE"
MENTOR = "U0EMILY"
CANARY = "canary-77ee"


def test_the_weeks_of_a_pair(world: World) -> None:
    pair = a_pair(world, MENTOR, MENTEE)
    they_meet(world)
    they_move(world, pair)
    not_yet(world)
    they_fall_silent_and_go_on(world, pair)
    for secret in (CANARY, "Pas encore", "Not yet with"):
        assert secret not in shown(world.slack.posted(MENTOR))


def they_meet(world: World) -> None:
    pass_days(world, 10)
    mentee, question = world.hand(MENTEE), asked(world, MENTEE, "checkins.met")
    asked(world, MENTOR, "checkins.met")
    mentee.press(question, "checkins.met")
    mentee.fill({"way": "phone", "minutes": "30", "rating": "2", "fit": "deciding", "gained": CANARY})
    assert mentee.submit() == {}
    assert "notée" in shown(mentee.modal())
    mentee.close()
    assert "checkins.met" not in shown(standing(world, MENTEE, question, "Vous avez vu"))
    pass_days(world, 1)
    confirmation = asked(world, MENTOR, "checkins.confirmed")
    world.hand(MENTOR).press(confirmation, "checkins.confirmed")
    standing(world, MENTOR, confirmation, "Confirmed")


def they_move(world: World, pair: Pair) -> None:
    pass_days(world, 21)
    mentee, question = world.hand(MENTEE), asked(world, MENTEE, "checkins.moved", "revu")
    mentor, moved = world.hand(MENTOR), asked(world, MENTOR, "checkins.moved", "met again")
    mentor.press(moved, "checkins.moved")
    mentor.fill({"day": "2020-01-01"})
    assert "day" in mentor.submit()
    day = world.product.clock.now().date() + timedelta(days=6)
    mentor.fill({"day": day.isoformat()})
    assert mentor.submit() == {}
    mentor.close()
    standing(world, MENTOR, moved, "You meet")
    mentee.press(question, "checkins.not_yet")
    assert "réglée" in shown(mentee.modal())
    mentee.close()
    assert schedule_of(world, pair).planned_on == day + timedelta(days=1)


def not_yet(world: World) -> None:
    pass_days(world, 8)
    mentee, question = world.hand(MENTEE), asked(world, MENTEE, "checkins.not_yet", "revu")
    mentee.press(question, "checkins.not_yet")
    assert "checkins.not_yet" not in shown(standing(world, MENTEE, question, "Pas encore avec"))
    pass_days(world, 4)
    asked(world, MENTEE, "n’aviez pas encore vu")
    asked(world, MENTOR, "checkins.propose")


def they_fall_silent_and_go_on(world: World, pair: Pair) -> None:
    for _ in range(4):
        assert state_of(world, pair) is PairState.ACTIVE
        pass_days(world, 21)
    assert state_of(world, pair) is PairState.PAUSED
    claire = world.hand(CLAIRE)
    claire.open_home()
    claire.press(world.home_of(CLAIRE, "programmes.room"), "programmes.room")
    claire.press("modal", "checkins.care")
    assert "est en pause" in shown(claire.modal())
    message = asked(world, MENTOR, "checkins.resume")
    asked(world, MENTEE, "checkins.resume")
    world.hand(MENTOR).press(message, "checkins.resume")
    standing(world, MENTOR, message, "goes on")
    asked(world, MENTEE, "souhaite poursuivre")
    assert state_of(world, pair) is PairState.ACTIVE
    pass_days(world, 24)
    asked(world, MENTEE, "checkins.not_yet")


def test_a_meeting_and_a_rhythm_from_home(world: World) -> None:
    pair = a_pair(world, MENTOR, MENTEE)
    mentor = world.hand(MENTOR)
    mentor.open_home()
    mentor.press(world.home_of(MENTOR, "checkins.met"), "checkins.met")
    assert mentor.submit() == {}
    mentor.close()
    world.home_of(MENTOR, "last meeting on")
    mentor.press(HOME, "checkins.cadence")
    mentor.fill({"cadence": "four_weeks"})
    assert mentor.submit() == {}
    world.home_of(MENTOR, "every four weeks")
    world.product.check_in()
    asked(world, MENTEE, "checkins.confirmed")
    assert schedule_of(world, pair).meetings == 1


def test_times_are_proposed_and_taken(world: World) -> None:
    pair = a_pair(world, MENTOR, MENTEE)
    pass_days(world, 10)
    asked(world, MENTOR, "checkins.met")
    pass_days(world, 4)
    nudge = asked(world, MENTOR, "checkins.propose")
    mentor, mentee = world.hand(MENTOR), world.hand(MENTEE)
    mentor.press(nudge, "checkins.propose")
    assert mentor.submit() == {}
    mentor.close()
    standing(world, MENTOR, nudge, "proposed times")
    times = asked(world, MENTEE, "checkins.take_2")
    mentee.press(times, "checkins.take_2")
    standing(world, MENTEE, times, "pairs.calendar_google")
    asked(world, MENTOR, "pairs.calendar_google", "You meet")
    assert schedule_of(world, pair).meets_on
