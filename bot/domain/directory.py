"""Reading the whole directory: page by page, and on from where it broke off."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.states import step

NIGHTLY = time(1)
"""When the directory is read anew, in UTC: the small hours in Europe, the evening in America."""
LEASE = timedelta(seconds=60)
"""For so long one process reads on its own; if it died, another one goes on."""
RETRY = timedelta(minutes=1)
FEW = 10
SMALL_PART = 0.05
"""So many people, or such a part of all, may be missing from a list that is taken for complete."""
INCOMPLETE = "incomplete"
"""The trouble of a list that lacks too many; it is told until the next one."""


class Stage(StrEnum):
    IDLE = "idle"
    LISTING = "listing"  # pages of all people
    CHECKING = "checking"  # those whom no page named, asked for one by one
    PROFILES = "profiles"  # the company's own fields, of those who take part


STAGES = {
    Stage.IDLE: frozenset({Stage.LISTING}),
    Stage.LISTING: frozenset({Stage.CHECKING}),
    Stage.CHECKING: frozenset({Stage.PROFILES}),
    Stage.PROFILES: frozenset({Stage.IDLE}),
}


@dataclass(frozen=True)
class Reading:
    """How far the reading of the directory has come. There is one row of it.

    `read` people were listed since `started_at`; the next page begins at `cursor`. Nothing is asked before
    `not_before`. `trouble` is the code of what went wrong last, until something goes well.
    """

    stage: Stage = Stage.IDLE
    cursor: str = ""
    read: int = 0
    started_at: datetime | None = None
    finished_at: datetime | None = None
    not_before: datetime | None = None
    trouble: str | None = None
    id: int = 1
    version: int = 1

    def is_due(self, now: datetime) -> bool:
        """Whether there is something to do: to go on, or to begin since a night has come."""
        if self.not_before is not None and now < self.not_before:
            return False
        return self.stage is not Stage.IDLE or self.started_at is None or self.started_at < _last_night(now)

    def asked_for(self) -> "Reading":
        """To begin at once, unless it is under way."""
        return replace(self, started_at=None, read=0) if self.stage is Stage.IDLE else self

    def begun(self, now: datetime) -> "Reading":
        """From the first page."""
        stage = step(STAGES, self.stage, Stage.LISTING)
        return replace(self, stage=stage, cursor="", read=0, started_at=now, not_before=None, trouble=None)

    def claimed(self, now: datetime) -> "Reading":
        """Taken up by one process: others leave it alone for a while."""
        return replace(self, not_before=now + LEASE)

    def listed(self, people: int, cursor: str) -> "Reading":
        """A page further; without a cursor that was the last one."""
        stage = self.stage if cursor else step(STAGES, self.stage, Stage.CHECKING)
        return replace(self, stage=stage, cursor=cursor, read=self.read + people, not_before=None, trouble=None)

    def going_on(self) -> "Reading":
        """At the same stage: there may be more to do."""
        return replace(self, not_before=None, trouble=INCOMPLETE if self.trouble == INCOMPLETE else None)

    def checked(self, trouble: str | None = None) -> "Reading":
        """Nobody is left whom no page named; or too many are, and they are left alone."""
        return replace(self, stage=step(STAGES, self.stage, Stage.PROFILES), not_before=None, trouble=trouble)

    def finished(self, now: datetime) -> "Reading":
        return replace(self, stage=step(STAGES, self.stage, Stage.IDLE), finished_at=now, not_before=None)

    def refused(self, error: str, retry_after: int | None, now: datetime) -> "Reading":
        """Broken off: it goes on at the same place, when Slack says so or in a minute. A cursor may have grown old."""
        wait = RETRY if retry_after is None else timedelta(seconds=retry_after)
        if error == "invalid_cursor":
            return replace(self, cursor="", read=0, not_before=now, trouble=error)
        return replace(self, not_before=now + wait, trouble=None if retry_after is not None else error)

    def is_credible(self, missing: int) -> bool:
        """Whether so few are missing from the list that they may be gone.

        A token of another workspace, or a list that Slack cut short, would make strangers of everybody.
        """
        return missing <= max(FEW, self.read * SMALL_PART)


def _last_night(now: datetime) -> datetime:
    tonight = datetime.combine(now.date(), NIGHTLY, now.tzinfo)
    return tonight if tonight <= now else tonight - timedelta(days=1)
