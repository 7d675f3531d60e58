"""Joining a programme, answering its questionnaire, leaving it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.answers import answer
from bot.domain.enrolment import UNFINISHED, Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep, InvalidForm, NotAllowed, NotRecruiting
from bot.domain.forms import Answers, Form, Typed, fields
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages import questionnaire
from bot.messages.door import InLine
from bot.messages.enrolment import Choose, ChooseRole, Confirmation, Done, Joinable, Withdrawn
from bot.messages.forms import Page
from bot.messages.notices import Notice
from bot.messages.search import Suggestions
from bot.services.admission import invited_as, require_welcome, room_for, settle_invitation, unfinished_key
from bot.services.choices import form_for, settle, suggest
from bot.services.service import Service
from storage.work import Work

JOURNEY = "enrolment"
FIRST_PAGE = 1
AVAILABLE_FROM = "paused_until"
"""The question of the shipped questionnaire whose answer is the end of a break."""


class EnrolmentService(Service):
    def join(
        self, person: Person, programme_id: int | None = None, role: Role | None = None
    ) -> Choose | ChooseRole | Page | Notice:
        """What to show somebody who wants to join this programme, or whichever there is; `role` is what suggests it."""
        with self._storage.begin() as work:
            if programme_id is not None:
                return self._entrance(work, person, work.programmes.get(programme_id), role)
            recruiting = work.programmes.recruiting()
            today = person.today(self._clock.now())
            programmes = [each for each in recruiting if each.is_open(today)] or recruiting
            if len(programmes) == 1:
                return self._entrance(work, person, programmes[0])
            return _choice_of(programmes)

    def mine(self, person: Person) -> Page | Notice:
        """The answers of somebody, in the newest programme that they are in or have begun to join."""
        with self._storage.begin() as work:
            for enrolment in work.enrolments.of(person.id):
                if enrolment.state is not EnrolmentState.WITHDRAWN:
                    return self._page(work, enrolment, person, FIRST_PAGE)
        return Notice("not_enrolled")

    def start(self, person: Person, programme_id: int, role: Role) -> Page:
        """Begins, or begins again, to answer in a role; raises NotInvited, NotRecruiting, Gone.

        Raises IllegalStep for who takes part in another role: that one is left first.
        """
        with self._storage.begin() as work:
            # Held, so that of two clicks at once the second finds what the first began.
            programme = work.programmes.hold(programme_id)
            require_welcome(programme, person)
            enrolment = work.enrolments.find(programme_id, person.id)
            if enrolment is None or not enrolment.has_sent:
                self._require_way_in(programme, person, enrolment)
                enrolment = self._begin(work, person, programme_id, role, enrolment)
            elif enrolment.role is not role:
                raise IllegalStep
            return self._page(work, enrolment, person, FIRST_PAGE)

    def edit(self, person: Person, enrolment_id: int) -> Page | ChooseRole:
        """The first page of somebody's own answers, or the way back in; raises NotAllowed for anybody else's."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if enrolment.state is EnrolmentState.WITHDRAWN:
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return self._page(work, enrolment, person, FIRST_PAGE)

    def back(self, person: Person, enrolment_id: int, number: int, typed: Typed) -> Page:
        """The page before this one; what was typed here is kept, whatever it is worth."""
        with self._storage.begin() as work:
            enrolment, _ = self._keep(work, person, enrolment_id, number, typed)
            return self._page(work, enrolment, person, max(FIRST_PAGE, number - 1))

    def answer(self, person: Person, enrolment_id: int, number: int, typed: Typed) -> Page | Done:
        """Keeps what was typed on a page; returns the next one, or sends all.

        Raises InvalidForm, or NotRecruiting for who is not in yet, once what was typed is kept.
        """
        with self._storage.begin() as work:
            enrolment, form = self._keep(work, person, enrolment_id, number, typed)
            obstacle = _faults(form, enrolment, number) or self._closed_door(work, enrolment, person)
            if obstacle is None:
                enrolment = self._adopt(work, person, enrolment, form, number)
                return self._go_on(work, person, enrolment, form, number)
        raise obstacle

    def suggest(self, person: Person, enrolment_id: int, field: str, query: str) -> Suggestions:
        """What to offer while something is typed into a field; raises Gone, NotAllowed."""
        with self._storage.begin() as work:
            form = work.forms.get(_own(work, person, enrolment_id).form_id)
            return suggest(work, form, field, query, person)

    def withdraw(self, person: Person, enrolment_id: int, key: str) -> None:
        """Leaves a programme. Leaving twice is leaving once, and the same `key` again does not leave again."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if enrolment.state is EnrolmentState.WITHDRAWN or not work.inbox.accept(key, self._clock.now()):
                return
            programme = work.programmes.get(enrolment.programme_id)
            work.enrolments.save(enrolment.withdrawn())
            work.outbox.call_off([unfinished_key(enrolment.id)], "answered")
            may_return = programme.is_open(person.today(self._clock.now()))
            farewell = Withdrawn(programme.id, programme.name, may_return)
            cause = f"withdrawn:{enrolment.id}:{enrolment.version}"
            self._say(work, farewell, to=person.id, key=cause)
            self._refresh_home(work, person.id, cause)

    def _entrance(
        self, work: Work, person: Person, programme: Programme, role: Role | None = None
    ) -> ChooseRole | Page:
        enrolment = work.enrolments.find(programme.id, person.id)
        if enrolment and enrolment.has_sent:
            return self._page(work, enrolment, person, FIRST_PAGE)
        require_welcome(programme, person)
        self._require_way_in(programme, person, enrolment)
        role = role or (enrolment.role if enrolment else invited_as(work, programme, person))
        return ChooseRole(programme.id, programme.name, programme.goal, programme.starts_on, programme.ends_on, role)

    def _require_way_in(self, programme: Programme, person: Person, enrolment: Enrolment | None) -> None:
        """Raises NotRecruiting in one of its kinds. What was begun in time may be finished a little later."""
        today = person.today(self._clock.now())
        begun = enrolment is not None and enrolment.state is EnrolmentState.DRAFT
        if not (begun and programme.takes_answers(today)):
            programme.require_open(today)

    def _closed_door(self, work: Work, enrolment: Enrolment, person: Person) -> NotRecruiting | None:
        if enrolment.has_sent:
            return None
        try:
            self._require_way_in(work.programmes.get(enrolment.programme_id), person, enrolment)
        except NotRecruiting as closed:
            return closed
        return None

    def _begin(self, work: Work, person: Person, programme_id: int, role: Role, before: Enrolment | None) -> Enrolment:
        form_id, now = work.forms.latest(programme_id, questionnaire.NAME), self._clock.now()
        if before:
            begun = work.enrolments.save(replace(before.started(role, now), form_id=form_id))
        else:
            new = Enrolment(programme_id, person.id, form_id, role, now, remind_at=now + UNFINISHED)
            begun = work.enrolments.add(new)
        settle_invitation(work, programme_id, person.id)
        self._refresh_home(work, person.id, f"begun:{begun.id}:{begun.version}")
        return begun

    def _keep(self, work: Work, person: Person, enrolment_id: int, number: int, typed: Typed) -> tuple[Enrolment, Form]:
        enrolment = _own(work, person, enrolment_id)
        form = form_for(work, enrolment.form_id, enrolment.draft)
        asked = {field.key for field in fields(form, number, enrolment.role.audiences, enrolment.draft)}
        mine = {key: value for key, value in typed.items() if key in asked}
        draft = settle(work, form, enrolment.typed(mine).draft, self._clock.now())
        kept = work.enrolments.save(replace(enrolment, draft=draft))
        return kept, form_for(work, kept.form_id, kept.draft)

    def _adopt(self, work: Work, person: Person, enrolment: Enrolment, form: Form, number: int) -> Enrolment:
        """Whoever takes part already has a page's answers taken over with the page, not with the last one."""
        if not enrolment.has_sent:
            return enrolment
        page = answer(form, enrolment.role.audiences, enrolment.draft, number)
        return self._sent(work, person, enrolment, {**enrolment.answers, **page})

    def _sent(
        self, work: Work, person: Person, enrolment: Enrolment, answers: Answers, full: bool = False
    ) -> Enrolment:
        """With new answers. Who says that they are not available before some day is on a break until then."""
        now = self._clock.now()
        sent = enrolment.submitted(answers, now, full)
        until = answers.get(AVAILABLE_FROM)
        if until != enrolment.answers.get(AVAILABLE_FROM) and isinstance(until, str | None):
            day = date.fromisoformat(until) if until else None
            sent = sent.available_from(day, now.astimezone(person.zone).date())
        return work.enrolments.save(sent)

    def _go_on(self, work: Work, person: Person, enrolment: Enrolment, form: Form, number: int) -> Page | Done:
        if number < len(form.pages):
            return self._page(work, enrolment, person, number + 1)
        unfinished = _first_faulty_page(form, enrolment)
        if unfinished is not None:
            return self._page(work, enrolment, person, unfinished)
        return self._submit(work, person, enrolment, form)

    def _submit(self, work: Work, person: Person, enrolment: Enrolment, form: Form) -> Done:
        programme, full = room_for(work, enrolment)
        answers = answer(form, enrolment.role.audiences, enrolment.draft)
        sent = self._sent(work, person, enrolment, answers, full)
        work.outbox.call_off([unfinished_key(sent.id)], "answered")
        cause = f"joined:{sent.id}:{sent.version}"
        place = work.enrolments.in_line(programme.id, sent) + 1 if full else None
        if not enrolment.has_sent:
            in_line = InLine(sent.id, programme.name, place, sent.role) if place else None
            welcome = in_line or Confirmation(sent.id, programme.name, sent.role, programme.starts_on)
            self._say(work, welcome, to=person.id, key=cause)
        self._refresh_home(work, person.id, cause)
        return Done(programme.name, again=enrolment.has_sent, place=place)

    def _page(self, work: Work, enrolment: Enrolment, person: Person, number: int) -> Page:
        return Page(
            journey=JOURNEY,
            subject=enrolment.id,
            form=form_for(work, enrolment.form_id, enrolment.draft),
            audiences=enrolment.role.audiences,
            number=number,
            typed=enrolment.draft,
            known=person.known_answers(self._clock.now().astimezone(person.zone).date()),
        )


def _own(work: Work, person: Person, enrolment_id: int) -> Enrolment:
    enrolment = work.enrolments.hold(enrolment_id)
    if enrolment.person_id != person.id:
        raise NotAllowed
    return enrolment


def _faults(form: Form, enrolment: Enrolment, number: int) -> InvalidForm | None:
    try:
        answer(form, enrolment.role.audiences, enrolment.draft, number)
    except InvalidForm as invalid:
        return invalid
    return None


def _first_faulty_page(form: Form, enrolment: Enrolment) -> int | None:
    """A page may have become incomplete after it was left: its questions or the role have changed."""
    numbers = range(FIRST_PAGE, len(form.pages) + 1)
    return next((number for number in numbers if _faults(form, enrolment, number)), None)


def _choice_of(programmes: Sequence[Programme]) -> Choose | Notice:
    if not programmes:
        return Notice("nothing_open")
    return Choose(tuple(Joinable(each.id, each.name, each.goal) for each in programmes[:10]))
