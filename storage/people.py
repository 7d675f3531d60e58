"""People, as the directory last said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    String,
    Table,
    bindparam,
    func,
    select,
    true,
    update,
)

from bot.domain.people import Person
from bot.domain.rhythm import Rhythm
from storage.repository import upsert
from storage.tables import metadata
from storage.types import Json, UtcDateTime

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("tz", String(64), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("is_bot", Boolean, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("checked_at", UtcDateTime, index=True),
    Column("full_name", String(255), nullable=False),
    Column("is_stranger", Boolean, nullable=False),
    Column("email_digest", String(64), nullable=False),
    Column("title", String(255), nullable=False),
    Column("department", String(255), nullable=False, index=True),
    Column("site", String(255), nullable=False),
    Column("manager_id", String(32)),
    Column("level", Integer),
    Column("started_on", Date),
    Column("absent_until", Date, index=True),
    Column("profile_at", UtcDateTime),
    Column("rhythm", Json(Rhythm)),
)

_SLACKS = (
    *("id", "name", "tz", "locale", "is_bot", "is_guest", "is_active", "checked_at"),
    *("full_name", "is_stranger", "email_digest", "title"),
)
"""What Slack says of everybody; the rest is not its to overwrite."""


NAME_LENGTH = 75
"""So much of a department's name a menu in Slack gives back."""
SOME = 5000
"""Ids asked for at once: databases take so many parameters and no more."""

_ONE = select(people).where(people.c.id == bindparam("of"))


class People:
    """The people that the bot has met. What Slack says of them, it knows best: its last word wins."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, id: str) -> Person | None:
        """The person with that Slack id, if the bot has met them."""
        row = self._connection.execute(_ONE, {"of": id}).one_or_none()
        return None if row is None else Person(**row._mapping)

    def keep(self, *said: Person) -> None:
        """Writes what Slack now says of these people, in one statement; where they work stays as it was known."""
        if said:
            upsert(self._connection, people, [dict(vars(person)) for person in said], _SLACKS)

    def place(self, facts: Mapping[str, Mapping[str, object]]) -> None:
        """Writes where people work, by id: one statement for each set of facts that are written together."""
        alike: dict[tuple[str, ...], list[dict[str, object]]] = {}
        for id, new in facts.items():
            alike.setdefault(tuple(sorted(new)), []).append({"who": id, **{f"new_{key}": new[key] for key in new}})
        for names, rows in alike.items():
            new = {name: bindparam(f"new_{name}") for name in names}
            self._connection.execute(update(people).where(people.c.id == bindparam("who")).values(new), rows)

    def unseen(self, since: datetime, most: int) -> Sequence[str]:
        """Ids of people in service whom the directory has not named since then."""
        query = select(people.c.id).where(_unseen(since)).order_by(people.c.id).limit(most)
        return self._connection.scalars(query).all()

    def count_unseen(self, since: datetime) -> int:
        """How many people in service the directory has not named since then."""
        return self._connection.scalar(select(func.count()).where(_unseen(since))) or 0

    def away_until(self, day: date) -> list[Person]:
        """Those whose break ends on that day or has ended before."""
        return self._all(people.c.absent_until <= day)

    def among(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of these people that the bot has met, by id."""
        wanted = sorted(ids)
        some = (wanted[start : start + SOME] for start in range(0, len(wanted), SOME))
        return {each.id: each for part in some for each in self._all(people.c.id.in_(part))}

    def everybody(self) -> list[Person]:
        """All whom the bot knows."""
        return self._all(true())

    def departments(self) -> list[tuple[str, int]]:
        """Every department, with how many people the bot may write to in it."""
        known = people.c.is_active & ~people.c.is_bot & (people.c.department != "")
        query = select(people.c.department, func.count()).where(known).group_by(people.c.department)
        return [(row[0], row[1]) for row in self._connection.execute(query.order_by(people.c.department))]

    def in_department(self, name: str) -> list[Person]:
        """Everybody in a department; the name may be cut short, as a menu does with long ones."""
        longer = people.c.department.startswith(name, autoescape=True)
        return self._all(longer if len(name) >= NAME_LENGTH else people.c.department == name)

    def _all(self, where: ColumnElement[bool]) -> list[Person]:
        return [Person(**row._mapping) for row in self._connection.execute(select(people).where(where))]


def _unseen(since: datetime) -> ColumnElement[bool]:
    return people.c.is_active & (people.c.checked_at.is_(None) | (people.c.checked_at < since))
