"""One transaction: everything that is decided together is kept together, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from bot.domain.calendar import DEFAULT_HOURS, Hours
from storage.enrolment import Enrolments
from storage.forms import Forms
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.people import People
from storage.programmes import Programmes
from storage.rates import Rates
from storage.sendings import Sendings
from storage.unreachable import Unreachable


class Work:
    """The repositories, all in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.people = People(connection)
        self.programmes = Programmes(connection)
        self.forms = Forms(connection)
        self.enrolments = Enrolments(connection)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)
        self.sendings = Sendings(connection)
        self.rates = Rates(connection)
        self.unreachable = Unreachable(connection)


class Storage:
    """Begins transactions. `when_posted` is called after each that put something into the outbox.

    `hours` are those in which the company wants to be written to.
    """

    def __init__(
        self, engine: Engine, when_posted: Callable[[], None] = lambda: None, hours: Hours = DEFAULT_HOURS
    ) -> None:
        self.engine = engine
        self.when_posted = when_posted
        self.hours = hours

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction: commits at the end, rolls back if anything is raised."""
        with self.engine.begin() as connection:
            work = Work(connection)
            yield work
        if work.outbox.has_news:
            self.when_posted()
