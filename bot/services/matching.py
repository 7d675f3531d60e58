"""Who should meet whom: HR has it computed, tries other settings, and sees what came of it."""

from dataclasses import replace
from math import ceil

import structlog

from bot.clock import Clock
from bot.domain.audit import Deed, Entry
from bot.domain.enrolment import Role
from bot.domain.errors import ProgrammeError
from bot.domain.matching.comparison import compare
from bot.domain.matching.matching import Result
from bot.domain.outcome import Outcome, outcome
from bot.domain.pairs import SETTLED, PairState
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.domain.runs import Run, RunState
from bot.domain.weighing import Weighing
from bot.messages.comparison import Compare, Side
from bot.messages.matching import Failed, Finished, Matching, Pool, Running
from bot.messages.notices import Notice
from bot.messages.outcome import Outcomes, StuckPeople
from bot.services.matcher import Inputs, Matcher, stage
from bot.services.people import PeopleService
from bot.services.team import TeamService
from storage.work import Storage, Work

PAGE_LENGTH = 12
TRIES = 3
"""How often a match is begun anew because somebody changed an answer while it was computed."""

log = structlog.get_logger(__name__)


class Unsteady(Exception):
    """What goes into a match kept changing."""


class NothingToCompare(ProgrammeError):
    """A comparison needs people of both kinds, and few enough to be computed while one waits."""

    name = "nothing_to_compare"


