"""What people are asked about their pairs, what they said, and when a programme asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    exists,
    select,
    update,
)
from sqlalchemy import func as sql

from bot.domain.enrolment import Role
from bot.domain.feedback import Fit, Opinion, Reason, Source
from bot.domain.pairs import TOGETHER, Pair, PairState
from bot.domain.soundings import PulsePlan, Sounding, Topic
from storage.pairs import pairs
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

soundings = Table(
    "soundings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("role", states(Role, "role"), nullable=False),
    Column("topic", states(Topic, "topic"), nullable=False),
    Column("occasion", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, index=True),
    Column("asked_at", UtcDateTime),
    Column("times", Integer, nullable=False),
    Column("answered_at", UtcDateTime),
    UniqueConstraint("pair_id", "person_id", "topic", "occasion"),
)

opinions = Table(
    "opinions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False, index=True),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("role", states(Role, "role"), nullable=False),
    Column("source", states(Source, "source"), nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    Column("rating", Integer),
    Column("fit", states(Fit, "fit")),
    Column("answers", Json(dict[str, object]), nullable=False),
    Column("word", Text, nullable=False),
    Column("form", String(16), nullable=False),
    Column("reasons", Json(tuple[Reason, ...]), nullable=False),
    Column("snoozed_until", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("settled_by", String(32)),
)

pulse_plans = Table(
    "pulse_plans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False, unique=True),
    Column("first_after", Integer, nullable=False),
    Column("every", Integer, nullable=False),
    Column("reminders", Integer, nullable=False),
    Column("remind_after", Integer, nullable=False),
)


class Soundings(Repository[Sounding]):
    table = soundings
    kind = Sounding

    def of(self, pair_id: int, person_id: str, topic: Topic) -> list[Sounding]:
        """What one person was asked about one pair, the oldest first, to change."""
        mine = (soundings.c.pair_id == pair_id) & (soundings.c.person_id == person_id) & (soundings.c.topic == topic)
        return self._all(select(soundings).where(mine).order_by(soundings.c.occasion).with_for_update())

    def due(self, now: datetime, most: int) -> list[Sounding]:
        """What is to be asked, or reminded of."""
        query = select(soundings).where(soundings.c.due_at <= now).order_by(soundings.c.due_at, soundings.c.id)
        return self._all(query.limit(most).with_for_update(skip_locked=True))

    def unplanned(self, most: int) -> list[Pair]:
        """Pairs under way for which no pulse is planned yet."""
        planned = exists().where((soundings.c.pair_id == pairs.c.id) & (soundings.c.topic == Topic.PULSE))
        query = select(pairs).where((pairs.c.state == PairState.ACTIVE) & ~planned).order_by(pairs.c.id)
        rows = self._connection.execute(query.limit(most).with_for_update(skip_locked=True))
        return [Pair(**row._mapping) for row in rows]

    def look_again(self, programme_id: int, now: datetime) -> None:
        """Has every pulse of a programme that is planned looked at again: its days have changed."""
        mine = soundings.c.pair_id.in_(select(pairs.c.id).where(pairs.c.programme_id == programme_id))
        planned = (soundings.c.topic == Topic.PULSE) & (soundings.c.times == 0) & soundings.c.due_at.is_not(None)
        again = update(soundings).where(mine & planned)
        self._connection.execute(again.values(due_at=now, version=soundings.c.version + 1))

    def pulses(self, programme_id: int) -> list[Sounding]:
        """Every pulse that was asked in a programme."""
        query = select(soundings).join(pairs).where(pairs.c.programme_id == programme_id)
        return self._all(query.where((soundings.c.topic == Topic.PULSE) & soundings.c.asked_at.is_not(None)))


class Opinions(Repository[Opinion]):
    table = opinions
    kind = Opinion

    def of(self, pair_id: int, person_id: str) -> list[Opinion]:
        """What one person said of one pair, the oldest first."""
        mine = (opinions.c.pair_id == pair_id) & (opinions.c.person_id == person_id)
        return self._all(select(opinions).where(mine).order_by(opinions.c.id))

    def under_way(self, programme_id: int) -> list[Opinion]:
        """What was said of a programme's pairs that are together now, the oldest first."""
        return self._all(_together(programme_id).order_by(opinions.c.id))

    def to_look_at(self, programme_id: int, reader_id: str, now: datetime, skip: int, most: int) -> list[Opinion]:
        """What needs a look now, the newest first; nobody sees what is said of their own pair."""
        query = _to_look_at(programme_id, reader_id, now).order_by(opinions.c.id.desc())
        return self._all(query.offset(skip).limit(most))

    def count_to_look_at(self, programme_id: int, reader_id: str, now: datetime) -> int:
        found = _to_look_at(programme_id, reader_id, now).subquery()
        return self._connection.scalar(select(sql.count()).select_from(found)) or 0


class PulsePlans(Repository[PulsePlan]):
    table = pulse_plans
    kind = PulsePlan

    def of(self, programme_id: int) -> PulsePlan:
        """When a programme asks: on the usual days until somebody changes them."""
        found = self._one(select(pulse_plans).where(pulse_plans.c.programme_id == programme_id))
        return found or PulsePlan(programme_id)

    def keep(self, changed: PulsePlan) -> PulsePlan:
        """Writes it; raises ChangedMeanwhile."""
        return self.save(changed) if changed.id else self.add(changed)


def _together(programme_id: int) -> Select[Any]:
    mine = (pairs.c.programme_id == programme_id) & pairs.c.state.in_(TOGETHER)
    return select(opinions).join(pairs).where(mine)


def _to_look_at(programme_id: int, reader_id: str, now: datetime) -> Select[Any]:
    none: Sequence[Reason] = ()
    open = (opinions.c.reasons != none) & opinions.c.settled_at.is_(None)
    awake = opinions.c.snoozed_until.is_(None) | (opinions.c.snoozed_until <= now)
    not_own = (pairs.c.mentee_id != reader_id) & (pairs.c.mentor_id != reader_id)
    return _together(programme_id).where(open & awake & not_own)
