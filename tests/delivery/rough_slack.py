"""A Slack that keeps its limits, breaks down, and now and then takes the process that called it along."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.domain.people import Person
from bot.domain.rates import LIMITS, Method
from bot.workspace import Json, Refused
from tests.fakes import MONDAY, FakeClock

SECOND = timedelta(seconds=1)
MINUTE = 60 * SECOND
POSTS_A_MINUTE = 300


class Killed(BaseException):
    """The process ends here."""


@dataclass(frozen=True)
class Call:
    method: Method
    at: datetime
    to: str
    uid: str = ""


@dataclass
class RoughSlack:
    """`misfortune` is how often something goes wrong. `problems` are the rules of Slack's that were broken."""

    clock: FakeClock
    dice: Random
    misfortune: float = 0.15
    people: dict[str, Person] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    closed: list[tuple[Method, datetime, datetime]] = field(default_factory=list)
    revoked_until: datetime = MONDAY
    down_until: datetime = MONDAY
    problems: list[str] = field(default_factory=list)

    def post(self, to: str, message: Json, uid: str) -> str:
        self._begin(Method.POST, to, uid)
        self.accepted.append(uid)
        self._strike("no_answer", "internal_error")
        return f"{len(self.accepted)}.000100"

    def publish(self, person_id: str, view: Json) -> None:
        self._begin(Method.PUBLISH, person_id)
        self._strike("no_answer", "internal_error")

    def share(self, to: str, message: Json, files: object) -> None:
        self._begin(Method.POST, to)

    def revise(self, to: str, ts: str, message: Json) -> None:
        self._begin(Method.REVISE, to)

    def find(self, person_id: str, uid: str, since: float) -> str | None:
        self._begin(Method.LOOK, person_id)
        return "1.000100" if uid in self.accepted else None

    def conversation(self, person_ids: tuple[str, ...]) -> str:
        """Opens a conversation, the same one for the same people."""
        if self.clock.now() < self.down_until:
            raise Refused("not_sent")
        return "G" + "".join(person_ids)

    def identity(self) -> str:
        if self.clock.now() < self.revoked_until:
            raise Refused("token_revoked")
        return "Binôme"

    def person(self, id: str) -> Person:
        return self.people[id]

    def is_closed(self, method: Method, at: datetime) -> bool:
        """Whether Slack wants no such call then."""
        return any(each is method and begun <= at < ended for each, begun, ended in self.closed)

    def _begin(self, method: Method, to: str, uid: str = "") -> None:
        now = self.clock.now()
        minute = [each for each in self.calls[-400:] if each.method is method and each.at > now - MINUTE]
        self._hold_to_the_rules(method, to, [each for each in minute if each.at > now - SECOND])
        self.calls.append(Call(method, now, to, uid))
        if now < self.down_until:
            raise Refused("not_sent")
        if now < self.revoked_until:
            raise Refused("token_revoked")
        if len(minute) >= POSTS_A_MINUTE or self.dice.random() < self.misfortune / 5:
            wait = self.dice.randint(1, 30)
            self.closed.append((method, now, now + wait * SECOND))
            raise Refused("ratelimited", wait)
        self._strike("http_503", "not_sent")

    def _hold_to_the_rules(self, method: Method, to: str, in_this_second: list[Call]) -> None:
        now = self.clock.now()
        if self.is_closed(method, now):
            self.problems.append(f"{method} called at {now} although Slack wants no calls")
        if len(in_this_second) > 2 * LIMITS[method].most:
            self.problems.append(f"{method} called {len(in_this_second)} times in a second")
        if method is Method.POST and any(each.to == to for each in in_this_second):
            self.problems.append(f"{to} written to twice in a second")

    def _strike(self, *errors: str) -> None:
        if self.dice.random() < self.misfortune / 2:
            raise Refused(self.dice.choice(errors))
        if self.dice.random() < self.misfortune / 4:
            raise Killed
