"""The way into a programme: who is let in, as what they were invited, and whether there is a place for them."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.errors import NotInvited, NotRecruiting
from bot.domain.forms import Answers
from bot.domain.invitations import Occasion, message_key
from bot.domain.people import Person
from bot.domain.programmes import Programme
from storage.work import Work

AVAILABLE_FROM = "paused_until"
"""The question of the shipped questionnaire whose answer is the end of a break."""


def require_welcome(programme: Programme, person: Person) -> None:
    """Raises NotInvited for whom the programme is not for."""
    if not programme.door.admits(person):
        raise NotInvited


def invited_as(work: Work, programme: Programme, person: Person) -> Role | None:
    """The role that somebody was invited in, if any."""
    invitation = work.invitations.find(programme.id, person.id)
    return invitation.role if invitation else None


def settle_invitation(work: Work, programme_id: int, person_id: str) -> None:
    """Somebody has answered: nothing more is asked, and what was on its way to them is called off."""
    invitation = work.invitations.find(programme_id, person_id)
    if invitation:
        work.invitations.save(replace(invitation, asks_at=None))
        call_off(work, programme_id, person_id)


def call_off(work: Work, programme_id: int, person_id: str) -> None:
    """Keeps invitations that nobody has begun to send from being sent."""
    work.outbox.call_off([message_key(programme_id, person_id, each) for each in Occasion], "answered")


def unfinished_key(enrolment_id: int) -> str:
    """The key of the one reminder of answers that were begun."""
    return f"unfinished:{enrolment_id}"


def require_way_in(programme: Programme, enrolment: Enrolment | None, today: date) -> None:
    """Raises NotRecruiting in one of its kinds. What was begun in time may be finished a little later."""
    begun = enrolment is not None and enrolment.state is EnrolmentState.DRAFT
    if not (begun and programme.takes_answers(today)):
        programme.require_open(today)


def closed_door(work: Work, enrolment: Enrolment, today: date) -> NotRecruiting | None:
    """What keeps somebody from sending their answers today; nothing for who has sent them already."""
    if enrolment.has_sent:
        return None
    try:
        require_way_in(work.programmes.get(enrolment.programme_id), enrolment, today)
    except NotRecruiting as closed:
        return closed
    return None


def sent(enrolment: Enrolment, answers: Answers, person: Person, now: datetime, *, full: bool = False) -> Enrolment:
    """With new answers. Who says that they are not available before some day is on a break until then."""
    answered = enrolment.submitted(answers, now, full)
    until = answers.get(AVAILABLE_FROM)
    if until == enrolment.answers.get(AVAILABLE_FROM) or not isinstance(until, str | None):
        return answered
    return answered.available_from(date.fromisoformat(until) if until else None, person.today(now))


def room_for(work: Work, enrolment: Enrolment) -> tuple[Programme, bool]:
    """The programme, and whether who sends their answers to it has to stand in line.

    Those in line come before anybody new, even where a place has just become free. The programme is held, so that two
    do not take the last place.
    """
    if enrolment.has_sent or not enrolment.wants_place:
        return work.programmes.get(enrolment.programme_id), False
    programme = work.programmes.hold(enrolment.programme_id)
    ahead = work.enrolments.mentees(programme.id) + work.enrolments.in_line(programme.id)
    return programme, programme.door.is_full(ahead)
