"""How fast Slack may be called: a bucket of tokens for each method, which learns from Slack's refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

BULK_SHARE = 0.8
"""What a sending to many may take of the budget."""
BACK_OFF = 0.7
SPACING = timedelta(seconds=1.1)
"""Slack takes about one message a second for each conversation."""
PLANNED_A_MINUTE = 300
"""What is told to people beforehand: Slack says "several hundred messages a minute"."""
LONGEST_SHUT = timedelta(hours=1)
"""Slack never asks for as long a wait as this."""
_BURST_SECONDS = 1
_NEAR = 0.9
_RISE, _CATCHING_UP, _FEELING_ITS_WAY = 0.005, 0.05, 0.001
"""By how much each call raises the rate: before any refusal, well below the last one, and near it."""


class Method(StrEnum):
    """What is called, each with a limit of its own."""

    POST = "chat.postMessage"
    PUBLISH = "views.publish"
    LOOK = "conversations.history"
    REVISE = "chat.update"


@dataclass(frozen=True)
class Stop:
    """Slack refuses everything, for this reason. It is asked again at `try_at`, and nothing is sent before."""

    reason: str
    try_at: datetime


@dataclass(frozen=True)
class Limits:
    """Calls a second: to begin with, at least, and at most."""

    start: float
    least: float
    most: float


LIMITS: Mapping[Method, Limits] = {
    Method.POST: Limits(start=4, least=1, most=10),
    Method.PUBLISH: Limits(start=1.5, least=0.5, most=4),
    Method.LOOK: Limits(start=0.6, least=0.2, most=1),
    Method.REVISE: Limits(start=0.6, least=0.2, most=1),
}
"""Slack's tiers promise 300 posts, 100 publications, 50 look-ups and 50 revisions a minute at least."""


@dataclass(frozen=True)
class Bucket:
    """The tokens for one method, as of an instant: a call takes one, and so many come back a second.

    After a refusal `as_of` lies ahead, and until then there are none. `bulk` are the tokens that sendings to many
    may use, a share of all. `refused_at` is the rate at which Slack last had too much: below it the bucket catches
    up, near it the bucket feels its way.
    """

    method: Method
    as_of: datetime
    rate: float
    tokens: float
    bulk: float
    turn: int = 0
    refused_at: float | None = None

    @classmethod
    def new(cls, method: Method, now: datetime) -> "Bucket":
        """A full bucket, for a method that was never called."""
        rate = LIMITS[method].start
        return cls(method, now, rate, *_most(rate))

    def at(self, now: datetime) -> "Bucket":
        """The bucket later, with what has flowed in since. A clock that was set back does not shut it for long."""
        if now <= self.as_of:
            return self if self.as_of - now <= LONGEST_SHUT else replace(self, as_of=now)
        flow = (now - self.as_of).total_seconds() * self.rate
        most, most_bulk = _most(self.rate)
        tokens, bulk = min(most, self.tokens + flow), min(most_bulk, self.bulk + flow * BULK_SHARE)
        return replace(self, as_of=now, tokens=tokens, bulk=bulk)

    def wait(self, now: datetime, *, bulk: bool = False) -> timedelta:
        """How long until a call is welcome; nothing if it is now."""
        later = self.at(now)
        lacking = max(1 - later.tokens, (1 - later.bulk) / BULK_SHARE if bulk else 0.0)
        # Rounded up to what a datetime can hold, so that the token is there when the wait is over.
        flow = timedelta(microseconds=ceil(lacking / self.rate * 1e6)) if lacking > 1e-9 else timedelta()
        return later.as_of - now + flow

    def taken(self, *, bulk: bool = False) -> "Bucket":
        """With one token less. Each call that is not refused lets the rate rise a little."""
        return replace(
            self,
            tokens=self.tokens - 1,
            bulk=self.bulk - 1 if bulk else self.bulk,
            turn=self.turn + 1,
            rate=min(LIMITS[self.method].most, self.rate + self._rise()),
        )

    def given_back(self, *, bulk: bool = False) -> "Bucket":
        """With a token back that was not used: no call was made, so nothing is known of a higher rate either."""
        return replace(
            self,
            tokens=self.tokens + 1,
            bulk=self.bulk + 1 if bulk else self.bulk,
            rate=max(LIMITS[self.method].least, self.rate - self._rise()),
        )

    def refused(self, now: datetime, retry_after: timedelta) -> "Bucket":
        """After too many calls: shut for as long as Slack says, and slower from then on."""
        until = max(now + retry_after, self.as_of)
        if self.as_of > now:
            return replace(self, as_of=until)  # The same refusal, told to another worker.
        slower = max(LIMITS[self.method].least, self.rate * BACK_OFF)
        return replace(self, as_of=until, rate=slower, tokens=1.0, bulk=1.0, refused_at=self.rate)

    def _rise(self) -> float:
        if self.refused_at is None:
            return _RISE
        return _CATCHING_UP if self.rate < self.refused_at * _NEAR else _FEELING_ITS_WAY


def _most(rate: float) -> tuple[float, float]:
    """How many tokens a bucket holds, and how many of them for sendings to many: one at least, whatever the rate."""
    most = rate * _BURST_SECONDS
    return max(1.0, most), max(1.0, most * BULK_SHARE)


def minutes_for(count: int) -> int:
    """How long so many messages take, in minutes, as it is told beforehand."""
    return ceil(count / PLANNED_A_MINUTE)
