"""Joining a programme, answering its questionnaire, leaving it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.answers import answer
from bot.domain.enrolment import UNFINISHED, Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.forms import Typed
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.progress import FIRST_PAGE, asked, faults, first_faulty_page, first_unseen_page
from bot.domain.revision import carried
from bot.messages.door import InLine
from bot.messages.enrolment import Choose, ChooseRole, Confirmation, Done, Joinable, Withdrawn
from bot.messages.forms import Page
from bot.messages.notices import Notice
from bot.messages.search import Suggestions
from bot.services.admission import (
    closed_door,
    invited_as,
    require_way_in,
    require_welcome,
    room_for,
    sent,
    settle_invitation,
    unfinished_key,
)
from bot.services.choices import settle, stocked, suggest
from bot.services.service import Service
from bot.services.versions import Version, newest
from storage.work import Work

JOURNEY = "enrolment"


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
                    return self._page(_asked(work, enrolment), enrolment, person, FIRST_PAGE)
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
                require_way_in(programme, enrolment, person.today(self._clock.now()))
                enrolment = self._begin(work, person, programme_id, role, enrolment)
            elif enrolment.role is not role:
                raise IllegalStep
            return self._page(_asked(work, enrolment), enrolment, person, FIRST_PAGE)

    def edit(self, person: Person, enrolment_id: int) -> Page | ChooseRole:
        """The first page of somebody's own answers, or the way back in; raises NotAllowed for anybody else's."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if enrolment.state is EnrolmentState.WITHDRAWN:
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return self._page(_asked(work, enrolment), enrolment, person, FIRST_PAGE)

    def again(self, person: Person, enrolment_id: int) -> Page | ChooseRole | Done:
        """The first page with something to answer again since the questionnaire has changed."""
        with self._storage.begin() as work:
            enrolment = _own(work, person, enrolment_id)
            if not enrolment.has_sent:
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return self._next_owed(work, person, enrolment, _asked(work, enrolment))

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
            form = newest(work, _own(work, person, enrolment_id).programme_id).form
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

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why a confirmation is not worth sending any more: its reader has left again meanwhile."""
        enrolment = work.enrolments.get(Confirmation(**message.context).enrolment_id)  # type: ignore[arg-type]
        return None if enrolment.has_sent else "left_meanwhile"

    def _entrance(
        self, work: Work, person: Person, programme: Programme, role: Role | None = None
    ) -> ChooseRole | Page:
        enrolment = work.enrolments.find(programme.id, person.id)
        if enrolment and enrolment.has_sent:
            return self._page(_asked(work, enrolment), enrolment, person, FIRST_PAGE)
        require_welcome(programme, person)
        require_way_in(programme, enrolment, person.today(self._clock.now()))
        role = role or (enrolment.role if enrolment else invited_as(work, programme, person))
        dates, direction = (programme.starts_on, programme.ends_on), work.makings.of(programme.id).direction
        return ChooseRole(programme.id, programme.name, programme.goal, *dates, role, direction)

    def _begin(self, work: Work, person: Person, programme_id: int, role: Role, before: Enrolment | None) -> Enrolment:
        form_id, now = newest(work, programme_id).id, self._clock.now()
        if before:
            begun = work.enrolments.save(replace(before.started(role, now), form_id=form_id))
        else:
            new = Enrolment(programme_id, person.id, form_id, role, now, remind_at=now + UNFINISHED)
            begun = work.enrolments.add(new)
        settle_invitation(work, programme_id, person.id)
        self._refresh_home(work, person.id, f"begun:{begun.id}:{begun.version}")
        return begun

    def _keep(self, work: Work, person: Person, enrolment_id: int, typed: Typed) -> tuple[Enrolment, Version]:
        """Puts into the draft what was typed, as far as the newest version still asks it."""
        enrolment = _own(work, person, enrolment_id)
        version = _asked(work, enrolment)
        before = replace(enrolment, draft=carried(version.form, enrolment.draft))
        keys = asked(version.form, enrolment.role.audiences, {**before.draft, **typed})
        mine = {key: value for key, value in typed.items() if key in keys}
        draft = settle(work, version.form, before.typed(mine).draft, self._clock.now())
        kept = work.enrolments.save(replace(enrolment, draft=draft))
        return kept, _asked(work, kept)

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


def _asked(work: Work, enrolment: Enrolment) -> Version:
    """The newest version of the questionnaire, as this person fills it in."""
    version = newest(work, enrolment.programme_id)
    return replace(version, form=stocked(work, version.form, enrolment.draft))


def _own(work: Work, person: Person, enrolment_id: int) -> Enrolment:
    enrolment = work.enrolments.hold(enrolment_id)
    if enrolment.person_id != person.id:
        raise NotAllowed
    return enrolment


def _choice_of(programmes: Sequence[Programme]) -> Choose | Notice:
    if not programmes:
        return Notice("nothing_open")
    return Choose(tuple(Joinable(each.id, each.name, each.goal) for each in programmes[:10]))
