"""Messages shown in the place of earlier ones."""

from datetime import timedelta

import pytest

from bot.delivery.delivery import Delivery
from bot.domain.outbox import Outgoing, OutgoingState, Surface
from bot.messages import catalogue
from bot.messages.pairs import Parted
from bot.workspace import Refused
from storage.work import Storage
from tests.builders import a_message
from tests.conftest import ANA
from tests.fakes import FakeClock, FakeSlack

CONTEXT = catalogue.dump(Parted("Mentoring", "U0LEO"))


def a_revision(key: str, of: int) -> Outgoing:
    return a_message(key, kind="pairs/parted", context=CONTEXT, surface=Surface.REVISION, replaces=of)


def put(storage: Storage, *messages: Outgoing) -> None:
    with storage.begin() as work:
        work.outbox.add_all(messages)


def state_of(storage: Storage, id: int) -> tuple[OutgoingState, str | None]:
    with storage.begin() as work:
        message = work.outbox.get(id)
    return message.state, message.reason


@pytest.fixture
def sent(storage: Storage, delivery: Delivery) -> None:
    put(storage, a_message("a"))
    delivery.do_due()


@pytest.mark.usefixtures("sent")
def test_a_message_is_shown_anew_and_nothing_is_posted(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    put(storage, a_revision("b", of=1))
    delivery.do_due()
    assert len(slack.posted) == 1
    assert [(to, ts) for to, ts, _ in slack.revised] == [(ANA.id, slack.posted[0].ts)]
    assert state_of(storage, 2) == (OutgoingState.SENT, None)


@pytest.mark.usefixtures("sent")
def test_of_two_the_newest_is_shown(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    put(storage, a_revision("b", of=1), a_revision("c", of=1))
    delivery.do_due()
    assert len(slack.revised) == 1
    assert state_of(storage, 2) == (OutgoingState.SKIPPED, "revised_later")


def test_what_never_arrived_is_not_shown_anew(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    slack.refusals = [Refused("invalid_blocks")]
    put(storage, a_message("a"))
    delivery.do_due()
    put(storage, a_revision("b", of=1))
    delivery.do_due()
    assert (slack.revised, state_of(storage, 2)) == ([], (OutgoingState.SKIPPED, "nothing_to_revise"))


def test_what_has_not_arrived_yet_is_waited_for(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage, a_message("a", due_at=clock.now() + timedelta(minutes=1)), a_revision("b", of=1))
    delivery.do_due()
    assert slack.revised == []
    clock.move(minutes=2)
    delivery.do_due()
    clock.move(minutes=1)
    delivery.do_due()
    assert len(slack.revised) == 1


@pytest.mark.usefixtures("sent")
def test_a_message_that_somebody_has_deleted_troubles_nobody(
    storage: Storage, delivery: Delivery, slack: FakeSlack
) -> None:
    slack.refusals = [Refused("message_not_found")]
    put(storage, a_revision("b", of=1))
    delivery.do_due()
    assert state_of(storage, 2) == (OutgoingState.SKIPPED, "message_not_found")
    with storage.begin() as work:
        assert not work.unreachable.holds(ANA.id)


@pytest.mark.usefixtures("sent")
def test_a_call_that_broke_off_is_made_again(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    slack.refusals = [Refused("no_answer")]
    put(storage, a_revision("b", of=1))
    delivery.do_due()
    clock.move(minutes=2)
    delivery.do_due()
    assert len(slack.revised) == 1
    assert slack.looks == 0
