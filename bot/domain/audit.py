"""Who did what with whom: ids and states, never an answer or a word that was said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What the programme team does about pairs; REQUESTED alone is a mentee's own."""

    MATCHED = "matched"
    WEIGHED = "weighed"
    TERMS = "terms"
    APPROVED = "approved"
    HELD = "held"
    RETURNED = "returned"
    REJECTED = "rejected"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    FORBIDDEN = "forbidden"
    SWAPPED = "swapped"
    MADE = "made"
    PUBLISHED = "published"
    ENDED = "ended"
    KEPT = "kept"
    MAKING = "making"
    OPENED = "opened"
    REQUESTED = "requested"
    TOPPED_UP = "topped_up"
    ASKED_SUPERVISORS = "asked_supervisors"


@dataclass(frozen=True)
class Entry:
    """One line of the log. `before` and `after` are states, ids or counts, as short texts."""

    programme_id: int
    by: str
    at: datetime
    deed: Deed
    mentee_id: str | None = None
    mentor_id: str | None = None
    before: str = ""
    after: str = ""
    id: int = 0
