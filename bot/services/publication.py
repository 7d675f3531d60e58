"""From a draft to the version that everybody is asked: what it means, the step itself, and what to start again from."""

from collections.abc import Iterator

from bot.domain.errors import ChangedMeanwhile
from bot.domain.forms import Form
from bot.domain.people import Person
from bot.domain.revision import changes
from bot.messages.enrolment import Again
from bot.messages.publication import SHIPPED, Beginnings, Review
from bot.messages.questionnaire import NAME, default
from bot.messages.questionnaires import Overview
from bot.services.drafts import answers_to, draft_of, hold_draft, keep_draft, overview
from bot.services.service import Said, Service
from bot.services.team import TeamService
from bot.services.versions import Version, newest, would_owe
from storage.work import Work


class PublicationService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def review(self, person: Person, programme_id: int) -> Review | Overview:
        """What publishing means; the questionnaire itself where there is nothing to publish."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = draft_of(work, programme_id)
            if not draft.id:
                return overview(work, programme_id)
            return meaning(work, programme_id, draft.form, draft.version)

    def publish(self, person: Person, programme_id: int, version: int, key: str) -> Overview:
        """Has everybody asked the draft as it was reviewed; raises ChangedMeanwhile. The same `key` publishes once."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            if work.inbox.accept(key, self._clock.now()):
                if draft.version != version or not draft.id:
                    raise ChangedMeanwhile
                Publisher(self._storage, self._clock).publish(work, programme_id, draft.form, person.id)
                work.drafts.remove(draft)
            return overview(work, programme_id)

    def discard(self, person: Person, programme_id: int) -> Overview:
        """Forgets what is not published."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.drafts.remove(hold_draft(work, programme_id))
            return overview(work, programme_id)

    def beginnings(self, person: Person, programme_id: int) -> Beginnings:
        """What the questionnaire can start again from."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            others = tuple((each.id, each.name) for each in work.programmes.newest(100) if each.id != programme_id)
            return Beginnings(programme_id, others[:99], unpublished=draft_of(work, programme_id).id != 0)

    def start_again(self, person: Person, programme_id: int, beginning: str, key: str) -> Overview:
        """Makes the draft another programme's questionnaire (by its id), or the shipped one; raises Gone."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            draft = hold_draft(work, programme_id)
            if work.inbox.accept(key, self._clock.now()):
                form = default() if beginning == SHIPPED else newest(work, int(beginning)).form
                keep_draft(work, draft, form)
            return overview(work, programme_id)


class FileService(Service):
    """The questionnaire as a file, for whoever runs the product: rights are those of the command line."""

    def take_out(self, programme_id: int) -> Form:
        """The questionnaire that people are asked; raises Gone."""
        with self._storage.begin() as work:
            return newest(work, programme_id).form

    def compare(self, programme_id: int, form: Form) -> Review:
        """What asking this form instead would mean; raises Gone, and ChangedMeanwhile where HR is changing it."""
        with self._storage.begin() as work:
            return self._compared(work, programme_id, form)

    def bring_in(self, programme_id: int, form: Form) -> Review:
        """Has everybody asked this form; raises as `compare` does."""
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            review = self._compared(work, programme_id, form)
            if review.changes.count:
                Publisher(self._storage, self._clock).publish(work, programme_id, form)
            return review

    def programmes(self) -> list[tuple[int, str, str]]:
        """Id, name and state of the newest hundred programmes."""
        with self._storage.begin() as work:
            return [(each.id, each.name, each.state.value) for each in work.programmes.newest(100)]

    def _compared(self, work: Work, programme_id: int, form: Form) -> Review:
        if work.drafts.find(programme_id, NAME):
            raise ChangedMeanwhile
        return meaning(work, programme_id, form, 0)


class Publisher(Service):
    """Makes a form the one that is asked, and tells those whom it asks again."""

    def publish(self, work: Work, programme_id: int, form: Form, by: str | None = None) -> None:
        """Keeps the version; who has something new to answer hears of it, once.

        They may be thousands, and a click has three seconds: it is one sending, written at once, which HR can pause.
        """
        before = newest(work, programme_id)
        id = work.forms.publish(programme_id, NAME, form)
        calls = list(_calls(work, programme_id, before, Version(id, form)))
        self._say_to_all(work, calls, batch=f"again:{programme_id}:{id}", asked_by=by)


def _calls(work: Work, programme_id: int, before: Version, version: Version) -> Iterator[Said]:
    """A message for each who has something to answer that they did not have to answer before."""
    programme = work.programmes.get(programme_id)
    for enrolment, ids in would_owe(work, programme_id, version.form):
        if set(ids) - set(before.owed_by(enrolment)):
            call = Again(enrolment.id, programme.name, len(ids))
            yield Said(enrolment.person_id, call, f"again:{enrolment.id}:{version.id}")


def meaning(work: Work, programme_id: int, form: Form, draft_version: int) -> Review:
    """What is different in a form from the one that is asked, and who would have to answer again."""
    programme, counts = work.programmes.get(programme_id), answers_to(work, programme_id)
    difference = changes(newest(work, programme_id).form, form)
    return Review(
        programme_id,
        programme.name,
        draft_version,
        difference,
        tuple(counts.get(question.id, 0) for question in difference.removed),
        tuple((enrolment.person_id, len(ids)) for enrolment, ids in would_owe(work, programme_id, form)),
    )
