"""Somebody chooses when the bot may write to them, from Home."""

from sandbox.hand import HOME
from tests.journeys.conftest import World, announce, create_programme, shown
from tests.journeys.test_joining import FRENCH as ANA


def test_somebody_chooses_their_own_hours_and_goes_back(world: World) -> None:
    create_programme(world)
    announce(world)
    ana = world.hand(ANA)
    ana.open_home()
    world.home_of(ANA, "rhythm.form")
    ana.press(HOME, "rhythm.form")
    ana.fill({"days": ["1", "3"], "opens": "18:00", "closes": "09:00", "seldom": ["seldom"]})
    assert "au moins une heure" in ana.submit()["closes"]
    ana.fill({"opens": "07:00"})
    assert ana.submit() == {}
    assert "mardi et jeudi" in shown(world.home_of(ANA, "de 07:00 à 09:00"))
    ana.press(HOME, "rhythm.form")
    ana.press("modal", "rhythm.usual")
    assert "C’est fait" in shown(ana.modal())
    ana.close()
    world.home_of(ANA, "de 09:30 à 16:30, les jours ouvrés")


def test_a_break_is_found_in_the_same_place(world: World) -> None:
    create_programme(world)
    announce(world)
    ana = world.hand(ANA)
    ana.open_home()
    world.home_of(ANA, "rhythm.form")
    ana.press(HOME, "rhythm.form")
    ana.press("modal", "breaks.form")
    assert "Faire une pause" in shown(ana.modal()) or "breaks.take" in shown(ana.modal())
