"""Match runs, a programme's terms, and people who are never to be put together."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    select,
)

from bot.domain.outcome import Outcome
from bot.domain.runs import Run, RunState
from bot.domain.supervisors import Supervisors
from bot.domain.terms import Terms
from bot.domain.weighing import Weighing
from storage.repository import Repository, insert_once
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

match_runs = Table(
    "match_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False, index=True),
    Column("asked_by", String(32), ForeignKey("people.id"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("weighing", Json(Weighing), nullable=False),
    Column("waited_for", Boolean, nullable=False),
    Column("by_itself", Boolean, nullable=False),
    Column("tells_waiting", Boolean, nullable=False),
    Column("state", states(RunState, "state"), nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False),
    Column("same_as", Integer),
    Column("staged", Integer, nullable=False),
    Column("outcome", Json(Outcome | None)),
    Column("done_at", UtcDateTime),
)

terms = Table(
    "terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False, unique=True),
    Column("weighing", Json(Weighing), nullable=False),
    Column("asks", Boolean, nullable=False),
    Column("remind_after", Integer, nullable=False),
    Column("expire_after", Integer, nullable=False),
    Column("lets_go", Boolean, nullable=False),
    Column("supervisors", states(Supervisors, "supervisors"), nullable=False),
    Column("agreement", Json(dict[str, str]), nullable=False),
)

forbidden = Table(
    "forbidden_pairs",
    metadata,
    Column("one_id", String(32), ForeignKey("people.id"), primary_key=True),
    Column("other_id", String(32), ForeignKey("people.id"), primary_key=True),
    Column("by", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


class Runs(Repository[Run]):
    table = match_runs
    kind = Run

    def last(self, programme_id: int) -> Run | None:
        """The newest run of a programme that is done."""
        done = (match_runs.c.programme_id == programme_id) & (match_runs.c.state == RunState.DONE)
        return self._one(select(match_runs).where(done).order_by(match_runs.c.id.desc()).limit(1))

    def like(self, programme_id: int, fingerprint: str) -> Run | None:
        """The first run of a programme that was made of the same."""
        same = (match_runs.c.programme_id == programme_id) & (match_runs.c.fingerprint == fingerprint)
        return self._one(select(match_runs).where(same).order_by(match_runs.c.id).limit(1))

    def untold(self) -> Run | None:
        """A run after which who has nobody is to be told so."""
        query = select(match_runs).where(match_runs.c.tells_waiting)
        return self._one(query.order_by(match_runs.c.id).limit(1))

    def asked(self) -> int | None:
        """The run that has waited the longest to be computed."""
        query = select(match_runs.c.id).where(match_runs.c.state == RunState.ASKED)
        return self._connection.scalar(query.order_by(match_runs.c.id).limit(1))


class AllTerms(Repository[Terms]):
    table = terms
    kind = Terms

    def of(self, programme_id: int) -> Terms:
        """A programme's terms: the usual ones until somebody changes them."""
        return self._one(select(terms).where(terms.c.programme_id == programme_id)) or Terms(programme_id)

    def keep(self, changed: Terms) -> Terms:
        """Writes them; raises ChangedMeanwhile."""
        return self.save(changed) if changed.id else self.add(changed)


class Forbidden:
    """People who are never to be put together, in no programme and whichever way round."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, one_id: str, other_id: str, by: str, at: datetime) -> None:
        """Forbids a pair, once."""
        first, second = sorted((one_id, other_id))
        insert_once(self._connection, forbidden, {"one_id": first, "other_id": second, "by": by, "at": at})

    def among(self, person_ids: Collection[str]) -> list[tuple[str, str]]:
        """Forbidden pairs that one of these people is in."""
        here = set(person_ids)
        rows = self._connection.execute(select(forbidden.c.one_id, forbidden.c.other_id))
        return [(row[0], row[1]) for row in rows if row[0] in here or row[1] in here]
