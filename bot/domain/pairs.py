"""A mentor and a mentee, from a suggestion that nobody knows of to the end: the pair, and each one's own side of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.enrolment import Role
from bot.domain.errors import IllegalStep
from bot.domain.grounds import Grounds
from bot.domain.states import step


class PairState(StrEnum):
    """Up to HELD and REJECTED nobody but the programme team knows of the pair."""

    STAGED = "staged"
    APPROVED = "approved"
    HELD = "held"
    REJECTED = "rejected"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ENDED = "ended"
    DECLINED = "declined"
    EXPIRED = "expired"


_S = PairState
PAIR_STEPS = {
    _S.STAGED: frozenset({_S.APPROVED, _S.HELD, _S.REJECTED}),
    _S.HELD: frozenset({_S.STAGED, _S.APPROVED, _S.REJECTED}),
    _S.APPROVED: frozenset({_S.STAGED, _S.HELD, _S.REJECTED, _S.PROPOSED}),
    _S.PROPOSED: frozenset({_S.ACCEPTED, _S.DECLINED, _S.EXPIRED}),
    _S.ACCEPTED: frozenset({_S.ACTIVE, _S.ENDED}),
    _S.ACTIVE: frozenset({_S.PAUSED, _S.COMPLETED, _S.ENDED}),
    _S.PAUSED: frozenset({_S.ACTIVE, _S.COMPLETED, _S.ENDED}),
}

UNPUBLISHED = frozenset({_S.STAGED, _S.APPROVED, _S.HELD})
"""Nobody but the programme team knows of these."""
TOGETHER = frozenset({_S.ACCEPTED, _S.ACTIVE, _S.PAUSED})
"""Both have said yes, and neither has left."""
SETTLED = frozenset({_S.APPROVED, _S.HELD, _S.PROPOSED}) | TOGETHER
"""These take their mentee, and a place of their mentor: matching again does not touch them."""
OPEN = SETTLED | {_S.STAGED}
PARTED = frozenset({_S.REJECTED, _S.DECLINED, _S.ENDED})
"""These two are not put together again in this programme."""


class Shelf(StrEnum):
    """Where the programme team finds a pair."""

    TO_DO = "to_do"
    APPROVED = "approved"
    HELD = "held"
    ASKED = "asked"
    TOGETHER = "together"
    OVER = "over"
    ALL = "all"

    @property
    def states(self) -> frozenset[PairState]:
        return _SHELVES[self]


_SHELVES = {
    Shelf.TO_DO: frozenset({_S.STAGED}),
    Shelf.APPROVED: frozenset({_S.APPROVED}),
    Shelf.HELD: frozenset({_S.HELD}),
    Shelf.ASKED: frozenset({_S.PROPOSED}),
    Shelf.TOGETHER: TOGETHER,
    Shelf.OVER: frozenset(PairState) - OPEN,
    Shelf.ALL: frozenset(PairState),
}


class Ending(StrEnum):
    """Why a pair ends, as one of the two says it to the programme team; the last two are nobody's wish."""

    TIME = "time"
    GOALS = "goals"
    STYLE = "style"
    LANGUAGE = "language"
    SILENCE = "silence"
    NEW_JOB = "new_job"
    CONDUCT = "conduct"
    OTHER = "other"
    TEAM = "team"
    LEFT = "left"


WISHES = tuple(each for each in Ending if each not in (Ending.TEAM, Ending.LEFT))


