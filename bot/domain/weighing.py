"""How much counts for how much: what HR chooses before matching, and what it makes of the questionnaire's criteria."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.forms import Form
from bot.domain.matching.scheme import Aim, Criterion, Departments, HardRules, Scheme, Weight
from bot.domain.questionnaires import criteria, hard_rules

SHORTEST = timedelta(days=28)
"""A programme that is nearly over is matched as if it lasted so long: working hours are compared on its dates."""


class Group(StrEnum):
    """Criteria that HR weighs together."""

    SKILLS = "skills"
    GOALS = "goals"
    CHARACTER = "character"
    PRACTICAL = "practical"
    INTERESTS = "interests"
    DEPARTMENT = "department"


GROUPS = {
    "skills_wanted": Group.SKILLS,
    "goals": Group.GOALS,
    "years": Group.GOALS,
    "values": Group.CHARACTER,
    "feedback_style": Group.CHARACTER,
    "structure": Group.CHARACTER,
    "ways": Group.PRACTICAL,
    "rhythm": Group.PRACTICAL,
    "days": Group.PRACTICAL,
    "interests": Group.INTERESTS,
    "department": Group.DEPARTMENT,
}
"""The group of each criterion; one that is in none counts as the questionnaire says."""


class Stress(StrEnum):
    """How much a group counts."""

    AS_ASKED = "as_asked"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True)
class Weighing:
    """The settings of a match. What is not stressed counts as the questionnaire says."""

    stress: Mapping[Group, Stress] = field(default_factory=dict)
    aim: Aim = Aim.NOBODY_BADLY_OFF
    departments: Departments = Departments.ANY
    seed: int = 1

    def scheme(self, form: Form, starts_on: date, ends_on: date, today: date) -> Scheme:
        """What counts of a questionnaire's answers, on the dates of a programme that are still to come."""
        start = max(starts_on, today)
        weighed = tuple(each for each in map(self._weighed, criteria(form)) if each)
        rules = hard_rules(form, HardRules(departments=self.departments))
        return Scheme(weighed, start, max(ends_on, start + SHORTEST), rules, aim=self.aim, seed=self.seed)

    def _weighed(self, criterion: Criterion) -> Criterion | None:
        group = GROUPS.get(criterion.id)
        stress = self.stress.get(group, Stress.AS_ASKED) if group else Stress.AS_ASKED
        if stress is Stress.AS_ASKED:
            return criterion
        return None if stress is Stress.NONE else replace(criterion, weight=Weight(stress.value))
