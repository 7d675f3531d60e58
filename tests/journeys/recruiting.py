"""What HR and those who are invited do, again and again."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sandbox.hand import HOME, Hand
from tests.journeys.conftest import CLAIRE, World, shown


def room(world: World) -> Hand:
    claire = world.hand(CLAIRE)
    if not world.slack.hand(CLAIRE).modals():
        claire.open_home()
        world.home_of(CLAIRE, "programmes.room")
        claire.press(HOME, "programmes.room")
    return claire


def press_among(hand: Hand, action: str, value: str) -> None:
    """One of several buttons of the same kind: the one that stands for this."""
    block = next(b["block_id"] for b in hand.modal()["blocks"] if b.get("accessory", {}).get("value") == value)
    hand.press("modal", action, block_id=block)


def invite(world: World, people: Iterable[str], role: str = "either", word: str = "") -> Hand:
    """HR invites people by name, from the programme's room; the modal that is left open says how it went."""
    claire = room(world)
    claire.press("modal", "invitations.open")
    press_among(claire, "invitations.compose", "named")
    claire.fill({"of": list(people), "role": role})
    assert claire.submit() == {}
    if word:
        claire.fill({"word": word})
    assert claire.submit() == {}
    ticks(world)
    return claire


def set_door(world: World, **values: Any) -> None:
    claire = room(world)
    claire.press("modal", "door.open")
    claire.fill(values)
    assert claire.submit() == {}


def ticks(world: World, count: int = 3) -> None:
    """What the pulse does, now and not in a minute; everything that it has said is delivered."""
    for _ in range(count):
        world.product.reminders.do_due()
        world.product.door.do_due()


def letters(world: World, person_id: str, containing: str = "invitations.later") -> list[Any]:
    """The invitations that somebody has received, reminders included."""
    conversations = world.hand(person_id).conversations()
    if not any(each["kind"] == "app" for each in conversations):
        return []
    return [message for message in world.hand(person_id).inbox() if containing in shown(message)]


def received(world: World, person_id: str, count: int) -> Any:
    """The newest invitation, once there are so many."""
    return world.until(lambda: len(found := letters(world, person_id)) >= count and found[-1])


def nothing_more(world: World, expected: dict[str, int]) -> None:
    """After any number of ticks everybody has as many invitations as before."""
    ticks(world, 5)
    world.until(lambda: world.product.delivery.step() != timedelta())
    assert {id: len(letters(world, id)) for id in expected} == expected


def day_in(world: World, days: int) -> str:
    return (world.product.clock.now() + timedelta(days=days)).date().isoformat()
