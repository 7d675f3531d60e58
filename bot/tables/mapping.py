"""How a table's columns become people and criteria: read from YAML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.domain.matching.scheme import FULL, Aim, Criterion, HardRules, Mode, Rule, Scheme
from bot.wording import TEMPLATES

DEFAULT = TEMPLATES / "matching" / "questionnaire.yaml"
USUAL = HardRules()


class Kind(StrEnum):
    """What stands in a column of answers."""

    TEXT = "text"
    NUMBER = "number"
    LIST = "list"  # values between separators, the most important first
    LEVELS = "levels"  # values, each with a level 1-5 after a colon, 5 where there is none


@dataclass(frozen=True)
class Column:
    """Where an answer stands. `at` takes one character of the cell, from 1; `least` and `most` bound a number."""

    column: str
    kind: Kind = Kind.TEXT
    at: int | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Mapped:
    """A whole mapping: `people` names the columns of facts, `answers` those of answers, `nothing` the marks of none."""

    criteria: tuple[Criterion, ...]
    people: Mapping[str, str]
    answers: Mapping[str, Column]
    rules: HardRules = USUAL
    separator: str = ";"
    nothing: tuple[str, ...] = ()
    capacity: int = 1
    choices: tuple[int, ...] = (1_500, 1_000, 500)
    aim: Aim = Aim.NOBODY_BADLY_OFF
    acceptable: int = FULL // 2
    mode: Mode = Mode.MENTORING
    seed: int = 1
    starts_on: date | None = None
    ends_on: date | None = None

    def scheme(self, starts_on: date, ends_on: date) -> Scheme:
        """The scheme, for the mapping's own period or else for this one."""
        start, end = self.starts_on or starts_on, self.ends_on or ends_on
        return Scheme(
            self.criteria, start, end, self.rules, self.choices, self.aim, self.acceptable, self.mode, self.seed
        )

    def label(self, criterion: str, language: str) -> str:
        """What a criterion is called."""
        labels = next(each.label for each in self.criteria if each.id == criterion)
        return labels.get(language) or labels.get("en") or criterion


class WrongMapping(ValueError):
    """A mapping that can't be read: where and why, one line each."""


def read(path: Path) -> Mapped:
    """The mapping in a YAML file; raises WrongMapping."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict):
            raise WrongMapping("it should say people:, answers: and criteria:")
        mapped = TypeAdapter(Mapped).validate_python(content)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WrongMapping(str(error)) from error
    except ValidationError as error:
        places = (".".join(str(part) for part in each["loc"]) + ": " + each["msg"] for each in error.errors())
        raise WrongMapping("\n".join(places)) from error
    _check(mapped)
    return mapped


def _check(mapped: Mapped) -> None:
    """Raises WrongMapping where the parts don't fit together."""
    wrong = [f"criteria.{each.id}: {name}" for each in mapped.criteria for name in _unknown(each, mapped)]
    wrong += [f"criteria.{each.id}: {name}" for each in mapped.criteria for name in _unfit(each, mapped)]
    named = {name for each in mapped.rules.answers for name in (each.mentee, each.mentor)}
    wrong += [f"rules.answers: no answer is called {name!r}" for name in sorted(named - mapped.answers.keys())]
    if not mapped.criteria:
        wrong.append("criteria: none")
    ids = [each.id for each in mapped.criteria]
    wrong += [f"criteria.{id}: twice" for id in dict.fromkeys(ids) if ids.count(id) > 1]
    wrong += [f"people.{name}: missing" for name in ("id", "role") if name not in mapped.people]
    if wrong:
        raise WrongMapping("\n".join(wrong))


def _unfit(criterion: Criterion, mapped: Mapped) -> list[str]:
    """Answers that a rule can't compare: two of these rules need numbers, two a single value."""
    fits = {
        Rule.DISTANCE: {Kind.NUMBER},
        Rule.GAP: {Kind.NUMBER},
        Rule.SAME: {Kind.TEXT, Kind.NUMBER},
        Rule.DIFFERENT: {Kind.TEXT, Kind.NUMBER},
    }.get(criterion.rule, set(Kind))
    named = {name: mapped.answers[name].kind for name in (criterion.mentee, criterion.mentor) if name in mapped.answers}
    return [
        f"{name!r} is a {kind}, which {criterion.rule} can't use" for name, kind in named.items() if kind not in fits
    ]


def _unknown(criterion: Criterion, mapped: Mapped) -> list[str]:
    named = (criterion.mentee, criterion.mentor, criterion.mentor_level)
    return [f"no answer is called {name!r}" for name in named if name and name not in mapped.answers]
