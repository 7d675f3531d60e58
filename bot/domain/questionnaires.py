"""What a questionnaire means to the matching: its questions' uses as criteria and hard rules, its answers as values."""

from collections.abc import Mapping

from bot.domain.forms import Answers, Form, Kind, Question, Use, Weight
from bot.domain.matching import scheme
from bot.domain.matching.scheme import Criterion, Departments, HardRules, Requirement, Rule

LANGUAGES, DEPARTMENT = "languages", "department"
HOURS = ("work_from", "work_until")
FACTS = frozenset({LANGUAGES, DEPARTMENT, *HOURS, "capacity", "paused_until", "trained", "not_with"})
"""Questions whose answers the product itself reads, by id."""

_SINGLE = (Rule.SAME, Rule.DIFFERENT)
_ORDERED = (Rule.DISTANCE, Rule.GAP)
_LISTED = (Rule.OVERLAP, Rule.COMPLEMENT)
RULES: Mapping[Kind, tuple[Rule, ...]] = {
    Kind.CHOICE: (*_SINGLE, *_ORDERED),
    Kind.SEVERAL: _LISTED,
    Kind.RANKED: _LISTED,
    Kind.SCALE: _ORDERED,
    Kind.NUMBER: _ORDERED,
    Kind.SHORT: _SINGLE,
    Kind.YES_NO: _SINGLE,
}
"""How answers of each kind can be compared; the other kinds can't."""
REQUIRABLE = frozenset({Rule.OVERLAP, *_SINGLE})
"""Rules that may keep a pair from being made."""


def can_count(question: Question) -> bool:
    """Whether a question can be given a use: its answers can be compared, and mentees give them."""
    read_only = FACTS - {LANGUAGES, DEPARTMENT}
    comparable = question.kind in RULES and not question.per and question.id not in read_only
    return comparable and "mentee" in question.audience


def criteria(form: Form) -> tuple[Criterion, ...]:
    """What gives a pair points, in the order of the questions; a criterion's id is its question's."""
    return tuple(
        _criterion(form, question, question.use)
        for question in form.questions
        if question.use and question.use.weight is not Weight.HARD
    )


def hard_rules(form: Form, usual: HardRules | None = None) -> HardRules:
    """What keeps a pair from being made: `usual`, as far as the questions are asked, and what HR has made hard."""
    usual = usual or HardRules()
    hard = {each.id: each.use for each in form.questions if each.use and each.use.weight is Weight.HARD}
    asked = {question.id for question in form.questions}
    return HardRules(
        language=usual.language and LANGUAGES in hard,
        hours=usual.hours if asked.issuperset(HOURS) else 0,
        hierarchy=usual.hierarchy,
        training=usual.training,
        departments=_departments(hard.get(DEPARTMENT), usual),
        answers=tuple(
            Requirement(use.rule, id, use.counterpart or id)
            for id, use in hard.items()
            if id not in (LANGUAGES, DEPARTMENT)
        ),
    )


class Reader:
    """Reads answers as the criteria need them. What the form says of it is worked out once, not for everybody."""

    def __init__(self, form: Form) -> None:
        self._asked = {question.id: question for question in form.questions}
        self._places = {question.id: _places(question) for question in form.questions}
        self._measured = {id for each in criteria(form) if each.rule in _ORDERED for id in (each.mentee, each.mentor)}

    def comparable(self, answers: Answers) -> Answers:
        """Numbers where the criteria measure, and only choices that the form still has.

        A choice under DISTANCE or GAP is its key where all keys are numbers, and else its place among them, from 1.
        """
        known = ((self._asked.get(id), value) for id, value in answers.items() if value is not None)
        return {question.id: self._value(question, value) for question, value in known if question}

    def _value(self, question: Question, value: object) -> object:
        kind, places = question.kind, self._places[question.id]
        if kind in (Kind.SEVERAL, Kind.RANKED) and question.source is None and isinstance(value, (list, tuple)):
            return [each for each in value if str(each) in places]
        if kind is Kind.CHOICE:
            key = str(value)
            return places.get(key) if question.id in self._measured else key if key in places else None
        return str(value).strip().casefold() if kind is Kind.SHORT else value


def _criterion(form: Form, question: Question, use: Use) -> Criterion:
    mentor = use.counterpart or question.id
    low, high = _span(question, use)
    return Criterion(
        id=question.id,
        rule=use.rule,
        mentee=question.id,
        mentor=mentor,
        weight=scheme.Weight(use.weight.value),
        label=use.label or question.label,
        mentor_level=_levels(form, mentor) if use.rule is Rule.COMPLEMENT else "",
        ranked=question.kind is Kind.RANKED,
        low=low,
        high=high,
    )


def _levels(form: Form, mentor: str) -> str:
    """The question in which mentors say how good they are at each thing they chose in another one."""
    scales = (each.id for each in form.questions if each.per == mentor and each.kind is Kind.SCALE)
    return next(scales, mentor)


def _span(question: Question, use: Use) -> tuple[float, float]:
    """The band of a gap, or the ends of what can be answered."""
    if use.rule is Rule.GAP:
        return use.low or 0, (question.most or 60) if use.high is None else use.high
    if question.kind is Kind.CHOICE:
        places = _places(question).values()
        return min(places), max(places)
    if question.kind is Kind.NUMBER:
        return question.least or 0, question.most or 60
    return 1, 5


def _departments(use: Use | None, usual: HardRules) -> Departments:
    if use is None:
        return usual.departments
    return Departments.OTHER if use.rule is Rule.DIFFERENT else Departments.SAME


def _places(question: Question) -> dict[str, int]:
    """Each choice's number: its key where all keys are numbers, and else its place, from 1."""
    keys = [choice.key for choice in question.choices]
    if all(each.isdecimal() for each in keys):
        return {key: int(key) for key in keys}
    return {key: place for place, key in enumerate(keys, start=1)}
