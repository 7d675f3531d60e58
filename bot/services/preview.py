"""The questionnaire as people will see it, before it is published. Nothing that is typed is kept."""

from bot.domain.answers import answer
from bot.domain.enrolment import Role
from bot.domain.forms import Form, Typed
from bot.domain.people import Person
from bot.domain.progress import FIRST_PAGE
from bot.messages.forms import Page
from bot.messages.publication import ChoosePreview
from bot.messages.questionnaires import Overview
from bot.services.questionnaires import draft_of, overview
from bot.services.team import TeamService

JOURNEY = "preview"
CHOSEN = 2
"""So many things are taken as chosen where a question is asked for each thing chosen before."""


class PreviewService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def choose(self, person: Person, programme_id: int) -> ChoosePreview:
        """As whom, and in which language: HR's own at first."""
        self._people.require_hr(person)
        return ChoosePreview(programme_id, self._people.language_of(person))

    def page(self, person: Person, programme_id: int, role: Role, language: str, number: int = FIRST_PAGE) -> Page:
        """A page as somebody in this role sees it, empty as it is at first."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            form = draft_of(work, programme_id).form
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
        shown = self.page(person, programme_id, role, language, number)
        answer(shown.form, shown.audiences, {**shown.typed, **typed}, shown.number)
        if not shown.is_last:
            return self.page(person, programme_id, role, language, number + 1)
        with self._storage.begin() as work:
            return overview(work, programme_id)


def _chosen_before(form: Form, number: int) -> Typed:
    """The first choices of questions on earlier pages that this page asks about one by one."""
    subjects = [form.question(each.per) for each in form.questions if each.per and each.page == number]
    return {each.id: [choice.key for choice in each.choices[:CHOSEN]] for each in subjects}
