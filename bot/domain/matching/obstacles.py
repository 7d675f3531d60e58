"""What stands between somebody and a mentor, and the smallest change that would help."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.domain.matching.flow import NOBODY
from bot.domain.matching.market import REFUSED, Bools, Ints
from bot.domain.matching.matching import Result
from bot.domain.matching.rules import Obstacle


class Help(StrEnum):
    """What would give somebody a mentor."""

    MORE_PLACES = "more_places"  # `count` more places with mentors who speak one of `languages`
    WITHOUT_RULE = "without_rule"  # `count` mentors are refused by `rule` alone
    COME_BACK = "come_back"  # they are paused
    MORE_MENTORS = "more_mentors"  # several rules refuse each mentor that there is


@dataclass(frozen=True)
class Change:
    """The smallest change that would help."""

    help: Help
    count: int = 0
    rule: Obstacle | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unmatched:
    """Why somebody has nobody: how many mentors each rule refuses, how many no rule does, and who competes for these.

    `competitors` people may only be matched with `mentors`, who have `places` between them (Hall's condition, 1935).
    """

    mentee: str
    absent: Obstacle | None
    refused: dict[Obstacle, int]
    eligible: int
    competitors: tuple[str, ...]
    mentors: tuple[str, ...]
    places: int
    change: Change


def unmatched(result: Result, mentee: str) -> Unmatched:
    """What stands in the way of an unmatched mentee; raises KeyError for anybody else."""
    pool = result.pool
    if mentee in pool.absent:
        return Unmatched(mentee, pool.absent[mentee], {}, 0, (), (), 0, Change(Help.COME_BACK))
    row = pool.row_of[mentee]
    refused, alone = pool.rules.counts(row)
    rows, cols = _hall(result, row)
    if not cols.any():
        return Unmatched(mentee, None, refused, 0, (), (), 0, _without_a_rule(alone))
    people = tuple(pool.row_ids[each] for each in np.flatnonzero(rows))
    mentors = tuple(pool.col_ids[each] for each in np.flatnonzero(cols))
    places = int(pool.market.capacity[cols].sum())
    eligible = int(_open(result, np.array([row])).sum())
    return Unmatched(
        mentee, None, refused, eligible, people, mentors, places, _places(result, people, len(people) - places)
    )


def _without_a_rule(alone: dict[Obstacle, int]) -> Change:
    rule = max(alone, key=lambda each: alone[each], default=None)
    return Change(Help.WITHOUT_RULE, alone[rule], rule) if rule and alone[rule] else Change(Help.MORE_MENTORS)


def _places(result: Result, people: tuple[str, ...], missing: int) -> Change:
    """So many more places, with mentors who speak a language that all who compete have in common, if there is one."""
    spoken = [result.pool.mentee[person].languages for person in people]
    return Change(Help.MORE_PLACES, max(1, missing), languages=tuple(sorted(frozenset.intersection(*spoken))))


def _hall(result: Result, row: int) -> tuple[Bools, Bools]:
    """Who competes with this mentee, and for whom (rows, columns): all that alternating paths reach."""
    rows = np.zeros(result.pool.market.shape[0], dtype=np.bool_)
    cols = np.zeros(result.pool.market.shape[1], dtype=np.bool_)
    reached = np.array([row])
    while len(reached):
        rows[reached] = True
        cols |= _open(result, reached)
        taken = np.isin(result.mate, np.flatnonzero(cols))
        reached = np.flatnonzero(taken & ~rows)
    return rows | _confined(result, cols), cols


def _confined(result: Result, cols: Bools) -> Bools:
    """Which unmatched mentees may be matched with these mentors only (n)."""
    confined = np.zeros(len(result.mate), dtype=np.bool_)
    for block in result.pool.market.blocks(np.flatnonzero(result.mate == NOBODY)):
        possible = result.pool.market.criteria(block) > REFUSED
        confined[block.rows] = possible.any(axis=1) & ~possible[:, ~cols[block.cols]].any(axis=1)
    return confined


def _open(result: Result, rows: Ints) -> Bools:
    """Which mentors the rules leave to any of these mentees (m)."""
    found = np.zeros(result.pool.market.shape[1], dtype=np.bool_)
    for block in result.pool.market.blocks(rows):
        found[block.cols] |= (result.pool.market.criteria(block) > REFUSED).any(axis=0)
    return found