class MatchingService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, matcher: Matcher) -> None:
        super().__init__(storage, clock, people)
        self._matcher = matcher

    def open(self, person: Person, programme_id: int) -> Matching:
        """Who would be matched now, how, and what is there already."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme, terms = work.programmes.get(programme_id), work.terms.of(programme_id)
            last, counts = work.runs.last(programme_id), work.pairs.counts(programme_id)
            pool = self._pool(work, programme, terms.weighing)
        return Matching(
            programme.id,
            programme.name,
            pool,
            settled=sum(counts[state] for state in SETTLED),
            staged=counts[PairState.STAGED],
            weighing=terms.weighing,
            matched_at=last.done_at if last else None,
            closes=programme.state is ProgrammeState.RECRUITING,
        )

    def match(self, person: Person, programme_id: int, key: str) -> Outcomes | Running | Notice:
        """Has a programme matched: at once where it is small enough to wait for, else in the background."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            programme = work.programmes.hold(programme_id)
            terms = work.terms.of(programme_id)
            quick = self._matcher.is_quick(work, programme_id)
            if quick and not self._matcher.gather(work, programme, terms.weighing, now).is_enough:
                return Notice("nobody_to_match")
            if not work.inbox.accept(key, now):
                return Running(programme.id, programme.name)
            work.programmes.save(programme.matching())
            run = work.runs.add(Run(programme_id, person.id, now, terms.weighing, waited_for=not quick))
        if not quick:
            return Running(programme.id, programme.name)
        self._compute(run)
        return self.result(person, programme_id)

    def compute_next(self) -> bool:
        """Computes the match that has waited the longest; whether there was one."""
        with self._storage.begin() as work:
            id = work.runs.asked()
            run = work.runs.get(id) if id else None
        if run is None:
            return False
        self._compute(run)
        return True

    def result(self, person: Person, programme_id: int) -> Outcomes | Running:
        """What came of the last match."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme, run = work.programmes.get(programme_id), work.runs.last(programme_id)
            first = work.runs.get(run.same_as) if run and run.same_as else None
        if run is None or run.outcome is None or run.done_at is None:
            return Running(programme.id, programme.name)
        found = replace(run.outcome, stuck=())
        return Outcomes(
            programme.id,
            programme.name,
            found,
            len(run.outcome.stuck),
            run.staged,
            run.done_at,
            first.done_at if first else None,
        )

    def stuck(self, person: Person, programme_id: int, page: int = 1) -> StuckPeople:
        """Who has nobody, and why."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme, run = work.programmes.get(programme_id), work.runs.last(programme_id)
        people = run.outcome.stuck if run and run.outcome else ()
        pages = max(1, ceil(len(people) / PAGE_LENGTH))
        page = min(max(1, page), pages)
        shown = people[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
        return StuckPeople(programme.id, programme.name, shown, len(people), page, pages)

    def compare(self, person: Person, programme_id: int, other: Weighing | None = None) -> Compare:
        """What if: the settings as they are beside others; raises NothingToCompare."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            programme, terms = work.programmes.get(programme_id), work.terms.of(programme_id)
            if not self._matcher.is_quick(work, programme_id):
                raise NothingToCompare
            mine = self._matcher.gather(work, programme, terms.weighing, now)
            theirs = self._matcher.gather(work, programme, other, now) if other else None
        if not mine.is_enough:
            raise NothingToCompare
        one = self._matcher.fresh(mine)
        if other is None or theirs is None:
            return Compare(programme.id, programme.name, terms.weighing, _side(one, mine))
        found = compare(one, two := self._matcher.fresh(theirs))
        same_scale = found.other_by_one
        return Compare(
            programme.id, programme.name, other, _side(one, mine), _side(two, theirs), same_scale, len(found.switches)
        )

    def weigh(self, person: Person, programme_id: int, weighing: Weighing, key: str) -> Matching:
        """Keeps settings for the next match."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            if work.inbox.accept(key, now):
                work.programmes.hold(programme_id)
                work.terms.keep(work.terms.of(programme_id).weighed(weighing))
                work.audit.add(Entry(programme_id, person.id, now, Deed.WEIGHED, after=_codes(weighing)))
        return self.open(person, programme_id)

    def _pool(self, work: Work, programme: Programme, weighing: Weighing) -> Pool:
        """Who would be matched; only how many, where looking closer would keep somebody waiting."""
        if not self._matcher.is_quick(work, programme.id):
            counts = work.enrolments.counts(programme.id)
            return Pool(counts[Role.MENTEE] + counts[Role.BOTH], counts[Role.MENTOR] + counts[Role.BOTH])
        people = self._matcher.gather(work, programme, weighing, self._clock.now()).people
        places = sum(each.capacity for each in people.mentors)
        return Pool(len(people.mentees), len(people.mentors), places, people.away)

    def _compute(self, run: Run) -> None:
        """Computes a run, or gives it up: one that can't be computed is not begun for ever."""
        try:
            self._try(run)
        except Exception:
            with self._storage.begin() as work:
                work.runs.save(work.runs.hold(run.id).failed(self._clock.now()))
                if run.waited_for:
                    name = work.programmes.get(run.programme_id).name
                    self._say(work, Failed(run.programme_id, name), to=run.asked_by, key=f"failed:{run.id}")
            raise

    def _try(self, run: Run) -> None:
        """Computes outside of any transaction, and keeps the result only if nothing it was made of has changed."""
        for _ in range(TRIES):
            with self._storage.begin() as work:
                programme = work.programmes.get(run.programme_id)
                inputs = self._matcher.gather(work, programme, run.weighing, run.asked_at)
            result = self._matcher.fresh(inputs)
            found = outcome(result, inputs.people.away, inputs.labels)
            if self._keep(run, programme, inputs, result, found):
                return
        raise Unsteady

    def _keep(self, run: Run, programme: Programme, inputs: Inputs, result: Result, found: Outcome) -> bool:
        now = self._clock.now()
        with self._storage.begin() as work:
            work.programmes.hold(programme.id)
            run = work.runs.hold(run.id)
            if run.state is not RunState.ASKED:
                return True
            again = self._matcher.gather(work, programme, run.weighing, run.asked_at)
            if again.fingerprint != inputs.fingerprint:
                return False
            before = work.runs.like(run.programme_id, inputs.fingerprint)
            stage(work, programme.id, run.id, result, inputs, now)
            staged = work.pairs.counts(programme.id)[PairState.STAGED]
            run = work.runs.save(run.done(inputs.fingerprint, found, staged, before.id if before else None, now))
            self._tell(work, run, programme, found)
        return True

    def _tell(self, work: Work, run: Run, programme: Programme, found: Outcome) -> None:
        if not run.by_itself:
            entry = Entry(programme.id, run.asked_by, self._clock.now(), Deed.MATCHED, after=f"{run.staged}")
            work.audit.add(entry)
        self._refresh_home(work, run.asked_by, f"matched:{run.id}")
        if run.waited_for or (run.by_itself and run.staged):
            done = Finished(programme.id, programme.name, run.staged, len(found.stuck), run.by_itself)
            self._say(work, done, to=run.asked_by, key=f"matched:{run.id}")


def _side(result: Result, inputs: Inputs) -> Side:
    """One result of a comparison, in numbers."""
    found = outcome(result, inputs.people.away, inputs.labels)
    return Side(found.matched, len(found.stuck), found.total, found.worst, found.median, len(found.unused))


def _codes(weighing: Weighing) -> str:
    """Settings as a short text for the log."""
    stressed = (f"{group}={stress}" for group, stress in sorted(weighing.stress.items()))
    return " ".join([*stressed, weighing.aim.value, f"departments={weighing.departments}"])[:255]
