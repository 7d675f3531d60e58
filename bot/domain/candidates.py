"""From enrolments to the people of a match: the bridge between a programme's answers and the matching."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from json import dumps

from bot.domain.door import Door
from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.forms import Answers, Form
from bot.domain.matching.hand import Hand
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Criterion, Scheme
from bot.domain.pairs import PARTED, SETTLED, Pair, PairState
from bot.domain.people import Person
from bot.domain.questionnaires import Reader, criteria

USUAL_LEVEL = 3
"""How well somebody knows a skill that they offer and of which they do not say."""


class Away(StrEnum):
    """Why somebody who takes part is not in the match."""

    GONE = "gone"  # deactivated
    GUEST = "guest"
    ABSENT = "absent"
    PAUSED = "paused"


@dataclass(frozen=True)
class Candidates:
    """Everybody in a match, what HR's hand holds, and who is away. Whoever is both stands in both lists."""

    mentees: tuple[Participant, ...]
    mentors: tuple[Participant, ...]
    hand: Hand
    managers: Mapping[str, str]
    away: Mapping[str, Away]

    def fingerprint(self, scheme: Scheme) -> str:
        """A short text that is the same for the same people, answers, decisions and settings, and for no others."""
        everybody = [[vars(each) for each in people] for people in (self.mentees, self.mentors)]
        parts = [everybody, vars(self.hand), dict(self.managers), asdict(scheme)]
        text = dumps(parts, sort_keys=True, default=_text)
        return blake2b(text.encode(), digest_size=12).hexdigest()


def candidates(
    enrolments: Iterable[Enrolment],
    people: Mapping[str, Person],
    pairs: Sequence[Pair],
    forbidden: Iterable[tuple[str, str]],
    form: Form,
    door: Door,
    today: date,
    named: Mapping[str, tuple[str, ...]] | None = None,
    movable: Collection[PairState] = (),
) -> Candidates:
    """The people of a match. What is settled stays; what HR locked is to be; what is over does not come again.

    `named` are mentors whom mentees would like, the best first, by mentee. Pairs in `movable` states are not settled,
    unless they are locked or somebody in them is away.
    """
    wishes = named or {}
    everybody = list(enrolments)
    away = {each.person_id: why for each in everybody if (why := _away(each, people[each.person_id], door, today))}
    here = [each for each in everybody if each.person_id not in away]
    bridge = _Bridge(people, Reader(form), criteria(form), today)
    mentees = tuple(
        bridge.participant(each, wishes.get(each.person_id, ())) for each in here if "mentee" in each.role.audiences
    )
    mentors = tuple(bridge.participant(each) for each in here if "mentor" in each.role.audiences)
    present = {each.id for each in mentors}
    fixed = _fixed(pairs, movable, {each.id for each in mentees}, present)
    settled = {each.mentee_id: each.mentor_id for each in fixed}
    # Who has a mentor that is away for now keeps them, and looks for no other.
    seekers = tuple(each for each in mentees if settled.get(each.id) in present | {None})
    locked = {mentee: mentor for mentee, mentor in settled.items() if mentor in present}
    locked = {each.id: locked[each.id] for each in seekers if each.id in locked}
    mentors = _with_free_places(mentors, fixed, locked)
    hand = _hand(pairs, locked, mentors, seekers, forbidden)
    managers = {each.id: each.manager_id for each in people.values() if each.manager_id}
    return Candidates(seekers, mentors, hand, managers, away)


def _away(enrolment: Enrolment, person: Person, door: Door, today: date) -> Away | None:
    if not person.reachable:
        return Away.GONE
    if not door.admits(person):
        return Away.GUEST
    if person.absent_until and person.absent_until > today:
        return Away.ABSENT
    paused = enrolment.state is EnrolmentState.PAUSED
    return Away.PAUSED if paused or (enrolment.role is Role.MENTOR and _later(enrolment.answers, today)) else None


