"""People as the matching sees them: what they answered, and the facts that the rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo

from bot.domain.forms import Answers

DAY = 24 * 60
"""Minutes of a day."""


@dataclass(frozen=True)
class Participant:
    """Somebody who wants to be matched. Whoever is mentor and mentee stands in both lists, under the same id.

    `works` are minutes of the person's own day, from and until; a night shift ends before it begins. `capacity` counts
    for mentors. `chosen` are ids in order of preference. `ended_with` are people whose pair with them ended before.
    """

    id: str
    name: str = ""
    answers: Answers = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    zone: tzinfo = UTC
    works: tuple[int, int] = (9 * 60, 17 * 60 + 30)
    department: str = ""
    manager: str | None = None
    capacity: int = 1
    chosen: tuple[str, ...] = ()
    not_with: frozenset[str] = frozenset()
    ended_with: frozenset[str] = frozenset()
    trained: bool = False
    paused_until: date | None = None
    left_over: bool = False

    def values(self, answer: str) -> tuple[object, ...]:
        """What was answered to a question as several values, in order; none where nothing was said."""
        said = self.answers.get(answer)
        if said is None:
            return ()
        return tuple(said) if isinstance(said, (tuple, list, dict)) else (said,)

    def levels(self, answer: str) -> Mapping[object, int]:
        """Levels 1-5 by what they are about; empty where the question is not asked for levels."""
        said = self.answers.get(answer)
        return said if isinstance(said, dict) else {}
