"""HR sees what became of messages, and holds a sending back."""

from dataclasses import replace

from bot.domain.lanes import Lane
from bot.domain.outbox import Outgoing, OutgoingState, Surface
from sandbox.hand import HOME
from tests.journeys.conftest import CLAIRE, World, announce, create_programme, shown
from tests.journeys.test_joining import ENGLISH, answer_as_mentee


def test_what_could_not_be_delivered_stands_on_home_with_its_reason(world: World) -> None:
    create_programme(world)
    post = announce(world)
    world.slack.faults.add("refused", "chat.postMessage", error="messages_tab_disabled")
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.join")
    answer_as_mentee(leo)
    claire = world.hand(CLAIRE)
    world.until(lambda: failed_messages(world))
    claire.open_home()
    world.home_of(CLAIRE, "n’a pas pu être remis")
    claire.press(HOME, "outbox.failed")
    seen = shown(claire.modal())
    assert f"<@{ENGLISH}>" in seen
    assert "Slack ne remet rien à cette personne" in seen
    claire.press("modal", "outbox.all")
    assert "Annonce" in shown(claire.modal())


def failed_messages(world: World) -> int:
    with world.product.storage.begin() as work:
        return work.sendings.counts()[OutgoingState.DEAD]


def test_a_sending_is_paused_goes_on_and_is_cancelled_from_home(world: World) -> None:
    now = world.product.clock.now()
    message = Outgoing("0", "notices/help", Surface.MESSAGE, ENGLISH, now, {"is_hr": False}, Lane.BULK, batch="b")
    with world.product.storage.begin() as work:
        work.outbox.add_all(replace(message, key=f"{n}", state=OutgoingState.PAUSED) for n in range(20))
    claire = world.hand(CLAIRE)
    claire.open_home()
    world.home_of(CLAIRE, "outbox.all")
    claire.press(HOME, "outbox.all")
    assert "0 messages sur 20" in shown(claire.modal())
    claire.press("modal", "outbox.resume")
    assert "Mettre en pause" in shown(claire.modal())
    world.message_to(ENGLISH, "What you can do here")
    claire.press("modal", "outbox.cancel")
    assert "outbox.cancel" not in shown(claire.modal())
