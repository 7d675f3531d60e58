"""Everybody who takes part in a run, in an order that no file decides, and the market between them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from bot.domain.matching.encoding import Columns, encode
from bot.domain.matching.hand import Hand
from bot.domain.matching.market import Extras, Ints, Market
from bot.domain.matching.participants import Participant
from bot.domain.matching.rules import Obstacle, Pairing, Rules, absence, rules
from bot.domain.matching.scheme import Scheme


class PersonTwice(ValueError):
    """The same id stands twice among the mentees or among the mentors."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


@dataclass(frozen=True)
class Pool:
    """Mentees and mentors by id, those who can't take part with the reason, and what the solver sees of the rest.

    `mentees` and `mentors` are everybody, and so are the columns. `rows` and `cols` are the places in them of those who
    are in the market, which the rules are about.
    """

    mentees: tuple[Participant, ...]
    mentors: tuple[Participant, ...]
    rows: tuple[int, ...]
    cols: tuple[int, ...]
    absent: Mapping[str, Obstacle]
    absent_mentors: Mapping[str, Obstacle]
    scheme: Scheme
    hand: Hand
    columns: Columns
    rules: Rules
    market: Market

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row in the market of each mentee who is in it."""
        return {self.mentees[place].id: row for row, place in enumerate(self.rows)}

    @cached_property
    def col_of(self) -> dict[str, int]:
        """The column in the market of each mentor who is in it."""
        return {self.mentors[place].id: col for col, place in enumerate(self.cols)}

    @cached_property
    def row_ids(self) -> tuple[str, ...]:
        return tuple(self.row_of)

    @cached_property
    def col_ids(self) -> tuple[str, ...]:
        return tuple(self.col_of)

    @cached_property
    def mentee(self) -> dict[str, Participant]:
        return {each.id: each for each in self.mentees}

    @cached_property
    def mentor(self) -> dict[str, Participant]:
        return {each.id: each for each in self.mentors}

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, int]]:
        """Where everybody stands among the mentees and among the mentors."""
        mine, theirs = ({each.id: at for at, each in enumerate(people)} for people in (self.mentees, self.mentors))
        return mine, theirs

    def lines(self, pairs: Sequence[tuple[str, str]]) -> Ints:
        """Points of pairs (mentee, mentor) by criterion, then for the mentee's choice, then for the mentor's."""
        mine, theirs = self._places
        row = np.array([mine[mentee] for mentee, _ in pairs], dtype=np.int64)
        col = np.array([theirs[mentor] for _, mentor in pairs], dtype=np.int64)
        ranked, chosen = self.scheme.rank_points, self.scheme.choices
        choices = [
            (
                choice_points(ranked, self.mentee[mentee].chosen, mentor),
                choice_points(chosen, self.mentor[mentor].chosen, mentee),
            )
            for mentee, mentor in pairs
        ]
        wide = np.array(choices, dtype=np.int64).reshape(len(pairs), 2)
        return np.column_stack([self.columns.lines(row, col), wide])

    def points(self, pairs: Sequence[tuple[str, str]]) -> Ints:
        """Points of pairs (mentee, mentor)."""
        total: Ints = self.lines(pairs).sum(axis=1)
        return total


def pool(
    mentees: Sequence[Participant],
    mentors: Sequence[Participant],
    scheme: Scheme,
    hand: Hand,
    kept: Mapping[tuple[str, str], int],
    managers: Mapping[str, str],
) -> Pool:
    """The pool of these people; raises PersonTwice, HandRefused, Unreadable. `kept` is the worth of keeping pairs."""
    mine, theirs = _in_order(mentees), _in_order(mentors)
    hand.check(frozenset(each.id for each in mine), {each.id: each.capacity for each in theirs})
    held, load = hand.held, Counter(hand.held.values())
    absent = _absent(mine, scheme, mentor=False)
    absent_mentors = _absent(theirs, scheme, mentor=True)
    rows = [at for at, each in enumerate(mine) if each.id not in absent and each.id not in held]
    cols = [at for at, each in enumerate(theirs) if each.id not in absent_mentors and each.capacity > load[each.id]]
    seekers, offers = [mine[at] for at in rows], [theirs[at] for at in cols]
    ruled = rules(seekers, offers, scheme, _managers(mine, theirs, managers), hand.forbidden)
    columns = encode(scheme, mine, theirs)
    mutual, wishes = _choices(seekers, offers, scheme)
    market = Market(
        columns.left[rows],
        columns.right[cols],
        np.array([each.capacity - load[each.id] for each in offers], dtype=np.int64),
        np.array([2 if each.left_over else 1 for each in seekers], dtype=np.int64),
        *ruled.barrier,
        ruled.refused,
        mutual,
        wishes,
        _by_place(kept, seekers, offers),
    )
    return Pool(mine, theirs, tuple(rows), tuple(cols), absent, absent_mentors, scheme, hand, columns, ruled, market)


def choice_points(points: tuple[int, ...], chosen: tuple[str, ...], other: str) -> int:
    """What it is worth that somebody chose this other person; nothing below the last rank that counts."""
    rank = chosen.index(other) if other in chosen else len(points)
    return points[rank] if rank < len(points) else 0


def _in_order(people: Sequence[Participant]) -> tuple[Participant, ...]:
    ordered = tuple(sorted(people, key=lambda each: each.id))
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise PersonTwice(one.id)
    return ordered


def _absent(people: Sequence[Participant], scheme: Scheme, *, mentor: bool) -> dict[str, Obstacle]:
    found = ((each.id, absence(each, scheme, mentor=mentor)) for each in people)
    return {id: obstacle for id, obstacle in found if obstacle is not None}


def _managers(
    mentees: Sequence[Participant], mentors: Sequence[Participant], others: Mapping[str, str]
) -> dict[str, str]:
    return {**others, **{each.id: each.manager for each in (*mentees, *mentors) if each.manager}}


def _choices(mentees: Sequence[Participant], mentors: Sequence[Participant], scheme: Scheme) -> tuple[Extras, Extras]:
    """Points of choices: what both sides' have in common, and the rest."""
    row_of = {each.id: row for row, each in enumerate(mentees)}
    col_of = {each.id: col for col, each in enumerate(mentors)}
    mine = {(row, col_of[id]) for row, each in enumerate(mentees) for id in each.chosen if id in col_of}
    theirs = {(row_of[id], col) for col, each in enumerate(mentors) for id in each.chosen if id in row_of}
    mutual: dict[Pairing, int] = {}
    wishes: dict[Pairing, int] = {}
    ranked = scheme.rank_points
    for row, col in mine | theirs:
        one = choice_points(ranked, mentees[row].chosen, mentors[col].id)
        other = choice_points(scheme.choices, mentors[col].chosen, mentees[row].id)
        if one and other:
            mutual[row, col] = 2 * min(one, other)
        if one != other:
            wishes[row, col] = abs(one - other)
    return Extras.of(mutual), Extras.of(wishes)


def _by_place(
    kept: Mapping[tuple[str, str], int], mentees: Sequence[Participant], mentors: Sequence[Participant]
) -> Extras:
    row_of = {each.id: row for row, each in enumerate(mentees)}
    col_of = {each.id: col for col, each in enumerate(mentors)}
    return Extras.of({(row_of[a], col_of[b]): worth for (a, b), worth in kept.items() if a in row_of and b in col_of})
