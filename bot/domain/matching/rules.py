"""Hard rules: a mask, never a low score. Each refused pair, and each person who can't take part, knows why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from bot.domain.matching import hours
from bot.domain.matching.market import REFUSED, Bools, Extras, Floats, Ints
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Departments, Mode, Requirement, Rule, Scheme


class Obstacle(StrEnum):
    """What stands in the way of a pair, or of a person."""

    LANGUAGE = "language"
    HOURS = "hours"
    DEPARTMENT = "department"
    ANSWERS = "answers"
    SAME_PERSON = "same_person"
    MANAGER = "manager"
    MANAGERS_MANAGER = "managers_manager"
    DIRECT_REPORT = "direct_report"
    NOT_WITH = "not_with"
    ENDED_BEFORE = "ended_before"
    FORBIDDEN = "forbidden"
    NOT_NAMED = "not_named"
    PAUSED = "paused"
    UNTRAINED = "untrained"
    NO_PLACE = "no_place"


Pairing = tuple[int, int]
Forbidden = frozenset[tuple[str, str]]
Profile = tuple[frozenset[str], hours.Shift, str, tuple[frozenset[object], ...]]


def absence(person: Participant, scheme: Scheme, *, mentor: bool) -> Obstacle | None:
    """Why somebody can't be matched at all."""
    if person.paused_until is not None and person.paused_until > scheme.starts_on:
        return Obstacle.PAUSED
    if mentor and person.capacity < 1:
        return Obstacle.NO_PLACE
    if mentor and scheme.rules.training and not person.trained:
        return Obstacle.UNTRAINED
    return None


@dataclass(frozen=True)
class Rules:
    """What refuses pairs: tables (mentees' profiles, mentors' profiles), true where a rule does; and single pairs."""

    profile: Ints
    mentor_profile: Ints
    tables: Mapping[Obstacle, Bools]
    singles: Mapping[Pairing, tuple[Obstacle, ...]]

    @cached_property
    def barrier(self) -> tuple[Ints, Floats]:
        """Each mentee's kind (n), and -inf where a kind may not have a mentor, else 0: (kinds, m).

        Profiles to which the rules leave the same mentors are of one kind; similar kinds stand together.
        """
        closed = np.logical_or.reduce(list(self.tables.values()))
        place = {row: at for at, row in enumerate(sorted({row.tobytes() for row in closed}))}
        kind = np.array([place[row.tobytes()] for row in closed], dtype=np.int64)
        _, first = np.unique(kind, return_index=True)
        return kind[self.profile], np.where(closed[first][:, self.mentor_profile], REFUSED, np.float32(0))

    @property
    def refused(self) -> Extras:
        """The single pairs that may not be."""
        return Extras.of(dict.fromkeys(self.singles, 1))

    def obstacles(self, row: int, col: int) -> tuple[Obstacle, ...]:
        """Why a pair may not be; nothing where it may."""
        one, other = self.profile[row], self.mentor_profile[col]
        by_profile = tuple(obstacle for obstacle, table in self.tables.items() if table[one, other])
        return by_profile + self.singles.get((row, col), ())

    def counts(self, row: int) -> tuple[dict[Obstacle, int], dict[Obstacle, int]]:
        """How many mentors each rule keeps from a mentee, and how many only that rule does."""
        stands = {obstacle: table[self.profile[row]][self.mentor_profile] for obstacle, table in self.tables.items()}
        for (mentee, mentor), obstacles in self.singles.items():
            for obstacle in obstacles if mentee == row else ():
                stands.setdefault(obstacle, np.zeros(len(self.mentor_profile), dtype=np.bool_))[mentor] = True
        together = np.sum(list(stands.values()), axis=0)
        every = {obstacle: int(where.sum()) for obstacle, where in stands.items() if where.any()}
        alone = {obstacle: int((where & (together == 1)).sum()) for obstacle, where in stands.items() if where.any()}
        return every, alone


def rules(
    mentees: Sequence[Participant],
    mentors: Sequence[Participant],
    scheme: Scheme,
    managers: Mapping[str, str],
    forbidden: Forbidden,
) -> Rules:
    """The rules between these people; `managers` says whose manager is who, beyond these people too."""
    required = scheme.rules.answers
    departments = scheme.rules.departments is not Departments.ANY
    mine = [_profile(each, [one.mentee for one in required], departments=departments) for each in mentees]
    theirs = [_profile(each, [one.mentor for one in required], departments=departments) for each in mentors]
    (profile, kinds), (other_profile, other_kinds) = _numbered(mine), _numbered(theirs)
    return Rules(
        profile,
        other_profile,
        _tables(kinds, other_kinds, scheme),
        _singles(mentees, mentors, scheme, managers, forbidden),
    )


def _numbered(profiles: Sequence[Profile]) -> tuple[Ints, list[Profile]]:
    """The number of each profile, and the profiles by number."""
    number: dict[Profile, int] = {}
    numbers = [number.setdefault(profile, len(number)) for profile in profiles]
    return np.array(numbers, dtype=np.int64), list(number)


def _profile(person: Participant, answers: Sequence[str], *, departments: bool) -> Profile:
    """What the tables look at: the fewer differ, the smaller they are."""
    said = tuple(frozenset(person.values(answer)) for answer in answers)
    return (person.languages, (person.zone, person.works), person.department if departments else "", said)


