"""A programme: one run of the mentoring scheme, with its goal, dates and rhythm."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.door import Door
from bot.domain.errors import Fault, InvalidForm, NotRecruiting
from bot.domain.people import LANGUAGES
from bot.domain.states import step

SHORTEST = timedelta(days=28)
LONGEST = timedelta(days=3 * 366)


class ProgrammeState(StrEnum):
    DRAFT = "draft"
    RECRUITING = "recruiting"
    MATCHING = "matching"
    RUNNING = "running"
    EVALUATING = "evaluating"
    CLOSED = "closed"


PROGRAMME_STEPS = {
    ProgrammeState.DRAFT: frozenset({ProgrammeState.RECRUITING, ProgrammeState.CLOSED}),
    ProgrammeState.RECRUITING: frozenset({ProgrammeState.MATCHING, ProgrammeState.CLOSED}),
    ProgrammeState.MATCHING: frozenset({ProgrammeState.RUNNING, ProgrammeState.CLOSED}),
    ProgrammeState.RUNNING: frozenset({ProgrammeState.EVALUATING, ProgrammeState.CLOSED}),
    ProgrammeState.EVALUATING: frozenset({ProgrammeState.CLOSED}),
    ProgrammeState.CLOSED: frozenset[ProgrammeState](),
}


class Cadence(StrEnum):
    """How often a pair meets."""

    TWO_WEEKS = "two_weeks"
    TWO_TO_THREE_WEEKS = "two_to_three_weeks"
    THREE_WEEKS = "three_weeks"
    FOUR_WEEKS = "four_weeks"


@dataclass(frozen=True)
class Plan:
    """What HR decides of a programme. `languages` are in the order in which channel posts speak them."""

    name: str
    goal: str
    success: str
    starts_on: date
    ends_on: date
    cadence: Cadence
    languages: tuple[str, ...]

    def faults(self, earliest: date) -> dict[str, Fault]:
        """What is wrong with the plan, by field; a programme starts on `earliest` or later."""
        wrong = {key: Fault("missing") for key in ("name", "goal", "success") if not getattr(self, key).strip()}
        if self.starts_on < earliest:
            wrong["starts_on"] = Fault("too_early", {"earliest": earliest})
        elif self.starts_on > earliest + LONGEST:
            wrong["starts_on"] = Fault("too_late", {"latest": earliest + LONGEST})
        elif not SHORTEST <= self.ends_on - self.starts_on <= LONGEST:
            first, last = self.starts_on + SHORTEST, self.starts_on + LONGEST
            wrong["ends_on"] = Fault("out_of_period", {"first": first, "last": last})
        if not self.languages or set(self.languages) - set(LANGUAGES):
            wrong["languages"] = Fault("choose_one")
        return wrong


@dataclass(frozen=True)
class Programme(Plan):
    """A programme as it is kept: its plan, how far it has come, and who is answerable for it."""

    created_by: str
    created_at: datetime
    state: ProgrammeState = ProgrammeState.DRAFT
    channel_id: str | None = None
    announced_at: datetime | None = None
    door: Door = field(default_factory=Door)
    id: int = 0
    version: int = 1

    @property
    def plan(self) -> Plan:
        return Plan(**{each.name: getattr(self, each.name) for each in fields(Plan)})

    def require_recruiting(self) -> None:
        """Raises NotRecruiting unless people can join now."""
        if self.state is not ProgrammeState.RECRUITING:
            raise NotRecruiting(programme=self.name)

    def require_open(self, today: date) -> None:
        """Raises NotRecruiting, NotYetOpen or DoorClosed unless people can join today."""
        self.require_recruiting()
        self.door.require_open(today, self.name)

    def is_open(self, today: date) -> bool:
        """Whether people can join today."""
        return self.state is ProgrammeState.RECRUITING and self.door.is_open(today)

    def takes_answers(self, today: date) -> bool:
        """Whether answers that were begun in time can still be sent."""
        return self.state is ProgrammeState.RECRUITING and self.door.takes_answers(today)

    @property
    def fills_places(self) -> bool:
        """Whether who is in line is taken in as soon as there is a place."""
        return self.state in (ProgrammeState.RECRUITING, ProgrammeState.MATCHING, ProgrammeState.RUNNING)

    def recruiting(self) -> "Programme":
        """The programme once people are invited, whether or not it is announced in a channel."""
        return replace(self, state=step(PROGRAMME_STEPS, self.state, ProgrammeState.RECRUITING))

    def with_door(self, door: Door) -> "Programme":
        """The programme with another door; raises InvalidForm."""
        if wrong := door.faults():
            raise InvalidForm(wrong)
        return replace(self, door=door)

    def announced(self, channel_id: str, now: datetime) -> "Programme":
        """The programme once its announcement is on its way; it may be announced again while it recruits."""
        state = step(PROGRAMME_STEPS, self.state, ProgrammeState.RECRUITING)
        return replace(self, state=state, channel_id=channel_id, announced_at=now)

    def matching(self) -> "Programme":
        """The programme once pairs are being formed; one that is further stays where it is."""
        if self.state is not ProgrammeState.RECRUITING:
            return self
        return replace(self, state=step(PROGRAMME_STEPS, self.state, ProgrammeState.MATCHING))

    def under_way(self) -> "Programme":
        """The programme once pairs are told of each other."""
        if self.state is not ProgrammeState.MATCHING:
            return self
        return replace(self, state=step(PROGRAMME_STEPS, self.state, ProgrammeState.RUNNING))

    def replanned(self, plan: Plan, today: date) -> "Programme":
        """The programme with another plan; raises InvalidForm. A start that has passed may stay as it is."""
        _accept(plan, earliest=min(today, self.starts_on))
        return replace(self, **vars(plan))


def set_up(plan: Plan, by: str, now: datetime, today: date) -> Programme:
    """A new programme in draft, `today` being the date where HR is; raises InvalidForm."""
    _accept(plan, earliest=today)
    return Programme(**vars(plan), created_by=by, created_at=now)


def _accept(plan: Plan, earliest: date) -> None:
    if wrong := plan.faults(earliest):
        raise InvalidForm(wrong)
