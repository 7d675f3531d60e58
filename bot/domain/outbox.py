"""A message on its way: its states, when it is tried again, and what an answer of Slack's means for it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.lanes import Lane

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=30)
SETTLING = timedelta(seconds=10)
"""How long a message that may have arrived is left alone before looking for it."""


class Surface(StrEnum):
    """Where a message shows."""

    MESSAGE = "message"
    HOME = "home"
    REVISION = "revision"  # in the place of an earlier message


class OutgoingState(StrEnum):
    """How far a message has come. UNKNOWN: Slack may or may not have taken it. PAUSED: HR holds it back.

    FOLDED: it did not fit into its reader's week, and waits for a digest. DIGESTED: it is said in one.
    """

    READY = "ready"
    PAUSED = "paused"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    DEAD = "dead"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    FOLDED = "folded"
    DIGESTED = "digested"


FINAL = (
    OutgoingState.SENT,
    OutgoingState.DEAD,
    OutgoingState.SKIPPED,
    OutgoingState.EXPIRED,
    OutgoingState.DIGESTED,
)
"""States in which nothing more happens to a message by itself."""
CANCELLED = "cancelled"
"""The reason of a message that HR had left unsaid."""
FOLDED = "folded"
"""The reason of a message that is said, or was to be said, in a digest."""


@dataclass(frozen=True)
class Outgoing:
    """A message to send. `to` is a person's or a channel's id; `key` is unique: a second row with it is not added.

    `context` is what the message of that `kind` says, as plain JSON. `asked_by` is told if it can't be delivered.
    `batch` names the sending to many that it belongs to, which can be paused and cancelled as one.
    `uid` goes along as metadata, so that a message that may have arrived (since `unknown_since`) can be looked for.
    `repeatable`: where it can't be looked for, saying it twice is better than not saying it.
    `wanted_at` is when it was to be said, whatever its reader's hours; `due_at` is when that is within them.
    `counted_at` is when it took a place in its reader's week, `digest_id` the message that says it in its place.
    `replaces` is the id of the earlier message in whose place a revision is shown: done twice, it is done once.
    """

    key: str
    kind: str
    surface: Surface
    to: str
    created_at: datetime
    context: Mapping[str, object] = field(default_factory=dict)
    lane: Lane = Lane.ANSWER
    batch: str | None = None
    asked_by: str | None = None
    repeatable: bool = True
    urgent: bool = False
    wanted_at: datetime | None = None
    replaces: int | None = None
    due_at: datetime | None = None
    deadline: datetime | None = None
    state: OutgoingState = OutgoingState.READY
    attempts: int = 0
    uid: str = ""
    owner: str | None = None
    claimed_at: datetime | None = None
    leased_until: datetime | None = None
    unknown_since: datetime | None = None
    ts: str | None = None
    reason: str | None = None
    counted_at: datetime | None = None
    digest_id: int | None = None
    id: int = 0

    @property
    def to_channel(self) -> bool:
        return not self.to.startswith(("U", "W"))

    @property
    def keeps_hours(self) -> bool:
        """Whether it waits for its reader's hours. A channel has none."""
        return self.lane.keeps_hours and not self.to_channel

    def waiting(self, until: datetime | None, reason: str) -> "Outgoing":
        """Back in line. A message that may have arrived stays one, whatever happened to this attempt."""
        state = OutgoingState.UNKNOWN if self.unknown_since else OutgoingState.READY
        return replace(self, state=state, due_at=until, reason=reason)

    @property
    def can_be_found(self) -> bool:
        """Whether it may have arrived, in a place where the app may look for it."""
        return self.unknown_since is not None and self.surface is Surface.MESSAGE and not self.to_channel


@dataclass(frozen=True)
class Sending:
    """A sending to many that is not finished: of `total` messages so many are `done`, whatever became of them."""

    batch: str
    kind: str
    asked_by: str | None
    total: int
    done: int
    is_paused: bool


class Verdict(StrEnum):
    """What to do after Slack refused a call."""

    AGAIN = "again"  # nothing happened; try later
    UNKNOWN = "unknown"  # it may have happened; look before trying again
    NOBODY = "nobody"  # it will never work for this recipient
    POISON = "poison"  # it will never work for this message
    STOP = "stop"  # nothing will work for anybody until somebody mends the installation


_PASSING = frozenset({"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "not_sent"})
_AMBIGUOUS = frozenset({"internal_error", "fatal_error", "request_timeout", "no_answer"})
_NOBODY = frozenset(
    {
        "channel_not_found",
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "user_not_visible",
        "messages_tab_disabled",
        "cannot_dm_bot",
        "is_archived",
        "is_inactive",
        "not_in_channel",
        "restricted_action",
    }
)
_STOPPING = frozenset(
    {
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "missing_scope",
        "org_login_required",
        "access_denied",
    }
)


def verdict(error: str) -> Verdict:
    """What a Slack error code means for the message. Codes that nobody knows are poison: repeating won't help."""
    if error in _PASSING:
        return Verdict.AGAIN
    if error in _AMBIGUOUS or error.startswith("http_5"):
        return Verdict.UNKNOWN
    if error in _NOBODY:
        return Verdict.NOBODY
    return Verdict.STOP if error in _STOPPING else Verdict.POISON


def wait_after(attempts: int, uid: str) -> timedelta:
    """How long to wait after so many attempts: doubling, capped, spread by half; the same for the same uid."""
    spread = random.Random(f"{uid}:{attempts}").uniform(0.5, 1.5)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 20))) * spread
