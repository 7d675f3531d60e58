"""Joining a programme, answering its questionnaire, leaving it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.answers import answer
from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep, InvalidForm, NotAllowed, NotInvited, NotRecruiting
from bot.domain.forms import Form, Typed, fields
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages import questionnaire
from bot.messages.enrolment import Choose, ChooseRole, Confirmation, Done, Joinable, Withdrawn
from bot.messages.forms import Page
from bot.messages.notices import Notice
from bot.services.service import Service
from storage.work import Work

JOURNEY = "enrolment"
FIRST_PAGE = 1


class EnrolmentService(Service):
    def join(self, person: Person, programme_id: int | None = None) -> Choose | ChooseRole | Page | Notice:
        """What to show somebody who wants to join this programme, or whichever there is."""
        with self._storage.begin() as work:
            if programme_id is not None:
                return self._entrance(work, person, work.programmes.get(programme_id))
            programmes = work.programmes.recruiting()
            if len(programmes) == 1:
                return self._entrance(work, person, programmes[0])
            return _choice_of(programmes)

    def mine(self, person: Person) -> Page | Notice:
        """The answers of somebody, in the newest programme that they are in or have begun to join."""
        with self._storage.begin() as work:
            for enrolment in work.enrolments.of(person.id):
                if enrolment.state not in (EnrolmentState.INVITED, EnrolmentState.WITHDRAWN):
                    return self._page(work, enrolment, person, FIRST_PAGE)
        return Notice("not_enrolled")

    def start(self, person: Person, programme_id: int, role: Role) -> Page:
        """Begins, or begins again, to answer in a role; raises NotInvited, NotRecruiting, Gone.

        Raises IllegalStep for who takes part in another role: that one is left first.
        """
        _require_own_people(person)
        with self._storage.begin() as work:
            # Held, so that of two clicks at once the second finds what the first began.
            programme = work.programmes.hold(programme_id)
            enrolment = work.enrolments.find(programme_id, person.id)
            if enrolment is None or not enrolment.takes_part:
                programme.require_recruiting()
                enrolment = self._begin(work, person, programme_id, role, enrolment)
            elif enrolment.role is not role:
                raise IllegalStep
            return self._page(work, enrolment, person, FIRST_PAGE)

    def edit(self, person: Person, enrolment_id: int) -> Page | ChooseRole:
        """The first page of somebody's own answers, or the way back in; raises NotAllowed for anybody else's."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if enrolment.state in (EnrolmentState.INVITED, EnrolmentState.WITHDRAWN):
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
            obstacle = _faults(form, enrolment, number) or _closed_door(work, enrolment)
            if obstacle is None:
                enrolment = self._adopt(work, enrolment, form, number)
                return self._go_on(work, person, enrolment, form, number)
        raise obstacle

    def withdraw(self, person: Person, enrolment_id: int, key: str) -> None:
        """Leaves a programme. Leaving twice is leaving once, and the same `key` again does not leave again."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if enrolment.state is EnrolmentState.WITHDRAWN or not work.inbox.accept(key, self._clock.now()):
                return
            programme = work.programmes.get(enrolment.programme_id)
            work.enrolments.save(enrolment.withdrawn())
            may_return = programme.state is ProgrammeState.RECRUITING
            farewell = Withdrawn(programme.id, programme.name, may_return)
            cause = f"withdrawn:{enrolment.id}:{enrolment.version}"
            self._say(work, farewell, to=person.id, key=cause)
            self._refresh_home(work, person.id, cause)

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why a confirmation is not worth sending any more: its reader has left again meanwhile."""
        enrolment = work.enrolments.get(Confirmation(**message.context).enrolment_id)  # type: ignore[arg-type]
        return None if enrolment.takes_part else "left_meanwhile"

    def _entrance(self, work: Work, person: Person, programme: Programme) -> ChooseRole | Page:
        enrolment = work.enrolments.find(programme.id, person.id)
        if enrolment and enrolment.takes_part:
            return self._page(work, enrolment, person, FIRST_PAGE)
        _require_own_people(person)
        programme.require_recruiting()
        role = enrolment.role if enrolment else None
        return ChooseRole(programme.id, programme.name, programme.goal, programme.starts_on, programme.ends_on, role)

    def _begin(self, work: Work, person: Person, programme_id: int, role: Role, before: Enrolment | None) -> Enrolment:
        form_id = work.forms.latest(programme_id, questionnaire.NAME)
        if before:
            begun = work.enrolments.save(replace(before.started(role), form_id=form_id))
        else:
            begun = work.enrolments.add(Enrolment(programme_id, person.id, form_id, role, self._clock.now()))
        self._refresh_home(work, person.id, f"begun:{begun.id}:{begun.version}")
        return begun

    def _keep(self, work: Work, person: Person, enrolment_id: int, number: int, typed: Typed) -> tuple[Enrolment, Form]:
        enrolment = _own(work, person, enrolment_id)
        form = work.forms.get(enrolment.form_id)
        asked = {field.key for field in fields(form, number, enrolment.role.audiences, enrolment.draft)}
        mine = {key: value for key, value in typed.items() if key in asked}
        return work.enrolments.save(enrolment.typed(mine)), form

    def _adopt(self, work: Work, enrolment: Enrolment, form: Form, number: int) -> Enrolment:
        """Whoever takes part already has a page's answers taken over with the page, not with the last one."""
        if not enrolment.takes_part:
            return enrolment
        page = answer(form, enrolment.role.audiences, enrolment.draft, number)
        return work.enrolments.save(enrolment.submitted({**enrolment.answers, **page}, self._clock.now()))

    def _go_on(self, work: Work, person: Person, enrolment: Enrolment, form: Form, number: int) -> Page | Done:
        if number < len(form.pages):
            return self._page(work, enrolment, person, number + 1)
        unfinished = _first_faulty_page(form, enrolment)
        if unfinished is not None:
            return self._page(work, enrolment, person, unfinished)
        return self._submit(work, person, enrolment, form)

    def _submit(self, work: Work, person: Person, enrolment: Enrolment, form: Form) -> Done:
        programme = work.programmes.get(enrolment.programme_id)
        answers = answer(form, enrolment.role.audiences, enrolment.draft)
        sent = work.enrolments.save(enrolment.submitted(answers, self._clock.now()))
        cause = f"joined:{sent.id}:{sent.version}"
        if not enrolment.takes_part:
            welcome = Confirmation(sent.id, programme.name, sent.role, programme.starts_on)
            self._say(work, welcome, to=person.id, key=cause)
        self._refresh_home(work, person.id, cause)
        return Done(programme.name, again=enrolment.takes_part)

    def _page(self, work: Work, enrolment: Enrolment, person: Person, number: int) -> Page:
        return Page(
            journey=JOURNEY,
            subject=enrolment.id,
            form=work.forms.get(enrolment.form_id),
            audiences=enrolment.role.audiences,
            number=number,
            typed=enrolment.draft,
            known={"language": [person.own_language]},
        )


