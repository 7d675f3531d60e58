"""The questionnaire as people will see it, before it is published. Nothing that is typed is kept."""

from dataclasses import replace
from types import MappingProxyType

from bot.domain.answers import answer
from bot.domain.enrolment import Role
from bot.domain.forms import Form, Typed
from bot.domain.people import LANGUAGES, Person
from bot.domain.progress import FIRST_PAGE
from bot.domain.skills import SOURCE
from bot.domain.sources import chosen
from bot.messages.forms import Page
from bot.messages.publication import ChoosePreview
from bot.messages.questionnaires import Overview
from bot.messages.search import Suggestions
from bot.services.choices import suggest
from bot.services.drafts import draft_of, overview
from bot.services.team import TeamService
from storage.work import Work

JOURNEY = "preview"
NOTHING: Typed = MappingProxyType({})
CHOSEN = 2
"""So many things are taken as chosen where a question is asked for each thing chosen before."""


class PreviewService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def choose(self, person: Person, programme_id: int) -> ChoosePreview:
        """As whom, and in which language: HR's own at first."""
        self._people.require_hr(person)
        return ChoosePreview(programme_id, self._people.language_of(person))

    def page(
        self,
        person: Person,
        programme_id: int,
        role: Role,
        language: str,
        number: int = FIRST_PAGE,
        typed: Typed = NOTHING,
    ) -> Page:
        """A page as somebody in this role sees it, empty as it is at first; it knows the choices that were typed."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = _stocked(work, draft_of(work, programme_id).form, typed)
        number = min(max(FIRST_PAGE, number), len(form.pages))
        return Page(
            journey=JOURNEY,
            subject=programme_id,
            form=form,
            audiences=role.audiences,
            number=number,
            typed=_chosen_before(form, number),
            known={"language": [language]},
            trial=True,
            memory={"role": role.value, "language": language},
        )

    def answer(
        self, person: Person, programme_id: int, role: Role, language: str, number: int, typed: Typed
    ) -> Page | Overview:
        """Checks a page as it would be checked (raises InvalidForm); the next one, or back to the questionnaire."""
        shown = self.page(person, programme_id, role, language, number, typed)
        answer(shown.form, shown.audiences, {**shown.typed, **typed}, shown.number)
        if not shown.is_last:
            return self.page(person, programme_id, role, language, number + 1)
        return self.leave(person, programme_id)

    def leave(self, person: Person, programme_id: int) -> Overview:
        """Back to the questionnaire."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return overview(work, programme_id)

    def suggest(self, person: Person, programme_id: int, field: str, query: str) -> Suggestions:
        """What would be offered while something is typed; nothing can be added here. Raises Gone."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            offered = suggest(work, draft_of(work, programme_id).form, field, query, person)
        return replace(offered, new=None)


def _stocked(work: Work, form: Form, typed: Typed) -> Form:
    """With the company's first skills, to be taken as chosen, and those that were chosen here."""
    known = work.skills.known_as(chosen(form, SOURCE, typed)).values()
    first = work.skills.index().search("", LANGUAGES[0], CHOSEN)
    return form.stocked(SOURCE, (*first, *known))


def _chosen_before(form: Form, number: int) -> Typed:
    """The first choices of questions on earlier pages that this page asks about one by one."""
    subjects = [form.question(each.per) for each in form.questions if each.per and each.page == number]
    return {each.id: [choice.key for choice in each.choices[:CHOSEN]] for each in subjects}
