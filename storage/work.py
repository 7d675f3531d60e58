"""One transaction: everything that is decided together is kept together, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from bot.domain.budget import WEEKLY
from bot.domain.calendar import DEFAULT_HOURS, Hours
from storage.audit import Audit
from storage.checkins import Answers, Checkins, Ladders, Schedules
from storage.directory import Directory
from storage.engine import is_shared, looking
from storage.enrolment import Enrolments
from storage.feedback import Opinions, PulsePlans, Soundings
from storage.folds import Folds
from storage.forms import Drafts, Forms
from storage.imports import Imports
from storage.inbox import Inbox
from storage.invitations import Invitations
from storage.jobs import defer
from storage.making import Choices, Makings
from storage.matching import AllTerms, Forbidden, Runs
from storage.outbox import Outbox
from storage.pairs import Pairs, Sides
from storage.people import People
from storage.programmes import Programmes
from storage.rates import Rates
from storage.sendings import Sendings
from storage.skills import Shelf, Skills
from storage.supervisors import Consents
from storage.team import Team
from storage.ticks import FailedTicks
from storage.unreachable import Unreachable

WAKE = "wake"
"""The tick that has senders look into the outbox."""


class Work:
    """The repositories, all in one transaction."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        self.people = People(connection)
        self.team = Team(connection)
        self.directory = Directory(connection)
        self.imports = Imports(connection)
        self.programmes = Programmes(connection)
        self.forms = Forms(connection)
        self.drafts = Drafts(connection)
        self.enrolments = Enrolments(connection)
        self.skills = Skills(connection, shelf)
        self.invitations = Invitations(connection)
        self.terms = AllTerms(connection)
        self.makings = Makings(connection)
        self.choices = Choices(connection)
        self.runs = Runs(connection)
        self.pairs = Pairs(connection)
        self.sides = Sides(connection)
        self.schedules = Schedules(connection)
        self.checkins = Checkins(connection)
        self.answers = Answers(connection)
        self.ladders = Ladders(connection)
        self.forbidden = Forbidden(connection)
        self.soundings = Soundings(connection)
        self.opinions = Opinions(connection)
        self.pulse_plans = PulsePlans(connection)
        self.consents = Consents(connection)
        self.audit = Audit(connection)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)
        self.sendings = Sendings(connection)
        self.folds = Folds(connection)
        self.rates = Rates(connection)
        self.unreachable = Unreachable(connection)
        self.failed_ticks = FailedTicks(connection)


class Storage:
    """Begins transactions. `when_posted` is called after each that put something into the outbox.

    Where replicas share the database, the transaction itself calls one of them, too: another, if this one dies.
    `hours` are those in which the company wants to be written to, `weekly` how many messages the bot may start with one
    person in seven days.
    """

    def __init__(
        self,
        engine: Engine,
        when_posted: Callable[[], None] = lambda: None,
        hours: Hours = DEFAULT_HOURS,
        weekly: int = WEEKLY,
    ) -> None:
        self.engine = engine
        self.when_posted = when_posted
        self._shelf = Shelf()
        self.hours = hours
        self.weekly = weekly
        self._is_shared = is_shared(engine)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction: commits at the end, rolls back if anything is raised."""
        with self.engine.begin() as connection:
            work = Work(connection, self._shelf)
            yield work
            if work.outbox.has_news and self._is_shared:
                defer(connection, WAKE)
        if work.outbox.has_news:
            self.when_posted()

    @contextmanager
    def look(self) -> Iterator[Work]:
        """To read only: waits for nobody, not even for a transaction of the same thread that is under way."""
        with looking(self.engine) as connection:
            yield Work(connection, self._shelf)
