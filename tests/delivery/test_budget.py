"""Two messages a week that the bot starts, whatever they are about; what does not fit comes in one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.delivery.delivery import Delivery
from bot.domain.budget import LINES
from bot.domain.enrolment import Role
from bot.domain.lanes import DIGEST, MANNERS, Lane
from bot.domain.outbox import Outgoing, OutgoingState, Surface
from bot.domain.people import Person
from bot.domain.rhythm import Rhythm
from bot.messages.catalogue import dump, kind_of, surfaces
from bot.messages.invited import Unfinished
from bot.messages.outbox import Filter
from bot.messages.proposals import Reminder
from bot.services.digests import DigestService
from bot.services.outbox import OutboxService
from bot.services.people import PeopleService
from bot.workspace import Json, Refused
from storage.outbox import outbox
from storage.work import Storage, Work
from tests.builders import NoPace, a_delivery, a_message
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY, FakeClock, FakeSlack

STATES = OutgoingState


def a_nudge(key: str, to: str = ANA.id, number: int = 7, **more: object) -> Outgoing:
    """A reminder that counts, of its own moment: two at the same time would be one message."""
    told = Unfinished(number, f"Programme {key}", None)
    details = {"kind": kind_of(Unfinished), "context": dump(told), "lane": Lane.NUDGE, **more}
    return a_message(key, to, **{"deadline": MONDAY + timedelta(days=30), **details})


def a_reminder(key: str, **more: object) -> Outgoing:
    told = Reminder(5, "Mentoring", Role.MENTEE, LEO.id)
    return a_nudge(key, kind=kind_of(Reminder), context=dump(told), **more)


class Bot:
    """Delivery and its ticks on one clock; `said` are the texts that have come to Ana."""

    def __init__(self, storage: Storage, clock: FakeClock, slack: FakeSlack, delivery: Delivery | None = None) -> None:
        self._storage, self._clock, self._slack = storage, clock, slack
        self._delivery = delivery or a_delivery(storage, clock, slack)
        self._digests = DigestService(storage, clock)
        self.keep(ANA)

    def keep(self, person: Person) -> None:
        with self._storage.begin() as work:
            work.people.keep(person)
            work.people.place({person.id: {"rhythm": person.rhythm, "absent_until": person.absent_until}})

    def say(self, *messages: Outgoing) -> None:
        """One after the other, as they come in a working day."""
        for message in messages:
            with self._storage.begin() as work:
                work.outbox.add(replace(message, due_at=self._clock.now()))
            self.work()

    def work(self) -> None:
        for _ in range(3):
            self._delivery.recover()
            self._delivery.do_due()
            self._digests.do_due()
            self._clock.move(seconds=2)

    def wait(self, **by: float) -> None:
        self._clock.move(**by)
        self.work()

    @property
    def said(self) -> list[str]:
        return [each.text for each in self._slack.posted if each.to == ANA.id]

    def ends(self) -> list[tuple[str, OutgoingState, str | None]]:
        with self._storage.begin() as work:
            return [(each.key, each.state, each.reason) for each in rows(work) if each.kind != DIGEST]


def rows(work: Work) -> list[Outgoing]:
    query = outbox.select().order_by(outbox.c.id)
    return [Outgoing(**row._mapping) for row in work.outbox._connection.execute(query)]


@pytest.fixture
def bot(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Bot:
    return Bot(storage, clock, slack)


def test_the_third_message_of_a_week_comes_when_there_is_room_again(bot: Bot) -> None:
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"))
    assert len(bot.said) == 2
    bot.wait(days=6, hours=23)
    assert len(bot.said) == 2
    bot.wait(hours=1)
    assert bot.said[2] == "Vos réponses pour Programme c n’attendent plus que l’envoi"
    assert bot.ends()[2] == ("c", STATES.DIGESTED, "folded")


def test_several_come_in_one_message_the_most_important_first(bot: Bot, storage: Storage, slack: FakeSlack) -> None:
    back = a_nudge("d", kind="breaks/back", context={}, lane=Lane.APPOINTMENT)
    bot.say(a_nudge("a"), a_nudge("b"), back, a_nudge("e"), a_nudge("f"))
    bot.wait(days=7)
    assert len(bot.said) == 3
    assert bot.said[2] == "Plusieurs sujets en un message"
    with storage.begin() as work:
        digest = next(each for each in rows(work) if each.kind == DIGEST)
    said = DigestService(storage, FakeClock()).of(digest)
    assert [part.kind for part in said.parts] == [*[kind_of(Unfinished)] * 2, "breaks/back"]  # type: ignore[attr-defined]


def test_a_digest_counts_as_one_message(bot: Bot) -> None:
    bot.say(*(a_nudge(f"{n}") for n in range(5)))
    bot.wait(days=7)
    bot.say(a_nudge("x"), a_nudge("y"))
    assert len(bot.said) == 4
    assert [state for _, state, _ in bot.ends()[5:]] == [STATES.SENT, STATES.FOLDED]


def test_what_comes_while_a_digest_is_awaited_joins_it(bot: Bot, storage: Storage, clock: FakeClock) -> None:
    """There is room again, and somebody would take it before what has waited for it."""
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"))
    clock.move(days=7)
    with storage.begin() as work:
        work.outbox.add(a_nudge("d", lane=Lane.APPOINTMENT, due_at=MONDAY))
    bot.work()
    assert bot.said[2:] == ["Plusieurs sujets en un message"]


def test_answers_and_exits_come_in_a_full_week(bot: Bot) -> None:
    parted = a_nudge("p", kind="pairs/parted", context={"programme": "M", "partner_id": LEO.id}, lane=Lane.APPOINTMENT)
    bot.say(a_nudge("a"), a_nudge("b"), a_message("answer"), parted)
    assert len(bot.said) == 4


def test_a_proposal_counts_and_comes_in_a_full_week(bot: Bot) -> None:
    told = next(each for each in surfaces() if each.kind == "proposals/proposal").samples["short"]
    said = {"kind": "proposals/proposal", "context": dump(told), "lane": Lane.APPOINTMENT}
    bot.say(*(a_nudge(f"{n}", **said) for n in range(3)), a_nudge("x"))
    assert len(bot.said) == 3
    assert bot.ends()[3][1] is STATES.FOLDED


def test_two_nudges_at_the_same_time_are_one_message(bot: Bot, storage: Storage) -> None:
    with storage.begin() as work:
        work.outbox.add_all([a_nudge("a"), a_reminder("b")])
    bot.work()
    assert bot.said == ["Plusieurs sujets en un message"]


def test_what_has_become_pointless_is_not_in_the_digest(storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
    def overtaken(work: Work, message: Outgoing) -> str | None:
        return "answered" if message.key == "c" and clock.now() > MONDAY + timedelta(days=1) else None

    bot = Bot(storage, clock, slack, a_delivery(storage, clock, slack, {kind_of(Unfinished): overtaken}))
    soon = MONDAY + timedelta(days=2)
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"), a_nudge("d", deadline=soon), a_nudge("e"))
    bot.wait(days=7)
    assert bot.ends()[2:] == [
        ("c", STATES.SKIPPED, "answered"),
        ("d", STATES.EXPIRED, "no_room"),
        ("e", STATES.DIGESTED, "folded"),
    ]
    assert len(bot.said) == 3


def test_a_digest_of_nothing_is_not_sent(bot: Bot, storage: Storage) -> None:
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c", deadline=MONDAY + timedelta(days=2)))
    bot.wait(days=7)
    assert len(bot.said) == 2
    with storage.begin() as work:
        digest = next(each for each in rows(work) if each.kind == DIGEST)
    assert (digest.state, digest.reason) == (STATES.SKIPPED, "nothing_left")


def test_what_is_called_off_is_not_in_the_digest(bot: Bot, storage: Storage) -> None:
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"))
    with storage.begin() as work:
        assert work.outbox.call_off(["c"], "answered") == 1
    bot.wait(days=7)
    assert len(bot.said) == 2


def test_the_rest_of_a_long_digest_comes_in_the_next(bot: Bot, clock: FakeClock) -> None:
    bot.say(a_nudge("a"))
    clock.move(hours=2)
    bot.say(*(a_nudge(f"{n}") for n in range(LINES + 3)))
    bot.wait(days=6, hours=22)
    assert [state for _, state, _ in bot.ends()].count(STATES.DIGESTED) == LINES
    bot.wait(hours=3)
    assert [state for _, state, _ in bot.ends()].count(STATES.DIGESTED) == LINES + 2
    assert len(bot.said) == 4


def test_a_message_that_slack_did_not_take_gives_its_place_back(bot: Bot, slack: FakeSlack) -> None:
    slack.refusals = [Refused("invalid_blocks")]
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"))
    assert len(bot.said) == 2


@pytest.mark.parametrize("may_look", [True, False])
def test_a_message_that_may_have_arrived_keeps_its_place(bot: Bot, slack: FakeSlack, may_look: bool) -> None:
    slack.refusals, slack.may_look = [Refused("after:no_answer")], may_look
    bot.say(a_nudge("a", repeatable=may_look), a_nudge("b"), a_nudge("c"))
    bot.wait(minutes=2)
    assert len(bot.said) == 2
    assert bot.ends()[2][1] is STATES.FOLDED


@pytest.mark.parametrize("refusal", ["after:no_answer", "no_answer", "not_sent"])
def test_a_digest_that_fails_on_its_way_is_said_once(bot: Bot, slack: FakeSlack, refusal: str) -> None:
    bot.say(*(a_nudge(f"{n}") for n in range(4)))
    slack.refusals = [Refused(refusal)]
    bot.wait(days=7)
    bot.wait(minutes=2)
    assert bot.said[2:] == ["Plusieurs sujets en un message"]
    assert {state for _, state, _ in bot.ends()} == {STATES.SENT, STATES.DIGESTED}


def test_what_a_digest_was_to_say_shares_its_fate(bot: Bot, slack: FakeSlack) -> None:
    bot.say(*(a_nudge(f"{n}") for n in range(4)))
    slack.refusals = [Refused("user_disabled")]
    bot.wait(days=7)
    assert {end[1:] for end in bot.ends()[2:]} == {(STATES.DEAD, "user_disabled")}


def test_what_is_folded_for_who_leaves_has_a_reason(bot: Bot) -> None:
    bot.say(*(a_nudge(f"{n}") for n in range(4)))
    bot.keep(replace(ANA, is_active=False))
    bot.wait(days=7)
    assert {end[1:] for end in bot.ends()[2:]} == {(STATES.SKIPPED, "not_reachable")}


def test_once_a_week_is_once_a_week(bot: Bot) -> None:
    bot.keep(replace(ANA, rhythm=Rhythm(time(8), time(18), seldom=True)))
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"))
    assert len(bot.said) == 1
    bot.wait(days=7)
    assert len(bot.said) == 2


def test_the_company_chooses_how_many(storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
    bot = Bot(Storage(storage.engine, weekly=3), clock, slack)
    bot.say(*(a_nudge(f"{n}") for n in range(5)))
    assert len(bot.said) == 3


def test_each_person_has_a_week_of_their_own(bot: Bot, slack: FakeSlack) -> None:
    at_noon = replace(LEO, tz="Europe/Paris")
    bot.keep(at_noon)
    slack.people[LEO.id] = at_noon
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c", to=LEO.id))
    assert len(slack.posted) == 3


def test_hr_sees_what_was_folded(bot: Bot, storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c"))
    service = OutboxService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"))
    log = service.log(CLAIRE, Filter.FOLDED)
    assert [(line.to, line.state) for line in log.lines] == [(ANA.id, STATES.FOLDED)]
    bot.wait(days=7)
    assert service.log(CLAIRE, Filter.FOLDED).lines[0].state is STATES.DIGESTED


def test_hr_cancels_what_was_folded_of_a_sending(bot: Bot, storage: Storage) -> None:
    bot.say(a_nudge("a"), a_nudge("b"), a_nudge("c", batch="b"))
    with storage.begin() as work:
        assert work.sendings.cancel("b") == 1
    bot.wait(days=7)
    assert len(bot.said) == 2


class Slow:
    """A Slack that takes its time: whoever else is sending goes on meanwhile."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self.meanwhile: list[Delivery] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._slack, name)

    def post(self, to: str, message: Json, uid: str) -> str:
        for delivery in self.meanwhile[:1]:
            self.meanwhile = self.meanwhile[1:]
            delivery._tools.clock.move(seconds=2)  # type: ignore[attr-defined]
            delivery.do_due()
        return self._slack.post(to, message, uid)


