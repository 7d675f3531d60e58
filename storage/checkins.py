"""Check-ins: when each pair is asked next, what came of it, and what each of the two has said."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    or_,
    select,
    text,
    union,
)

from bot.domain.checkins import Answer, Checkin, CheckinState, News, Schedule, Step, Trouble, Way
from bot.domain.feedback import Fit
from bot.domain.ladder import Ladder
from bot.domain.pairs import PairState
from bot.domain.programmes import Cadence
from storage.pairs import pairs
from storage.repository import Repository
from storage.tables import metadata
from storage.types import UtcDateTime, states

schedules = Table(
    "schedules",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False, unique=True),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("planned_on", Date, nullable=False),
    Column("next_at", UtcDateTime, index=True),
    Column("cadence", states(Cadence, "cadence")),
    Column("seq", Integer, nullable=False),
    Column("silent", Integer, nullable=False),
    Column("meetings", Integer, nullable=False),
    Column("met_on", Date),
    Column("meets_on", Date),
    Column("prepare_at", UtcDateTime, index=True),
    Column("overdue_on", Date),
    Column("help_for", String(32)),
    Column("hidden_until", Date),
)

checkins = Table(
    "checkins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("state", states(CheckinState, "state"), nullable=False),
    Column("held_on", Date),
    Column("way", states(Way, "way")),
    Column("minutes", Integer),
    Column("told_by", String(32)),
    UniqueConstraint("pair_id", "seq"),
)

answers = Table(
    "checkin_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("checkin_id", Integer, ForeignKey("checkins.id"), nullable=False),
    Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False, index=True),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("step", states(Step, "step")),
    Column("ask_at", UtcDateTime),
    Column("news", states(News, "news")),
    Column("not_yets", Integer, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("trouble", states(Trouble, "trouble")),
    Column("rating", Integer),
    Column("gained", Text, nullable=False),
    Column("fit", states(Fit, "fit")),
    UniqueConstraint("checkin_id", "person_id"),
)
_TO_ASK = text("ask_at IS NOT NULL")
"""Few answers are waited for, however many have been given: these indexes hold no others."""
Index("ix_checkin_answers_due", answers.c.ask_at, answers.c.person_id, sqlite_where=_TO_ASK, postgresql_where=_TO_ASK)
Index("ix_checkin_answers_of", answers.c.person_id, answers.c.ask_at, sqlite_where=_TO_ASK, postgresql_where=_TO_ASK)

ladders = Table(
    "checkin_ladders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False, unique=True),
    Column("first_after", Integer, nullable=False),
    Column("again_after", Integer, nullable=False),
    Column("remind_after", Integer, nullable=False),
    Column("private_after", Integer, nullable=False),
    Column("list_after", Integer, nullable=False),
    Column("pause_after", Integer, nullable=False),
)


class Schedules(Repository[Schedule]):
    """Whoever changes a pair and its schedule takes the schedule first, so that nobody waits for each other."""

    table = schedules
    kind = Schedule

    def due(self, now: datetime, most: int) -> list[Schedule]:
        """Those whose next check-in is due, the longest first, to change; what somebody else holds is passed over."""
        query = select(schedules).where(schedules.c.next_at <= now).order_by(schedules.c.next_at, schedules.c.id)
        return self._all(query.limit(most).with_for_update(skip_locked=True))

    def any_due(self, now: datetime) -> bool:
        """Whether there is a check-in to make."""
        query = select(schedules.c.id).where(schedules.c.next_at <= now).limit(1)
        return self._connection.scalar(query) is not None

    def of(self, pair_id: int) -> Schedule:
        """The schedule of a pair, to read; raises Gone."""
        return self._found(select(schedules).where(schedules.c.pair_id == pair_id))

    def hold_of(self, pair_id: int) -> Schedule:
        """The schedule of a pair, to change; raises Gone."""
        return self._found(select(schedules).where(schedules.c.pair_id == pair_id).with_for_update())

    def among(self, pair_ids: Collection[int]) -> dict[int, Schedule]:
        """Those of these pairs, by pair."""
        found = self._all(select(schedules).where(schedules.c.pair_id.in_(pair_ids)))
        return {each.pair_id: each for each in found}

    def to_prepare(self, mentor_id: str, now: datetime) -> list[Schedule]:
        """Those of a mentor's pairs with a meeting to prepare now, to change."""
        mine = (pairs.c.mentor_id == mentor_id) & (schedules.c.prepare_at <= now)
        query = select(schedules).join(pairs, pairs.c.id == schedules.c.pair_id).where(mine)
        return self._all(query.order_by(schedules.c.id).with_for_update(of=schedules))

    def to_look_at(self, programme_id: int, overdue: date, today: date) -> list[Schedule]:
        """Pairs that need a look of the programme team: quiet since that day, paused, or with somebody to help."""
        needy = or_(
            schedules.c.overdue_on <= overdue, schedules.c.help_for.is_not(None), pairs.c.state == PairState.PAUSED
        )
        open = pairs.c.state.in_({PairState.ACTIVE, PairState.PAUSED})
        shown = or_(schedules.c.hidden_until.is_(None), schedules.c.hidden_until <= today)
        mine = (schedules.c.programme_id == programme_id) & needy & open & shown
        query = select(schedules).join(pairs, pairs.c.id == schedules.c.pair_id).where(mine)
        return self._all(query.order_by(schedules.c.overdue_on, schedules.c.id))


