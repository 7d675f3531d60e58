"""What has become pointless by the time that it would be said, for a digest more than for anything else."""

from dataclasses import replace

import pytest

from bot.domain.enrolment import Role
from bot.domain.errors import Gone
from bot.domain.invitations import Invitation
from bot.domain.programmes import ProgrammeState
from bot.messages import questionnaire
from bot.messages.catalogue import dump, kind_of
from bot.messages.enrolment import Again
from bot.messages.invited import Invited, Unfinished
from bot.messages.proposals import Reminder
from bot.messages.publishing import Waiting
from bot.services.enrolment import EnrolmentService
from bot.services.proposals import No
from bot.services.reminders import ReminderService
from storage.work import Storage
from tests.builders import a_message, a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE
from tests.fakes import MONDAY, FakeClock, FakeSlack
from tests.services.pairing import House


@pytest.mark.parametrize(
    ("state", "reason"), [(ProgrammeState.RECRUITING, None), (ProgrammeState.CLOSED, "not_recruiting")]
)
def test_nobody_is_asked_to_join_what_has_closed(
    storage: Storage, clock: FakeClock, reminders: ReminderService, state: ProgrammeState, reason: str | None
) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        enrolment = an_enrolment(work, programme, ANA)
        work.programmes.save(replace(programme, state=state))
    asked = Invited.to(programme, Invitation(programme.id, ANA.id, None, CLAIRE.id, MONDAY))
    for said in (asked, Unfinished(enrolment.id, programme.name, None)):
        message = a_message("a", kind=kind_of(type(said)), context=dump(said))
        with storage.begin() as work:
            assert reminders.overtaken(work, message) == reason


def test_questions_that_are_answered_are_not_asked_again(storage: Storage, clock: FakeClock) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        enrolment = an_enrolment(work, programme, ANA)
        enrolment = work.enrolments.save(enrolment.submitted({}, clock.now()))
        work.forms.add(programme.id, questionnaire.NAME, 2, questionnaire.default())
    message = a_message("a", kind=kind_of(Again), context=dump(Again(enrolment.id, programme.name, 2)))
    service = EnrolmentService(storage, clock)
    with storage.begin() as work:
        assert service.answered(work, message) is None
        work.enrolments.save(enrolment.withdrawn())
    with storage.begin() as work:
        assert service.answered(work, message) == "answered"


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    return House(storage, clock, slack)


def test_who_has_answered_a_proposal_is_not_reminded_of_it(house: House) -> None:
    pair = house.publish(1)[0]
    reminders = {
        reader: a_message("a", reader, kind=kind_of(Reminder), context=dump(Reminder(pair.id, "M", Role.MENTEE, "U1")))
        for reader in pair.people
    }
    with house.storage.begin() as work:
        mentee = work.people.find(pair.mentee_id)
        mentor = work.people.find(pair.mentor_id)
    assert mentee
    assert mentor
    house.proposals.yes(mentee, pair.id)
    with house.storage.begin() as work:
        assert house.proposals.overtaken(work, reminders[mentee.id]) == "answered"
        assert house.proposals.overtaken(work, reminders[mentor.id]) is None
    house.proposals.decline(mentor, pair.id, No())
    with house.storage.begin() as work:
        assert house.proposals.overtaken(work, reminders[mentor.id]) == "answered"


def test_who_has_been_found_a_partner_is_not_told_that_they_wait(house: House) -> None:
    pair = house.publish(1)[0]
    waiting = dump(Waiting("M", Role.MENTOR, None, house.programme.id))
    with house.storage.begin() as work:
        told = a_message("a", pair.mentee_id, kind=kind_of(Waiting), context=waiting)
        assert house.proposals.overtaken(work, told) == "paired"
        other = a_message("b", CLAIRE.id, kind=kind_of(Waiting), context=waiting)
        assert house.proposals.overtaken(work, other) is None


def test_a_pair_that_is_no_more_is_gone(house: House) -> None:
    message = a_message("a", kind=kind_of(Reminder), context=dump(Reminder(999, "M", Role.MENTEE, "U1")))
    with house.storage.begin() as work, pytest.raises(Gone):
        house.proposals.overtaken(work, message)
