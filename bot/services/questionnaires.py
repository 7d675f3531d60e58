"""Shaping a programme's questionnaire: what HR changes gathers in a draft, which others see once it is published."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import drafting
from bot.domain.errors import ChangedMeanwhile, Fault, Gone, InvalidForm, QuestionNeeded
from bot.domain.forms import Form, Kind, Question, Typed, Wording
from bot.domain.people import LANGUAGES, Person
from bot.domain.questionnaires import RULES, can_count
from bot.domain.revision import Draft, mark, moved, needing, with_pages, with_question, without
from bot.domain.soundness import flaws
from bot.messages.question import EditQuestion, EditUse
from bot.messages.questionnaires import NewQuestion, Overview, Pages, Removal
from bot.services.drafts import answers_to, draft_of, hold_draft, keep_draft, overview
from bot.services.team import TeamService
from storage.work import Work

BESIDE = {"weight": "how", "rule": "audience", "counterpart": "audience", "per": "audience"}
"""In the editor of a question, the fields beside which it is said that its use, or what it needs, does not fit."""


class QuestionnaireService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def open(self, person: Person, programme_id: int) -> Overview:
        """The questionnaire as it stands, with what is not published yet."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return overview(work, programme_id)

    def choose_kind(self, person: Person, programme_id: int) -> NewQuestion:
        """Which kinds of question there are."""
        self._people.require_hr(person)
        return NewQuestion(programme_id)

    def new(self, person: Person, programme_id: int, kind: Kind) -> EditQuestion:
        """An empty question of a kind, for the last page."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = draft_of(work, programme_id).form
        return EditQuestion(programme_id, drafting.blank(kind, len(form.pages)), form.pages)

    def edit(self, person: Person, programme_id: int, question_id: str) -> EditQuestion:
        """A question that is there; raises Gone."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = draft_of(work, programme_id).form
            question = _find(form, question_id)
            answered = answers_to(work, programme_id).get(question_id, 0)
        return EditQuestion(programme_id, question, form.pages, mark(question), answered)

    def save(
        self, person: Person, programme_id: int, at: Mapping[str, str], typed: Typed, key: str
    ) -> Overview | EditUse:
        """Puts a question into the draft; a new one that can count goes on to its use in matching.

        `at` names the question and how it stood (`question`, `mark`), or the `kind` of a new one. Raises InvalidForm,
        QuestionNeeded, and Gone or ChangedMeanwhile where somebody else was quicker.
        """
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            if not work.inbox.accept(key, self._clock.now()):
                return overview(work, programme_id)
            before = _unchanged(draft.form, at) if at["question"] else drafting.blank(Kind(at["kind"]), 1)
            question = drafting.question(before, typed, draft.form)
            self._put(work, person, draft, question, BESIDE)
            if not at["question"] and can_count(question):
                return _edit_use(programme_id, with_question(draft.form, question), question)
            return overview(work, programme_id)

    def use(self, person: Person, programme_id: int, question_id: str) -> EditUse:
        """What a question does in matching, to change; raises Gone for one that can't do anything."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = draft_of(work, programme_id).form
        question = _find(form, question_id)
        if not can_count(question):
            raise Gone
        return _edit_use(programme_id, form, question)

    def save_use(self, person: Person, programme_id: int, at: Mapping[str, str], typed: Typed, key: str) -> Overview:
        """Changes what a question does in matching; raises as `save` does."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            if work.inbox.accept(key, self._clock.now()):
                question = _unchanged(draft.form, at)
                self._put(work, person, draft, replace(question, use=drafting.use(question, typed)), {})
            return overview(work, programme_id)

    def move(self, person: Person, programme_id: int, question_id: str, by: int, key: str) -> Overview:
        """Moves a question a place up (-1) or down (1); raises QuestionNeeded where it would come too late or early."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            if work.inbox.accept(key, self._clock.now()):
                _find(draft.form, question_id)
                form = moved(draft.form, question_id, by)
                self._require_all_right(person, draft.form, form, and_this=question_id)
                keep_draft(work, draft, form)
            return overview(work, programme_id)

    def removal(self, person: Person, programme_id: int, question_id: str) -> Removal:
        """Asks whether a question is to go; raises QuestionNeeded where another one stands on it."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = draft_of(work, programme_id).form
            question = _find(form, question_id)
            self._require_all_right(person, form, without(form, question_id))
            answered = answers_to(work, programme_id).get(question_id, 0)
        return Removal(programme_id, question_id, question.label, answered)

    def remove(self, person: Person, programme_id: int, question_id: str) -> Overview:
        """Takes a question out of the draft; taking it out twice is taking it out once."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            form = without(draft.form, question_id)
            self._require_all_right(person, draft.form, form)
            keep_draft(work, draft, form)
            return overview(work, programme_id)

    def pages(self, person: Person, programme_id: int) -> Pages:
        """The titles of the pages."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = draft_of(work, programme_id).form
        return Pages(programme_id, form.pages, mark(form.pages))

    def save_pages(
        self, person: Person, programme_id: int, pages_mark: str, titles: tuple[Wording | None, ...], key: str
    ) -> Overview:
        """Renames, adds and takes away pages: None is one that goes. Raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            if not work.inbox.accept(key, self._clock.now()):
                return overview(work, programme_id)
            if mark(draft.form.pages) != pages_mark:
                raise ChangedMeanwhile
            keep_draft(work, draft, _repaged(draft.form, titles))
            return overview(work, programme_id)

    def _put(self, work: Work, person: Person, draft: Draft, question: Question, beside: Mapping[str, str]) -> None:
        form = with_question(draft.form, question)
        place = form.questions.index(question)
        wrong: dict[str, Fault] = {}
        for flaw in flaws(form):
            if flaw.path[:2] == ("questions", place):
                field = drafting.field_of(flaw.path[2:])
                wrong.setdefault(beside.get(field, field), flaw.fault)
            elif flaw.path == ("pages", question.page - 1):
                wrong.setdefault("page", flaw.fault)
        if wrong:
            raise InvalidForm(wrong)
        self._require_all_right(person, draft.form, form)
        keep_draft(work, draft, form)

    def _require_all_right(self, person: Person, form: Form, changed: Form, and_this: str = "") -> None:
        """Raises QuestionNeeded where a change breaks another question, or the last one goes."""
        broken = [each for each in needing(form, changed) if each.id != and_this] or needing(form, changed)
        if broken:
            raise QuestionNeeded(question=broken[0].label[self._people.language_of(person)])
        if not changed.questions:
            raise QuestionNeeded(question=form.questions[0].label[self._people.language_of(person)])


def _find(form: Form, id: str) -> Question:
    try:
        return form.question(id)
    except KeyError:
        raise Gone from None


def _unchanged(form: Form, at: Mapping[str, str]) -> Question:
    """The question as it stood when it was opened; raises Gone, ChangedMeanwhile."""
    question = _find(form, at["question"])
    if mark(question) != at["mark"]:
        raise ChangedMeanwhile
    return question


def _edit_use(programme_id: int, form: Form, question: Question) -> EditUse:
    comparable = RULES[question.kind]
    mentors = tuple(
        each
        for each in form.questions
        if "mentor" in each.audience
        and not (each.private or each.per)
        and set(RULES.get(each.kind, ())) & set(comparable)
    )
    return EditUse(programme_id, question, mentors, mark(question))


def _repaged(form: Form, titles: tuple[Wording | None, ...]) -> Form:
    """The form with these pages; raises InvalidForm beside a title that is missing, or whose page is not empty."""
    wrong = {
        f"{number}_{language}": Fault(f"missing_{language}")
        for number, title in enumerate(titles, start=1)
        for language in LANGUAGES
        if title is not None and not title.get(language)
    }
    for number, title in enumerate(titles, start=1):
        here = sum(question.page == number for question in form.questions)
        if title is None and here:
            wrong[f"{number}_{LANGUAGES[0]}"] = Fault("page_not_empty", {"count": here})
    if wrong:
        raise InvalidForm(wrong)
    return with_pages(form, titles)
