"""The company's skills, and which of them somebody has told apart."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict

from sqlalchemy import Boolean, Column, Connection, Integer, String, Table, delete, func, select, update

from bot.domain.forms import Choice, Wording
from bot.domain.search import Index
from bot.domain.skills import KEY_LENGTH, LABEL_LENGTH, Pair, Skill
from storage.repository import Repository, insert_once
from storage.tables import metadata
from storage.types import UtcDateTime

skills = Table(
    "skills",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("key", String(KEY_LENGTH), nullable=False, unique=True),
    Column("en", String(LABEL_LENGTH), nullable=False),
    Column("fr", String(LABEL_LENGTH), nullable=False),
    Column("is_added", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("merged_into", String(KEY_LENGTH), index=True),
)
distinctions = Table(
    "skill_distinctions",
    metadata,
    Column("one", String(KEY_LENGTH), primary_key=True),
    Column("other", String(KEY_LENGTH), primary_key=True),
)

_alive = skills.c.merged_into.is_(None)


class Shelf:
    """The skills as one process has last seen them, ready to be searched; read anew once they have changed."""

    def __init__(self) -> None:
        self._seen: tuple[object, Index] | None = None

    def as_of(self, state: object, read: Callable[[], Index]) -> Index:
        """The index of this state of the catalogue."""
        seen = self._seen
        if seen is None or seen[0] != state:
            self._seen = seen = (state, read())
        return seen[1]


class Skills(Repository[Skill]):
    """Skills by key. One that was merged into another stays as its second name: its key leads to what it has become."""

    table = skills
    kind = Skill

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        super().__init__(connection)
        self._shelf = shelf

    def all(self) -> list[Skill]:
        """Every skill that can be chosen, the oldest first."""
        return self._all(select(skills).where(_alive).order_by(skills.c.id))

    def ever(self) -> list[Skill]:
        """The same, and those that were merged."""
        return self._all(select(skills).order_by(skills.c.id))

    def with_key(self, key: str) -> Skill:
        """The skill with that key; raises Gone."""
        return self._found(select(skills).where(skills.c.key == key))

    def index(self) -> Index:
        """All that can be chosen, ready to be searched by any name that ever led there."""
        state = select(func.count(), func.sum(skills.c.version), func.max(skills.c.created_at))
        return self._shelf.as_of(tuple(self._connection.execute(state).one()), self._read)

    def _read(self) -> Index:
        heir = func.coalesce(skills.c.merged_into, skills.c.key)
        rows = self._connection.execute(select(skills.c.key, heir, skills.c.en, skills.c.fr).order_by(skills.c.id))
        names = [(key, _choice(*name)) for key, *name in rows]
        choices = [choice for key, choice in names if choice.key == key]
        return Index(choices, [choice for key, choice in names if choice.key != key])

    def keys(self) -> list[str]:
        """All keys that are taken."""
        return list(self._connection.scalars(select(skills.c.key)))

    def known_as(self, keys: Collection[str]) -> dict[str, Choice]:
        """What these keys mean today, the oldest skill first. Unknown keys are left out."""
        heir = skills.alias()
        query = select(skills.c.key, heir.c.key, heir.c.en, heir.c.fr).where(skills.c.key.in_(keys))
        query = query.join(heir, heir.c.key == func.coalesce(skills.c.merged_into, skills.c.key))
        rows = self._connection.execute(query.order_by(heir.c.id))
        return {old: _choice(*meant) for old, *meant in rows}

    def labels(self, keys: Collection[str]) -> Mapping[str, Wording]:
        """What the skills with these keys are called today. Unknown keys are left out."""
        return {key: choice.label for key, choice in self.known_as(keys).items()}

    def add_once(self, new: Skill) -> None:
        """Adds a skill unless its key is taken: of two people at once, both mean the same."""
        insert_once(self._connection, skills, {key: value for key, value in asdict(new).items() if key != "id"})

    def merge(self, lost: Skill, kept: Skill) -> None:
        """Makes one skill, and all that had become it, a second name of another; raises ChangedMeanwhile."""
        self.save(lost.merged(kept))
        gone = update(skills).where(skills.c.merged_into == lost.key)
        self._connection.execute(gone.values(merged_into=kept.key))

    def remove(self, skill: Skill) -> None:
        """Forgets a skill, its second names, and what was said of it."""
        lost = (skills.c.key == skill.key) | (skills.c.merged_into == skill.key)
        self._connection.execute(delete(skills).where(lost))
        said = (distinctions.c.one == skill.key) | (distinctions.c.other == skill.key)
        self._connection.execute(delete(distinctions).where(said))

    def tell_apart(self, pair: Pair) -> None:
        """Remembers that two skills are not the same."""
        one, other = sorted(pair)
        insert_once(self._connection, distinctions, {"one": one, "other": other})

    def told_apart(self) -> set[Pair]:
        """Skills that somebody has told apart, as pairs of keys."""
        return {frozenset(row) for row in self._connection.execute(select(distinctions))}


def _choice(key: str, en: str, fr: str) -> Choice:
    return Choice(key, {"en": en, "fr": fr})
