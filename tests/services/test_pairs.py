"""A pair under way: introduced, signed, and parted without fault."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.domain.audit import Deed
from bot.domain.enrolment import EnrolmentState
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.pairs import Ending, PairState
from bot.messages import catalogue
from bot.messages.dates import Dates
from bot.messages.introduction import Agreement, Introduction
from bot.messages.pairs import Kept, Left, Parted, Wish
from bot.messages.publishing import Free
from bot.workspace import Refused
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import said
from tests.services.pairing import House

CANARY = "canary-93ab"


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    return House(storage, clock, slack)


def test_a_conversation_is_opened_once_with_all_that_they_need(house: House) -> None:
    pair = house.together()
    house.pairs.do_due()
    assert house.rooms.opened == [pair.people]
    assert pair.state is PairState.ACTIVE
    assert pair.channel_id
    intro, dates, agreement = said(house.storage, pair.channel_id)
    assert isinstance(dates, Dates)
    assert isinstance(intro, Introduction)
    assert isinstance(agreement, Agreement)
    assert len(intro.slots) == 3
    assert all(each > house.clock.now() and each.weekday() < 5 for each in intro.slots)
    assert tuple(language for language, _ in agreement.texts) == intro.languages


def test_what_slack_refuses_is_tried_again_later(house: House) -> None:
    house.rooms.refusals = [Refused("service_unavailable")]
    pair = house.together()
    assert pair.state is PairState.ACCEPTED
    house.pairs.do_due()
    assert house.pair(pair).state is PairState.ACCEPTED
    house.clock.move(minutes=2)
    house.pairs.do_due()
    assert house.pair(pair).state is PairState.ACTIVE


def test_several_processes_introduce_a_pair_once(house: House) -> None:
    pair = house.publish(1)[0]
    for person_id in pair.people:
        house.proposals.yes(house.person(person_id), pair.id)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: house.pairs.do_due(), range(4)))
    channel_id = house.pair(pair).channel_id
    assert channel_id
    assert len(said(house.storage, channel_id)) == 3


def test_what_was_signed_stays_as_it_was(house: House) -> None:
    pair = house.together()
    mentee, mentor = (house.person(each) for each in pair.people)
    assert not house.pairs.sign(mentee, pair.id).partner_signed
    before = house.both(pair).side(mentee.id)
    house.change_terms(agreement={"en": "Another text.", "fr": "Un autre texte."})
    house.clock.move(days=1)
    house.pairs.sign(mentee, pair.id)
    assert house.both(pair).side(mentee.id) == before
    assert house.pairs.sign(mentor, pair.id).partner_signed
    assert house.both(pair).side(mentor.id).signed_text in ("Another text.", "Un autre texte.")
    with pytest.raises(NotAllowed):
        house.pairs.sign(ANA, pair.id)


def test_a_wish_to_part_goes_to_hr_and_to_nobody_else(house: House) -> None:
    pair = house.together()
    mentee, mentor = (house.person(each) for each in pair.people)
    house.pairs.wish(mentee, pair.id, Ending.STYLE, CANARY)
    assert house.pair(pair).state is PairState.ACTIVE
    told = said(house.storage, CLAIRE.id)[-1]
    assert isinstance(told, Wish)
    assert told.word == CANARY
    house.pairs.end(CLAIRE, pair.id)
    assert house.pair(pair).state is PairState.ENDED
    assert house.pair(pair).ending is Ending.STYLE
    assert said(house.storage, mentor.id)[-1] == Parted("Mentoring", mentee.id)
    for reader in (mentee, mentor):
        assert {house.state_of(reader.id)} == {EnrolmentState.WAITING}
        heard = json.dumps([catalogue.dump(each) for each in said(house.storage, reader.id)])
        assert CANARY not in heard
        assert '"style"' not in heard
    assert CANARY not in json.dumps([catalogue.dump(each) for each in said(house.storage, pair.channel_id or "")])
    with pytest.raises(IllegalStep):
        house.pairs.end(CLAIRE, pair.id)


def test_the_two_are_matched_again_but_never_with_each_other(house: House) -> None:
    pair = house.together()
    house.pairs.end(CLAIRE, pair.id)
    house.match()
    found = {each.mentee_id: each.mentor_id for each in house.all(PairState.STAGED)}
    assert found[pair.mentee_id] != pair.mentor_id


def test_hr_may_want_to_talk_first(house: House) -> None:
    pair = house.together()
    mentor = house.person(pair.mentor_id)
    house.pairs.wish(mentor, pair.id, Ending.TIME, "")
    house.pairs.keep(CLAIRE, pair.id)
    assert said(house.storage, mentor.id)[-1] == Kept("Mentoring", pair.mentee_id, CLAIRE.id)
    assert not [each for each in said(house.storage, pair.mentee_id) if isinstance(each, Kept)]
    with pytest.raises(IllegalStep):
        house.pairs.keep(CLAIRE, pair.id)


def test_a_programme_may_let_people_go_at_once(house: House) -> None:
    house.change_terms(lets_go=True)
    pair = house.together()
    assert house.pairs.wish(house.person(pair.mentee_id), pair.id, Ending.TIME, "").ended
    assert house.pair(pair).state is PairState.ENDED
    told = [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Wish)]
    assert [each.decides for each in told] == [False]


def test_what_is_not_right_goes_to_one_person_of_hr(house: House) -> None:
    house.match()
    pair = house.approve(1)[0]
    house.tell(False, by=LEO)
    for person_id in pair.people:
        house.proposals.yes(house.person(person_id), pair.id)
    house.pairs.do_due()
    house.pairs.wish(house.person(pair.mentee_id), pair.id, Ending.CONDUCT, CANARY)
    assert not [each for each in said(house.storage, LEO.id) if isinstance(each, Wish)]
    assert isinstance(said(house.storage, CLAIRE.id)[-1], Wish)


def test_who_leaves_the_company_frees_their_partner(house: House) -> None:
    pair = house.together()
    gone = house.person(pair.mentor_id)
    with house.storage.begin() as work:
        work.people.keep(replace(gone, is_active=False))
    house.pairs.do_due()
    assert house.pair(pair).state is PairState.ENDED
    assert house.pair(pair).ending is Ending.LEFT
    assert said(house.storage, pair.mentee_id)[-1] == Parted("Mentoring", gone.id)
    assert not [each for each in said(house.storage, gone.id) if isinstance(each, Parted)]
    told = [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Left)]
    assert [(each.gone, each.staying) for each in told] == [((gone.id,), (pair.mentee_id,))]
    assert house.state_of(pair.mentee_id) == EnrolmentState.WAITING


def test_leaving_ends_all_pairs_and_tells_only_who_knew(house: House) -> None:
    house.match()
    mentor_id = max(
        (each.mentor_id for each in house.all()),
        key=lambda id: sum(each.mentor_id == id for each in house.all()),
    )
    theirs = [each for each in house.all() if each.mentor_id == mentor_id]
    with house.storage.begin() as work:
        gone = work.people.find(mentor_id)
        assert gone
        work.people.keep(replace(gone, is_active=False))
    house.pairs.do_due()
    assert {house.pair(each).state for each in theirs} == {PairState.REJECTED}
    assert not [each for pair in theirs for each in said(house.storage, pair.mentee_id)]


def test_only_hr_ends_a_pair_and_only_the_two_wish_it(house: House) -> None:
    pair = house.together()
    with house.storage.begin() as work:
        work.people.keep(ANA)
    with pytest.raises(NotAllowed):
        house.pairs.end(ANA, pair.id)
    with pytest.raises(NotAllowed):
        house.pairs.keep(ANA, pair.id)
    with pytest.raises(NotAllowed):
        house.pairs.wish(CLAIRE, pair.id, Ending.TIME, "")


def test_who_leaves_while_both_are_asked_frees_the_other(house: House) -> None:
    pair = house.publish(1)[0]
    with house.storage.begin() as work:
        mine = work.enrolments.find(house.programme.id, pair.mentor_id)
        assert mine
        work.enrolments.save(mine.withdrawn())
    house.pairs.do_due()
    assert house.pair(pair).state is PairState.DECLINED
    assert said(house.storage, pair.mentee_id)[-1] == Free("Mentoring", pair.mentor_id)
    assert not [each for each in said(house.storage, pair.mentor_id) if isinstance(each, Free)]


def test_a_mentor_who_has_fewer_places_than_hr_locked_is_matched_all_the_same(house: House) -> None:
    house.match()
    pair = house.all()[0]
    house.queue.lock(CLAIRE, pair.id, pair.version, Deed.LOCKED, house.key())
    with house.storage.begin() as work:
        mentor = work.enrolments.find(house.programme.id, pair.mentor_id)
        assert mentor
        work.enrolments.save(replace(mentor, answers={**mentor.answers, "capacity": "0"}))
    house.match()
    assert pair.mentor_id not in {each.mentor_id for each in house.all(PairState.STAGED) if not each.locked}
