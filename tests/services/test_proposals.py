"""Asking two people: what each is told, what becomes of each answer, and what never reaches the other."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.errors import InvalidForm, NotAllowed
from bot.domain.outbox import Surface
from bot.domain.pairs import Became, PairState, Reply
from bot.messages import catalogue
from bot.messages.matching import Finished
from bot.messages.proposals import Proposal, Reminder, Thanks
from bot.messages.publishing import Fallen, Free, Waiting
from bot.services.proposals import No
from storage.outbox import outbox
from storage.work import Storage
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import kinds, revised, said
from tests.services.pairing import House

CANARY = "canary-7c1e"


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    return House(storage, clock, slack)


def everything_said_to(storage: Storage, person_id: str) -> str:
    """All that somebody is to be told, or shown in its place, as data and as rendered in both languages."""
    texts = []
    for context in (*said(storage, person_id), *revised(storage, person_id)):
        texts += [
            json.dumps(catalogue.dump(context)),
            *(json.dumps(catalogue.render(context, code)) for code in ("en", "fr")),
        ]
    return " ".join(texts)


def test_nothing_leaves_before_publish_but_a_test_to_oneself(house: House) -> None:
    house.match()
    house.approve(5)
    house.proposals.preview(CLAIRE, house.programme.id)
    assert set(kinds(house.storage)) == {"home/home"}
    house.proposals.test(CLAIRE, house.programme.id, house.key())
    with house.storage.engine.connect() as connection:
        to = set(connection.scalars(select(outbox.c.to).where(outbox.c.kind != "home/home")))
    assert to == {CLAIRE.id}
    tests = said(house.storage, CLAIRE.id)
    assert {each.role for each in tests if isinstance(each, Proposal) and each.test} == {Role.MENTOR, Role.MENTEE}


def test_both_are_told_why_each_as_you(house: House) -> None:
    pair = house.publish(1)[0]
    told = {reader: said(house.storage, reader)[0] for reader in pair.people}
    for reader, proposal in told.items():
        assert isinstance(proposal, Proposal)
        assert proposal.partner.person_id == pair.partner_of(reader)
        assert proposal.grounds == pair.grounds
        text = json.dumps(catalogue.render(proposal, "en"))
        assert f"<@{pair.partner_of(reader)}>" in text
        assert f"<@{reader}>" not in text


def test_published_twice_is_told_once(house: House) -> None:
    pair = house.publish(1)[0]
    house.tell()
    assert len([each for each in said(house.storage, pair.mentee_id) if isinstance(each, Proposal)]) == 1


def test_two_yeses_make_a_pair(house: House) -> None:
    pair = house.publish(1)[0]
    mentee, mentor = (house.person(each) for each in pair.people)
    assert house.proposals.yes(mentee, pair.id).outcome == "waiting"
    assert house.proposals.yes(mentee, pair.id).outcome == "waiting"
    assert house.pair(pair).state is PairState.PROPOSED
    assert house.proposals.yes(mentor, pair.id).outcome == "both"
    assert house.pair(pair).state is PairState.ACCEPTED
    assert {house.state_of(each) for each in pair.people} == {EnrolmentState.MATCHED}


def test_nobody_answers_for_somebody_else(house: House) -> None:
    pair = house.publish(1)[0]
    with house.storage.begin() as work:
        work.people.keep(ANA)
    for act in (house.proposals.yes, house.proposals.later, house.proposals.declining):
        with pytest.raises(NotAllowed):
            act(ANA, pair.id)
    with pytest.raises(NotAllowed):
        house.proposals.decline(ANA, pair.id, No())


def test_no_frees_both_and_the_partner_hears_neither_who_nor_why(house: House) -> None:
    pair = house.publish(1)[0]
    mentee, mentor = (house.person(each) for each in pair.people)
    house.proposals.yes(mentor, pair.id)
    house.proposals.decline(mentee, pair.id, No(CANARY))
    assert house.pair(pair).state is PairState.DECLINED
    assert {house.state_of(each) for each in pair.people} == {EnrolmentState.WAITING}
    assert Free("Mentoring", mentee.id) in said(house.storage, mentor.id)
    assert CANARY not in everything_said_to(house.storage, mentor.id)
    assert CANARY not in everything_said_to(house.storage, mentee.id)
    told = [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Fallen)]
    assert [(each.declined_by, each.word) for each in told] == [(mentee.id, CANARY)]
    assert house.proposals.yes(mentor, pair.id).outcome == "over"


def test_these_two_are_never_suggested_again_but_others_are(house: House) -> None:
    pair = house.publish(1)[0]
    house.proposals.decline(house.person(pair.mentee_id), pair.id, No())
    house.match()
    found = {each.mentee_id: each.mentor_id for each in house.all(PairState.STAGED)}
    assert found[pair.mentee_id] != pair.mentor_id


def test_a_mentor_says_no_and_takes_a_break_in_one_go(house: House) -> None:
    pair = house.publish(1)[0]
    mentor = house.person(pair.mentor_id)
    with pytest.raises(InvalidForm):
        house.proposals.decline(mentor, pair.id, No(pause=date(2027, 1, 4)))
    house.proposals.decline(mentor, pair.id, No(pause=date(2027, 3, 1)))
    house.match()
    assert mentor.id not in {each.mentor_id for each in house.all(PairState.STAGED)}
    house.clock.move(days=70)
    house.breaks.do_due()
    house.match()
    assert mentor.id in {each.mentor_id for each in house.all(PairState.STAGED)}


def test_who_has_not_answered_is_reminded_once_and_then_both_are_free(house: House) -> None:
    pair = house.publish(1)[0]
    mentee, mentor = (house.person(each) for each in pair.people)
    house.proposals.yes(mentor, pair.id)
    house.clock.move(days=3)
    house.proposals.do_due()
    house.proposals.do_due()
    assert [type(each) for each in said(house.storage, mentee.id)] == [Proposal, Reminder]
    assert [type(each) for each in said(house.storage, mentor.id)] == [Proposal]
    house.clock.move(days=4)
    house.proposals.do_due()
    house.proposals.do_due()
    assert house.pair(pair).state is PairState.EXPIRED
    assert {house.state_of(each) for each in pair.people} == {EnrolmentState.WAITING}
    assert [type(each) for each in said(house.storage, mentor.id)] == [Proposal, Free]
    assert [type(each) for each in said(house.storage, CLAIRE.id) if not isinstance(each, Finished)] == [Fallen]


def test_many_that_run_out_at_once_are_one_message_to_hr(house: House) -> None:
    house.publish(8)
    house.clock.move(days=8)
    house.proposals.do_due()
    told = [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Fallen)]
    assert [len(each.pairs) for each in told] == [8]


def test_later_asks_again_and_keeps_the_door_open(house: House) -> None:
    pair = house.publish(1)[0]
    mentee = house.person(pair.mentee_id)
    house.clock.move(days=6)
    house.proposals.do_due()
    house.proposals.later(mentee, pair.id)
    house.clock.move(days=2)
    house.proposals.do_due()
    assert house.pair(pair).state is PairState.PROPOSED
    house.clock.move(days=1)
    house.proposals.do_due()
    assert [type(each) for each in said(house.storage, mentee.id)] == [Proposal, Reminder, Reminder]
    house.clock.move(days=4)
    house.proposals.do_due()
    assert house.pair(pair).state is PairState.EXPIRED


def test_days_are_the_programmes(house: House) -> None:
    house.change_terms(remind_after=1, expire_after=2)
    pair = house.publish(1)[0]
    house.clock.move(days=2)
    house.proposals.do_due()
    assert house.pair(pair).state is PairState.EXPIRED
    with pytest.raises(InvalidForm):
        house.change_terms(remind_after=5, expire_after=5)


def test_a_programme_may_introduce_directly(house: House) -> None:
    house.change_terms(asks=False)
    pair = house.publish(1)[0]
    assert pair.state is PairState.ACCEPTED
    assert [each.reply for each in house.both(pair).sides] == [Reply.YES, Reply.YES]
    shown = said(house.storage, pair.mentee_id)[0]
    assert isinstance(shown, Proposal)
    assert not shown.asks
    assert "proposals.yes" not in json.dumps(catalogue.render(shown, "en"))


def test_who_has_nobody_is_told_why_once(house: House) -> None:
    house.match()
    stuck = [each.person_id for each in house.matching.stuck(CLAIRE, house.programme.id).people]
    house.approve_all()
    house.tell()
    house.tell()
    assert stuck
    for person_id in stuck:
        assert [type(each) for each in said(house.storage, person_id)] == [Waiting]
        assert house.state_of(person_id) == EnrolmentState.WAITING


def test_a_place_that_becomes_free_is_offered_to_who_waits(house: House) -> None:
    house.match()
    stuck = {each.person_id for each in house.matching.stuck(CLAIRE, house.programme.id).people}
    pair = max(house.approve_all(), key=lambda each: each.points)
    house.tell()
    with house.storage.begin() as work:
        gone = work.enrolments.find(house.programme.id, pair.mentee_id)
        assert gone
        work.enrolments.save(gone.withdrawn())
    house.pairs.do_due()
    assert house.matching.compute_next()
    offered = house.all(PairState.STAGED)
    assert [(each.mentee_id in stuck, each.mentor_id) for each in offered] == [(True, pair.mentor_id)]
    told = said(house.storage, CLAIRE.id)[-1]
    assert isinstance(told, Finished)
    assert told.by_itself
    assert not [each for each in said(house.storage, offered[0].mentee_id) if isinstance(each, Proposal)]


def test_what_is_not_for_the_partner_is_in_no_proposal(house: House) -> None:
    house.match()
    pair = house.approve(1)[0]
    with house.storage.begin() as work:
        for person_id in pair.people:
            enrolment = work.enrolments.find(house.programme.id, person_id)
            assert enrolment
            secret = dict.fromkeys(("success", "wish"), CANARY) | {"not_with": [CANARY]}
            work.enrolments.save(replace(enrolment, answers={**enrolment.answers, **secret}))
    house.tell()
    for person_id in pair.people:
        assert CANARY not in everything_said_to(house.storage, person_id)


def shown_to(house: House, person_id: str) -> list[Became | None]:
    """What has become of the questions to somebody, as their messages show it."""
    return [each.became for each in revised(house.storage, person_id) if isinstance(each, (Proposal, Reminder))]


def test_what_was_asked_shows_what_became_of_it_and_has_no_buttons_left(house: House) -> None:
    pair = house.publish(1)[0]
    mentee, mentor = (house.person(each) for each in pair.people)
    house.proposals.later(mentee, pair.id)
    house.proposals.yes(mentee, pair.id)
    assert shown_to(house, mentee.id) == [Became.LATER, Became.YES]
    assert shown_to(house, mentor.id) == []
    house.proposals.yes(mentor, pair.id)
    assert shown_to(house, mentee.id)[-1] is shown_to(house, mentor.id)[-1] is Became.TOGETHER
    for open, question in zip((True, False, False), revised(house.storage, mentee.id), strict=True):
        assert ("proposals.yes" in json.dumps(catalogue.render(question, "fr"))) is open


def test_the_partner_of_who_says_no_sees_what_they_would_see_of_a_silence(house: House) -> None:
    declined, expired = house.publish(2)
    house.proposals.decline(house.person(declined.mentee_id), declined.id, No(CANARY))
    house.clock.move(days=8)
    house.proposals.do_due()
    assert shown_to(house, declined.mentee_id) == [Became.NO]
    assert shown_to(house, declined.mentor_id) == [Became.OVER]
    assert {*shown_to(house, expired.mentee_id), *shown_to(house, expired.mentor_id)} == {Became.OVER}


def test_a_reminder_is_closed_with_its_proposal(house: House) -> None:
    pair = house.publish(1)[0]
    house.clock.move(days=3)
    house.proposals.do_due()
    house.proposals.decline(house.person(pair.mentor_id), pair.id, No())
    closed = [type(each) for each in revised(house.storage, pair.mentee_id)]
    assert closed == [Proposal, Reminder]


def test_an_old_button_is_answered_kindly(house: House) -> None:
    pair = house.publish(1)[0]
    mentee, mentor = (house.person(each) for each in pair.people)
    house.proposals.decline(mentor, pair.id, No())
    acts = (house.proposals.yes, house.proposals.later, house.proposals.declining)
    shown = [act(mentee, pair.id) for act in acts] + [house.proposals.decline(mentee, pair.id, No(CANARY))]
    assert {each.outcome for each in shown if isinstance(each, Thanks)} == {"over"}
    assert len([each for each in shown if isinstance(each, Thanks)]) == 4
    assert house.both(pair).side(mentee.id).word == ""


def test_a_question_that_is_answered_before_it_arrives_does_not_leave(house: House) -> None:
    pair = house.publish(1)[0]
    house.clock.move(days=3)
    house.proposals.do_due()
    house.proposals.yes(house.person(pair.mentee_id), pair.id)
    asked = keys(house.storage)
    with house.storage.begin() as work:
        waiting = {(each.to, each.kind): each for each in work.outbox.sayings(asked)}
        why = {which: house.proposals.overtaken(work, each) for which, each in waiting.items()}
    assert why[pair.mentee_id, "proposals/reminder"] == "answered"
    assert why[pair.mentor_id, "proposals/reminder"] is None
    house.proposals.decline(house.person(pair.mentor_id), pair.id, No())
    with house.storage.begin() as work:
        proposal = waiting[pair.mentee_id, "proposals/proposal"]
        assert house.proposals.overtaken(work, proposal) == "no_longer_open"


def keys(storage: Storage) -> list[str]:
    """The keys of all questions and reminders."""
    with storage.engine.connect() as connection:
        those = outbox.c.kind.in_(("proposals/proposal", "proposals/reminder")) & (outbox.c.surface == Surface.MESSAGE)
        return list(connection.scalars(select(outbox.c.key).where(those)))
