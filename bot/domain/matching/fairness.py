"""Who is matched, and how well, by group. Groups of fewer than five people are hidden."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.matching.matching import Result
from bot.domain.matching.participants import Participant

FEWEST = 5


@dataclass(frozen=True)
class Group:
    """Mentees who share something: how many, how many of them are matched, and these pairs' mean points."""

    value: str
    people: int
    matched: int
    mean: float | None

    @property
    def rate(self) -> float:
        return self.matched / self.people


@dataclass(frozen=True)
class Fairness:
    """The groups by one thing, the largest first, and how many people are in hidden ones."""

    by: str
    groups: tuple[Group, ...]
    hidden: int


def fairness(result: Result) -> tuple[Fairness, ...]:
    """Match rate and mean points of mentees by department, site, language and level."""
    return tuple(_by(result, name, values) for name, values in _GROUPINGS.items())


def _by(result: Result, name: str, values: Callable[[Participant], Iterable[str]]) -> Fairness:
    members = defaultdict[str, list[str]](list)
    for mentee in result.pool.mentees:
        for value in values(mentee):
            members[value].append(mentee.id)
    shown = _shown({value: ids for value, ids in members.items() if value})
    points = {pair.mentee: pair.points for pair in result.pairs}
    groups = (_group(value, ids, points) for value, ids in shown.items())
    hidden = {id for value, ids in members.items() if value and value not in shown for id in ids}
    return Fairness(name, tuple(sorted(groups, key=lambda each: (-each.people, each.value))), len(hidden))


def _shown(members: dict[str, list[str]]) -> dict[str, list[str]]:
    """The groups that may be shown. One small group alone could be worked out from the rest: the next is hidden too."""
    small = [value for value, ids in members.items() if len(ids) < FEWEST]
    large = {value: ids for value, ids in members.items() if len(ids) >= FEWEST}
    if len(small) == 1 and large:
        del large[min(large, key=lambda value: (len(large[value]), value))]
    return large


def _group(value: str, ids: list[str], points: dict[str, int]) -> Group:
    worth = [points[id] for id in ids if id in points]
    return Group(value, len(ids), len(worth), sum(worth) / len(worth) if worth else None)


def _answer(name: str) -> Callable[[Participant], Iterable[str]]:
    return lambda person: (str(value) for value in person.values(name))


_GROUPINGS: dict[str, Callable[[Participant], Iterable[str]]] = {
    "department": lambda person: (person.department,),
    "site": _answer("site"),
    "language": lambda person: person.languages,
    "level": _answer("level"),
}
