"""Answers as numbers: for each criterion a few columns for mentees and mentors whose product is the pair's points.

Every rule is bilinear: shares of the points times levels or indicators, or an indicator of the mentee's answer times
the row of a table. Whoever says nothing gets half the points of a rule that compares two single answers: silence is
neither punished nor rewarded.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from numbers import Real

import numpy as np

from bot.domain.matching.market import PAIRS, Floats, Ints
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Criterion, Mode, Rule, Scheme

LEVELS = 5
"""The highest level of a skill; a mentor who gives no level counts as having it."""

ALLOWED = frozenset(range(1, LEVELS + 1))

People = Sequence[Participant]


class Unreadable(ValueError):
    """An answer that its criterion can't use."""

    def __init__(self, person: str, criterion: str, value: object) -> None:
        super().__init__(f"{person}: {criterion}: {value!r}")
        self.person, self.criterion, self.value = person, criterion, value


@dataclass(frozen=True)
class Listed:
    """What so many people answered as several values: all values, one person after the other, and whose each is."""

    values: tuple[object, ...]
    row: Ints
    people: int


@dataclass(frozen=True)
class Columns:
    """The numbers of mentees (n, k) and mentors (m, k); `ends` is where each criterion's columns end."""

    left: Floats
    right: Floats
    ends: tuple[int, ...]

    def lines(self, row: Ints, col: Ints) -> Ints:
        """Points by criterion of each of these pairs: (pairs, criteria). They add up to the pair's own exactly."""
        ends = np.array((0, *self.ends))
        lines = np.zeros((len(row), len(self.ends)), dtype=np.int64)
        for start in range(0, len(row), PAIRS):
            part = slice(start, start + PAIRS)
            sums = (self.left[row[part]] * self.right[col[part]]).cumsum(axis=1, dtype=np.float32)
            lines[part] = np.diff(np.column_stack([np.zeros(len(sums), dtype=np.float32), sums])[:, ends], axis=1)
        return lines


def encode(scheme: Scheme, mentees: People, mentors: People) -> Columns:
    """All criteria of a scheme; raises Unreadable."""
    parts = [_ENCODERS[each.rule](each, scheme, mentees, mentors) for each in scheme.criteria]
    left = [np.zeros((len(mentees), 0), dtype=np.float32), *(part[0] for part in parts)]
    right = [np.zeros((len(mentors), 0), dtype=np.float32), *(part[1] for part in parts)]
    ends = np.cumsum([part.shape[1] for part in left[1:]])
    return Columns(np.concatenate(left, axis=1), np.concatenate(right, axis=1), tuple(int(end) for end in ends))


