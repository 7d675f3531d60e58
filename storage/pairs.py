"""Pairs, and each one's own side of them."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.grounds import Grounds
from bot.domain.pairs import OPEN, TOGETHER, Both, Ending, Pair, PairState, Reply, Side
from storage.enrolment import enrolments
from storage.people import people
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

pairs = Table(
    "pairs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("run_id", Integer, ForeignKey("match_runs.id")),
    Column("mentee_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("mentor_id", String(32), ForeignKey("people.id"), nullable=False, index=True),
    Column("points", Integer, nullable=False),
    Column("grounds", Json(Grounds), nullable=False),
    Column("state", states(PairState, "state"), nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("word", Text, nullable=False),
    Column("published_by", String(32)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("proposed_at", UtcDateTime),
    Column("expires_at", UtcDateTime),
    Column("accepted_at", UtcDateTime),
    Column("channel_id", String(32)),
    Column("ended_at", UtcDateTime),
    Column("ending", states(Ending, "ending")),
    Index("ix_pairs_programme_id_state", "programme_id", "state"),
)
_OUTLINE = [column for column in pairs.c if column.name != "grounds"]
_open = pairs.c.state.in_(OPEN)
Index("uq_pairs_open", pairs.c.programme_id, pairs.c.mentee_id, unique=True, sqlite_where=_open, postgresql_where=_open)

sides = Table(
    "pair_sides",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False, index=True),
    Column("role", states(Role, "role"), nullable=False),
    Column("remind_at", UtcDateTime, index=True),
    Column("reply", states(Reply, "reply")),
    Column("word", Text, nullable=False),
    Column("replied_at", UtcDateTime),
    Column("signed_at", UtcDateTime),
    Column("signed_text", Text, nullable=False),
    Column("wish", states(Ending, "wish")),
    Column("wish_word", Text, nullable=False),
    Column("wished_at", UtcDateTime),
    UniqueConstraint("pair_id", "person_id"),
)

_GONE = select(people.c.id).where(people.c.is_active.is_(False))
_WITHDRAWN = select(enrolments.c.programme_id, enrolments.c.person_id).where(
    enrolments.c.state == EnrolmentState.WITHDRAWN
)


def _has_left(person_id: ColumnElement[str]) -> ColumnElement[bool]:
    """The few who have left are gathered once, instead of each pair's people being looked for."""
    return or_(person_id.in_(_GONE), tuple_(pairs.c.programme_id, person_id).in_(_WITHDRAWN))


class Sides(Repository[Side]):
    table = sides
    kind = Side