def test_two_senders_do_not_both_send_the_last_one(storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
    """Both have looked before either has heard from Slack."""
    slow = Slow(slack)
    one, other, third = (a_delivery(storage, clock, slow) for _ in range(3))  # type: ignore[arg-type]
    with storage.begin() as work:
        work.people.keep(ANA)
        work.outbox.add_all(a_nudge(f"{n}", lane=Lane.APPOINTMENT) for n in range(3))
    slow.meanwhile = [other, third]
    one.do_due()
    assert len(slack.posted) == 2


def test_many_senders_at_the_same_moment_keep_the_week(storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
    with storage.begin() as work:
        work.people.keep(replace(ANA, checked_at=clock.now()))
        work.outbox.add_all(a_nudge(f"{n}", lane=Lane.APPOINTMENT) for n in range(12))
    senders = [a_delivery(storage, clock, slack, pace=NoPace()) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(Delivery.do_due, senders))
    assert len(slack.posted) == 2


def test_news_for_hr_waits_behind_nobody_in_its_lane(storage: Storage) -> None:
    messages = [a_message(f"{n}", f"U{n}", lane=Lane.APPOINTMENT) for n in range(60)]
    with storage.begin() as work:
        work.outbox.add_all([*messages, a_message("hr", "U0CLAIRE", lane=Lane.APPOINTMENT, urgent=True)])
        order = [claim(work).key for _ in range(3)]  # type: ignore[union-attr]
    assert order == ["hr", "0", "1"]
    assert {kind for kind, manner in MANNERS.items() if manner.urgent} >= {"proposals/fallen", "people/left"}


def claim(work: Work) -> Outgoing | None:
    return work.outbox.claim("one", MONDAY, timedelta(seconds=60), Surface.MESSAGE, Lane.APPOINTMENT)
