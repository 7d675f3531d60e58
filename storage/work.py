"""One transaction: everything that is decided together is kept together, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from storage.audit import Audit
from storage.enrolment import Enrolments
from storage.forms import Forms
from storage.inbox import Inbox
from storage.matching import AllTerms, Forbidden, Runs
from storage.outbox import Outbox
from storage.pairs import Pairs, Sides
from storage.people import People
from storage.programmes import Programmes


class Work:
    """The repositories, all in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.people = People(connection)
        self.programmes = Programmes(connection)
        self.forms = Forms(connection)
        self.enrolments = Enrolments(connection)
        self.terms = AllTerms(connection)
        self.runs = Runs(connection)
        self.pairs = Pairs(connection)
        self.sides = Sides(connection)
        self.forbidden = Forbidden(connection)
        self.audit = Audit(connection)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)


class Storage:
    """Begins transactions. `when_posted` is called after each that put something into the outbox."""

    def __init__(self, engine: Engine, when_posted: Callable[[], None] = lambda: None) -> None:
        self.engine = engine
        self.when_posted = when_posted

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction: commits at the end, rolls back if anything is raised."""
        with self.engine.begin() as connection:
            work = Work(connection)
            yield work
        if work.outbox.has_news:
            self.when_posted()