class Pairs(Repository[Pair]):
    table = pairs
    kind = Pair

    def of_programme(self, programme_id: int, states: Collection[PairState] | None = None) -> list[Pair]:
        """A programme's pairs, in these states or in all, the best first."""
        return self._all(_ranked(_where(programme_id, states, None)))

    def outlines(self, programme_id: int, states: Collection[PairState] | None = None) -> list[Pair]:
        """The same without their grounds, for who needs many and no reasons: these take most of the reading."""
        query = _ranked(_where(programme_id, states, None)).with_only_columns(*_OUTLINE)
        return [Pair(**row._mapping, grounds=Grounds()) for row in self._connection.execute(query)]

    def page(
        self, programme_id: int, states: Collection[PairState], person_id: str | None, skip: int, most: int
    ) -> list[Pair]:
        """Some of a programme's pairs in these states, of one person or of all, the best first."""
        return self._all(_ranked(_where(programme_id, states, person_id)).offset(skip).limit(most))

    def count(self, programme_id: int, states: Collection[PairState], person_id: str | None = None) -> int:
        found = _where(programme_id, states, person_id).subquery()
        return self._connection.scalar(select(func.count()).select_from(found)) or 0

    def counts(self, programme_id: int) -> Counter[PairState]:
        """How many pairs a programme has, by state."""
        query = select(pairs.c.state, func.count()).where(pairs.c.programme_id == programme_id)
        return Counter({row[0]: row[1] for row in self._connection.execute(query.group_by(pairs.c.state))})

    def neighbour(self, pair: Pair, states: Collection[PairState]) -> Pair | None:
        """The pair after this one, the best first; from the start where there is none after it."""
        query = _where(pair.programme_id, states, None).where(pairs.c.id != pair.id)
        after = or_(pairs.c.points < pair.points, (pairs.c.points == pair.points) & (pairs.c.id > pair.id))
        return self._one(_ranked(query.where(after)).limit(1)) or self._one(_ranked(query).limit(1))

    def approve_above(self, programme_id: int, least: int) -> list[tuple[str, str]]:
        """Approves every suggestion with so many points or more; returns their mentees and mentors."""
        staged = (pairs.c.programme_id == programme_id) & (pairs.c.state == PairState.STAGED)
        approve = update(pairs).where(staged & (pairs.c.points >= least))
        approve = approve.values(version=pairs.c.version + 1, state=PairState.APPROVED)
        rows = self._connection.execute(approve.returning(pairs.c.mentee_id, pairs.c.mentor_id))
        return [(row[0], row[1]) for row in rows]

    def publish(
        self, programme_id: int, by: str, now: datetime, expires_at: datetime, but: Collection[int] = ()
    ) -> int:
        """Publishes every approved pair but for these; returns how many. Their people are told in the ticks to come."""
        approved = (pairs.c.programme_id == programme_id) & (pairs.c.state == PairState.APPROVED)
        published = {"published_by": by, "proposed_at": now, "expires_at": expires_at}
        step = {"version": pairs.c.version + 1, "state": PairState.PROPOSED}
        return self._connection.execute(
            update(pairs).where(approved & pairs.c.id.not_in(but)).values(**step, **published)
        ).rowcount

    def untold(self, most: int) -> list[Pair]:
        """Published pairs of which nobody has been told yet."""
        told = exists().where(sides.c.pair_id == pairs.c.id)
        query = select(pairs).where((pairs.c.state == PairState.PROPOSED) & ~told)
        return self._all(query.order_by(pairs.c.id).limit(most).with_for_update(skip_locked=True))

    def forget(self, programme_id: int, mentee_ids: Collection[str] | None = None) -> None:
        """Takes suggestions away that nobody knows of: all that are not locked, or those of these mentees."""
        staged = (pairs.c.programme_id == programme_id) & (pairs.c.state == PairState.STAGED)
        those = pairs.c.locked.is_(False) if mentee_ids is None else pairs.c.mentee_id.in_(mentee_ids)
        self._connection.execute(delete(pairs).where(staged & those))

    def both(self, id: int) -> Both:
        """The pair with that id and both sides, to change; raises Gone."""
        return self._with_sides([self.hold(id)])[0]

    def with_sides(self, found: Sequence[Pair]) -> list[Both]:
        """These pairs with what each of their people has said."""
        return self._with_sides(found)

    def of_person(self, person_id: str) -> list[Pair]:
        """Pairs that somebody has been told of: asked about, or together."""
        known = pairs.c.state.in_({PairState.PROPOSED} | TOGETHER) & (sides.c.person_id == person_id)
        return self._all(select(pairs).join(sides).where(known).order_by(pairs.c.id.desc()))

    def open_of(self, programme_id: int, mentee_id: str) -> Pair | None:
        """A mentee's pair in a programme that is not over: there is one at most."""
        mine = (pairs.c.programme_id == programme_id) & (pairs.c.mentee_id == mentee_id) & _open
        return self._one(select(pairs).where(mine))

    def unintroduced(self) -> list[int]:
        """Pairs that have agreed and whose conversation is not open yet."""
        query = select(pairs.c.id).where(pairs.c.state == PairState.ACCEPTED)
        return list(self._connection.scalars(query.order_by(pairs.c.id)))

    def due(self, now: datetime, most: int) -> list[int]:
        """Pairs that have been asked long enough, or of which somebody is to be reminded."""
        asked = pairs.c.state == PairState.PROPOSED
        waiting = exists().where((sides.c.pair_id == pairs.c.id) & (sides.c.remind_at <= now))
        query = select(pairs.c.id).where(asked & or_(pairs.c.expires_at <= now, waiting))
        return list(self._connection.scalars(query.order_by(pairs.c.id).limit(most)))

    def forsaken(self) -> list[int]:
        """Open pairs of which somebody has left the programme or the company."""
        someone = or_(_has_left(pairs.c.mentee_id), _has_left(pairs.c.mentor_id))
        query = select(pairs.c.id).where(_open & someone)
        return list(self._connection.scalars(query.order_by(pairs.c.id)))

    def _with_sides(self, found: Sequence[Pair]) -> list[Both]:
        ids = [each.id for each in found]
        rows = self._connection.execute(select(sides).where(sides.c.pair_id.in_(ids)).order_by(sides.c.id))
        known = [Side(**row._mapping) for row in rows]
        return [Both(pair, tuple(each for each in known if each.pair_id == pair.id)) for pair in found]


def _where(programme_id: int, states: Collection[PairState] | None, person_id: str | None) -> Select[Any]:
    query = select(pairs).where(pairs.c.programme_id == programme_id)
    if states is not None:
        query = query.where(pairs.c.state.in_(states))
    return query if person_id is None else query.where(_of(person_id))


def _of(person_id: str) -> ColumnElement[bool]:
    return or_(pairs.c.mentee_id == person_id, pairs.c.mentor_id == person_id)


def _ranked(query: Select[Any]) -> Select[Any]:
    return query.order_by(pairs.c.points.desc(), pairs.c.id)