@dataclass(frozen=True)
class Pair:
    """`locked`: matching again keeps it as it is. `word` is what the programme team noted when it rejected it."""

    programme_id: int
    mentee_id: str
    mentor_id: str
    grounds: Grounds
    created_at: datetime
    points: int = 0
    state: PairState = PairState.STAGED
    locked: bool = False
    run_id: int | None = None
    word: str = ""
    published_by: str | None = None
    proposed_at: datetime | None = None
    expires_at: datetime | None = None
    accepted_at: datetime | None = None
    channel_id: str | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    id: int = 0
    version: int = 1

    @property
    def people(self) -> tuple[str, str]:
        return self.mentee_id, self.mentor_id

    def role_of(self, person_id: str) -> Role:
        """Which of the two this is; raises KeyError for anybody else."""
        return {self.mentee_id: Role.MENTEE, self.mentor_id: Role.MENTOR}[person_id]

    def partner_of(self, person_id: str) -> str:
        """The other one; raises KeyError for who is none of the two."""
        return {self.mentee_id: self.mentor_id, self.mentor_id: self.mentee_id}[person_id]

    def decided(self, state: PairState, word: str = "") -> "Pair":
        """As the programme team decides before anybody hears of it; raises IllegalStep."""
        return replace(self, state=step(PAIR_STEPS, self.state, state), word=word)

    def given(self, mentor_id: str, points: int, grounds: Grounds) -> "Pair":
        """The mentee with another mentor, before anybody knows of either."""
        return replace(self, mentor_id=mentor_id, points=points, grounds=grounds)

    def proposed(self, by: str, now: datetime, lasts: timedelta) -> "Pair":
        """Published, by the programme team or by the mentee who asks: open for so long."""
        state = step(PAIR_STEPS, self.state, PairState.PROPOSED)
        return replace(self, state=state, published_by=by, proposed_at=now, expires_at=now + lasts)

    @property
    def requested(self) -> bool:
        """Whether the mentee has asked for this mentor themselves."""
        return self.published_by == self.mentee_id

    def postponed(self, until: datetime) -> "Pair":
        """Open for an answer until then at least."""
        return replace(self, expires_at=max(self.expires_at or until, until))

    def accepted(self, now: datetime) -> "Pair":
        return replace(self, state=step(PAIR_STEPS, self.state, PairState.ACCEPTED), accepted_at=now)

    def introduced(self, channel_id: str) -> "Pair":
        """Once their conversation is open."""
        return replace(self, state=step(PAIR_STEPS, self.state, PairState.ACTIVE), channel_id=channel_id)

    def paused(self) -> "Pair":
        """Held for a while: nobody is asked anything about it."""
        return replace(self, state=step(PAIR_STEPS, self.state, PairState.PAUSED))

    def resumed(self) -> "Pair":
        """Under way again."""
        return replace(self, state=step(PAIR_STEPS, self.state, PairState.ACTIVE))

    def parted(self, why: Ending | None, now: datetime) -> "Pair":
        """Over, wherever it stood: rejected, declined or ended; raises IllegalStep for what is over already."""
        if self.state not in OPEN:
            raise IllegalStep
        then = PairState.REJECTED if self.state in UNPUBLISHED else PairState.ENDED
        then = PairState.DECLINED if self.state is PairState.PROPOSED else then
        return replace(self, state=step(PAIR_STEPS, self.state, then), ending=why, ended_at=now)

    def expired(self, now: datetime) -> "Pair":
        return replace(self, state=step(PAIR_STEPS, self.state, PairState.EXPIRED), ended_at=now)


class Reply(StrEnum):
    YES = "yes"
    LATER = "later"
    NO = "no"


class Became(StrEnum):
    """What has become of a question that one of the two was asked, as far as they may know."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    TOGETHER = "together"
    OVER = "over"  # whoever of the two, or nobody, is why


@dataclass(frozen=True)
class Side:
    """One person's own side of a pair. `word` and `wish_word` are for the programme team, never for the partner.

    `signed_text` is the agreement as it stood when it was signed.
    """

    pair_id: int
    person_id: str
    role: Role
    remind_at: datetime | None = None
    reply: Reply | None = None
    word: str = ""
    replied_at: datetime | None = None
    signed_at: datetime | None = None
    signed_text: str = ""
    wish: Ending | None = None
    wish_word: str = ""
    wished_at: datetime | None = None
    id: int = 0
    version: int = 1

    @property
    def has_answered(self) -> bool:
        return self.reply in (Reply.YES, Reply.NO)

    def replied(self, reply: Reply, now: datetime, word: str = "", remind_at: datetime | None = None) -> "Side":
        return replace(self, reply=reply, word=word, replied_at=now, remind_at=remind_at)

    def reminded(self) -> "Side":
        return replace(self, remind_at=None)

    def signed(self, text: str, now: datetime) -> "Side":
        """Signed once: what was signed stays as it was."""
        return self if self.signed_at else replace(self, signed_text=text, signed_at=now)

    def wished(self, wish: Ending, word: str, now: datetime) -> "Side":
        """Wants out of the pair."""
        return replace(self, wish=wish, wish_word=word, wished_at=now)

    def answered(self) -> "Side":
        """The programme team has decided on the wish."""
        return replace(self, wish=None, wish_word="", wished_at=None)


@dataclass(frozen=True)
class Both:
    """A pair with both sides."""

    pair: Pair
    sides: tuple[Side, ...] = field(default_factory=tuple)

    def side(self, person_id: str) -> Side:
        """That person's; raises KeyError."""
        return {each.person_id: each for each in self.sides}[person_id]

    def became(self, person_id: str) -> Became | None:
        """What has become of the question to that person; None while it is open and they have not answered."""
        reply = self.side(person_id).reply
        if self.pair.state in TOGETHER:
            return Became.TOGETHER
        if self.pair.state is not PairState.PROPOSED and reply is not Reply.NO:
            return Became.OVER
        return Became(reply) if reply else None

    @property
    def agreed(self) -> bool:
        return all(each.reply is Reply.YES for each in self.sides)
