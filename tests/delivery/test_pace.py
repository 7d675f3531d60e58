"""In which order, and how fast."""

from collections import Counter
from datetime import timedelta

from bot.delivery.delivery import Delivery
from bot.domain.lanes import Lane
from bot.domain.outbox import Surface
from bot.domain.people import Person
from bot.domain.rates import SPACING
from bot.workspace import Refused
from storage.work import Storage
from tests.builders import a_message
from tests.conftest import CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

PEOPLE = [f"U0P{n:04}" for n in range(400)]


def crowd(slack: FakeSlack) -> None:
    """Many people, so that nobody has to rest."""
    for id in PEOPLE:
        slack.people[id] = Person(id, id, tz="Europe/Paris")


def put(storage: Storage, lane: Lane, count: int, first: int = 0, **more: object) -> None:
    with storage.begin() as work:
        work.outbox.add_all(a_message(f"{lane}:{n}", to=PEOPLE[first + n], lane=lane, **more) for n in range(count))


def run(delivery: Delivery, clock: FakeClock, seconds: float) -> None:
    """Lets delivery work for so long, waiting as it says."""
    until = clock.now() + timedelta(seconds=seconds)
    while clock.now() < until:
        wait = delivery.step()
        if wait != timedelta():
            left = (until - clock.now()).total_seconds()
            clock.move(seconds=min(left, (wait or timedelta(seconds=1)).total_seconds()))


def lanes_of(slack: FakeSlack, ranges: dict[Lane, range]) -> Counter[Lane]:
    place = {PEOPLE[n]: lane for lane, numbers in ranges.items() for n in numbers}
    return Counter(place[each.to] for each in slack.posted)


def test_a_recipient_hears_one_thing_a_second(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    with storage.begin() as work:
        work.outbox.add_all(a_message(f"{n}") for n in range(3))
    delivery.do_due()
    assert len(slack.posted) == 1
    assert delivery.step() == SPACING
    clock.move(seconds=1.2)
    delivery.do_due()
    assert len(slack.posted) == 2


def test_an_answer_passes_ten_thousand_others(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    crowd(slack)
    put(storage, Lane.BULK, 400)
    run(delivery, clock, 20)
    with storage.begin() as work:
        work.outbox.add(a_message("answer", to=LEO.id, due_at=clock.now()))
    before = clock.now()
    while LEO.id not in {each.to for each in slack.posted}:
        run(delivery, clock, 0.1)
    assert clock.now() - before <= timedelta(seconds=1)


def test_every_lane_moves_each_minute(storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack) -> None:
    crowd(slack)
    for place, lane in enumerate(Lane):
        put(storage, lane, 100, first=place * 100)
    run(delivery, clock, 15)
    moved = lanes_of(slack, {lane: range(place * 100, place * 100 + 100) for place, lane in enumerate(Lane)})
    assert set(moved) == set(Lane)
    assert moved[Lane.ANSWER] > moved.total() / 2


def test_home_pages_do_not_use_up_what_messages_may(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    crowd(slack)
    put(storage, Lane.ANSWER, 100, surface=Surface.HOME, kind="home/home", context={})
    put(storage, Lane.NUDGE, 100)
    run(delivery, clock, 10)
    assert 38 <= len(slack.posted) <= 48
    assert 12 <= len(slack.homes) <= 20


def test_too_many_pages_hold_back_pages_and_no_messages(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    with storage.begin() as work:
        work.outbox.add(a_message("home", surface=Surface.HOME, kind="home/home", context={}))
    slack.refusals = [Refused("ratelimited", 30)]
    delivery.do_due()
    with storage.begin() as work:
        work.outbox.add(a_message("a", to=CLAIRE.id))
    delivery.do_due()
    assert (len(slack.posted), len(slack.homes)) == (1, 0)
    clock.move(seconds=31)
    delivery.do_due()
    assert len(slack.homes) == 1


def test_what_is_not_sent_after_all_costs_nothing_of_the_budget(
    storage: Storage, clock: FakeClock, delivery: Delivery, slack: FakeSlack
) -> None:
    crowd(slack)
    put(storage, Lane.NUDGE, 200, deadline=clock.now() + timedelta(hours=1))
    clock.move(hours=2)
    assert delivery.do_due() == 200
    assert slack.posted == []
