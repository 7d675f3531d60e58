"""How the pairs of a programme are, in figures: of groups under five nothing is told.

A group counts people, not answers: who is in three pairs is one. Ratings of mentors and mentees are never added up,
since the sum of a group that is shown and one that is hidden would tell the hidden one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.enrolment import Role
from bot.domain.feedback import Fit, Opinion, Source
from bot.domain.soundings import Sounding
from bot.domain.supply import SMALLEST

RHYTHM, AGREED = "rhythm", ("goal_clear", "open", "time_used")
"""The pulse's questions that are counted: how often they meet, and what is true of the pair (yes, partly, no)."""
YES = "yes"


@dataclass(frozen=True)
class Turnout:
    """How many pulses were asked and answered. `share` is in percent, None where fewer than five were asked."""

    asked: int
    answered: int
    share: int | None


@dataclass(frozen=True)
class Quality:
    """The mean of ratings from 1 to 5 and of how many people; None where these are fewer than five."""

    mean: float
    people: int


@dataclass(frozen=True)
class Climate:
    """What the programme team sees. What is missing is hidden: fewer than five people have said something.

    `fit` and `rhythm` count people's last answers; `agreed` is the share of "yes", in percent, by question.
    """

    turnout: Mapping[Role, Turnout] = field(default_factory=dict)
    quality: Mapping[Role, Quality] = field(default_factory=dict)
    fit: Mapping[Fit, int] = field(default_factory=dict)
    rhythm: Mapping[str, int] = field(default_factory=dict)
    agreed: Mapping[str, int] = field(default_factory=dict)


def climate(asked: Iterable[Sounding], opinions: Iterable[Opinion]) -> Climate:
    """The figures of a programme.

    Survey response: answered / asked, by role, of all pulses that were ever asked. Relationship quality: the mean of
    1-5, mentors and mentees apart, of each one's last pulse (4 or more is what programmes aim for). Rhythm and what is
    agreed: of the same answers. Fit: of the last time that each one said it. `opinions` are those of the pairs under
    way, the oldest first.
    """
    said = list(opinions)
    last = {(each.pair_id, each.person_id): each for each in said if each.source is Source.PULSE}
    return Climate(_turnout(asked), _quality(last.values()), _fit(said), _rhythm(last.values()), _agreed(last.values()))


def _turnout(asked: Iterable[Sounding]) -> dict[Role, Turnout]:
    found = [each for each in asked if each.asked_at]
    shown: dict[Role, Turnout] = {}
    for role in (Role.MENTEE, Role.MENTOR):
        those = [each for each in found if each.role is role]
        answered = sum(each.answered_at is not None for each in those)
        if those and _is_shown(each.person_id for each in those):
            shown[role] = Turnout(len(those), answered, round(100 * answered / len(those)))
    return shown


def _quality(last: Iterable[Opinion]) -> dict[Role, Quality]:
    rated = [(each.role, each.person_id, each.rating) for each in last if each.rating is not None]
    shown: dict[Role, Quality] = {}
    for role in (Role.MENTEE, Role.MENTOR):
        those = [(person, rating) for its, person, rating in rated if its is role]
        if _is_shown(person for person, _ in those):
            mean = sum(rating for _, rating in those) / len(those)
            shown[role] = Quality(mean, len({person for person, _ in those}))
    return shown


def _fit(said: Iterable[Opinion]) -> dict[Fit, int]:
    last = {(each.pair_id, each.person_id): each.fit for each in said if each.fit}
    if not _is_shown(person for _, person in last):
        return {}
    counts = Counter(last.values())
    return {each: counts[each] for each in Fit}


def _rhythm(last: Iterable[Opinion]) -> dict[str, int]:
    given = [(each.person_id, each.answers.get(RHYTHM)) for each in last if each.answers.get(RHYTHM)]
    return Counter(str(answer) for _, answer in given) if _is_shown(person for person, _ in given) else {}


def _agreed(last: Iterable[Opinion]) -> dict[str, int]:
    answers = list(last)
    shares: dict[str, int] = {}
    for question in AGREED:
        given = [(each.person_id, each.answers[question]) for each in answers if each.answers.get(question)]
        if _is_shown(person for person, _ in given):
            shares[question] = round(100 * sum(answer == YES for _, answer in given) / len(given))
    return shares


def _is_shown(people: Iterable[str]) -> bool:
    return len(set(people)) >= SMALLEST
