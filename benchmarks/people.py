"""Answers such as people give, made from a seed."""

from datetime import date, timedelta, timezone

import numpy as np

from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Aim, Criterion, Rule, Scheme, Weight

SKILLS = [f"skill {number}" for number in range(30)]
VALUES = [f"value {number}" for number in range(10)]
GOALS = [f"goal {number}" for number in range(7)]
WAYS = ["video", "in-person", "phone", "chat"]
DEPARTMENTS = [f"department {number}" for number in range(20)]
LANGUAGES = ["en", "fr", "de", "es"]
POPULAR = np.array([1 / (rank + 3) for rank in range(30)]) / sum(1 / (rank + 3) for rank in range(30))

CRITERIA = (
    Criterion("skills", Rule.COMPLEMENT, "wanted", "offered", Weight.HIGH, mentor_level="offered", ranked=True),
    Criterion("values", Rule.OVERLAP, "values", "values", Weight.HIGH),
    Criterion("goals", Rule.OVERLAP, "goals", "goals"),
    Criterion("years", Rule.GAP, "years", "years", low=3, high=15),
    Criterion("style", Rule.DISTANCE, "style", "style"),
    Criterion("structure", Rule.DISTANCE, "structure", "structure", Weight.LOW),
    Criterion("ways", Rule.OVERLAP, "ways", "ways", Weight.LOW),
    Criterion("department", Rule.DIFFERENT, "department", "department", Weight.LOW),
)


def scheme(aim: Aim = Aim.BEST_TOTAL) -> Scheme:
    return Scheme(CRITERIA, date(2027, 1, 4), date(2027, 7, 4), aim=aim)


def market(mentees: int, mentors: int, seed: int = 1) -> tuple[list[Participant], list[Participant]]:
    """So many mentees and mentors of capacity 3; 30 % of the mentees have ranked choices, half have a manager here."""
    dice = np.random.default_rng(seed)
    ids = [f"m{number:05}" for number in range(mentors)]
    seekers = [_mentee(f"e{number:05}", ids, dice) for number in range(mentees)]
    return seekers, [_mentor(id, dice) for id in ids]


def _mentee(id: str, mentors: list[str], dice: np.random.Generator) -> Participant:
    answers = {
        "wanted": _some(SKILLS, 3, dice, POPULAR),
        "goals": _some(GOALS, 2, dice),
        "years": int(dice.integers(12)),
    }
    chosen = tuple(_some(mentors, 3, dice)) if dice.random() < 0.3 else ()
    manager = mentors[int(dice.integers(len(mentors)))] if dice.random() < 0.5 else None
    return _person(id, answers, dice, chosen=chosen, manager=manager)


def _mentor(id: str, dice: np.random.Generator) -> Participant:
    offered = {skill: int(dice.integers(2, 6)) for skill in _some(SKILLS, 4, dice, POPULAR)}
    answers = {"offered": offered, "goals": _some(GOALS, 3, dice), "years": int(dice.integers(6, 35))}
    return _person(id, answers, dice, capacity=3)


def _person(id: str, answers: dict[str, object], dice: np.random.Generator, **facts: object) -> Participant:
    answers |= {"values": _some(VALUES, 3, dice), "ways": _some(WAYS, 2, dice)}
    answers |= {name: int(dice.integers(1, 6)) for name in ("style", "structure")}
    answers |= {"department": DEPARTMENTS[int(dice.integers(20))]}
    spoken = frozenset(_some(LANGUAGES, int(dice.integers(1, 3)), dice, np.array([0.5, 0.3, 0.1, 0.1])))
    zone = timezone(timedelta(hours=int(dice.choice([-5, 0, 1, 1, 1, 2, 5]))))
    return Participant(id, id, answers, spoken, zone, **facts)  # type: ignore[arg-type]


def _some(values: list[str], count: int, dice: np.random.Generator, odds: np.ndarray | None = None) -> list[str]:
    return [values[at] for at in dice.choice(len(values), count, replace=False, p=odds)]
