"""Forms as they were asked: a version is never changed once it is kept, so answers always have their questions.

What HR changes gathers in a draft beside them, of which nobody else hears before it is published.
"""

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
)

from bot.domain.errors import Gone
from bot.domain.forms import Form
from bot.domain.revision import Draft
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json

forms = Table(
    "forms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("name", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", Json(Form), nullable=False),
    UniqueConstraint("programme_id", "name", "number"),
)

drafts = Table(
    "form_drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("name", String(32), nullable=False),
    Column("form", Json(Form), nullable=False),
    UniqueConstraint("programme_id", "name"),
)


class Forms:
    """The forms of each programme, by name and number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, programme_id: int, name: str, number: int, form: Form) -> int:
        """Keeps a version of a form; returns its id."""
        new = insert(forms).values(programme_id=programme_id, name=name, number=number, content=form)
        key = self._connection.execute(new).inserted_primary_key
        return int(key[0]) if key else 0

    def get(self, id: int) -> Form:
        """The form with that id; raises Gone."""
        content = self._connection.scalar(select(forms.c.content).where(forms.c.id == id))
        if not isinstance(content, Form):
            raise Gone
        return content

    def latest(self, programme_id: int, name: str) -> int:
        """The id of the newest version of a programme's form; raises Gone."""
        mine = (forms.c.programme_id == programme_id) & (forms.c.name == name)
        id = self._connection.scalar(select(forms.c.id).where(mine).order_by(forms.c.number.desc()).limit(1))
        if id is None:
            raise Gone
        return int(id)

    def publish(self, programme_id: int, name: str, form: Form) -> int:
        """Keeps the next version of a programme's form; returns its id."""
        mine = (forms.c.programme_id == programme_id) & (forms.c.name == name)
        newest = self._connection.scalar(select(func.max(forms.c.number)).where(mine))
        return self.add(programme_id, name, (newest or 0) + 1, form)


class Drafts(Repository[Draft]):
    """What HR has changed in forms and not published yet: at most one draft a form."""

    table = drafts
    kind = Draft

    def find(self, programme_id: int, name: str) -> Draft | None:
        """What is not published of a programme's form."""
        return self._one(select(drafts).where((drafts.c.programme_id == programme_id) & (drafts.c.name == name)))

    def remove(self, draft: Draft) -> None:
        """Forgets a draft."""
        self._connection.execute(delete(drafts).where(drafts.c.id == draft.id))
