"""Why two people suit each other, as facts that speak no language yet: each reader gets them in words of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.forms import Form, Wording
from bot.domain.matching.explanation import Explanation, Line
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Criterion, Rule, Scheme

STRONGEST = 3
Labels = Mapping[str, Mapping[str, Wording]]
"""What each question's choices are called, by question and key."""


@dataclass(frozen=True)
class Shared:
    """Something that the mentee asked for and the mentor has. `rank`: the mentee's first, second, … wish."""

    label: Wording
    rank: int


@dataclass(frozen=True)
class Ground:
    """One criterion's points, of so many at best. `mutual`: both were asked the same question."""

    criterion: str
    rule: Rule
    label: Wording
    points: int
    most: int
    shared: tuple[Shared, ...] = ()
    missing: tuple[Wording, ...] = ()
    mutual: bool = True
    ranked: bool = False

    @property
    def speaks(self) -> bool:
        """Half the points or fewer for a single answer are no reason."""
        return (bool(self.shared) and self.points > 0) or 2 * self.points > self.most


@dataclass(frozen=True)
class Grounds:
    """All of a pair's reasons: the points of the lines and of both choices add up to the pair's.

    `hours` are minutes of work in common. `place` of `eligible`: the mentee's n-th best mentor of so many.
    """

    lines: tuple[Ground, ...] = ()
    mentee_choice: int = 0
    mentor_choice: int = 0
    languages: tuple[Wording, ...] = ()
    hours: int = 0
    place: int | None = None
    eligible: int = 0

    @property
    def points(self) -> int:
        return sum(line.points for line in self.lines) + self.mentee_choice + self.mentor_choice

    @property
    def strongest(self) -> tuple[Ground, ...]:
        """The three reasons that give the most points."""
        return tuple(sorted(filter(lambda each: each.speaks, self.lines), key=lambda each: -each.points)[:STRONGEST])

    @property
    def missing(self) -> tuple[Wording, ...]:
        """What the mentee asked for that this mentor does not cover."""
        return tuple(value for line in self.lines for value in line.missing)

    def shared(self, criterion: str) -> tuple[Wording, ...]:
        """What the two have in common by one criterion."""
        return tuple(each.label for line in self.lines if line.criterion == criterion for each in line.shared)


def labels_of(forms: Sequence[Form]) -> Labels:
    """What the choices of these forms are called; the later form has the last word."""
    return {
        question.id: {choice.key: choice.label for choice in question.choices}
        for form in forms
        for question in form.questions
        if question.choices
    }


def label(labels: Labels, question: str, key: object) -> Wording:
    """What a choice is called; its own key where nothing is known of it."""
    return labels.get(question, {}).get(str(key)) or {"en": str(key)}


def grounds(explained: Explanation, scheme: Scheme, mentee: Participant, labels: Labels) -> Grounds:
    """The grounds of a pair, from what the matching says of it."""
    criteria = {each.id: each for each in scheme.criteria}
    return Grounds(
        tuple(_ground(line, criteria[line.criterion], mentee, labels) for line in explained.lines),
        explained.mentee_points,
        explained.mentor_points,
        tuple(label(labels, "languages", each) for each in explained.languages),
        explained.hours,
        explained.place,
        explained.eligible,
    )


def _ground(line: Line, criterion: Criterion, mentee: Participant, labels: Labels) -> Ground:
    wanted = mentee.values(criterion.mentee)
    return Ground(
        line.criterion,
        criterion.rule,
        criterion.label,
        line.points,
        line.most,
        tuple(Shared(label(labels, criterion.mentee, each), wanted.index(each) + 1) for each in line.shared),
        tuple(label(labels, criterion.mentee, each) for each in line.missing),
        criterion.mentee == criterion.mentor,
        criterion.ranked,
    )
