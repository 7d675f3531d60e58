"""HR decides on pairs before anybody hears of them. Each decision is on a pair as it was seen, and is logged."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil
from statistics import median

from bot.clock import Clock
from bot.domain.audit import Deed, Entry
from bot.domain.errors import ChangedMeanwhile, Fault, InvalidForm, ProgrammeError
from bot.domain.matching.alternatives import alternatives, why_not
from bot.domain.matching.matching import Result
from bot.domain.matching.rematch import swap
from bot.domain.matching.rules import Obstacle
from bot.domain.pairs import Pair, PairState, Shelf
from bot.domain.people import Person
from bot.messages.queue import Above, ByHand, Card, Instead, PairSeen, Queue, Reject, SideSeen
from bot.services.matcher import STEADY, Matcher, stage
from bot.services.people import PeopleService
from bot.services.team import TeamService
from storage.work import Storage, Work

PAGE_LENGTH = 8
ALTERNATIVES = 4

DECISIONS = {
    Deed.APPROVED: PairState.APPROVED,
    Deed.HELD: PairState.HELD,
    Deed.RETURNED: PairState.STAGED,
    Deed.REJECTED: PairState.REJECTED,
}
_LOCKS = {Deed.LOCKED: True, Deed.UNLOCKED: False}


@dataclass(frozen=True)
class View:
    """What of the queue is on somebody's screen: `seen` are the versions of the pairs shown, by id."""

    shelf: Shelf = Shelf.TO_DO
    page: int = 1
    person_id: str | None = None
    seen: Mapping[str, int] = field(default_factory=dict)


FIRST = View()


class TooManyToSwap(ProgrammeError):
    """With so many people others can't be arranged anew while one waits."""

    name = "too_many_to_swap"


