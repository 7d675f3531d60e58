"""Joining a programme, answering its questionnaire, leaving it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.answers import answer
from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep, NotAllowed, NotInvited, NotRecruiting
from bot.domain.forms import Typed
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.domain.progress import FIRST_PAGE, asked, faults, first_faulty_page, first_unseen_page
from bot.domain.revision import carried
from bot.messages.enrolment import Choose, ChooseRole, Confirmation, Done, Joinable, Withdrawn
from bot.messages.forms import Page
from bot.messages.notices import Notice
from bot.services.service import Service
from bot.services.versions import Version, newest
from storage.work import Work

JOURNEY = "enrolment"


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
                    return _page(newest(work, enrolment.programme_id), enrolment, person, FIRST_PAGE)
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
            return _page(newest(work, enrolment.programme_id), enrolment, person, FIRST_PAGE)

    def edit(self, person: Person, enrolment_id: int) -> Page | ChooseRole:
        """The first page of somebody's own answers, or the way back in; raises NotAllowed for anybody else's."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if enrolment.state in (EnrolmentState.INVITED, EnrolmentState.WITHDRAWN):
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return _page(newest(work, enrolment.programme_id), enrolment, person, FIRST_PAGE)

    def again(self, person: Person, enrolment_id: int) -> Page | ChooseRole | Done:
        """The first page with something to answer again since the questionnaire has changed."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if not enrolment.takes_part:
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return self._next_owed(work, person, enrolment, newest(work, enrolment.programme_id))

    def back(self, person: Person, enrolment_id: int, number: int, typed: Typed) -> Page:
        """The page before this one; what was typed here is kept, whatever it is worth."""
        with self._storage.begin() as work:
            enrolment, version = self._keep(work, person, enrolment_id, typed)
            number = min(max(FIRST_PAGE, number - 1), len(version.form.pages))
            return _page(version, enrolment, person, number)

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
                return _page(version, enrolment, person, unseen, above="changed", again=again)
            obstacle = faults(*so_far, number) or _closed_door(work, enrolment)
            if obstacle is None:
                enrolment = self._adopt(work, enrolment, version, number)
                if again and enrolment.takes_part:
                    return self._next_owed(work, person, enrolment, version)
                return self._go_on(work, person, enrolment, version, number)
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

    def _entrance(self, work: Work, person: Person, programme: Programme) -> ChooseRole | Page:
        enrolment = work.enrolments.find(programme.id, person.id)
        if enrolment and enrolment.takes_part:
            return _page(newest(work, enrolment.programme_id), enrolment, person, FIRST_PAGE)
        _require_own_people(person)
        programme.require_recruiting()
        role = enrolment.role if enrolment else None
        return ChooseRole(programme.id, programme.name, programme.goal, programme.starts_on, programme.ends_on, role)

    def _begin(self, work: Work, person: Person, programme_id: int, role: Role, before: Enrolment | None) -> Enrolment:
        form_id = newest(work, programme_id).id
        if before:
            begun = work.enrolments.save(replace(before.started(role), form_id=form_id))
        else:
            begun = work.enrolments.add(Enrolment(programme_id, person.id, form_id, role, self._clock.now()))
        self._refresh_home(work, person.id, f"begun:{begun.id}:{begun.version}")
        return begun

    def _keep(self, work: Work, person: Person, enrolment_id: int, typed: Typed) -> tuple[Enrolment, Version]:
        """Puts into the draft what was typed, as far as the newest version still asks it."""
        enrolment = _own(work, person, enrolment_id)
        version = newest(work, enrolment.programme_id)
        before = replace(enrolment, draft=carried(version.form, enrolment.draft))
        keys = asked(version.form, enrolment.role.audiences, {**before.draft, **typed})
        mine = {key: value for key, value in typed.items() if key in keys}
        return work.enrolments.save(before.typed(mine)), version

    def _adopt(self, work: Work, enrolment: Enrolment, version: Version, number: int) -> Enrolment:
        """Whoever takes part already has a page's answers taken over with the page, not with the last one."""
        if not enrolment.takes_part:
            return enrolment
        page = answer(version.form, enrolment.role.audiences, enrolment.draft, number)
        adopted = enrolment.submitted({**enrolment.answers, **page}, self._clock.now())
        if version.owed_by(adopted):
            return work.enrolments.save(adopted)
        if adopted.form_id != version.id:
            self._refresh_home(work, adopted.person_id, f"answered:{adopted.id}:{version.id}")
        return work.enrolments.save(replace(adopted, form_id=version.id))

    def _go_on(self, work: Work, person: Person, enrolment: Enrolment, version: Version, number: int) -> Page | Done:
        if number < len(version.form.pages):
            return _page(version, enrolment, person, number + 1)
        unfinished = first_faulty_page(version.form, enrolment.role.audiences, enrolment.draft)
        if unfinished is not None:
            return _page(version, enrolment, person, unfinished, above="unfinished")
        return self._submit(work, person, enrolment, version)

    def _submit(self, work: Work, person: Person, enrolment: Enrolment, version: Version) -> Done:
        programme = work.programmes.get(enrolment.programme_id)
        answers = answer(version.form, enrolment.role.audiences, enrolment.draft)
        ids = {question.id for question in version.form.questions}
        no_longer_asked = {id: value for id, value in enrolment.answers.items() if id not in ids}
        complete = enrolment.submitted({**no_longer_asked, **answers}, self._clock.now())
        sent = work.enrolments.save(replace(complete, form_id=version.id))
        cause = f"joined:{sent.id}:{sent.version}"
        if not enrolment.takes_part:
            welcome = Confirmation(sent.id, programme.name, sent.role, programme.starts_on)
            self._say(work, welcome, to=person.id, key=cause)
        self._refresh_home(work, person.id, cause)
        return Done(programme.name, again=enrolment.takes_part)

    def _next_owed(self, work: Work, person: Person, enrolment: Enrolment, version: Version) -> Page | Done:
        owed = version.owed_by(enrolment)
        if not owed:
            return Done(work.programmes.get(enrolment.programme_id).name, again=True)
        number = min(version.form.question(id).page for id in owed)
        return _page(version, enrolment, person, number, above="again", again=True)


def _page(
    version: Version, enrolment: Enrolment, person: Person, number: int, above: str = "", again: bool = False
) -> Page:
    return Page(
        journey=JOURNEY,
        subject=enrolment.id,
        form=version.form,
        audiences=enrolment.role.audiences,
        number=number,
        typed=enrolment.draft,
        known={"language": [person.own_language]},
        above=above,
        memory={"form": version.id, "again": again},
    )


def _own(work: Work, person: Person, enrolment_id: int) -> Enrolment:
    enrolment = work.enrolments.hold(enrolment_id)
    if enrolment.person_id != person.id:
        raise NotAllowed
    return enrolment


def _require_own_people(person: Person) -> None:
    if not person.may_take_part:
        raise NotInvited


def _closed_door(work: Work, enrolment: Enrolment) -> NotRecruiting | None:
    programme = work.programmes.get(enrolment.programme_id)
    may_answer = enrolment.takes_part or programme.state is ProgrammeState.RECRUITING
    return None if may_answer else NotRecruiting(programme=programme.name)


def _choice_of(programmes: Sequence[Programme]) -> Choose | Notice:
    if not programmes:
        return Notice("nothing_open")
    return Choose(tuple(Joinable(each.id, each.name, each.goal) for each in programmes[:10]))
