"""Days of delivery on a clock that jumps, to a Slack with limits and faults, from a seed.

What is sent is checked as it goes; what is left is checked at the end. The same seed gives the same trace.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from sqlalchemy import func, select, update

from bot.calendars import calendar_of, weekly_of
from bot.delivery.delivery import Delivery
from bot.domain.budget import WEEK, WEEKLY
from bot.domain.calendar import DEFAULT_HOURS
from bot.domain.enrolment import Role
from bot.domain.lanes import MANNERS, Lane, Share
from bot.domain.outbox import FINAL, Outgoing, OutgoingState, Surface
from bot.domain.people import Person
from bot.domain.rates import Method
from bot.domain.rhythm import Rhythm
from bot.messages.catalogue import dump
from bot.messages.enrolment import Again
from bot.messages.invited import Unfinished
from bot.messages.publishing import Waiting
from bot.services.digests import DigestService
from storage.outbox import outbox
from storage.people import people
from storage.work import Storage
from tests.delivery.rough_slack import SECOND, Call, Killed, RoughSlack
from tests.fakes import FakeClock

ZONES = ("Europe/Paris", "America/Toronto", "Asia/Jerusalem", "Asia/Singapore", "Africa/Cairo", "Asia/Dubai")
THURSDAY = datetime(2027, 1, 7, 11, 0, tzinfo=UTC)
TICK = timedelta(seconds=15)
HOUR = timedelta(hours=1)

_SAID: dict[Lane, tuple[str, dict[str, object]]] = {
    Lane.ANSWER: ("notices/help", {"is_hr": False}),
    Lane.APPOINTMENT: ("proposals/waiting", dump(Waiting("Mentoring", Role.MENTOR))),
    Lane.NUDGE: ("enrolment/unfinished", dump(Unfinished(7, "Mentoring", None))),
    Lane.BULK: ("enrolment/again", dump(Again(7, "Mentoring", 2))),
}
"""What is said in each lane: but for answers, and one in five of the others, it counts."""

Delivering = Callable[[Storage, FakeClock, RoughSlack], Delivery]


class Simulation:
    """`delivering` makes the delivery that is tried."""

    def __init__(self, storage: Storage, seed: int, delivering: Delivering) -> None:
        self._dice = Random(seed)
        self._clock = FakeClock(THURSDAY)
        self._storage = storage
        self._slack = RoughSlack(self._clock, self._dice)
        self._start = lambda: delivering(storage, self._clock, self._slack)
        self._digests = DigestService(storage, self._clock)
        self._delivery = self._start()
        self._count = 0
        self._answers: dict[str, datetime] = {}
        self._problems: list[str] = []
        self._came: dict[str, dict[str, datetime]] = defaultdict(dict)
        for number in range(30):
            self._keep(Person(f"U{number:03}", f"P{number}", self._dice.choice(ZONES), "fr-FR"))

    def run(self, days: float = 1) -> list[str]:
        """Lives through so many days, and some in which nothing happens; returns all that went wrong."""
        self._live(THURSDAY + timedelta(days=days))
        self._slack.misfortune = 0
        with self._storage.begin() as work:
            for sending in work.sendings.unfinished(1000):
                work.sendings.resume(sending.batch)
        self._come_to_rest()
        return [*self._slack.problems, *self._problems, *self._wrong_at_the_end()]

    def trace(self) -> list[tuple[object, ...]]:
        """All that happened."""
        ends = ((each.key, each.state, each.reason, each.attempts, each.claimed_at) for each in self._rows())
        return [*((each.method, each.at, each.to) for each in self._slack.calls), *ends]

    def _live(self, until: datetime) -> None:
        next_happening, next_tick = self._clock.now(), self._clock.now()
        while self._clock.now() < until:
            if self._clock.now() >= next_happening:
                self._something_happens()
                next_happening = self._clock.now() + timedelta(minutes=self._dice.expovariate(1 / 30))
            if self._clock.now() >= next_tick:
                self._tick()
                next_tick = self._clock.now() + TICK
            self._pass(self._step(), next_happening)

    def _come_to_rest(self) -> None:
        """Nothing happens any more: what is left is sent or given up, unless nothing moves for an hour."""
        moved_at = self._clock.now()
        self._tick()
        while (due_at := self._next()) and self._clock.now() - max(moved_at, due_at) < HOUR:
            wait = self._step()
            self._tick()
            if wait is not None:
                moved_at = self._clock.now()
            self._pass(wait, self._clock.now() + 24 * HOUR)

    def _tick(self) -> None:
        self._delivery.recover()
        self._digests.do_due()

    def _step(self) -> timedelta | None:
        before = len(self._slack.calls)
        try:
            wait = self._delivery.step()
        except Killed:
            self._delivery = self._start()
            wait = SECOND
        for call in self._slack.calls[before:]:
            self._check(call)
        return wait

    def _pass(self, wait: timedelta | None, next_happening: datetime) -> None:
        """To when delivery wants to look again, or to when something is due or happens."""
        if wait == timedelta():
            return
        now = self._clock.now()
        then = now + wait if wait else max(self._next() or next_happening, now + TICK)
        self._clock.move(seconds=(min(then, max(next_happening, now + SECOND)) - now).total_seconds())

    def _next(self) -> datetime | None:
        """When the next message is due, or its lease runs out."""
        left = outbox.c.state.not_in((*FINAL, OutgoingState.PAUSED, OutgoingState.FOLDED))
        with self._storage.engine.begin() as connection:
            query = select(func.min(outbox.c.due_at), func.min(outbox.c.leased_until)).where(left)
            return min((each for each in connection.execute(query).one() if each), default=None)

    # What happens

    def _something_happens(self) -> None:
        acts = (self._ask, self._remind, self._tell_all, self._decide, self._change, self._choose, self._revoke)
        self._dice.choices(acts, (40, 30, 5, 6, 8, 4, 1))[0]()

    def _ask(self) -> None:
        """Somebody does something; now and then Slack delivers it twice."""
        answer = self._message(self._somebody().id, Lane.ANSWER, timedelta(hours=6))
        home = replace(answer, key=f"home:{answer.key}", surface=Surface.HOME, kind="home/home")
        for _ in range(self._dice.randint(1, 2)):
            self._put([answer, home])

    def _remind(self) -> None:
        lane = self._dice.choice((Lane.NUDGE, Lane.APPOINTMENT))
        count = self._dice.randint(1, 6)
        self._put([self._message(self._somebody().id, lane, timedelta(days=2)) for _ in range(count)])

    def _tell_all(self) -> None:
        batch = f"batch:{self._count}"
        everybody = [self._message(id, Lane.BULK, timedelta(days=3)) for id in self._slack.people]
        self._put([replace(message, batch=batch) for message in everybody])

    def _decide(self) -> None:
        """HR pauses a sending, lets one go on, or cancels one."""
        with self._storage.begin() as work:
            if found := work.sendings.unfinished(10):
                decide = self._dice.choice((work.sendings.pause, work.sendings.resume, work.sendings.cancel))
                decide(self._dice.choice(found).batch)

    def _change(self) -> None:
        """Somebody moves, goes on leave, or leaves for good."""
        someone, today = self._somebody(), self._clock.now().date()
        back = today + timedelta(days=self._dice.randint(1, 5))
        changes = {"tz": self._dice.choice(ZONES), "absent_until": back, "is_active": False}
        change = self._dice.choices(list(changes), (5, 5, 1))[0]
        self._keep(replace(someone, **{change: changes[change]}))

    def _choose(self) -> None:
        """Somebody wants to be written to at other hours, or less often, or at the usual hours again."""
        opens = self._dice.randint(6, 12)
        days = self._dice.choice((None, (0, 2, 4, 6), (1, 3, 5)))
        own = Rhythm(time(opens), time(opens + self._dice.randint(2, 10)), days, self._dice.random() < 0.5)
        self._keep(replace(self._somebody(), rhythm=self._dice.choice((own, own, None))))

    def _revoke(self) -> None:
        self._slack.revoked_until = self._clock.now() + timedelta(minutes=self._dice.randint(1, 90))

    def _keep(self, person: Person) -> None:
        self._slack.people[person.id] = person
        with self._storage.begin() as work:
            work.people.keep(person)
        with self._storage.engine.begin() as connection:
            own = {"absent_until": person.absent_until, "rhythm": person.rhythm}
            connection.execute(update(people).where(people.c.id == person.id).values(own))

    def _somebody(self) -> Person:
        return self._slack.people[self._dice.choice(sorted(self._slack.people))]

    def _message(self, to: str, lane: Lane, good_for: timedelta) -> Outgoing:
        self._count += 1
        now = due_at = self._clock.now()
        if lane.keeps_hours:
            due_at = calendar_of(self._slack.people[to], DEFAULT_HOURS).next_open(now)
        kind, context = _SAID[lane] if self._dice.random() < 0.8 else _SAID[Lane.ANSWER]
        message = Outgoing(f"{lane}:{self._count}", kind, Surface.MESSAGE, to, now, context, lane)
        return replace(message, due_at=due_at, deadline=due_at + good_for)

    def _put(self, messages: list[Outgoing]) -> None:
        with self._storage.begin() as work:
            work.outbox.add_all(messages)

    # What must be so

    def _check(self, call: Call) -> None:
        if call.method is not Method.POST:
            return
        with self._storage.engine.begin() as connection:
            message = Outgoing(**connection.execute(select(outbox).where(outbox.c.uid == call.uid)).one()._mapping)
        person = self._slack.people[call.to]
        if not person.is_active:
            self._problems.append(f"{message.key}: {call.to} had left")
        if message.keeps_hours and MANNERS[message.kind].takes is Share.ONE and call.uid in self._slack.accepted:
            self._check_week(person, call)
        if message.keeps_hours and not calendar_of(person, DEFAULT_HOURS).is_open(call.at):
            self._problems.append(f"{message.key}: out of the hours of {call.to} at {call.at}")
        if message.deadline and call.at > message.deadline:
            self._problems.append(f"{message.key}: after its deadline")
        if message.lane is Lane.ANSWER and message.attempts == 0 and self._waited_for_nothing(message, call):
            self._problems.append(f"{message.key}: an answer waited {call.at - message.created_at}")

    def _check_week(self, person: Person, call: Call) -> None:
        """What came is judged by what its reader had chosen when it came, and what had come in seven days before."""
        came = self._came[person.id]
        came[call.uid] = min(call.at, came.get(call.uid, call.at))
        lately = [at for at in came.values() if at > call.at - WEEK]
        if len(lately) > weekly_of(person, WEEKLY):
            self._problems.append(f"{call.uid}: number {len(lately)} of the week for {person.id} at {call.at}")

    def _waited_for_nothing(self, message: Outgoing, call: Call) -> bool:
        """More than three seconds although Slack took messages, and its reader had a rest."""
        moments = (message.created_at + n * SECOND for n in range(1 + int((call.at - message.created_at) / SECOND)))
        shut = any(at < self._slack.revoked_until + 90 * SECOND or self._was_shut(at) for at in moments)
        heard = [each for each in self._slack.calls if each.to == call.to and each.at > message.created_at - 2 * SECOND]
        return call.at - message.created_at > 3 * SECOND and not shut and len(heard) == 1

    def _was_shut(self, at: datetime) -> bool:
        return self._slack.is_closed(Method.POST, at)

    def _wrong_at_the_end(self) -> Iterator[str]:
        arrived = Counter(self._slack.accepted)
        sent = {each.id for each in self._rows() if each.state is OutgoingState.SENT}
        yield from (f"{uid}: arrived {count} times" for uid, count in arrived.items() if count > 1)
        for message in self._rows():
            if message.state not in FINAL:
                yield f"{message.key}: left {message.state}"
            elif message.state is not OutgoingState.SENT and not message.reason:
                yield f"{message.key}: {message.state} for no reason"
            elif message.state is OutgoingState.DIGESTED and message.digest_id not in sent:
                yield f"{message.key}: said in a digest that was not sent"
            elif message.surface is Surface.MESSAGE and (message.state is OutgoingState.SENT) != bool(message.ts):
                yield f"{message.key}: {message.state} with ts {message.ts}"
            elif message.surface is Surface.MESSAGE and (message.state is OutgoingState.SENT) != arrived[message.uid]:
                yield f"{message.key}: {message.state}, arrived {arrived[message.uid]} times"

    def _rows(self) -> list[Outgoing]:
        with self._storage.engine.begin() as connection:
            return [Outgoing(**row._mapping) for row in connection.execute(select(outbox).order_by(outbox.c.id))]
