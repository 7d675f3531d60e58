"""HR's own hand: another mentor for a mentee, or two people put together, and the rest arranged anew around it."""

from dataclasses import replace

from bot.domain.audit import Deed, Entry
from bot.domain.errors import Fault, InvalidForm, ProgrammeError
from bot.domain.matching.alternatives import why_not
from bot.domain.matching.matching import Result
from bot.domain.matching.rematch import swap
from bot.domain.matching.rules import Obstacle
from bot.domain.pairs import Shelf
from bot.domain.people import Person
from bot.messages.card import Card
from bot.messages.deciding import ByHand
from bot.services.matcher import STEADY, stage
from bot.services.shelves import ShelfService
from storage.work import Work


class TooManyToSwap(ProgrammeError):
    """With so many people others can't be arranged anew while one waits."""

    name = "too_many_to_swap"


class HandService(ShelfService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

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

    def _put_together(
        self, work: Work, person: Person, programme_id: int, mentee_id: str, mentor_id: str, deed: Deed
    ) -> Card:
        now, programme = self._clock.now(), work.programmes.get(programme_id)
        if not self._matcher.is_quick(work, programme_id):
            raise TooManyToSwap
        inputs = self._matcher.gather(work, programme, work.terms.of(programme_id).weighing, now)
        result = self._matcher.steady(inputs)
        _check(result, mentee_id, mentor_id)
        around = swap(result, mentee_id, mentor_id, STEADY, inputs.people.managers)
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
