"""Joining a programme, answering its questionnaire, leaving it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.enrolment import UNFINISHED, Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.progress import FIRST_PAGE
from bot.messages.enrolment import Again, Choose, ChooseRole, Confirmation, Done, Joinable, Withdrawn
from bot.messages.forms import Page
from bot.messages.notices import Notice
from bot.services.admission import (
    invited_as,
    require_way_in,
    require_welcome,
    settle_invitation,
    unfinished_key,
)
from bot.services.answers import AnswerService, own, version_for
from bot.services.versions import newest
from storage.work import Work


class EnrolmentService(AnswerService):
    """Who joins, and who leaves. In between, answering."""

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
                    return self._page(version_for(work, enrolment), enrolment, person, FIRST_PAGE)
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
            return self._page(version_for(work, enrolment), enrolment, person, FIRST_PAGE)

    def edit(self, person: Person, enrolment_id: int) -> Page | ChooseRole:
        """The first page of somebody's own answers, or the way back in; raises NotAllowed for anybody else's."""
        with self._storage.begin() as work:
            enrolment = own(work, person, enrolment_id)
            if enrolment.state is EnrolmentState.WITHDRAWN:
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return self._page(version_for(work, enrolment), enrolment, person, FIRST_PAGE)

    def again(self, person: Person, enrolment_id: int) -> Page | ChooseRole | Done:
        """The first page with something to answer again since the questionnaire has changed."""
        with self._storage.begin() as work:
            enrolment = own(work, person, enrolment_id)
            if not enrolment.has_sent:
                return self._entrance(work, person, work.programmes.get(enrolment.programme_id))
            return self._next_owed(work, person, enrolment, version_for(work, enrolment))

    def withdraw(self, person: Person, enrolment_id: int, key: str) -> None:
        """Leaves a programme. Leaving twice is leaving once, and the same `key` again does not leave again."""
        with self._storage.begin() as work:
            enrolment = own(work, person, enrolment_id)
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

    def answered(self, work: Work, message: Outgoing) -> str | None:
        """Why questions that are to be answered again are not worth sending any more: they have been answered."""
        enrolment = work.enrolments.get(Again(**message.context).enrolment_id)  # type: ignore[arg-type]
        owed = enrolment.has_sent and newest(work, enrolment.programme_id).owed_by(enrolment)
        return None if owed else "answered"

    def _entrance(
        self, work: Work, person: Person, programme: Programme, role: Role | None = None
    ) -> ChooseRole | Page:
        enrolment = work.enrolments.find(programme.id, person.id)
        if enrolment and enrolment.has_sent:
            return self._page(version_for(work, enrolment), enrolment, person, FIRST_PAGE)
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


def _choice_of(programmes: Sequence[Programme]) -> Choose | Notice:
    if not programmes:
        return Notice("nothing_open")
    return Choose(tuple(Joinable(each.id, each.name, each.goal) for each in programmes[:10]))
