"""How many messages the bot may start with one person in seven days, whatever they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.lanes import MANNERS
from bot.domain.outbox import Outgoing

WEEK = timedelta(days=7)
WEEKLY = 2
"""Messages a week, unless the installation says otherwise."""
ONCE = 1
"""Messages a week for who has chosen to hear less."""
LINES = 12
"""Messages that one digest says: the rest waits for the next one."""


@dataclass(frozen=True)
class Week:
    """Somebody's last seven days: when each message that counts was handed to Slack, and how many there may be."""

    counted: Sequence[datetime]
    allowed: int

    def room_at(self, now: datetime) -> datetime:
        """When the next message that counts may go: now, or when so many have passed out of seven days."""
        lately = sorted(each for each in self.counted if each > now - WEEK)
        if len(lately) < self.allowed:
            return now
        return lately[len(lately) - self.allowed] + WEEK

    def has_room(self, now: datetime) -> bool:
        """Whether a message that counts may go now."""
        return self.room_at(now) <= now


def by_worth(messages: Iterable[Outgoing]) -> list[Outgoing]:
    """The most important first, and then the oldest."""
    return sorted(messages, key=_rank)


def _rank(message: Outgoing) -> tuple[int, int]:
    manner = MANNERS.get(message.kind)
    return (-manner.weight if manner else 0, message.id)
