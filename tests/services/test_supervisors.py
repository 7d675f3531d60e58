"""Supervisors who must agree: what they are asked, what becomes of each answer, and what none of them ever reads."""

import json
from dataclasses import replace

import pytest

from bot.domain.audit import Deed
from bot.domain.errors import NotAllowed
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.domain.supervisors import ConsentState, Supervisors
from bot.messages import catalogue
from bot.messages.supervisors import Answered, Question, Refused, Refusing, Silent
from storage.work import Storage
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import kinds, revised, said
from tests.services.pairing import House

CANARY = "canary-5e02"
BOSS = Person("U0BOSS", "Bo", "Europe/Paris", "en-GB")


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    """Everybody's supervisor is one and the same person; those of mentees must agree. Two pairs are approved."""
    house = House(storage, clock, slack)
    with storage.begin() as work:
        work.people.keep(BOSS)
        work.people.keep(ANA)
    house.change_terms(supervisors=Supervisors.MENTEES)
    house.match()
    for pair in house.approve(2):
        have_a_boss(house, pair.mentee_id)
    return house


def have_a_boss(house: House, *person_ids: str) -> None:
    with house.storage.begin() as work:
        work.people.place({id: {"manager_id": BOSS.id} for id in person_ids})


def ask(house: House) -> list[Question]:
    house.supervisors.ask(CLAIRE, house.programme.id, house.key())
    return [each for each in said(house.storage, BOSS.id) if isinstance(each, Question)]


def about(house: House, pair: Pair) -> int:
    return next(each.consent_id for each in ask(house) if each.person_id == pair.mentee_id)


def test_only_the_supervisors_of_approved_mentees_are_asked_and_once(house: House) -> None:
    approved = house.all(PairState.APPROVED)
    assert {each.person_id for each in ask(house)} == {each.mentee_id for each in approved}
    assert len(ask(house)) == 2
    assert set(kinds(house.storage)) == {"home/home", "supervisors/question"}
    with house.storage.begin() as work:
        log = [each for each in work.audit.of(house.programme.id, 0, 50) if each.deed is Deed.ASKED_SUPERVISORS]
    assert [each.after for each in log] == ["2"]


def test_a_supervisor_reads_who_and_how_long_and_nothing_of_the_match(house: House) -> None:
    pair = house.all(PairState.APPROVED)[0]
    with house.storage.begin() as work:
        for id in pair.people:
            enrolment = work.enrolments.find(house.programme.id, id)
            assert enrolment
            work.enrolments.save(replace(enrolment, answers={**enrolment.answers, "struggle": CANARY, "wish": CANARY}))
    for question in ask(house):
        for language in ("en", "fr"):
            text = json.dumps(catalogue.render(question, language)) + json.dumps(catalogue.dump(question))
            assert not [each.mentor_id for each in house.all(PairState.APPROVED) if each.mentor_id in text]
            assert CANARY not in text
            assert str(pair.points) not in text


def test_a_pair_is_published_once_its_supervisor_agrees_and_not_before(house: House) -> None:
    first, second = house.all(PairState.APPROVED)
    assert house.proposals.preview(CLAIRE, house.programme.id).pending == 2
    assert house.supervisors.yes(BOSS, about(house, first)).outcome == "agreed"
    assert house.proposals.preview(CLAIRE, house.programme.id).pending == 1
    house.tell()
    assert (house.pair(first).state, house.pair(second).state) == (PairState.PROPOSED, PairState.APPROVED)
    assert not said(house.storage, second.mentee_id)


def test_hr_may_go_on_without_an_answer(house: House) -> None:
    ask(house)
    house.proposals.publish(CLAIRE, house.programme.id, False, house.key(), anyway=True)
    assert not house.all(PairState.APPROVED)


