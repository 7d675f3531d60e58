"""Between a programme's rows and the matching: what goes in is gathered here, what comes out is staged here."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock

from bot.domain.candidates import Candidates, candidates
from bot.domain.enrolment import Role
from bot.domain.grounds import Grounds, Labels, grounds, labels_of
from bot.domain.making import Chooser
from bot.domain.matching.explanation import explanations
from bot.domain.matching.few_changes import few_changes
from bot.domain.matching.matching import Result, match
from bot.domain.matching.scheme import Scheme
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.skills import SOURCE
from bot.domain.sources import chosen
from bot.domain.weighing import Weighing
from bot.services.versions import newest
from storage.work import Work

AT_ONCE = 300_000
"""Possible pairs that are matched while somebody waits: within a second on a small machine."""
KEPT = 4
STEADY = 1
"""Points that keeping a suggestion is worth when others are arranged around it: enough not to change without a gain."""


@dataclass(frozen=True)
class Inputs:
    """Everything that a match is made of. `suggested` are mentors by mentee, as they are staged now."""

    people: Candidates
    scheme: Scheme
    labels: Labels
    suggested: dict[str, str]

    @cached_property
    def fingerprint(self) -> str:
        return self.people.fingerprint(self.scheme)

    @property
    def is_enough(self) -> bool:
        """Whether there is anybody to match."""
        return bool(self.people.mentees and self.people.mentors)


class Matcher:
    """Remembers its latest results: looking at one suggestion after the other computes them once."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._results: OrderedDict[str, Result] = OrderedDict()
        self._lock = Lock()

    def gather(
        self,
        work: Work,
        programme: Programme,
        weighing: Weighing,
        now: datetime,
        mentees: Collection[str] | None = None,
        movable: Collection[PairState] = (),
    ) -> Inputs:
        """What a match of this programme is made of now; with some of its mentees only, where they are given.

        Pairs in `movable` states are not settled.
        """
        enrolments = [
            each
            for each in work.enrolments.all_taking_part(programme.id)
            if mentees is None or each.role is not Role.MENTEE or each.person_id in mentees
        ]
        form = newest(work, programme.id).form
        people = _with_managers(work, {each.person_id for each in enrolments})
        pairs = work.pairs.outlines(programme.id)
        apart = work.forbidden.among([each.person_id for each in enrolments])
        making = work.makings.of(programme.id)
        scheme = making.scheme(weighing.scheme(form, programme.starts_on, programme.ends_on, now.date()))
        named = work.choices.named(programme.id) if making.chooser is Chooser.RANKED else {}
        found = candidates(enrolments, people, pairs, apart, form, programme.door, now.date(), named, movable)
        forms = [work.forms.get(id) for id in sorted({each.form_id for each in enrolments})]
        skills = work.skills.known_as({key for each in enrolments for key in chosen(form, SOURCE, each.answers)})
        suggested = {each.mentee_id: each.mentor_id for each in pairs if each.state is PairState.STAGED}
        return Inputs(
            found, scheme, labels_of([each.stocked(SOURCE, skills.values()) for each in (*forms, form)]), suggested
        )

    def is_quick(self, work: Work, programme_id: int, most: int | None = None) -> bool:
        """Whether somebody can wait for a match of a programme."""
        counts = work.enrolments.counts(programme_id)
        mentees, mentors = (counts[role] + counts[Role.BOTH] for role in (Role.MENTEE, Role.MENTOR))
        return mentees * mentors <= (most or self._at_once)

    def fresh(self, inputs: Inputs) -> Result:
        """The best pairs there are, whatever was suggested before."""
        return self._remembered(f"{inputs.fingerprint}:fresh", lambda: _match(inputs, {}))

    def steady(self, inputs: Inputs) -> Result:
        """The suggestions as they stand, as a result that can be asked what another mentor would cost."""
        key = f"{inputs.fingerprint}:{hash(frozenset(inputs.suggested.items()))}"
        return self._remembered(key, lambda: _match(inputs, dict.fromkeys(inputs.suggested.items(), STEADY)))

    def topped_up(self, inputs: Inputs, before: Mapping[str, str], most: int) -> Result:
        """The best that there is with at most so many of these pairs changed."""
        people = inputs.people
        both = people.mentees, people.mentors, inputs.scheme

        def compute() -> Result:
            return few_changes(*both, before, most, people.hand, people.managers)

        return self._remembered(f"{inputs.fingerprint}:{most}:{hash(frozenset(before.items()))}", compute)

    def _remembered(self, key: str, compute: Callable[[], Result]) -> Result:
        found = self._results.get(key) or compute()
        with self._lock:
            self._results[key] = found
            self._results.move_to_end(key)
            while len(self._results) > KEPT:
                self._results.popitem(last=False)
        return found


def _with_managers(work: Work, ids: set[str]) -> dict[str, Person]:
    """These people and their managers: whose manager a manager is counts too. Nobody else of the company is read."""
    people = work.people.among(ids)
    above = {each.manager_id for each in people.values() if each.manager_id}
    return {**people, **work.people.among(above - people.keys())}


def _match(inputs: Inputs, kept: dict[tuple[str, str], int]) -> Result:
    people = inputs.people
    return match(people.mentees, people.mentors, inputs.scheme, people.hand, kept=kept, managers=people.managers)


def explained(result: Result, inputs: Inputs) -> dict[tuple[str, str], Grounds]:
    """The grounds of all pairs of a result that are not settled yet, by mentee and mentor."""
    return {
        (each.pair.mentee, each.pair.mentor): grounds(
            each, inputs.scheme, result.pool.mentee[each.pair.mentee], inputs.labels
        )
        for each in explanations(result)
        if each.pair.mentee not in result.pool.hand.locked
    }


def stage(
    work: Work,
    programme_id: int,
    run_id: int | None,
    result: Result,
    inputs: Inputs,
    now: datetime,
    but: Collection[str] = (),
) -> None:
    """Keeps a result's pairs as suggestions, in the place of those that were; not for `but`, whose pairs stay."""
    found = {pair: reasons for pair, reasons in explained(result, inputs).items() if pair[0] not in but}
    before = {each.mentee_id: each for each in work.pairs.of_programme(programme_id, {PairState.STAGED})}
    work.pairs.forget(programme_id, before.keys() - {mentee for mentee, _ in found} - set(but))
    new: list[Pair] = []
    for (mentee, mentor), reasons in found.items():
        known = before.get(mentee)
        if known is None:
            new.append(Pair(programme_id, mentee, mentor, reasons, now, reasons.points, run_id=run_id))
        elif known.mentor_id != mentor or known.grounds != reasons:
            work.pairs.save(known.given(mentor, reasons.points, reasons))
    work.pairs.add_all(new)