def _shares(criterion: Criterion, most: int, wanted: Listed, mentors: Listed) -> Ints:
    """Points of each wanted skill, one list after the other, for each level; at full level at most `most` a mentee.

    A first choice counts twice a second and three times a third; a skill that few offer up to twice one that all do.
    """
    offered = Counter(mentors.values)
    rarity = {skill: 200 - 100 * count // mentors.people for skill, count in offered.items()}
    weight = np.array([rarity.get(skill, 200) for skill in wanted.values], dtype=np.int64)
    row = wanted.row
    if criterion.ranked:
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        weight *= np.maximum(1, 6 // (rank + 1))
    total = np.bincount(row, weight, minlength=wanted.people).astype(np.int64)
    shares: Ints = most * weight // (total[row] * LEVELS)
    return shares


def _levels(criterion: Criterion, mentors: People) -> Iterator[int]:
    """Each mentor's level in each skill that they offer, one mentor after the other."""
    for mentor in mentors:
        given = mentor.levels(criterion.mentor_level or criterion.mentor)
        found = [given.get(skill, LEVELS) for skill in mentor.values(criterion.mentor)]
        if not ALLOWED.issuperset(found):
            raise Unreadable(mentor.id, criterion.id, next(each for each in found if each not in ALLOWED))
        yield from found


def closeness(criterion: Criterion, scheme: Scheme, mine: object, theirs: object) -> int:
    """Points of two single answers; half of them where either is missing."""
    most = scheme.most(criterion)
    if mine is None or theirs is None:
        return most // 2
    if criterion.rule is Rule.SAME:
        return most if mine == theirs else 0
    if criterion.rule is Rule.DIFFERENT:
        return 0 if mine == theirs else most
    away = _away(criterion, scheme.mode, mine, theirs)
    span = max(criterion.high - criterion.low, 1)
    return int(most * max(0.0, span - away) // span)


def _away(criterion: Criterion, mode: Mode, mine: object, theirs: object) -> float:
    """How far two numbers are from where they should be: from each other, or from the band of their difference."""
    if not isinstance(mine, Real) or not isinstance(theirs, Real):
        raise Unreadable("", criterion.id, theirs if isinstance(mine, Real) else mine)
    gap = float(theirs) - float(mine)
    if criterion.rule is Rule.DISTANCE:
        return abs(gap)
    gap = -gap if mode is Mode.REVERSE else gap
    return max(criterion.low - gap, gap - criterion.high, 0.0)


def _complement(criterion: Criterion, scheme: Scheme, mentees: People, mentors: People) -> tuple[Floats, Floats]:
    wanted, offered = _listed(mentees, criterion.mentee), _listed(mentors, criterion.mentor)
    place = _places(wanted, offered)
    shares = _shares(criterion, scheme.most(criterion), wanted, offered)
    levels = np.array(list(_levels(criterion, mentors)), dtype=np.int64)
    return _filled(wanted, shares, place), _filled(offered, levels, place)


def _overlap(criterion: Criterion, scheme: Scheme, mentees: People, mentors: People) -> tuple[Floats, Floats]:
    wanted, offered = _listed(mentees, criterion.mentee), _listed(mentors, criterion.mentor)
    place = _places(wanted, offered)
    share = scheme.most(criterion) // np.bincount(wanted.row, minlength=wanted.people)[wanted.row]
    return _filled(wanted, share, place), _filled(offered, np.ones_like(offered.row), place)


def _table(criterion: Criterion, scheme: Scheme, mentees: People, mentors: People) -> tuple[Floats, Floats]:
    """An indicator of the mentee's answer, times its row of a table; answers with the same row share a column."""
    mine, theirs = _said(mentees, criterion.mentee), _said(mentors, criterion.mentor)
    asked, answered = list(dict.fromkeys(mine)), list(dict.fromkeys(theirs))
    rows = [tuple(closeness(criterion, scheme, one, other) for other in answered) for one in asked]
    column = {row: at for at, row in enumerate(sorted(set(rows)))}
    place = dict(zip(asked, (column[row] for row in rows), strict=True))
    left = np.zeros((len(mine), len(column)), dtype=np.float32)
    left[np.arange(len(mine)), [place[one] for one in mine]] = 1
    table = np.array(sorted(column), dtype=np.float32).reshape(len(column), len(answered)).T
    index = {other: at for at, other in enumerate(answered)}
    right: Floats = table[[index[other] for other in theirs]].reshape(len(theirs), len(column))
    return left, right


def _said(people: People, answer: str) -> list[object]:
    return [person.answers.get(answer) for person in people]


def _listed(people: People, answer: str) -> Listed:
    each = [person.values(answer) for person in people]
    counts = np.fromiter(map(len, each), dtype=np.int64, count=len(each))
    return Listed(tuple(chain.from_iterable(each)), np.repeat(np.arange(len(each)), counts), len(each))


def _places(wanted: Listed, offered: Listed) -> dict[object, int]:
    """A column for each value that somebody wants and somebody offers."""
    both = set(wanted.values) & set(offered.values)
    return {value: at for at, value in enumerate(sorted(both, key=str))}


def _filled(said: Listed, amount: Ints, place: dict[object, int]) -> Floats:
    """A row for each person, with the amounts of their values in the columns of these."""
    table = np.zeros((said.people, len(place)), dtype=np.float32)
    col = np.array([place.get(value, -1) for value in said.values], dtype=np.int64)
    known = col >= 0
    table[said.row[known], col[known]] = amount[known]
    return table


_ENCODERS: dict[Rule, Callable[[Criterion, Scheme, People, People], tuple[Floats, Floats]]] = {
    Rule.COMPLEMENT: _complement,
    Rule.OVERLAP: _overlap,
    Rule.DISTANCE: _table,
    Rule.GAP: _table,
    Rule.SAME: _table,
    Rule.DIFFERENT: _table,
}
