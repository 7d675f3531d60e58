"""What if: two results of the same people, side by side."""

from dataclasses import dataclass

from bot.domain.matching.matching import Result


@dataclass(frozen=True)
class Figures:
    """One result in numbers. Points of results with different weights are on the same scale, of FULL points."""

    matched: int
    unmatched: int
    total: int
    worst: int | None


@dataclass(frozen=True)
class Switch:
    """Somebody whose mentor differs; None where they have nobody."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Comparison:
    """Both results in numbers, the second one by the first one's points too, and who changes."""

    one: Figures
    other: Figures
    other_by_one: int
    switches: tuple[Switch, ...]


def figures(result: Result) -> Figures:
    """A result in numbers."""
    return Figures(len(result.pairs), len(result.unmatched), result.total, result.worst)


def compare(one: Result, other: Result) -> Comparison:
    """The difference between two results."""
    known = [(pair.mentee, pair.mentor) for pair in other.pairs if pair.mentee in one.pool.mentee]
    common = [pair for pair in known if pair[1] in one.pool.mentor]
    mentees = sorted(one.pool.mentee.keys() | other.pool.mentee.keys())
    switches = (Switch(each, one.mentor_of.get(each), other.mentor_of.get(each)) for each in mentees)
    return Comparison(
        figures(one),
        figures(other),
        int(one.pool.points(common).sum()),
        tuple(each for each in switches if each.before != each.after),
    )
