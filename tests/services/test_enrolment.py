from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep, InvalidForm, NotInvited, NotRecruiting
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages.enrolment import Choose, ChooseRole, Done
from bot.messages.forms import Page
from bot.messages.notices import Notice
from bot.services.enrolment import EnrolmentService
from storage.outbox import outbox
from storage.work import Storage
from tests.builders import MENTEE_PAGES, a_recruiting_programme
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock


@pytest.fixture
def programme(storage: Storage) -> Programme:
    with storage.begin() as work:
        work.people.keep(ANA)
    return a_recruiting_programme(storage, CLAIRE)


@pytest.fixture
def enrolment(storage: Storage, clock: FakeClock) -> EnrolmentService:
    return EnrolmentService(storage, clock)


def answer_all(enrolment: EnrolmentService, programme: Programme) -> Done:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    for number, typed in enumerate(MENTEE_PAGES, start=1):
        shown = enrolment.answer(ANA, page.subject, number, typed)
    assert isinstance(shown, Done)
    return shown


def kinds(storage: Storage) -> list[str]:
    """What there is in the outbox."""
    with storage.engine.connect() as connection:
        return list(connection.scalars(select(outbox.c.kind)))


def test_with_nothing_open_one_is_told_so(enrolment: EnrolmentService, storage: Storage) -> None:
    assert enrolment.join(ANA) == Notice("nothing_open")


def test_with_one_programme_open_one_is_in_it(enrolment: EnrolmentService, programme: Programme) -> None:
    assert isinstance(enrolment.join(ANA), ChooseRole)


def test_with_several_open_one_chooses(enrolment: EnrolmentService, programme: Programme, storage: Storage) -> None:
    a_recruiting_programme(storage, CLAIRE)
    shown = enrolment.join(ANA)
    assert isinstance(shown, Choose)
    assert len(shown.programmes) == 2


def test_the_whole_questionnaire_leads_to_taking_part(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    assert answer_all(enrolment, programme) == Done("Mentoring", again=False)
    with storage.begin() as work:
        kept = work.enrolments.find(programme.id, ANA.id)
    assert kept
    assert kept.state is EnrolmentState.SUBMITTED
    assert kept.answers["skills_wanted"] == ["finance", "leadership"]
    assert kept.answers["not_with"] == [CLAIRE.id]
    assert kept.answers["wish"] is None


def test_what_is_wrong_is_kept_and_refused(enrolment: EnrolmentService, programme: Programme, storage: Storage) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    with pytest.raises(InvalidForm):
        enrolment.answer(ANA, page.subject, 1, {**MENTEE_PAGES[0], "years": "many"})
    with storage.begin() as work:
        assert work.enrolments.get(page.subject).draft["years"] == "many"


def test_only_the_fields_of_the_page_are_taken(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    enrolment.back(ANA, page.subject, 1, {"years": "3", "capacity": "3", "anything": "else"})
    with storage.begin() as work:
        assert work.enrolments.get(page.subject).draft == {"years": "3"}


def test_sending_the_same_page_twice_sends_once(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    answer_all(enrolment, programme)
    with storage.begin() as work:
        mine = work.enrolments.find(programme.id, ANA.id)
    assert mine
    assert enrolment.answer(ANA, mine.id, 3, MENTEE_PAGES[2]) == Done("Mentoring", again=True)
    assert kinds(storage).count("enrolment/confirmation") == 1


def test_a_page_that_was_left_incomplete_comes_back_before_sending(
    enrolment: EnrolmentService, programme: Programme
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    enrolment.answer(ANA, page.subject, 1, MENTEE_PAGES[0])
    shown = enrolment.answer(ANA, page.subject, 3, MENTEE_PAGES[2])
    assert isinstance(shown, Page)
    assert shown.number == 2


def test_nobody_slips_in_after_the_programme_has_stopped_recruiting(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:

    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    for number in (1, 2):
        enrolment.answer(ANA, page.subject, number, MENTEE_PAGES[number - 1])
    with storage.begin() as work:
        work.programmes.save(replace(work.programmes.get(programme.id), state=ProgrammeState.MATCHING))
    with pytest.raises(NotRecruiting):
        enrolment.answer(ANA, page.subject, 3, MENTEE_PAGES[2])
    with storage.begin() as work:
        assert work.enrolments.get(page.subject).draft["success"] == MENTEE_PAGES[2]["success"]


def test_leaving_twice_is_leaving_once(enrolment: EnrolmentService, programme: Programme, storage: Storage) -> None:
    answer_all(enrolment, programme)
    with storage.begin() as work:
        mine = work.enrolments.find(programme.id, ANA.id)
    assert mine
    enrolment.withdraw(ANA, mine.id, "one click")
    enrolment.withdraw(ANA, mine.id, "another")
    assert kinds(storage).count("enrolment/withdrawn") == 1
    assert enrolment.mine(ANA) == Notice("not_enrolled")


def test_a_click_that_is_delivered_late_does_not_leave_again(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    answer_all(enrolment, programme)
    mine = mine_in(storage, programme)
    enrolment.withdraw(ANA, mine.id, "one click")
    answer_all(enrolment, programme)
    enrolment.withdraw(ANA, mine.id, "one click")
    assert mine_in(storage, programme).takes_part


def test_an_old_button_leads_who_has_left_back_in(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    answer_all(enrolment, programme)
    mine = mine_in(storage, programme)
    enrolment.withdraw(ANA, mine.id, "k")
    assert isinstance(enrolment.edit(ANA, mine.id), ChooseRole)


def test_who_takes_part_has_each_changed_page_taken_over(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    answer_all(enrolment, programme)
    mine = mine_in(storage, programme)
    enrolment.answer(ANA, mine.id, 1, {**MENTEE_PAGES[0], "skills_wanted#1": "sales"})
    assert mine_in(storage, programme).answers["skills_wanted"] == ["sales", "leadership"]


def test_another_role_is_not_taken_without_a_word(enrolment: EnrolmentService, programme: Programme) -> None:
    answer_all(enrolment, programme)
    with pytest.raises(IllegalStep):
        enrolment.start(ANA, programme.id, Role.MENTOR)


def test_guests_are_told_that_they_cannot_join(enrolment: EnrolmentService, programme: Programme) -> None:
    guest = replace(ANA, is_guest=True)
    with pytest.raises(NotInvited):
        enrolment.join(guest)
    with pytest.raises(NotInvited):
        enrolment.start(guest, programme.id, Role.MENTEE)


def test_two_acts_of_one_person_at_once_both_count(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    answer_all(enrolment, programme)
    mine = mine_in(storage, programme)

    def act(number: int) -> object:
        if number % 2:
            return enrolment.join(ANA, programme.id)
        return enrolment.answer(ANA, mine.id, 1, {**MENTEE_PAGES[0], "years": str(number)})

    with ThreadPoolExecutor(6) as pool:
        assert len(list(pool.map(act, range(30)))) == 30


def mine_in(storage: Storage, programme: Programme) -> Enrolment:
    with storage.begin() as work:
        mine = work.enrolments.find(programme.id, ANA.id)
    assert mine
    return mine
