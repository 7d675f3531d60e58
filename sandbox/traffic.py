"""Everything that went between the app and the workspace."""

import itertools
from collections import deque
from typing import Any

from sandbox.clock import Clock
from sandbox.conversation import Json
from sandbox.feed import Feed, TrafficNoted

FROM_APP = "bot→slack"
TO_APP = "slack→bot"
KEPT = 5000


class Traffic:
    def __init__(self, clock: Clock, feed: Feed) -> None:
        self._clock = clock
        self._feed = feed
        self._number = itertools.count(1)
        self._entries: deque[Json] = deque(maxlen=KEPT)

    def note(
        self, direction: str, name: str, status: str, *, seconds: float = 0, detail: str = "", body: Any = None
    ) -> None:
        entry = {
            "n": next(self._number),
            "at": self._clock.now(),
            "direction": direction,
            "name": name,
            "status": status,
            "ms": round(seconds * 1000),
            "detail": detail,
            "body": body,
        }
        self._entries.append(entry)
        self._feed.publish(TrafficNoted(entry))

    def since(self, number: int = 0) -> list[Json]:
        """Entries numbered above `number`, oldest first."""
        return [entry for entry in list(self._entries) if entry["n"] > number]
