"""Whether a form can be asked at all: everything that is wrong with it, each with its place."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.answers import accepts
from bot.domain.errors import Fault
from bot.domain.forms import DECLINED, Choice, Form, Kind, Question, Use, Weight, Wording
from bot.domain.people import LANGUAGES
from bot.domain.questionnaires import REQUIRABLE, RULES

LABEL, HELP, END, CHOICE, TITLE = 150, 300, 60, 75, 60
"""Characters of a question, its help, a scale's end, a choice and a page's title: what Slack shows whole."""
CHOICES, PAGES, QUESTIONS, RANKS, PEOPLE, TEXT = 100, 9, 75, 5, 50, 3000
"""The most choices in Slack's menus, pages, questions in the list of them, ranks, people, and characters of a text."""
INPUTS = 90
"""Inputs on one page: a modal holds a hundred blocks."""
LISTED = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.RANKED})
"""Kinds of question that have choices."""
AUDIENCE = ("mentor", "mentee")

_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Flaw:
    """What is wrong, and where: `("questions", 4, "label", "fr")`."""

    path: Path
    fault: Fault


def flaws(form: Form) -> list[Flaw]:
    """Everything that is wrong with a form; nothing where it can be asked."""
    return [Flaw(path, Fault(name, facts)) for path, name, facts in _flaws(form)]


_Found = Iterator[tuple[Path, str, dict[str, object]]]


def _flaws(form: Form) -> _Found:
    if not 1 <= len(form.pages) <= PAGES:
        yield ("pages",), "how_many_pages", {"most": PAGES}
    for at, title in enumerate(form.pages):
        yield from _wording(("pages", at), title, TITLE)
    if not form.questions:
        yield ("questions",), "no_questions", {}
    if len(form.questions) > QUESTIONS:
        yield ("questions",), "too_many_questions", {"most": QUESTIONS, "count": len(form.questions)}
    ids = Counter(question.id for question in form.questions)
    for at, question in enumerate(form.questions):
        if ids[question.id] > 1:
            yield ("questions", at, "id"), "id_twice", {"id": question.id}
        for path, name, facts in _of_question(question, form):
            yield ("questions", at, *path), name, facts
    yield from _full_pages(form)


def _of_question(question: Question, form: Form) -> _Found:
    if not _ID.fullmatch(question.id):
        yield ("id",), "not_an_id", {"id": question.id}
    if not 1 <= question.page <= len(form.pages):
        yield ("page",), "no_such_page", {"page": question.page}
    if not question.audience or not set(question.audience) <= set(AUDIENCE):
        yield ("audience",), "no_audience", {}
    yield from _wording(("label",), question.label, LABEL)
    for name, wording, most in (
        ("help", question.help, HELP),
        ("low", question.low, END),
        ("high", question.high, END),
    ):
        if wording is not None:
            yield from _wording((name,), wording, most)
    yield from _choices(question)
    yield from _bounds(question)
    yield from _needed(question, form)
    if question.initial is not None and not accepts(question, question.initial):
        yield ("initial",), "not_an_answer", {}
    if question.use:
        yield from _use(question, question.use, form)


def _wording(path: Path, wording: Wording, most: int) -> _Found:
    for language in LANGUAGES:
        text = wording.get(language, "").strip()
        if not text:
            yield (*path, language), f"missing_{language}", {}
        elif len(text) > most:
            yield (*path, language), "too_long", {"most": most}


def _choices(question: Question) -> _Found:
    if question.kind not in LISTED:
        if question.choices:
            yield ("choices",), "no_choices_here", {}
        return
    if question.source:
        return
    if len(question.choices) < 2:
        yield ("choices",), "no_choices", {}
    if len(question.choices) > CHOICES:
        yield ("choices",), "too_many_choices", {"most": CHOICES, "count": len(question.choices)}
    keys = Counter(choice.key for choice in question.choices)
    for at, choice in enumerate(question.choices):
        yield from _choice(("choices", at), choice, keys[choice.key] > 1)
    yield from _same_labels(question)


