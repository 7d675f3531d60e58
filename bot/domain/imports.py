"""A file of people that HR has dropped in Slack: looked at first, taken over once it is confirmed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.states import step

LEASE = timedelta(minutes=2)


class ImportState(StrEnum):
    RECEIVED = "received"  # to be read
    REPORTED = "reported"  # HR has seen what it would change
    CONFIRMED = "confirmed"  # to be taken over
    CLOSED = "closed"


IMPORT_STEPS = {
    ImportState.RECEIVED: frozenset({ImportState.REPORTED, ImportState.CLOSED}),
    ImportState.REPORTED: frozenset({ImportState.CONFIRMED, ImportState.CLOSED}),
    ImportState.CONFIRMED: frozenset({ImportState.REPORTED, ImportState.CLOSED}),
    ImportState.CLOSED: frozenset[ImportState](),
}


@dataclass(frozen=True)
class Import:
    """The file stays in Slack: only its id is kept, and the fingerprint of the changes that HR was shown."""

    file_id: str
    asked_by: str
    asked_at: datetime
    state: ImportState = ImportState.RECEIVED
    fingerprint: str = ""
    not_before: datetime | None = None
    id: int = 0
    version: int = 1

    def claimed(self, now: datetime, wait: timedelta = LEASE) -> "Import":
        """Taken up by one process: others leave it alone for a while."""
        return replace(self, not_before=now + wait)

    def reported(self, fingerprint: str) -> "Import":
        """What it would change has been shown."""
        state = step(IMPORT_STEPS, self.state, ImportState.REPORTED)
        return replace(self, state=state, fingerprint=fingerprint, not_before=None)

    def confirmed(self) -> "Import":
        return replace(self, state=step(IMPORT_STEPS, self.state, ImportState.CONFIRMED))

    def closed(self) -> "Import":
        return replace(self, state=step(IMPORT_STEPS, self.state, ImportState.CLOSED))
