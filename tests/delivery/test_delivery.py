from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.delivery import Delivery
from bot.domain.lanes import Lane
from bot.domain.outbox import OutgoingState, Surface
from bot.workspace import Refused
from storage.work import Storage
from tests.builders import a_message
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

CHANNEL = "C0GENERAL"


def put(storage: Storage, **more: object) -> None:
    with storage.begin() as work:
        work.outbox.add(a_message("a", **more))


def state_of(storage: Storage, id: int = 1) -> tuple[OutgoingState, str | None]:
    with storage.begin() as work:
        message = work.outbox.get(id)
    return message.state, message.reason


def test_a_message_is_sent_in_the_language_of_who_reads_it(
    storage: Storage, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    assert delivery.do_due() == 1
    assert slack.posted[0].text == "Ce que vous pouvez faire ici"
    assert state_of(storage) == (OutgoingState.SENT, None)


def test_what_is_sent_is_not_sent_again(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    put(storage)
    delivery.do_due()
    assert delivery.do_due() == 0
    assert len(slack.posted) == 1


def test_home_is_drawn_as_things_stand_when_it_is_drawn(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    put(storage, surface=Surface.HOME, kind="home/home", context={})
    delivery.do_due()
    assert slack.homes[0][0] == ANA.id
    assert "Bonjour Ana" in str(slack.homes[0][1])


def test_too_many_calls_hold_everything_back_for_as_long_as_slack_says(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    with storage.begin() as work:
        work.outbox.add(a_message("b", to=LEO.id))
    slack.refusals = [Refused("ratelimited", 30)]
    delivery.do_due()
    assert slack.posted == []
    clock.move(seconds=31)
    delivery.do_due()
    assert len(slack.posted) == 2


@pytest.mark.parametrize("error", ["no_answer", "http_503", "internal_error"])
def test_a_message_that_arrived_unheard_is_found_and_not_sent_again(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack, error: str
) -> None:
    put(storage)
    slack.refusals = [Refused(f"after:{error}")]
    delivery.do_due()
    assert state_of(storage) == (OutgoingState.UNKNOWN, error)
    clock.move(minutes=5)
    delivery.do_due()
    assert len(slack.posted) == 1
    assert state_of(storage) == (OutgoingState.SENT, None)


def test_a_message_that_was_lost_is_sent_again(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    slack.refusals = [Refused("no_answer")]
    delivery.do_due()
    clock.move(minutes=5)
    delivery.do_due()
    assert (slack.looks, len(slack.posted)) == (1, 1)


@pytest.mark.parametrize(("repeatable", "posts"), [(True, 2), (False, 1)])
def test_where_nobody_may_look_the_message_decides(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack, repeatable: bool, posts: int
) -> None:
    put(storage, repeatable=repeatable)
    slack.may_look = False
    slack.refusals = [Refused("after:no_answer")]
    delivery.do_due()
    clock.move(minutes=5)
    delivery.do_due()
    assert len(slack.posted) == posts


def test_a_post_that_may_have_arrived_is_asked_about_and_not_repeated(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage, to=CHANNEL, asked_by=CLAIRE.id, repeatable=False)
    slack.refusals = [Refused("after:no_answer")]
    delivery.do_due()
    clock.move(minutes=5)
    delivery.do_due()
    assert [each.to for each in slack.posted] == [CHANNEL, CLAIRE.id]
    assert slack.posted[1].text == "Votre annonce est-elle arrivée\u202f?"


def test_a_final_refusal_is_final_and_who_asked_is_told(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    put(storage, to=CHANNEL, asked_by=CLAIRE.id)
    slack.refusals = [Refused("is_archived")]
    delivery.do_due()
    assert state_of(storage) == (OutgoingState.DEAD, "is_archived")
    assert [each.to for each in slack.posted] == [CLAIRE.id]


def test_a_revoked_token_stops_everything_and_costs_nothing(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    slack.refusals = [Refused("token_revoked")]
    delivery.do_due()
    assert delivery.step() == timedelta(seconds=60)
    with storage.begin() as work:
        assert work.outbox.get(1).attempts == 0
    clock.move(seconds=61)
    slack.refusals = [Refused("token_revoked")]
    assert delivery.step() == timedelta(seconds=60)
    assert slack.posted == []
    clock.move(seconds=61)
    delivery.do_due()
    assert len(slack.posted) == 1


def test_nobody_who_has_left_is_written_to(storage: Storage, delivery: Delivery, slack: FakeSlack) -> None:
    slack.people[ANA.id] = replace(ANA, is_active=False)
    put(storage)
    delivery.do_due()
    assert slack.posted == []
    assert state_of(storage) == (OutgoingState.SKIPPED, "not_reachable")


def test_what_comes_too_late_is_not_said(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage, deadline=clock.now() + timedelta(days=2))
    clock.move(days=3)
    delivery.do_due()
    assert slack.posted == []
    assert state_of(storage) == (OutgoingState.EXPIRED, "too_late")


def test_a_message_that_cannot_be_rendered_harms_no_other(
    storage: Storage, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage, kind="no/such/thing")
    with storage.begin() as work:
        work.outbox.add(a_message("b", to=LEO.id))
    delivery.do_due()
    assert state_of(storage) == (OutgoingState.DEAD, "cannot_be_rendered")
    assert len(slack.posted) == 1


def test_what_nobody_foresaw_is_tried_again(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    slack.refusals = [ConnectionAbortedError("the database went away")]
    delivery.do_due()
    assert state_of(storage) == (OutgoingState.READY, "ConnectionAbortedError")
    clock.move(minutes=5)
    delivery.do_due()
    assert len(slack.posted) == 1


def test_a_worker_that_dies_while_sending_loses_and_doubles_nothing(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    with storage.begin() as work:
        message = work.outbox.claim("dead", clock.now(), timedelta(seconds=60), Surface.MESSAGE, Lane.ANSWER)
    assert message
    slack.post(ANA.id, {"text": "sent, and then it died"}, message.uid)
    clock.move(minutes=2)
    delivery.recover()
    delivery.do_due()
    assert len(slack.posted) == 1
    assert state_of(storage) == (OutgoingState.SENT, None)


def test_who_has_disabled_messages_is_marked_and_left_alone_until_they_ask_for_something(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage)
    slack.refusals = [Refused("messages_tab_disabled")]
    delivery.do_due()
    assert state_of(storage) == (OutgoingState.DEAD, "messages_tab_disabled")
    clock.move(seconds=2)
    with storage.begin() as work:
        work.outbox.add(a_message("nudge", lane=Lane.NUDGE))
    delivery.do_due()
    assert state_of(storage, 2) == (OutgoingState.SKIPPED, "unreachable")
    with storage.begin() as work:
        work.outbox.add(a_message("answer"))
    clock.move(seconds=2)
    delivery.do_due()
    assert state_of(storage, 3) == (OutgoingState.SENT, None)
    with storage.begin() as work:
        assert work.unreachable.count() == 0


def test_a_directory_that_is_asked_too_much_holds_back_that_message_only(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    put(storage, to="U0NEW")
    slack.directory_refusals = [Refused("ratelimited", 30)]
    with storage.begin() as work:
        work.outbox.add(a_message("b", to=LEO.id))
    delivery.do_due()
    assert [each.to for each in slack.posted] == [LEO.id]
    slack.people["U0NEW"] = replace(ANA, id="U0NEW")
    clock.move(seconds=31)
    delivery.do_due()
    assert [each.to for each in slack.posted] == [LEO.id, "U0NEW"]
