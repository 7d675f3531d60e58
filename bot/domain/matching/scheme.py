"""What counts, and for how much: the criteria with their rules and weights, the hard rules, the programme's aim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

FULL = 10_000
"""Points of a pair that is perfect by every criterion; choices come on top."""


class Rule(StrEnum):
    """How two answers make points."""

    COMPLEMENT = "complement"  # what the mentee wants, by rank and rarity, times the mentor's level in it
    OVERLAP = "overlap"  # the share of the mentee's values that the mentor has too
    DISTANCE = "distance"  # nearness on a scale from `low` to `high`
    GAP = "gap"  # mentor's number minus mentee's inside the band from `low` to `high`, fading outside
    SAME = "same"
    DIFFERENT = "different"


class Weight(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def share(self) -> int:
        """Parts of the points that a criterion of this weight gets: each step counts three times the one below."""
        return {"high": 9, "medium": 3, "low": 1}[self.value]


class Aim(StrEnum):
    """The programme's switch, once as many as can be are matched."""

    NOBODY_BADLY_OFF = "nobody_badly_off"
    BEST_TOTAL = "best_total"


class Mode(StrEnum):
    MENTORING = "mentoring"
    REVERSE = "reverse"  # the less experienced mentor the more experienced: gaps count the other way round
    MENTEES_RANK = "mentees_rank"  # only mentors whom the mentee named, by rank first


class Departments(StrEnum):
    ANY = "any"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class Criterion:
    """One criterion: the ids of the answers that it compares, and how. `mentor_level` is where levels by skill stand.

    `ranked`: the mentee's values are in order of importance. `low` and `high` are a scale's ends or a gap's band.
    """

    id: str
    rule: Rule
    mentee: str
    mentor: str
    weight: Weight = Weight.MEDIUM
    label: Mapping[str, str] = field(default_factory=dict)
    mentor_level: str = ""
    ranked: bool = False
    low: float = 1
    high: float = 5


@dataclass(frozen=True)
class Requirement:
    """Answers that must fit: `rule` is OVERLAP, SAME or DIFFERENT. Whoever says nothing fits everybody."""

    rule: Rule
    mentee: str
    mentor: str


@dataclass(frozen=True)
class HardRules:
    """What a pair must fulfil. `hours` is the least working time in common, in minutes, on every date of the period."""

    language: bool = True
    hours: int = 120
    hierarchy: bool = True
    training: bool = False
    departments: Departments = Departments.ANY
    answers: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """All that decides a result but the people. `acceptable` is the line above which nobody counts as badly off.

    `choices` are the points of a first, second, … choice, of each side. `seed` settles ties.
    """

    criteria: tuple[Criterion, ...]
    starts_on: date
    ends_on: date
    rules: HardRules = HardRules()
    choices: tuple[int, ...] = (1_500, 1_000, 500)
    aim: Aim = Aim.NOBODY_BADLY_OFF
    acceptable: int = FULL // 2
    mode: Mode = Mode.MENTORING
    seed: int = 1

    def most(self, criterion: Criterion) -> int:
        """The points of a criterion at its best: its weight's share of FULL."""
        return self._most[criterion.id]

    @cached_property
    def _most(self) -> dict[str, int]:
        parts = sum(each.weight.share for each in self.criteria)
        return {each.id: FULL * each.weight.share // parts for each in self.criteria}

    @property
    def rank_points(self) -> tuple[int, ...]:
        """Points of the mentees' choices: where mentees rank, each step counts as much as all criteria together."""
        if self.mode is Mode.MENTEES_RANK:
            return tuple(FULL * steps for steps in range(len(self.choices), 0, -1))
        return self.choices