def _own(work: Work, person: Person, enrolment_id: int) -> Enrolment:
    enrolment = work.enrolments.hold(enrolment_id)
    if enrolment.person_id != person.id:
        raise NotAllowed
    return enrolment


def _require_own_people(person: Person) -> None:
    if not person.may_take_part:
        raise NotInvited


def _faults(form: Form, enrolment: Enrolment, number: int) -> InvalidForm | None:
    try:
        answer(form, enrolment.role.audiences, enrolment.draft, number)
    except InvalidForm as invalid:
        return invalid
    return None


def _closed_door(work: Work, enrolment: Enrolment) -> NotRecruiting | None:
    programme = work.programmes.get(enrolment.programme_id)
    may_answer = enrolment.takes_part or programme.state is ProgrammeState.RECRUITING
    return None if may_answer else NotRecruiting(programme=programme.name)


def _first_faulty_page(form: Form, enrolment: Enrolment) -> int | None:
    """A page may have become incomplete after it was left: its questions or the role have changed."""
    numbers = range(FIRST_PAGE, len(form.pages) + 1)
    return next((number for number in numbers if _faults(form, enrolment, number)), None)


def _choice_of(programmes: Sequence[Programme]) -> Choose | Notice:
    if not programmes:
        return Notice("nothing_open")
    return Choose(tuple(Joinable(each.id, each.name, each.goal) for each in programmes[:10]))
