"""A year of a programme on a clock that jumps: people answer, rest, move and leave; Slack and the process fail.

All of it comes from a seed: the same one gives the same trace, on either database.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from bot.domain.errors import InvalidForm, ProgrammeError
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.rates import Method
from bot.messages.checkins import Questions
from storage.work import Storage
from tests.delivery.rough_slack import Killed, RoughSlack
from tests.fakes import FakeClock
from tests.year.company import BEGINS, HR, ZONES, settle
from tests.year.habits import Habits, Reaction, lines_of
from tests.year.parts import Parts
from tests.year.rules import Rules

SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=6)
"""From one tick to the next: in between the product ticks too, and finds nothing due."""
YEAR = 365
MISHAPS = {"outage": 6, "stop": 8, "revoked": 1}
"""A year's, for everybody: Slack is down, the process is, the token is revoked."""
TURNS = {"rests": 3.0, "moves": 0.3, "leaves": 0.05}
"""A year's, for each person."""


class Year:
    """`make` builds what is tried, anew after each crash. `hardship`: how many years' mishaps come in one."""

    def __init__(
        self,
        storage: Storage,
        seed: int,
        people: int,
        make: Callable[[Storage, FakeClock, RoughSlack], Parts] = Parts,
        hardship: float = 1,
    ) -> None:
        self._hardship = hardship
        self._storage, self._dice, self._clock = storage, Random(seed), FakeClock(BEGINS)
        self._slack = RoughSlack(self._clock, self._dice, misfortune=0.05, people=settle(storage, people, self._dice))
        self._start = lambda: make(storage, self._clock, self._slack)
        self._parts = self._start()
        self._habits = Habits(self._dice)
        self._rules = Rules(storage)
        self._agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = count()
        self._stopped_until = BEGINS
        self._seen = 0
        self.counts: Counter[str] = Counter()

    def run(self, days: float = YEAR) -> list[str]:
        """Lives through so many days, and a quiet week; returns all that went wrong."""
        self._fill_the_agenda(days)
        self._live(BEGINS + timedelta(days=days))
        self._agenda.clear()
        self._slack.misfortune = 0
        self._live(self._clock.now() + timedelta(days=7), answering=False)
        return [
            *self._slack.problems,
            *self._rules.problems,
            *self._rules.at_the_end(self._slack.accepted, self._clock.now()),
        ]

    def trace(self) -> list[tuple[object, ...]]:
        """All that was called, and what is in the database."""
        return [*((each.method, each.at, each.to) for each in self._slack.calls), *self._rules.rows()]

    def _fill_the_agenda(self, days: float) -> None:
        share = self._hardship * days / YEAR
        for name, often in MISHAPS.items():
            self._spread(days, round(often * share + self._dice.random()), getattr(self, f"_{name}"))
        for name, often in TURNS.items():
            many = round(often * share * len(self._slack.people) + self._dice.random())
            self._spread(days, many, getattr(self, f"_somebody_{name}"))

    def _spread(self, days: float, many: int, act: Callable[[], None]) -> None:
        for _ in range(many):
            self._plan(BEGINS + timedelta(days=self._dice.uniform(0, days)), act)

    def _plan(self, at: datetime, act: Callable[[], None]) -> None:
        heappush(self._agenda, (at, next(self._numbers), act))

    # How time passes

    def _live(self, until: datetime, answering: bool = True) -> None:
        next_tick = self._clock.now()
        while self._clock.now() < until:
            now = self._clock.now()
            if now >= self._stopped_until:
                self._act(now)
                if now >= next_tick:
                    next_tick = self._tick(now)
                self._deliver(answering)
            coming = [next_tick, *(at for at, _, _ in self._agenda[:1])]
            self._to(max(min(coming), self._stopped_until))

    def _tick(self, now: datetime) -> datetime:
        """Has the pulse beat; returns when it does so next: when something is due, or to have a look."""
        self._parts.tick()
        self.counts["ticks"] += 1
        soonest = _half_hour_after(now)
        return min(max(self._rules.next_due() or soonest, soonest), soonest + LONGEST)

    def _to(self, instant: datetime) -> None:
        self._clock.move(seconds=max(0.001, (instant - self._clock.now()).total_seconds()))

    def _act(self, now: datetime) -> None:
        while self._agenda and self._agenda[0][0] <= now:
            heappop(self._agenda)[2]()

    def _deliver(self, answering: bool) -> None:
        """Sends what is due, as fast as Slack takes it; what people do meanwhile is done in between."""
        while (wait := self._step(answering)) is not None and self._clock.now() >= self._stopped_until:
            self._to(self._clock.now() + wait) if wait else None
            self._act(self._clock.now())

    def _step(self, answering: bool) -> timedelta | None:
        before = len(self._slack.calls)
        self.counts["steps"] += 1
        try:
            wait = self._parts.delivery.step()
        except Killed:
            self.counts["crashes"] += 1
            self._parts = self._start()
            wait = timedelta(seconds=1)
        posts = [each for each in self._slack.calls[before:] if each.method is Method.POST]
        for uid in self._slack.accepted[self._seen :]:
            message = self._rules.arrived(uid, posts[-1].at)
            self.counts[message.kind] += 1
            if answering:
                self._react(message)
        self._seen = len(self._slack.accepted)
        return wait

    # What people do

    def _react(self, message: Outgoing) -> None:
        for pair_id, asks, day in _asked(message):
            for reaction in self._habits.reactions(message.to, pair_id, asks, day, self._clock.now()):
                self._plan(reaction.at, lambda reaction=reaction: self._perform(reaction))  # type: ignore[misc]

    def _perform(self, reaction: Reaction) -> None:
        person = self._slack.people[reaction.person_id]
        if not person.is_active:
            return
        try:
            self._habits.perform(reaction, person, self._parts, self._clock.now())
            self.counts[f"did: {reaction.act}"] += 1
        except (ProgrammeError, InvalidForm) as refused:
            self.counts[f"refused: {type(refused).__name__}"] += 1

    def _somebody_rests(self) -> None:
        person, today = self._somebody(), self._clock.now().date()
        back = today + timedelta(days=self._dice.choice((3, 7, 14, 30)))
        self._rules.rests(person.id, today, back)
        self._parts.breaks.take(person, "everything", back, f"rest:{next(self._numbers)}")
        self._changed(replace(person, absent_until=back), keep=False)

    def _somebody_moves(self) -> None:
        self._changed(replace(self._somebody(), tz=self._dice.choice(ZONES)))

    def _somebody_leaves(self) -> None:
        gone = replace(self._somebody(), is_active=False)
        self._changed(gone, keep=False)
        self._parts.leave(gone)

    def _somebody(self) -> Person:
        active = [each.id for each in self._slack.people.values() if each.is_active and each.id != HR.id]
        return self._slack.people[self._dice.choice(active)]

    def _changed(self, person: Person, keep: bool = True) -> None:
        self._slack.people[person.id] = person
        if keep:
            with self._storage.begin() as work:
                work.people.keep(person)

    # What goes wrong

    def _outage(self) -> None:
        self._slack.down_until = self._clock.now() + timedelta(hours=self._dice.choice((0.3, 2, 8, 30)))

    def _stop(self) -> None:
        self._stopped_until = self._clock.now() + timedelta(hours=self._dice.choice((0.3, 2, 8, 30, 30, 200)))
        self._parts = self._start()

    def _revoked(self) -> None:
        self._slack.revoked_until = self._clock.now() + timedelta(hours=self._dice.choice((0.3, 2, 30)))


def _asked(message: Outgoing) -> Iterator[tuple[int, str, str]]:
    """Pair, what is asked about it, and the day by which its buttons know the message."""
    if message.kind == "checkins/questions":
        seen = Questions.read(message.context)
        yield from ((pair_id, asks, seen.day.isoformat()) for pair_id, asks in lines_of(seen.lines))
    elif message.kind == "checkins/paused":
        yield int(str(message.context["pair_id"])), "paused", ""


def _half_hour_after(now: datetime) -> datetime:
    return datetime.fromtimestamp((now.timestamp() // 1800 + 1) * 1800, UTC)