class QueueService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, matcher: Matcher) -> None:
        super().__init__(storage, clock, people)
        self._matcher = matcher

    def open(self, person: Person, programme_id: int, view: View = FIRST) -> Queue:
        """One page of a shelf, of one person's pairs or of all."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return self._page(work, person, programme_id, view.shelf, view.page, view.person_id)

    def card(self, person: Person, pair_id: int) -> Card:
        """Everything about one pair, with what other mentors would cost the whole."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return self._card(work, person, work.pairs.get(pair_id))

    def next(self, person: Person, pair_id: int) -> Card | Queue:
        """The pair that is to be decided after this one."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return self._next(work, person, work.pairs.get(pair_id))

    def decide(self, person: Person, pair_id: int, version: int, deed: Deed, key: str, word: str = "") -> Card | Queue:
        """Approves, holds, rejects or takes back a pair as it was at `version`; returns the next one to decide.

        Raises ChangedMeanwhile where somebody else has decided, IllegalStep once it is published.
        """
        with self._storage.begin() as work:
            pair = self._decide(work, person, pair_id, version, deed, key, word)
            return self._next(work, person, pair)

    def accept(self, person: Person, pair_id: int, view: View, key: str) -> Queue:
        """Approves a pair from the list, as it was seen there; returns the list."""
        with self._storage.begin() as work:
            pair = self._decide(work, person, pair_id, view.seen.get(str(pair_id), 0), Deed.APPROVED, key)
            return self._page(work, person, pair.programme_id, view.shelf, view.page, view.person_id)

    def lock(self, person: Person, pair_id: int, version: int, deed: Deed, key: str) -> Card:
        """Has matching again keep a suggestion as it is, or no longer."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            pair = self._seen(work, pair_id, version)
            if work.inbox.accept(key, self._clock.now()):
                pair = work.pairs.save(replace(pair, locked=_LOCKS[deed]))
                self._log(work, person, pair, deed)
            return self._card(work, person, pair)

    def rejecting(self, person: Person, pair_id: int) -> Reject:
        """The form that asks why."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            pair = work.pairs.get(pair_id)
        return Reject(pair.id, pair.version, pair.mentee_id, pair.mentor_id)

    def forbid(self, person: Person, pair_id: int, version: int, key: str) -> Card | Queue:
        """These two are never to be put together. A suggestion of them is rejected; one that is over stays so."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            pair = self._seen(work, pair_id, version)
            if work.inbox.accept(key, now):
                work.forbidden.add(*pair.people, person.id, now)
                self._log(work, person, pair, Deed.FORBIDDEN)
                if pair.state is PairState.STAGED:
                    pair = work.pairs.save(pair.decided(PairState.REJECTED))
            return self._next(work, person, pair)

    def above(self, person: Person, programme_id: int) -> Above:
        """The form that approves many at once, with the middle as a proposal."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            points = [each.points for each in work.pairs.of_programme(programme_id, Shelf.TO_DO.states)] or [0]
        middle = round(median(points) / 100) * 100
        return Above(programme.id, programme.name, len(points), max(points), min(points), middle)

    def approve_above(self, person: Person, programme_id: int, least: int, key: str) -> Queue:
        """Approves every suggestion with so many points or more; what somebody else has decided stays decided."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            if work.inbox.accept(key, self._clock.now()):
                approved = work.pairs.approve_above(programme_id, least)
                states = str(PairState.STAGED), str(PairState.APPROVED)
                now = self._clock.now()
                work.audit.add(
                    *(Entry(programme_id, person.id, now, Deed.APPROVED, *each.people, *states) for each in approved)
                )
            return self._page(work, person, programme_id, Shelf.TO_DO, 1, None)

    def swap(self, person: Person, pair_id: int, version: int, mentor_id: str, key: str) -> Card:
        """Gives the mentee another mentor, locks that, and arranges the other suggestions anew around it."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            pair = self._seen(work, pair_id, version)
            if not work.inbox.accept(key, self._clock.now()):
                return self._card(work, person, pair)
            return self._put_together(work, person, pair.programme_id, pair.mentee_id, mentor_id, Deed.SWAPPED)

    def by_hand(self, person: Person, programme_id: int) -> ByHand:
        """The form for a pair of HR's own choice."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
        return ByHand(programme.id, programme.name)

    def make(self, person: Person, programme_id: int, mentee_id: str, mentor_id: str) -> Card:
        """Puts two people together; raises InvalidForm with what stands in the way. Made twice, it is made once."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            return self._put_together(work, person, programme_id, mentee_id, mentor_id, Deed.MADE)

    def _decide(
        self, work: Work, person: Person, pair_id: int, version: int, deed: Deed, key: str, word: str = ""
    ) -> Pair:
        self._people.require_hr(person)
        if not work.inbox.accept(key, self._clock.now()):
            return work.pairs.get(pair_id)
        pair = self._seen(work, pair_id, version)
        decided = work.pairs.save(pair.decided(DECISIONS[deed], word))
        self._log(work, person, pair, deed, pair.state, decided.state)
        return decided

    def _seen(self, work: Work, pair_id: int, version: int) -> Pair:
        pair = work.pairs.hold(pair_id)
        if pair.version != version:
            raise ChangedMeanwhile
        return pair

    def _put_together(
        self, work: Work, person: Person, programme_id: int, mentee_id: str, mentor_id: str, deed: Deed
    ) -> Card:
        now, programme = self._clock.now(), work.programmes.get(programme_id)
        if not self._matcher.is_quick(work, programme_id):
            raise TooManyToSwap
        inputs = self._matcher.gather(work, programme, work.terms.of(programme_id).weighing, now)
        result = self._matcher.steady(inputs)
        _check(result, mentee_id, mentor_id)
        around = swap(result, mentee_id, mentor_id, STEADY)
        stage(work, programme_id, None, around, inputs, now)
        made = next(
            each for each in work.pairs.of_programme(programme_id, Shelf.TO_DO.states) if each.mentee_id == mentee_id
        )
        made = work.pairs.save(replace(made, locked=True))
        before = inputs.suggested.get(mentee_id, "")
        work.audit.add(Entry(programme_id, person.id, now, deed, mentee_id, mentor_id, before, mentor_id))
        after = {
            mentee: mentor for mentee, mentor in around.mentor_of.items() if mentee not in inputs.people.hand.locked
        }
        switched = {each for each in inputs.suggested | after if inputs.suggested.get(each) != after.get(each)}
        return replace(self._card(work, person, made), changed=len(switched - {mentee_id}))

    def _next(self, work: Work, person: Person, pair: Pair) -> Card | Queue:
        following = work.pairs.neighbour(pair, Shelf.TO_DO.states)
        if following is None:
            return self._page(work, person, pair.programme_id, Shelf.TO_DO, 1, None)
        return self._card(work, person, following)

    def _page(
        self, work: Work, person: Person, programme_id: int, shelf: Shelf, page: int, person_id: str | None
    ) -> Queue:
        programme, counts = work.programmes.get(programme_id), _shelves(work.pairs.counts(programme_id))
        found = work.pairs.count(programme_id, shelf.states, person_id)
        pages = max(1, ceil(found / PAGE_LENGTH))
        page = min(max(1, page), pages)
        shown = work.pairs.page(programme_id, shelf.states, person_id, (page - 1) * PAGE_LENGTH, PAGE_LENGTH)
        pairs = tuple(self._shown(work, shown, person))
        return Queue(programme.id, programme.name, shelf, pairs, counts, found, page, pages, person_id)

    def _card(self, work: Work, person: Person, pair: Pair) -> Card:
        programme = work.programmes.get(pair.programme_id)
        left = work.pairs.counts(programme.id)[PairState.STAGED]
        instead: tuple[Instead, ...] = ()
        if pair.state is PairState.STAGED and not pair.locked and self._matcher.is_quick(work, programme.id):
            inputs = self._matcher.gather(work, programme, work.terms.of(programme.id).weighing, self._clock.now())
            instead = _instead(self._matcher.steady(inputs), pair.mentee_id)
        return Card(programme.id, programme.name, self._shown(work, [pair], person)[0], left, instead)

    def _shown(self, work: Work, pairs: list[Pair], person: Person) -> list[PairSeen]:
        return [
            PairSeen(
                both.pair.id,
                both.pair.version,
                *both.pair.people,
                both.pair.points,
                both.pair.grounds,
                both.pair.state,
                both.pair.locked,
                tuple(
                    SideSeen(
                        each.person_id,
                        each.reply,
                        each.signed_at.astimezone(person.zone).date() if each.signed_at else None,
                        each.wish is not None,
                    )
                    for each in both.sides
                ),
                both.pair.ending,
            )
            for both in work.pairs.with_sides(pairs)
        ]

    def _log(self, work: Work, person: Person, pair: Pair, deed: Deed, before: str = "", after: str = "") -> None:
        work.audit.add(
            Entry(pair.programme_id, person.id, self._clock.now(), deed, *pair.people, str(before), str(after))
        )


def _shelves(counts: Counter[PairState]) -> dict[Shelf, int]:
    return {shelf: sum(counts[state] for state in shelf.states) for shelf in Shelf}


def _instead(result: Result, mentee_id: str) -> tuple[Instead, ...]:
    if mentee_id not in result.pool.row_of:
        return ()
    return tuple(
        Instead(each.mentor, each.points, each.cost, each.fewer, each.below_floor)
        for each in alternatives(result, mentee_id, ALTERNATIVES)
    )


def _check(result: Result, mentee_id: str, mentor_id: str) -> None:
    """Raises InvalidForm where the two can't be put together. What was said in confidence is not given away."""
    pool = result.pool
    if mentee_id not in pool.mentee:
        raise InvalidForm({"mentee": Fault("no_mentee")})
    if mentor_id not in pool.mentor:
        raise InvalidForm({"mentor": Fault("no_mentor")})
    if mentee_id not in pool.row_of:
        raise InvalidForm({"mentee": Fault("decided_already")})
    if mentor_id not in pool.col_of:
        raise InvalidForm({"mentor": Fault("no_place_left")})
    if obstacles := why_not(result, mentee_id, mentor_id).obstacles:
        told = {Obstacle.LANGUAGE: "no_language", Obstacle.HOURS: "no_hours", Obstacle.DEPARTMENT: "wrong_department"}
        raise InvalidForm({"mentor": Fault(told.get(obstacles[0], "kept_apart"))})