def _fixed(
    pairs: Sequence[Pair], movable: Collection[PairState], mentees: Collection[str], mentors: Collection[str]
) -> list[Pair]:
    """The pairs that matching does not touch."""
    return [
        each
        for each in pairs
        if each.state in SETTLED
        and not (each.state in movable and not each.locked and each.mentee_id in mentees and each.mentor_id in mentors)
    ]


def _later(answers: Answers, today: date) -> bool:
    """Whether a mentor is available on a later day only."""
    until = _day(answers.get("paused_until"))
    return until is not None and until > today


def _hand(
    pairs: Sequence[Pair],
    locked: Mapping[str, str],
    mentors: Sequence[Participant],
    mentees: Sequence[Participant],
    forbidden: Iterable[tuple[str, str]],
) -> Hand:
    """What HR holds, as far as it can still be: a mentor may have fewer places by now, or somebody be away."""
    free = Counter({each.id: each.capacity for each in mentors}) - Counter(locked.values())
    seekers = {each.id for each in mentees}
    pinned: dict[str, str] = {}
    for pair in pairs:
        if pair.state is PairState.STAGED and pair.locked and pair.mentee_id in seekers and free[pair.mentor_id] > 0:
            pinned[pair.mentee_id] = pair.mentor_id
            free[pair.mentor_id] -= 1
    apart = {each.people for each in pairs if each.state in PARTED}
    apart |= {people for one, other in forbidden for people in ((one, other), (other, one))}
    return Hand(pinned, locked, frozenset(apart - set(pinned.items()) - set(locked.items())))


def _with_free_places(
    mentors: tuple[Participant, ...], fixed: Sequence[Pair], locked: Mapping[str, str]
) -> tuple[Participant, ...]:
    """A mentee who is away for now keeps their place."""
    taken = Counter(each.mentor_id for each in fixed if each.mentee_id not in locked)
    return tuple(replace(each, capacity=max(0, each.capacity - taken[each.id])) for each in mentors)


@dataclass(frozen=True)
class _Bridge:
    people: Mapping[str, Person]
    reader: Reader
    criteria: Sequence[Criterion]
    today: date

    def participant(self, enrolment: Enrolment, chosen: tuple[str, ...] = ()) -> Participant:
        person, said = self.people[enrolment.person_id], enrolment.answers
        return Participant(
            id=person.id,
            name=person.name,
            answers=self._answers(person, said),
            languages=frozenset(_texts(said.get("languages"))),
            zone=person.zone,
            works=(_minutes(said.get("work_from"), 9 * 60), _minutes(said.get("work_until"), 17 * 60 + 30)),
            department=_text(said.get("department") or person.department),
            manager=person.manager_id,
            capacity=0 if _later(said, self.today) else int(_text(said.get("capacity") or 0)),
            chosen=chosen,
            not_with=frozenset(_texts(said.get("not_with"))),
            trained=said.get("trained") is True,
            left_over=enrolment.state is EnrolmentState.WAITING,
        )

    def _answers(self, person: Person, said: Answers) -> Answers:
        """Answers as the rules read them, with what the directory knows where nothing was said."""
        known: dict[str, object] = {"department": person.department.casefold(), "site": person.site.casefold()}
        known |= {"level": None if person.level is None else str(person.level)}
        answers = {**{name: value for name, value in known.items() if value}, **self.reader.comparable(said)}
        for criterion in self.criteria:
            if criterion.mentor_level:
                levels = said.get(criterion.mentor_level)
                given = levels if isinstance(levels, Mapping) else {}
                offered = _texts(answers.get(criterion.mentor))
                answers[criterion.mentor_level] = {each: given.get(each, USUAL_LEVEL) for each in offered}
        return answers


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, (list, tuple)) else ()


def _minutes(value: object, usual: int) -> int:
    hours, colon, minutes = str(value).partition(":")
    return int(hours) * 60 + int(minutes) if colon else usual


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _text(value: object) -> str:
    return " ".join(sorted(map(str, value))) if isinstance(value, frozenset) else str(value)
