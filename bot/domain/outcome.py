"""What came of a match, to be kept and shown: figures, who has nobody and why, who fares how well."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from bot.domain.candidates import Away
from bot.domain.forms import Wording
from bot.domain.grounds import Labels, label
from bot.domain.matching.fairness import Fairness, fairness
from bot.domain.matching.market import REFUSED
from bot.domain.matching.matching import Result
from bot.domain.matching.obstacles import Help, unmatched
from bot.domain.matching.rules import Obstacle

_UNTOLD = frozenset({Obstacle.NOT_WITH, Obstacle.ENDED_BEFORE, Obstacle.FORBIDDEN})
"""Refusals that would give away what somebody said in confidence; they are counted, not named."""


@dataclass(frozen=True)
class Stuck:
    """Why a mentee has nobody.

    `obstacle` is the rule that keeps most mentors away, None where nothing but the number of places does: then
    `rivals` people compete for `places`. `helpful` mentors would do but for that rule alone.
    """

    person_id: str
    obstacle: Obstacle | None
    languages: tuple[Wording, ...] = ()
    rivals: int = 0
    places: int = 0
    more_places: int = 0
    helpful: int = 0


@dataclass(frozen=True)
class Share:
    """Mentees who share something, and how they fare; groups under five are not here."""

    label: Wording
    people: int
    matched: int
    mean: int | None


@dataclass(frozen=True)
class Shares:
    """The groups by one thing; so many people are in groups too small to show."""

    by: str
    groups: tuple[Share, ...]
    hidden: int


@dataclass(frozen=True)
class Outcome:
    """One match in figures. `total` is what was made as large as can be, `proved` that nothing is better.

    `before` of the matched were so already. `floor` is what nobody has less than, or their own best where that is less.
    """

    mentees: int
    mentors: int
    matched: int
    before: int
    total: int
    worst: int | None
    median: int | None
    best: int | None
    floor: int | None
    proved: bool
    stuck: tuple[Stuck, ...]
    unused: tuple[str, ...]
    shares: tuple[Shares, ...]
    away: Mapping[str, Away]


def outcome(result: Result, away: Mapping[str, Away], labels: Labels) -> Outcome:
    """What to keep of a result."""
    pool = result.pool
    new = [pair.points for pair in result.pairs if pair.mentee not in pool.hand.locked]
    used = {pair.mentor for pair in result.pairs}
    floor = result.proof.floor
    return Outcome(
        mentees=len(pool.mentees),
        mentors=len(pool.mentors),
        matched=len(result.pairs),
        before=len(pool.hand.locked),
        total=result.total,
        worst=min(new, default=None),
        median=round(median(new)) if new else None,
        best=max(new, default=None),
        floor=floor.level if floor and new else None,
        proved=not result.flaws(),
        stuck=tuple(_stuck(result, labels)),
        unused=tuple(each.id for each in pool.mentors if each.id not in used and each.capacity),
        shares=tuple(_shares(each, labels) for each in fairness(result) if each.groups),
        away=away,
    )


def _stuck(result: Result, labels: Labels) -> Iterator[Stuck]:
    """Why each has nobody. Those who may have the same mentors are stuck together, and looked at once."""
    known: dict[bytes, Stuck] = {}
    market = result.pool.market
    for mentee in result.unmatched:
        row = result.pool.row_of.get(mentee)
        mentors = b"" if row is None else (market.criteria(market.across(np.array([row])))[0] > REFUSED).tobytes()
        first = known.get(mentors)
        if first is None or first.obstacle is not None:
            known[mentors] = first = _looked_at(result, mentee)
        yield replace(first, person_id=mentee, languages=_spoken(result, mentee, labels))


def _looked_at(result: Result, mentee: str) -> Stuck:
    found = unmatched(result, mentee)
    if found.eligible:
        return Stuck(mentee, None, (), len(found.competitors), found.places, found.change.count)
    told = {rule: count for rule, count in found.refused.items() if rule not in _UNTOLD}
    most = max(told, key=lambda rule: told[rule], default=None)
    alone = found.change.count if found.change.help is Help.WITHOUT_RULE and found.change.rule is most else 0
    return Stuck(mentee, found.absent or most or Obstacle.NO_PLACE, helpful=alone)


def _spoken(result: Result, mentee: str, labels: Labels) -> tuple[Wording, ...]:
    return tuple(label(labels, "languages", each) for each in sorted(result.pool.mentee[mentee].languages))


def _shares(found: Fairness, labels: Labels) -> Shares:
    question = {"language": "languages"}.get(found.by, found.by)
    groups = tuple(
        Share(
            label(labels, question, each.value),
            each.people,
            each.matched,
            None if each.mean is None else round(each.mean),
        )
        for each in found.groups
    )
    return Shares(found.by, groups, found.hidden)
