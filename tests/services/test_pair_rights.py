"""Only the programme team does anything about pairs but answering for oneself."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.domain.audit import Deed
from bot.domain.errors import NotAllowed
from bot.domain.making import Chooser, Direction
from bot.domain.people import Person
from bot.domain.supervisors import Supervisors
from bot.domain.weighing import Weighing
from bot.messages.topping_up import Wanted as TopUpWanted
from bot.services.queue import View
from bot.services.terms import Wanted
from storage.work import Storage
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.pairing import House

WANTED = Wanted(True, 3, 7, False, Supervisors.NOBODY, {})
ACTS: dict[str, Callable[[House, Person, int], object]] = {
    "open": lambda house, who, _: house.matching.open(who, 1),
    "match": lambda house, who, _: house.matching.match(who, 1, "k"),
    "result": lambda house, who, _: house.matching.result(who, 1),
    "stuck": lambda house, who, _: house.matching.stuck(who, 1),
    "compare": lambda house, who, _: house.matching.compare(who, 1),
    "weigh": lambda house, who, _: house.matching.weigh(who, 1, Weighing(), "k"),
    "queue": lambda house, who, _: house.queue.open(who, 1),
    "card": lambda house, who, id: house.queue.card(who, id),
    "next": lambda house, who, id: house.queue.next(who, id),
    "decide": lambda house, who, id: house.queue.decide(who, id, 1, Deed.APPROVED, "k"),
    "accept": lambda house, who, id: house.queue.accept(who, id, View(seen={str(id): 1}), "k"),
    "lock": lambda house, who, id: house.queue.lock(who, id, 1, Deed.LOCKED, "k"),
    "rejecting": lambda house, who, id: house.queue.rejecting(who, id),
    "forbid": lambda house, who, id: house.queue.forbid(who, id, 1, "k"),
    "above": lambda house, who, _: house.queue.above(who, 1),
    "approve above": lambda house, who, _: house.queue.approve_above(who, 1, 0, "k"),
    "swap": lambda house, who, id: house.hand.swap(who, id, 1, "U0ANA", "k"),
    "by hand": lambda house, who, _: house.hand.by_hand(who, 1),
    "make": lambda house, who, _: house.hand.make(who, 1, "U0ANA", "U0LEO"),
    "preview": lambda house, who, _: house.proposals.preview(who, 1),
    "test": lambda house, who, _: house.proposals.test(who, 1, "k"),
    "publish": lambda house, who, _: house.proposals.publish(who, 1, True, "k"),
    "terms": lambda house, who, _: house.terms.edit(who, 1),
    "change terms": lambda house, who, _: house.terms.change(who, 1, 1, WANTED, "k"),
    "making": lambda house, who, _: house.making.edit(who, 1),
    "change making": lambda house, who, _: house.making.change(who, 1, 0, Chooser.MENTEE, Direction.CLASSIC, "k"),
    "open the choice": lambda house, who, _: house.making.open(who, 1, "k"),
    "end": lambda house, who, id: house.pairs.end(who, id),
    "keep": lambda house, who, id: house.pairs.keep(who, id),
    "supervisors": lambda house, who, _: house.supervisors.overview(who, 1),
    "ask supervisors": lambda house, who, _: house.supervisors.ask(who, 1, "k"),
    "top up": lambda house, who, _: house.topping_up.propose(who, 1, TopUpWanted()),
    "keep a top-up": lambda house, who, _: house.topping_up.keep(who, 1, TopUpWanted(), "mark", "k"),
    "log": lambda house, who, _: house.audit.log(who, 1),
}


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    house = House(storage, clock, slack)
    with storage.begin() as work:
        work.people.keep(ANA)
    return house


def test_nobody_else_does_any_of_it(house: House) -> None:
    house.match()
    pair = house.all()[0]
    for name, act in ACTS.items():
        with pytest.raises(NotAllowed):
            act(house, ANA, pair.id)
            pytest.fail(name)
    assert house.pair(pair) == pair


def test_whoever_does_it_is_in_the_log_with_states_and_no_words(house: House) -> None:
    house.match()
    pair = house.all()[0]
    house.queue.decide(CLAIRE, pair.id, pair.version, Deed.REJECTED, house.key(), "Same canary.")
    first = house.audit.log(CLAIRE, house.programme.id).entries[0]
    assert (first.by, first.deed, first.before, first.after) == (CLAIRE.id, Deed.REJECTED, "staged", "rejected")
    assert (first.mentee_id, first.mentor_id, first.at.date()) == (*pair.people, date(2027, 1, 4))
    assert "canary" not in str(house.audit.log(CLAIRE, house.programme.id))
