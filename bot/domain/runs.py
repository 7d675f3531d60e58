"""One computation of who should meet whom, kept with all that it was made of."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.outcome import Outcome
from bot.domain.states import step
from bot.domain.weighing import Weighing


class RunState(StrEnum):
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


RUN_STEPS = {RunState.ASKED: frozenset({RunState.DONE, RunState.FAILED})}


@dataclass(frozen=True)
class Run:
    """`fingerprint` is that of everything that went in; `same_as` an earlier run with the same, and the same result.

    `waited_for`: nobody looks on, so whoever asked is told when it is done. `by_itself`: a place became free.
    `tells_waiting`: who has nobody after it is to be told so. `staged` is how many pairs it suggests.
    """

    programme_id: int
    asked_by: str
    asked_at: datetime
    weighing: Weighing
    waited_for: bool = False
    by_itself: bool = False
    tells_waiting: bool = False
    state: RunState = RunState.ASKED
    fingerprint: str = ""
    same_as: int | None = None
    staged: int = 0
    outcome: Outcome | None = None
    done_at: datetime | None = None
    id: int = 0
    version: int = 1

    def done(self, fingerprint: str, found: Outcome, staged: int, same_as: int | None, now: datetime) -> "Run":
        """With its result."""
        return replace(
            self,
            state=step(RUN_STEPS, self.state, RunState.DONE),
            fingerprint=fingerprint,
            outcome=found,
            staged=staged,
            same_as=same_as,
            done_at=now,
        )

    def to_be_told(self) -> "Run":
        """Who has nobody after it is to hear so."""
        return replace(self, tells_waiting=True)

    def told(self) -> "Run":
        return replace(self, tells_waiting=False)

    def failed(self, now: datetime) -> "Run":
        return replace(self, state=step(RUN_STEPS, self.state, RunState.FAILED), done_at=now)
