"""How often an app may call: Slack's tiers, and about one message a second in each channel."""

import math
from collections import deque
from collections.abc import Callable
from enum import IntEnum

MINUTE = 60.0
POSTS_A_MINUTE = 300
BURST = 4


class Tier(IntEnum):
    """Calls a minute. Posts are counted by channel besides."""

    T1 = 1
    T2 = 20
    T3 = 50
    T4 = 100
    POST = POSTS_A_MINUTE
    FREE = 600


class Limits:
    """Counts by real time; `monotonic` gives seconds."""

    def __init__(self, monotonic: Callable[[], float], enabled: bool = True) -> None:
        self._monotonic = monotonic
        self.enabled = enabled
        self._calls: dict[str, deque[float]] = {}
        self._full_again: dict[str, float] = {}

    def wait(self, method: str, tier: Tier, channel: str = "") -> int:
        """Seconds to wait before this call is welcome: 0 counts it in, anything else refuses it."""
        if not self.enabled:
            return 0
        now = self._monotonic()
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= tier:
            return math.ceil(calls[0] + MINUTE - now) or 1
        if tier is Tier.POST and channel:
            ahead = max(self._full_again.get(channel, now), now) + 1 - now
            if ahead > BURST:
                return math.ceil(ahead - BURST)
            self._full_again[channel] = now + ahead
        calls.append(now)
        return 0
