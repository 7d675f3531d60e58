"""Pairs on their shelves, and as cards: what all that HR does with pairs ends with showing."""

from collections import Counter
from math import ceil

from bot.clock import Clock
from bot.domain.audit import Deed, Entry
from bot.domain.errors import ChangedMeanwhile
from bot.domain.matching.alternatives import alternatives
from bot.domain.matching.matching import Result
from bot.domain.pairs import Pair, PairState, Shelf
from bot.domain.people import Person
from bot.messages.card import Card, Instead
from bot.messages.queue import Queue
from bot.messages.seen import PairSeen, SideSeen
from bot.services.matcher import Matcher
from bot.services.people import PeopleService
from bot.services.team import TeamService
from storage.work import Storage, Work

PAGE_LENGTH = 8
ALTERNATIVES = 4


class ShelfService(TeamService):
    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, matcher: Matcher) -> None:
        super().__init__(storage, clock, people)
        self._matcher = matcher

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
        left = work.pairs.counts(programme.id)[PairState.STAGED] - (pair.state is PairState.STAGED)
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
                both.pair.word,
            )
            for both in work.pairs.with_sides(pairs)
        ]

    def _log(self, work: Work, person: Person, pair: Pair, deed: Deed, before: str = "", after: str = "") -> None:
        work.audit.add(
            Entry(pair.programme_id, person.id, self._clock.now(), deed, *pair.people, str(before), str(after))
        )

    def _seen(self, work: Work, pair_id: int, version: int) -> Pair:
        pair = work.pairs.hold(pair_id)
        if pair.version != version:
            raise ChangedMeanwhile
        return pair


def _shelves(counts: Counter[PairState]) -> dict[Shelf, int]:
    return {shelf: sum(counts[state] for state in shelf.states) for shelf in Shelf}


def _instead(result: Result, mentee_id: str) -> tuple[Instead, ...]:
    if mentee_id not in result.pool.row_of:
        return ()
    return tuple(
        Instead(each.mentor, each.points, each.cost, each.fewer, each.below_floor)
        for each in alternatives(result, mentee_id, ALTERNATIVES)
    )
