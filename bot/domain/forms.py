"""Forms as data: what people are asked, on which page, and what is accepted as an answer.

One engine for the questionnaire and for every form that follows it. A question becomes one field or several: a ranked
question has a field a rank, and a question asked `per` choice has a field for each thing chosen before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from bot.domain.matching.scheme import Rule

Wording = Mapping[str, str]
"""The same words in each language, by language code."""

Answers = Mapping[str, object]
"""Accepted answers by question id. `None` is an answer: the person prefers not to say."""

Typed = Mapping[str, object]
"""What was typed, as it was typed, by field key: a text, a key or a list of keys, or None where it was emptied."""

DECLINED = "prefer-not-to-say"
"""The option that stands for not answering; no question may use it as a key."""

LONGEST_MENU = 99
"""Slack's menus hold a hundred options, and one of them may be not answering. More choices are searched by typing."""


class Kind(StrEnum):
    """Kinds of question, and what an answer to each is."""

    CHOICE = "choice"  # an option's key
    SEVERAL = "several"  # options' keys
    RANKED = "ranked"  # options' keys, first choice first
    SCALE = "scale"  # 1-5, or {option's key: 1-5} where it is asked per choice
    NUMBER = "number"  # a whole number
    DATE = "date"  # YYYY-MM-DD
    TIME = "time"  # HH:MM, the person's own clock
    SHORT = "short"  # one line
    LONG = "long"  # a few lines
    PEOPLE = "people"  # user ids
    YES_NO = "yes_no"  # true or false


class Weight(StrEnum):
    """How much a question counts in matching; `hard` keeps a pair from being made."""

    HARD = "hard"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Use:
    """What a question does in matching: bot/domain/questionnaires.py turns it into criteria and hard rules.

    `counterpart` is the question under which the mentor's answer stands, where that is another one. `low` and `high`
    are the band of a gap. `label` is what reasons call it; the question's own words where there is none.
    """

    weight: Weight
    rule: Rule
    counterpart: str | None = None
    low: int | None = None
    high: int | None = None
    label: Wording | None = None


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen."""

    key: str
    label: Wording


@dataclass(frozen=True)
class Question:
    """One question. `most` and `least` bound a number, the choices made or the characters typed.

    A question with a `source` takes its choices from there (`skills`: the company's own) instead of bringing them.
    `use` is None where the answer does not count in matching.
    """

    id: str
    kind: Kind
    label: Wording
    page: int = 1
    audience: tuple[str, ...] = ("mentor", "mentee")
    required: bool = False
    private: bool = False
    help: Wording | None = None
    choices: tuple[Choice, ...] = ()
    source: str | None = None
    least: int | None = None
    most: int | None = None
    low: Wording | None = None
    high: Wording | None = None
    per: str | None = None
    after: str | None = None
    initial: str | tuple[str, ...] | None = None
    prefill: str | None = None
    use: Use | None = None

    def choice(self, key: str) -> Choice | None:
        """The choice with that key, if the question still has it."""
        return next((choice for choice in self.choices if choice.key == key), None)

    @property
    def is_searched(self) -> bool:
        """Whether its choices are too many to be shown at once."""
        return self.source is not None or len(self.choices) > LONGEST_MENU


@dataclass(frozen=True)
class Form:
    """A form: titled pages of questions."""

    pages: tuple[Wording, ...]
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question:
        """The question with that id; raises KeyError."""
        return {question.id: question for question in self.questions}[id]

    def asked(self, audiences: frozenset[str], page: int | None = None) -> Iterator[Question]:
        """The questions for these audiences, on one page or on all, in order."""
        for question in self.questions:
            if audiences & set(question.audience) and page in (None, question.page):
                yield question

    @property
    def shape(self) -> str:
        """A short mark of what can be answered. Better words leave it as it is, another question or choice does not."""
        asked = [
            (each.id, each.kind.value, each.audience, each.required, [c.key for c in each.choices], each.per)
            for each in self.questions
        ]
        return sha256(repr(asked).encode()).hexdigest()[:12]

    def stocked(self, source: str, choices: Iterable[Choice]) -> "Form":
        """With these choices in the questions that take theirs from this source: those that matter now will do."""
        stock = tuple(choices)
        return replace(
            self, questions=tuple(q if q.source != source else replace(q, choices=stock) for q in self.questions)
        )


@dataclass(frozen=True)
class Field:
    """One input of a form: a whole question, or the `part` of it that is one rank or one thing chosen before."""

    question: Question
    part: str = ""
    about: Choice | None = None

    @property
    def key(self) -> str:
        """The field's name within its form."""
        return f"{self.question.id}#{self.part}" if self.part else self.question.id

    @property
    def required(self) -> bool:
        return self.question.required and self.part in ("", "1")


def fields(form: Form, page: int, audiences: frozenset[str], typed: Typed) -> tuple[Field, ...]:
    """The inputs of one page, given what was typed so far."""
    return tuple(field for question in form.asked(audiences, page) for field in fields_of(question, form, typed))


def fields_of(question: Question, form: Form, typed: Typed) -> Iterator[Field]:
    """The inputs of one question: one, one a rank, or one for each thing chosen in the question it is asked `per`."""
    if question.kind is Kind.RANKED:
        yield from (Field(question, str(rank)) for rank in range(1, (question.most or 1) + 1))
    elif question.per:
        subject = form.question(question.per)
        chosen = typed.get(subject.id)
        keys = chosen if isinstance(chosen, (list, tuple)) else ()
        yield from (Field(question, c.key, c) for c in subject.choices if c.key in keys)
    else:
        yield Field(question)
