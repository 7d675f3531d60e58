"""Answering a programme's questionnaire, page by page: what is typed is kept, and sent with the last page."""

from dataclasses import replace

from bot.domain.answers import answer
from bot.domain.enrolment import Enrolment
from bot.domain.errors import NotAllowed
from bot.domain.forms import Typed
from bot.domain.people import Person
from bot.domain.progress import FIRST_PAGE, asked, faults, first_faulty_page, first_unseen_page
from bot.domain.revision import carried
from bot.messages.door import InLine
from bot.messages.enrolment import Confirmation, Done
from bot.messages.forms import Page
from bot.messages.search import Suggestions
from bot.services.admission import closed_door, room_for, sent, unfinished_key
from bot.services.choices import settle, stocked, suggest
from bot.services.service import Service
from bot.services.versions import Version, newest
from storage.work import Work

JOURNEY = "enrolment"


class AnswerService(Service):
    """Everything here is for the author of the answers: anybody else is refused with NotAllowed."""

    def back(self, person: Person, enrolment_id: int, number: int, typed: Typed) -> Page:
        """The page before this one; what was typed here is kept, whatever it is worth."""
        with self._storage.begin() as work:
            enrolment, version = self._keep(work, person, enrolment_id, typed)
            number = min(max(FIRST_PAGE, number - 1), len(version.form.pages))
            return self._page(version, enrolment, person, number)

    def answer(
        self, person: Person, enrolment_id: int, number: int, typed: Typed, seen: int | None = None, again: bool = False
    ) -> Page | Done:
        """Keeps what was typed on a page; returns the next one, or sends all.

        `seen` is the version of the questionnaire that the page was of: where another one has come out meanwhile, the
        page that it changed is shown again. `again` goes on to what is to be answered again, and to nothing else.
        Raises InvalidForm, or NotRecruiting for who is not in yet, once what was typed is kept.
        """
        with self._storage.begin() as work:
            enrolment, version = self._keep(work, person, enrolment_id, typed)
            number = min(number, len(version.form.pages))
            so_far = (version.form, enrolment.role.audiences, enrolment.draft)
            if seen not in (None, version.id) and (unseen := first_unseen_page(*so_far, number)):
                return self._page(version, enrolment, person, unseen, above="changed", again=again)
            obstacle = faults(*so_far, number) or closed_door(work, enrolment, person.today(self._clock.now()))
            if obstacle is None:
                enrolment = self._adopt(work, person, enrolment, version, number)
                if again and enrolment.has_sent:
                    return self._next_owed(work, person, enrolment, version)
                return self._go_on(work, person, enrolment, version, number)
        raise obstacle

    def suggest(self, person: Person, enrolment_id: int, field: str, query: str) -> Suggestions:
        """What to offer while something is typed into a field; raises Gone, NotAllowed."""
        with self._storage.begin() as work:
            form = newest(work, own(work, person, enrolment_id).programme_id).form
            return suggest(work, form, field, query, person)

    def _keep(self, work: Work, person: Person, enrolment_id: int, typed: Typed) -> tuple[Enrolment, Version]:
        """Puts into the draft what was typed, as far as the newest version still asks it."""
        enrolment = own(work, person, enrolment_id)
        version = version_for(work, enrolment)
        before = replace(enrolment, draft=carried(version.form, enrolment.draft))
        keys = asked(version.form, enrolment.role.audiences, {**before.draft, **typed})
        mine = {key: value for key, value in typed.items() if key in keys}
        draft = settle(work, version.form, before.typed(mine).draft, self._clock.now())
        kept = work.enrolments.save(replace(enrolment, draft=draft))
        return kept, version_for(work, kept)

    def _adopt(self, work: Work, person: Person, enrolment: Enrolment, version: Version, number: int) -> Enrolment:
        """Whoever takes part already has a page's answers taken over with the page, not with the last one."""
        if not enrolment.has_sent:
            return enrolment
        page = answer(version.form, enrolment.role.audiences, enrolment.draft, number)
        adopted = sent(enrolment, {**enrolment.answers, **page}, person, self._clock.now())
        if version.owed_by(adopted):
            return work.enrolments.save(adopted)
        if adopted.form_id != version.id:
            self._refresh_home(work, adopted.person_id, f"answered:{adopted.id}:{version.id}")
        return work.enrolments.save(replace(adopted, form_id=version.id))

    def _go_on(self, work: Work, person: Person, enrolment: Enrolment, version: Version, number: int) -> Page | Done:
        if number < len(version.form.pages):
            return self._page(version, enrolment, person, number + 1)
        unfinished = first_faulty_page(version.form, enrolment.role.audiences, enrolment.draft)
        if unfinished is not None:
            return self._page(version, enrolment, person, unfinished, above="unfinished")
        return self._submit(work, person, enrolment, version)

    def _submit(self, work: Work, person: Person, enrolment: Enrolment, version: Version) -> Done:
        programme, full = room_for(work, enrolment)
        answers = answer(version.form, enrolment.role.audiences, enrolment.draft)
        ids = {question.id for question in version.form.questions}
        no_longer_asked = {id: value for id, value in enrolment.answers.items() if id not in ids}
        complete = sent(enrolment, {**no_longer_asked, **answers}, person, self._clock.now(), full=full)
        done = work.enrolments.save(replace(complete, form_id=version.id))
        work.outbox.call_off([unfinished_key(done.id)], "answered")
        cause = f"joined:{done.id}:{done.version}"
        place = work.enrolments.in_line(programme.id, done) + 1 if full else None
        if not enrolment.has_sent:
            in_line = InLine(done.id, programme.name, place, done.role) if place else None
            welcome = in_line or Confirmation(done.id, programme.name, done.role, programme.starts_on)
            self._say(work, welcome, to=person.id, key=cause)
        self._refresh_home(work, person.id, cause)
        return Done(programme.name, again=enrolment.has_sent, place=place)

    def _next_owed(self, work: Work, person: Person, enrolment: Enrolment, version: Version) -> Page | Done:
        owed = version.owed_by(enrolment)
        if not owed:
            return Done(work.programmes.get(enrolment.programme_id).name, again=True)
        number = min(version.form.question(id).page for id in owed)
        return self._page(version, enrolment, person, number, above="again", again=True)

    def _page(
        self,
        version: Version,
        enrolment: Enrolment,
        person: Person,
        number: int,
        above: str = "",
        again: bool = False,
    ) -> Page:
        return Page(
            journey=JOURNEY,
            subject=enrolment.id,
            form=version.form,
            audiences=enrolment.role.audiences,
            number=number,
            typed=enrolment.draft,
            known=person.known_answers(person.today(self._clock.now())),
            above=above,
            memory={"form": version.id, "again": again},
        )


def version_for(work: Work, enrolment: Enrolment) -> Version:
    """The newest version of the questionnaire, as this person fills it in."""
    version = newest(work, enrolment.programme_id)
    return replace(version, form=stocked(work, version.form, enrolment.draft))


def own(work: Work, person: Person, enrolment_id: int) -> Enrolment:
    """Somebody's own enrolment, to change; raises Gone, and NotAllowed for anybody else's."""
    enrolment = work.enrolments.hold(enrolment_id)
    if enrolment.person_id != person.id:
        raise NotAllowed
    return enrolment
