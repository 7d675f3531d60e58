"""From one version of a form to the next: its changes, and what they mean for those who have answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.domain.errors import IllegalStep
from bot.domain.forms import DECLINED, Answers, Form, Kind, Question, Typed, Wording
from bot.domain.soundness import flaws


@dataclass(frozen=True)
class Draft:
    """The next version of a programme's form, as far as HR has come with it."""

    programme_id: int
    name: str
    form: Form
    id: int = 0
    version: int = 1


def with_question(form: Form, question: Question) -> Form:
    """The form with this question: in the place of the one with its id, or last on its page."""
    before = next((each for each in form.questions if each.id == question.id), None)
    if before and before.page == question.page:
        return _ordered(form, [question if each.id == question.id else each for each in form.questions])
    return _ordered(form, [*(each for each in form.questions if each.id != question.id), question])


def without(form: Form, id: str) -> Form:
    """The form without a question."""
    return replace(form, questions=tuple(each for each in form.questions if each.id != id))


def moved(form: Form, id: str, by: int) -> Form:
    """A question one place up (-1) or down (1): past the first or last of its page, onto the next page."""
    question = form.question(id)
    here = [each for each in form.questions if each.page == question.page]
    place = here.index(question) + by
    if 0 <= place < len(here):
        others = [each for each in form.questions if each.id != id]
        at = others.index(here[place]) + (by > 0)
        return _ordered(form, [*others[:at], question, *others[at:]])
    page = question.page + by
    if not 1 <= page <= len(form.pages):
        return form
    others = [each for each in form.questions if each.id != id]
    turned = replace(question, page=page)
    return _ordered(form, [turned, *others] if by > 0 else [*others, turned])


def with_pages(form: Form, titles: Sequence[Wording | None]) -> Form:
    """The form with these titles, place by place; None takes a page away. Raises IllegalStep if it is not empty."""
    taken = {question.page for question in form.questions}
    if any(title is None and at in taken for at, title in enumerate(titles, start=1)):
        raise IllegalStep
    kept = [at for at, title in enumerate(titles, start=1) if title is not None]
    numbers = {old: new for new, old in enumerate(kept, start=1)}
    questions = tuple(replace(each, page=numbers[each.page]) for each in form.questions)
    return Form(tuple(title for title in titles if title is not None), questions)


def mark(thing: Question | tuple[Wording, ...]) -> str:
    """A short word for how a question, or the pages, stand: another one as soon as anything in it is changed."""
    return sha256(repr(thing).encode()).hexdigest()[:12]


def carried(form: Form, typed: Typed) -> Typed:
    """What was typed into an older version, without those of several choices that this one does not offer any more."""
    several = {each.id: each for each in form.questions if each.kind is Kind.SEVERAL and each.source is None}
    return {
        key: [each for each in value if _has(several[key], each)]
        if key in several and isinstance(value, (list, tuple))
        else value
        for key, value in typed.items()
    }


def needing(form: Form, changed: Form) -> list[Question]:
    """Questions that are right in the form as it stands and would be wrong in the changed one."""
    before = {_of(flaw.path, form) for flaw in flaws(form)}
    after = [_of(flaw.path, changed) for flaw in flaws(changed)]
    return [question for question in changed.questions if question.id in after and question.id not in before]


def _of(path: Sequence[str | int], form: Form) -> str:
    at = path[1] if len(path) > 1 and path[0] == "questions" else None
    return form.questions[at].id if isinstance(at, int) else ""


def _ordered(form: Form, questions: Sequence[Question]) -> Form:
    return replace(form, questions=tuple(sorted(questions, key=lambda each: each.page)))


@dataclass(frozen=True)
class Changes:
    """What is different in a newer version, by question."""

    added: tuple[Question, ...]
    changed: tuple[Question, ...]
    removed: tuple[Question, ...]
    arranged: bool

    @property
    def count(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed) + self.arranged


def changes(old: Form, new: Form) -> Changes:
    """The difference between two versions; `arranged` where pages, titles or the order are other ones."""
    before = {question.id: question for question in old.questions}
    after = {question.id: question for question in new.questions}
    common = [id for id in after if id in before]
    order = [(id, before[id].page) for id in before if id in after] != [(id, after[id].page) for id in common]
    return Changes(
        added=tuple(question for question in new.questions if question.id not in before),
        changed=tuple(after[id] for id in common if replace(after[id], page=1) != replace(before[id], page=1)),
        removed=tuple(question for question in old.questions if question.id not in after),
        arranged=order or old.pages != new.pages,
    )


def owed(form: Form, audiences: frozenset[str], answers: Answers) -> tuple[str, ...]:
    """Ids of the questions that somebody who has answered an older version must answer, or answer again.

    Required ones without an answer, and those whose answer no longer stands because what was chosen is gone.
    """
    return tuple(question.id for question in form.asked(audiences) if _is_owed(question, answers))


def _is_owed(question: Question, answers: Answers) -> bool:
    value = answers.get(question.id)
    if value in (None, [], {}):
        # Asked for each thing chosen in another question, of which nothing may be left.
        return question.required and not (question.per and not answers.get(question.per))
    if question.per:
        chosen = answers.get(question.per)
        rated = value if isinstance(value, Mapping) else {}
        return question.required and isinstance(chosen, (list, tuple)) and any(each not in rated for each in chosen)
    return not stands(question, value)


def stands(question: Question, value: object) -> bool:
    """Whether an answer to an older version answers this question still. Of several choices some may have gone."""
    match question.kind:
        case Kind.CHOICE:
            return _has(question, value)
        case Kind.SEVERAL | Kind.RANKED:
            left = [each for each in value if _has(question, each)] if isinstance(value, (list, tuple)) else []
            most = None if question.kind is Kind.RANKED else question.most
            return max(1, question.least or 0) <= len(left) and (most is None or len(left) <= most)
        case Kind.NUMBER:
            least, most = question.least or 0, question.most
            return isinstance(value, int) and value >= least and (most is None or value <= most)
        case Kind.SCALE:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.PEOPLE:
            return isinstance(value, (list, tuple))
        case _:
            return isinstance(value, str)


def _has(question: Question, key: object) -> bool:
    return key == DECLINED or question.source is not None or question.choice(str(key)) is not None
