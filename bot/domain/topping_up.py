"""Late joiners, leavers, more places or fewer: a place for who has nobody, with few changes or none at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.matching.matching import Result
from bot.domain.matching.rematch import changed
from bot.domain.pairs import TOGETHER, Pair, PairState

UNDECIDED = frozenset({PairState.STAGED, PairState.APPROVED})
"""Nobody but the programme team knows of these pairs: they may change without anybody's noticing."""
MOST = 20
"""Changes that can be asked for: with more, matching again is the better way."""


def movable(running_too: bool) -> frozenset[PairState]:
    """The states of pairs that may change: those under way only where HR says so. Who is being asked is left alone."""
    return UNDECIDED | TOGETHER if running_too else UNDECIDED


@dataclass(frozen=True)
class Change:
    """A mentee who would have another mentor. Without `before` they have nobody now, without `after` nobody then.

    `gain` is in points of the pair. `running`: the pair is under way, and both would hear that it ends.
    """

    mentee_id: str
    before: str | None
    after: str | None
    gain: int = 0
    running: bool = False


@dataclass(frozen=True)
class TopUp:
    """What would change: pairs that there are, and mentees who would have somebody at last."""

    changes: tuple[Change, ...] = ()
    newcomers: tuple[Change, ...] = ()

    @property
    def people(self) -> int:
        """How many people gain: who has nobody now, and whose pair becomes a better one."""
        return len(self.newcomers) + sum(each.gain > 0 for each in self.changes)

    @property
    def gain(self) -> int:
        """Points that all pairs together gain."""
        return sum(each.gain for each in (*self.changes, *self.newcomers))


def top_up(before: Mapping[str, Pair], result: Result) -> TopUp:
    """What a result changes of these pairs (by mentee), and whom it finds somebody for."""
    now = {mentee: pair.mentor_id for mentee, pair in before.items()}
    held = result.pool.hand.held
    found = {mentee: mentor for mentee, mentor in result.mentor_of.items() if mentee not in held}
    return TopUp(
        tuple(_change(before[each], found.get(each), result) for each in changed(now, result)),
        tuple(
            Change(mentee, None, mentor, _points(result, mentee, mentor))
            for mentee, mentor in sorted(found.items())
            if mentee not in before
        ),
    )


def _change(pair: Pair, after: str | None, result: Result) -> Change:
    known = pair.mentor_id in result.pool.mentor
    before = _points(result, pair.mentee_id, pair.mentor_id) if known else pair.points
    then = _points(result, pair.mentee_id, after) if after else 0
    return Change(pair.mentee_id, pair.mentor_id, after, then - before, pair.state in TOGETHER)


def _points(result: Result, mentee: str, mentor: str) -> int:
    return int(result.pool.points([(mentee, mentor)])[0])