def _tables(kinds: Sequence[Profile], others: Sequence[Profile], scheme: Scheme) -> dict[Obstacle, Bools]:
    nowhere = np.zeros((len(kinds), len(others)), dtype=np.bool_)
    tables = dict.fromkeys((Obstacle.LANGUAGE, Obstacle.HOURS, Obstacle.DEPARTMENT), nowhere)
    if scheme.rules.language:
        tables[Obstacle.LANGUAGE] = _nothing_shared([kind[0] for kind in kinds], [kind[0] for kind in others])
    if scheme.rules.hours:
        shifts, other_shifts = [kind[1] for kind in kinds], [kind[1] for kind in others]
        common = hours.in_common(shifts, other_shifts, scheme.starts_on, scheme.ends_on)
        tables[Obstacle.HOURS] = common < scheme.rules.hours
    if scheme.rules.departments is not Departments.ANY:
        same = np.array([[bool(one[2]) and one[2] == other[2] for other in others] for one in kinds], dtype=np.bool_)
        unlike = ~same.reshape(nowhere.shape)
        tables[Obstacle.DEPARTMENT] = unlike if scheme.rules.departments is Departments.SAME else ~unlike
    unfit = [_unfit(each, at, kinds, others) for at, each in enumerate(scheme.rules.answers)]
    if unfit:
        tables[Obstacle.ANSWERS] = np.logical_or.reduce(unfit)
    return tables


def _unfit(required: Requirement, at: int, kinds: Sequence[Profile], others: Sequence[Profile]) -> Bools:
    """Where both have said something, and it does not fit."""
    mine, theirs = [kind[3][at] for kind in kinds], [kind[3][at] for kind in others]
    apart = _nothing_shared(mine, theirs)
    both_said: Bools = np.outer([bool(each) for each in mine], [bool(each) for each in theirs])
    return both_said & (~apart if required.rule is Rule.DIFFERENT else apart)


def _nothing_shared(mine: Sequence[frozenset[Any]], theirs: Sequence[frozenset[Any]]) -> Bools:
    """Where no language, or no answer, is shared."""
    place = {value: at for at, value in enumerate(sorted(frozenset().union(*mine, *theirs), key=str))}
    spoken = [np.zeros((len(people), len(place)), dtype=np.float32) for people in (mine, theirs)]
    for table, people in zip(spoken, (mine, theirs), strict=True):
        for row, values in enumerate(people):
            table[row, [place[value] for value in values]] = 1
    apart: Bools = spoken[0] @ spoken[1].T == 0
    return apart


def _singles(
    mentees: Sequence[Participant],
    mentors: Sequence[Participant],
    scheme: Scheme,
    managers: Mapping[str, str],
    forbidden: Forbidden,
) -> dict[Pairing, tuple[Obstacle, ...]]:
    row_of = {person.id: row for row, person in enumerate(mentees)}
    col_of = {person.id: col for col, person in enumerate(mentors)}
    found: dict[Pairing, tuple[Obstacle, ...]] = {}
    found.update(((row_of[id], col_of[id]), (Obstacle.SAME_PERSON,)) for id in row_of.keys() & col_of.keys())
    for mentee, mentor, obstacle in _named(mentees, mentors, scheme, managers, forbidden):
        row, col = row_of.get(mentee), col_of.get(mentor)
        if row is not None and col is not None and obstacle not in found.get((row, col), ()):
            found[row, col] = (*found.get((row, col), ()), obstacle)
    return found


def _named(
    mentees: Sequence[Participant],
    mentors: Sequence[Participant],
    scheme: Scheme,
    managers: Mapping[str, str],
    forbidden: Forbidden,
) -> Iterator[tuple[str, str, Obstacle]]:
    """Pairs that somebody's own facts refuse, by ids, mentee first."""
    for mentee in mentees:
        if scheme.rules.hierarchy and (manager := managers.get(mentee.id)):
            yield mentee.id, manager, Obstacle.MANAGER
            yield mentee.id, managers.get(manager, ""), Obstacle.MANAGERS_MANAGER
        yield from ((mentee.id, other, Obstacle.NOT_WITH) for other in mentee.not_with)
        yield from ((mentee.id, other, Obstacle.ENDED_BEFORE) for other in mentee.ended_with)
        if scheme.mode is Mode.MENTEES_RANK:
            yield from (
                (mentee.id, mentor.id, Obstacle.NOT_NAMED) for mentor in mentors if mentor.id not in mentee.chosen
            )
    for mentor in mentors:
        if scheme.rules.hierarchy and (manager := managers.get(mentor.id)):
            yield manager, mentor.id, Obstacle.DIRECT_REPORT
            if scheme.mode is Mode.REVERSE:
                yield managers.get(manager, ""), mentor.id, Obstacle.MANAGERS_MANAGER
        yield from ((other, mentor.id, Obstacle.NOT_WITH) for other in mentor.not_with)
        yield from ((other, mentor.id, Obstacle.ENDED_BEFORE) for other in mentor.ended_with)
    yield from ((mentee, mentor, Obstacle.FORBIDDEN) for mentee, mentor in sorted(forbidden))
