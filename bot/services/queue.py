"""HR decides on pairs before anybody hears of them. Each decision is on a pair as it was seen, and is logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from bot.domain.audit import Deed, Entry
from bot.domain.pairs import Pair, PairState, Shelf
from bot.domain.people import Person
from bot.messages.card import Card
from bot.messages.deciding import Above, Reject
from bot.messages.queue import Queue
from bot.services.shelves import ShelfService
from storage.work import Work

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


class QueueService(ShelfService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

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
            points = [each.points for each in work.pairs.outlines(programme_id, Shelf.TO_DO.states)] or [0]
        middle = round(median(points) / 100) * 100
        return Above(programme.id, programme.name, len(points), max(points), min(points), middle)

    def approve_above(self, person: Person, programme_id: int, least: int, key: str) -> Queue:
        """Approves every suggestion with so many points or more; what somebody else has decided stays decided."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            if work.inbox.accept(key, self._clock.now()):
                states, now = (str(PairState.STAGED), str(PairState.APPROVED)), self._clock.now()
                approved = work.pairs.approve_above(programme_id, least)
                log = (Entry(programme_id, person.id, now, Deed.APPROVED, *both, *states) for both in approved)
                work.audit.add(*log)
            return self._page(work, person, programme_id, Shelf.TO_DO, 1, None)

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