class Checkins(Repository[Checkin]):
    table = checkins
    kind = Checkin

    def of_pair(self, pair_id: int) -> list[Checkin]:
        """All of a pair, in order."""
        return self._all(select(checkins).where(checkins.c.pair_id == pair_id).order_by(checkins.c.seq))

    def last(self, pair_id: int) -> Checkin | None:
        """A pair's newest, to change."""
        mine = select(checkins).where(checkins.c.pair_id == pair_id).order_by(checkins.c.seq.desc())
        return self._one(mine.limit(1).with_for_update())

    def among(self, ids: Collection[int]) -> dict[int, Checkin]:
        """These, by id."""
        return {each.id: each for each in self._all(select(checkins).where(checkins.c.id.in_(ids)))}


class Answers(Repository[Answer]):
    table = answers
    kind = Answer

    def of(self, checkin_id: int) -> list[Answer]:
        """What both have said about a check-in, to change."""
        query = select(answers).where(answers.c.checkin_id == checkin_id).order_by(answers.c.id)
        return self._all(query.with_for_update())

    def of_pair(self, pair_id: int, person_id: str) -> list[Answer]:
        """All that somebody has said about their pair, in order."""
        mine = (answers.c.pair_id == pair_id) & (answers.c.person_id == person_id)
        return self._all(select(answers).where(mine).order_by(answers.c.id))

    def among(self, ids: Collection[int]) -> dict[int, Answer]:
        """These, by id."""
        return {each.id: each for each in self._all(select(answers).where(answers.c.id.in_(ids)))}

    def readers_due(self, now: datetime, most: int) -> Sequence[str]:
        """Who is to be asked something now, or has a meeting to prepare."""
        asked = select(answers.c.person_id).where(answers.c.ask_at <= now)
        preparing = select(pairs.c.mentor_id).join(schedules, schedules.c.pair_id == pairs.c.id)
        found = union(asked, preparing.where(schedules.c.prepare_at <= now)).subquery()
        return self._connection.scalars(select(found).order_by(found.c[0]).limit(most)).all()

    def due(self, person_id: str, now: datetime) -> list[Answer]:
        """What somebody is to be asked now, to change."""
        mine = (answers.c.person_id == person_id) & (answers.c.ask_at <= now)
        return self._all(select(answers).where(mine).order_by(answers.c.id).with_for_update())


class Ladders(Repository[Ladder]):
    table = ladders
    kind = Ladder

    def of(self, programme_id: int) -> Ladder:
        """A programme's, or the usual one where its team has set none (id 0)."""
        found = self._one(select(ladders).where(ladders.c.programme_id == programme_id))
        return found or Ladder(programme_id)

    def keep(self, ladder: Ladder) -> Ladder:
        return self.save(ladder) if ladder.id else self.add(ladder)