def _choice(path: Path, choice: Choice, twice: bool) -> _Found:
    if twice or not _KEY.fullmatch(choice.key) or choice.key == DECLINED:
        yield (*path, "key"), "not_a_key", {"key": choice.key}
    for language in LANGUAGES:
        text = choice.label.get(language, "").strip()
        if not text:
            yield (*path, "label", language), f"missing_{language}", {}
        elif len(text) > CHOICE:
            yield (*path, "label", language), "choice_too_long", {"choice": text, "most": CHOICE}


def _same_labels(question: Question) -> _Found:
    for language in LANGUAGES:
        seen: set[str] = set()
        for at, choice in enumerate(question.choices):
            text = choice.label.get(language, "").strip().casefold()
            if text and text in seen:
                yield ("choices", at, "label", language), "choice_twice", {"choice": choice.label[language]}
            seen.add(text)


def _bounds(question: Question) -> _Found:
    least, most = question.least, question.most
    limit = {
        Kind.RANKED: RANKS,
        Kind.SEVERAL: CHOICES,
        Kind.PEOPLE: PEOPLE,
        Kind.SHORT: TEXT,
        Kind.LONG: TEXT,
    }.get(question.kind)
    if limit and most is not None and not 1 <= most <= limit:
        yield ("most",), "out_of_range", {"least": 1, "most": limit}
    elif least is not None and most is not None and least > most:
        yield ("most",), "too_small", {"least": least}
    if least is not None and least < 0:
        yield ("least",), "too_small", {"least": 0}
    if question.kind is Kind.SEVERAL and least and question.choices and least > len(question.choices):
        yield ("least",), "out_of_range", {"least": 0, "most": len(question.choices)}


def _needed(question: Question, form: Form) -> _Found:
    """What a question needs of another one."""
    if question.per:
        subject = _find(form, question.per)
        if subject is None or subject.kind is not Kind.SEVERAL:
            yield ("per",), "per_unknown", {"id": question.per}
        elif subject.page >= question.page:
            yield ("page",), "per_earlier", {}
        elif not set(question.audience) <= set(subject.audience):
            yield ("audience",), "per_unknown", {"id": question.per}
        if question.kind is Kind.RANKED:
            yield ("per",), "per_unknown", {"id": question.per}
    if question.after:
        earlier = _find(form, question.after)
        if earlier is None or earlier.kind is not question.kind or earlier.kind not in (Kind.DATE, Kind.TIME):
            yield ("after",), "after_unknown", {"id": question.after}


def _use(question: Question, use: Use, form: Form) -> _Found:
    if question.private:
        yield ("use",), "private_use", {}
    if question.per or use.rule not in RULES.get(question.kind, ()):
        yield ("use", "rule"), "no_such_rule", {"rule": use.rule.value}
    if use.weight is Weight.HARD and use.rule not in REQUIRABLE:
        yield ("use", "weight"), "not_hard", {}
    if use.low is not None and use.high is not None and use.low > use.high:
        yield ("use", "high"), "too_small", {"least": use.low}
    if use.label is not None:
        yield from _wording(("use", "label"), use.label, END)
    yield from _counterpart(question, use, form)


def _counterpart(question: Question, use: Use, form: Form) -> _Found:
    answered = _find(form, use.counterpart or question.id)
    if "mentee" not in question.audience:
        yield ("use", "counterpart"), "mentees_answer", {}
    elif answered is None or "mentor" not in answered.audience:
        yield ("use", "counterpart"), "mentors_answer", {}
    elif (
        use.rule not in RULES.get(answered.kind, ()) or answered.per or (answered.private and answered is not question)
    ):
        yield ("use", "counterpart"), "no_such_counterpart", {"id": answered.id}


def _full_pages(form: Form) -> _Found:
    for page in range(1, len(form.pages) + 1):
        if sum(_inputs(each, form) for each in form.asked(frozenset(AUDIENCE), page)) > INPUTS:
            yield ("pages", page - 1), "page_too_full", {"page": page}


def _inputs(question: Question, form: Form) -> int:
    if question.kind is Kind.RANKED:
        return question.most or 1
    subject = _find(form, question.per) if question.per else None
    return (subject.most or len(subject.choices)) if subject else 1


def _find(form: Form, id: str) -> Question | None:
    return next((each for each in form.questions if each.id == id), None)