def test_a_refusal_puts_the_pair_on_hold_and_only_hr_hears_of_it(house: House) -> None:
    first, second = house.all(PairState.APPROVED)
    consent = about(house, first)
    assert isinstance(house.supervisors.refusing(BOSS, consent), Refusing)
    assert house.supervisors.refuse(BOSS, consent, CANARY).outcome == "refused"
    assert (house.pair(first).state, house.pair(second).state) == (PairState.HELD, PairState.APPROVED)
    told = [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Refused)]
    assert [(each.person_id, each.word) for each in told] == [(first.mentee_id, CANARY)]
    assert not [each for person in first.people for each in said(house.storage, person)]
    held = house.pair(first)
    house.queue.decide(CLAIRE, held.id, held.version, Deed.APPROVED, house.key())
    assert house.proposals.preview(CLAIRE, house.programme.id).pending == 1
    house.tell()
    assert house.pair(first).state is PairState.PROPOSED


def test_the_question_shows_the_answer_and_an_old_button_is_answered_kindly(house: House) -> None:
    consent = about(house, house.all(PairState.APPROVED)[0])
    house.supervisors.yes(BOSS, consent)
    (shown,) = revised(house.storage, BOSS.id)
    assert isinstance(shown, Question)
    assert shown.became is ConsentState.AGREED
    assert "supervisors.yes" not in json.dumps(catalogue.render(shown, "fr"))
    assert house.supervisors.refusing(BOSS, consent) == Answered("agreed", shown.person_id)
    assert house.supervisors.refuse(BOSS, consent, CANARY) == Answered("agreed", shown.person_id)


def test_a_supervisor_may_think_better_of_a_no(house: House) -> None:
    consent = about(house, house.all(PairState.APPROVED)[0])
    house.supervisors.refuse(BOSS, consent, "")
    assert house.supervisors.yes(BOSS, consent).outcome == "agreed"


def test_nobody_answers_for_a_supervisor_and_only_hr_asks(house: House) -> None:
    consent = about(house, house.all(PairState.APPROVED)[0])
    with pytest.raises(NotAllowed):
        house.supervisors.yes(ANA, consent)
    with pytest.raises(NotAllowed):
        house.supervisors.refuse(ANA, consent, "")
    with pytest.raises(NotAllowed):
        house.supervisors.ask(ANA, house.programme.id, "k")


def test_one_reminder_then_hr_is_told_who_has_not_answered(house: House) -> None:
    ask(house)
    house.clock.move(days=3)
    house.supervisors.do_due()
    house.supervisors.do_due()
    assert [each.again for each in ask(house)] == [False, False, True, True]
    house.clock.move(days=4)
    house.supervisors.do_due()
    house.supervisors.do_due()
    told = [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Silent)]
    assert [len(each.about) for each in told] == [2]
    standing = house.supervisors.overview(CLAIRE, house.programme.id).standing
    assert (len(standing.silent), len(standing.pending)) == (2, 2)
    late = ask(house)[0]
    assert house.supervisors.yes(BOSS, late.consent_id).outcome == "agreed"


def test_who_has_left_is_not_asked_about_any_more(house: House) -> None:
    pair = house.all(PairState.APPROVED)[0]
    consent = about(house, pair)
    with house.storage.begin() as work:
        enrolment = work.enrolments.find(house.programme.id, pair.mentee_id)
        assert enrolment
        work.enrolments.save(enrolment.withdrawn())
        (question,) = work.outbox.sayings([f"consent:{consent}:asked"])
        assert house.supervisors.overtaken(work, question) == "left_meanwhile"
    assert house.supervisors.yes(BOSS, consent).outcome == "over"


def test_who_has_no_supervisor_is_not_waited_for(house: House) -> None:
    house.approve(1)
    alone = {each.mentee_id for each in house.all(PairState.APPROVED)} - {each.person_id for each in ask(house)}
    assert set(house.supervisors.overview(CLAIRE, house.programme.id).standing.alone) == alone
    assert len(alone) == 1
    house.tell()
    published = house.all(PairState.PROPOSED)
    assert {each.mentee_id for each in published} == alone
