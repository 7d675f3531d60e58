"""HR has a place found for who has nobody, with few changes or none, and sees what would change before it is kept."""

from collections.abc import Mapping
from hashlib import blake2b

from bot.clock import Clock
from bot.domain.audit import Deed, Entry
from bot.domain.errors import ChangedMeanwhile, Fault, InvalidForm
from bot.domain.matching.matching import Result
from bot.domain.pairs import TOGETHER, Ending, Pair, PairState
from bot.domain.people import Person
from bot.domain.topping_up import MOST, TopUp, movable, top_up
from bot.messages.topping_up import Proposed, Wanted
from bot.services.matcher import Inputs, Matcher, stage
from bot.services.matching import NothingToCompare
from bot.services.pairs import PairService
from bot.services.people import PeopleService
from bot.services.shelves import ShelfService
from storage.work import Storage, Work

QUICK = 60_000
"""Possible pairs that are arranged anew, a dozen times over, while somebody waits."""


class TopUpService(ShelfService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def __init__(
        self, storage: Storage, clock: Clock, people: PeopleService, matcher: Matcher, pairs: PairService
    ) -> None:
        super().__init__(storage, clock, people, matcher)
        self._pairs = pairs

    def propose(self, person: Person, programme_id: int, wanted: Wanted) -> Proposed:
        """What a top-up would change, beside one that changes nobody; raises InvalidForm, NothingToCompare."""
        self._people.require_hr(person)
        if not 0 <= wanted.most <= MOST:
            raise InvalidForm({"most": Fault("out_of_range", {"least": 0, "most": MOST})})
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            inputs, before = self._gather(work, programme_id, wanted)
        steady = top_up(before, self._result(inputs, before, 0))
        found = top_up(before, self._result(inputs, before, wanted.most))
        return Proposed(programme.id, programme.name, wanted, found, len(steady.newcomers), _mark(inputs, before))

    def keep(self, person: Person, programme_id: int, wanted: Wanted, mark: str, key: str) -> None:
        """Makes what was shown so: for HR to decide on. Pairs under way that it changes end, and both hear so.

        Raises ChangedMeanwhile where it would no longer be the same.
        """
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            if not work.inbox.accept(key, self._clock.now()):
                return
            inputs, before = self._gather(work, programme_id, wanted)
            if _mark(inputs, before) != mark:
                raise ChangedMeanwhile
            result = self._result(inputs, before, wanted.most)
            found = top_up(before, result)
            for change in found.changes:
                self._free(work, person, before[change.mentee_id])
            moved = {each.mentee_id for each in found.changes}
            stage(work, programme_id, None, result, inputs, self._clock.now(), but=before.keys() - moved)
            self._note(work, person, programme_id, found)

    def _gather(self, work: Work, programme_id: int, wanted: Wanted) -> tuple[Inputs, dict[str, Pair]]:
        """What goes in, and the pairs that may change, by mentee."""
        programme, states = work.programmes.get(programme_id), movable(wanted.running)
        if not self._matcher.is_quick(work, programme_id, QUICK):
            raise NothingToCompare
        weighing = work.terms.of(programme_id).weighing
        inputs = self._matcher.gather(work, programme, weighing, self._clock.now(), movable=states)
        if not inputs.is_enough:
            raise NothingToCompare
        free = {each.id for each in inputs.people.mentees} - inputs.people.hand.held.keys()
        pairs = work.pairs.outlines(programme_id, states)
        return inputs, {each.mentee_id: each for each in pairs if each.mentee_id in free}

    def _result(self, inputs: Inputs, before: Mapping[str, Pair], most: int) -> Result:
        return self._matcher.topped_up(inputs, {mentee: each.mentor_id for mentee, each in before.items()}, most)

    def _free(self, work: Work, person: Person, pair: Pair) -> None:
        """Takes a pair away that is to change: it ends, or it is to be decided anew."""
        held = work.pairs.both(pair.id)
        if held.pair.state in TOGETHER:
            ended = self._pairs.part(work, held, Ending.TEAM, look_again=False)
            self._log(work, person, pair, Deed.ENDED, pair.state, ended.state)
        elif held.pair.state is PairState.APPROVED:
            work.pairs.save(held.pair.decided(PairState.STAGED))

    def _note(self, work: Work, person: Person, programme_id: int, found: TopUp) -> None:
        common = programme_id, person.id, self._clock.now()
        work.audit.add(
            Entry(*common, Deed.MATCHED, after=str(len(found.newcomers))),
            *(
                Entry(*common, Deed.TOPPED_UP, each.mentee_id, each.after, each.before or "", each.after or "")
                for each in found.changes
            ),
        )


def _mark(inputs: Inputs, before: Mapping[str, Pair]) -> str:
    """A short text that is the same as long as the same would come of it."""
    pairs = sorted((each.id, each.version) for each in before.values())
    return blake2b(f"{inputs.fingerprint}{pairs}".encode(), digest_size=12).hexdigest()
