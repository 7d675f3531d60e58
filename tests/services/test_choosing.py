"""Mentees choose: what they see, whom they may have, who hears of it, and what never reaches whom."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from bot.domain.audit import Deed
from bot.domain.enrolment import Role
from bot.domain.errors import ChangedMeanwhile, IllegalStep, InvalidForm
from bot.domain.making import NAMED, SHOWN, Chooser, Direction, NothingToChoose
from bot.domain.pairs import Pair, PairState, Reply
from bot.domain.people import Person
from bot.messages import catalogue
from bot.messages.choosing import Another, Invitation, Offer, Offers
from bot.messages.proposals import Proposal, Reminder
from bot.messages.publishing import Fallen, Free
from bot.services.proposals import No
from storage.work import Storage
from tests.conftest import CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import said
from tests.services.pairing import House

CANARY = "canary-3f90"


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    return House(storage, clock, slack, most=21)


def invited(house: House) -> list[str]:
    """Who has been told that they may choose."""
    with house.storage.begin() as work:
        everybody = [each.person_id for each in work.enrolments.all_taking_part(house.programme.id)]
    return [id for id in everybody if any(isinstance(each, Invitation) for each in said(house.storage, id))]


def offers(house: House, mentee: Person) -> Offers:
    return house.choosing.open(mentee, house.programme.id)


def ask(house: House, mentee: Person, mentor_id: str) -> Pair:
    house.choosing.ask(mentee, house.programme.id, mentor_id, house.key())
    return next(each for each in house.all(PairState.PROPOSED) if each.mentee_id == mentee.id)


def first(house: House) -> tuple[Person, str]:
    """A mentee who chooses, and the mentor who suits them best."""
    mentee = house.person(invited(house)[0])
    return mentee, offers(house, mentee).offers[0].who.person_id


def test_who_waits_is_told_once_and_sees_the_best_ten(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    house.choosing.do_due()
    mentees = invited(house)
    with house.storage.begin() as work:
        assert not [id for id in mentees if work.enrolments.find(1, id).role is Role.MENTOR]  # type: ignore[union-attr]
    for id in mentees:
        assert len([each for each in said(house.storage, id) if isinstance(each, Invitation)]) == 1
        assert 1 <= len(offers(house, house.person(id)).offers) <= SHOWN


def test_the_list_is_as_the_engine_ranks_and_refuses(house: House) -> None:
    house.match()
    best = {each.mentee_id: each for each in house.all(PairState.STAGED)}
    house.let_choose(Chooser.MENTEE)
    for id in invited(house):
        seen = offers(house, house.person(id))
        points = [each.grounds.points for each in seen.offers]
        assert points == sorted(points, reverse=True)
        if id in best:
            # The mentor whom the match suggests is the mentee's n-th best: the list has them in that place.
            place = best[id].grounds.place
            assert place is not None
            assert place > SHOWN or best[id].mentor_id in {each.who.person_id for each in seen.offers}


def test_nothing_private_of_a_mentor_is_in_the_list(house: House) -> None:
    with house.storage.begin() as work:
        for each in work.enrolments.all_taking_part(1):
            if each.role is Role.MENTOR:
                secrets = {"been_through": CANARY, "not_with": [CANARY], "success": CANARY}
                work.enrolments.save(replace(each, answers={**each.answers, **secrets}))
    house.let_choose(Chooser.MENTEE)
    seen = offers(house, house.person(invited(house)[0]))
    assert CANARY not in str(seen)
    values = {line.criterion for each in seen.offers for line in each.grounds.lines if line.mutual and line.shared}
    assert values == set()
    assert "canary" not in json.dumps(catalogue.render(seen, "fr"))


def test_a_request_asks_the_mentor_alone_and_a_yes_makes_the_pair(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    pair = ask(house, mentee, mentor_id)
    proposal = next(each for each in said(house.storage, mentor_id) if isinstance(each, Proposal))
    assert (proposal.requested, proposal.role) == (True, Role.MENTOR)
    assert not [each for each in said(house.storage, mentee.id) if isinstance(each, Proposal)]
    assert house.both(pair).side(mentee.id).reply is Reply.YES
    assert pair.grounds.points == pair.points
    house.proposals.tell_due()
    house.proposals.yes(house.person(mentor_id), pair.id)
    house.pairs.do_due()
    assert house.pair(pair).state is PairState.ACTIVE
    entry = house.audit.log(CLAIRE, 1).entries[0]
    assert (entry.deed, entry.by, entry.mentor_id) == (Deed.REQUESTED, mentee.id, mentor_id)


def test_asking_twice_asks_once_and_one_at_a_time(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    for _ in range(2):
        house.choosing.ask(mentee, 1, mentor_id, "same click")
    assert len(house.all(PairState.PROPOSED)) == 1
    with pytest.raises(NothingToChoose):
        house.choosing.ask(mentee, 1, mentor_id, house.key())
    with pytest.raises(NothingToChoose):
        offers(house, mentee)


def test_a_no_lets_the_mentee_choose_another_and_never_says_why(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    pair = ask(house, mentee, mentor_id)
    until = house.clock.now().date() + timedelta(days=60)
    house.proposals.decline(house.person(mentor_id), pair.id, No(CANARY, until))
    told = said(house.storage, mentee.id)
    assert Another(1, house.programme.name, mentor_id) in told
    assert CANARY not in str(told)
    fallen = next(each for each in said(house.storage, CLAIRE.id) if isinstance(each, Fallen))
    assert fallen.word == CANARY
    again = offers(house, mentee)
    assert mentor_id not in {each.who.person_id for each in again.offers}
    ask(house, mentee, again.offers[0].who.person_id)
    assert not house.all(PairState.STAGED)


def test_no_answer_is_reminded_of_once_then_the_mentee_chooses_somebody_else(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    ask(house, mentee, mentor_id)
    house.clock.move(days=3, hours=1)
    house.proposals.do_due()
    house.proposals.do_due()
    reminders = [each for each in said(house.storage, mentor_id) if isinstance(each, Reminder)]
    assert [each.requested for each in reminders] == [True]
    assert not [each for each in said(house.storage, mentee.id) if isinstance(each, Reminder)]
    house.clock.move(days=4)
    house.proposals.do_due()
    assert Another(1, house.programme.name, mentor_id) in said(house.storage, mentee.id)
    assert Free(house.programme.name, mentee.id) in said(house.storage, mentor_id)
    assert mentor_id not in {each.who.person_id for each in offers(house, mentee).offers}


def test_a_request_that_is_taken_back_is_no_refusal(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    pair = ask(house, mentee, mentor_id)
    house.proposals.decline(mentee, pair.id, No())
    assert Free(house.programme.name, mentee.id) in said(house.storage, mentor_id)
    assert not [each for each in said(house.storage, CLAIRE.id) if isinstance(each, Fallen)]
    assert offers(house, mentee).offers


def with_places(house: House, mentor_id: str, places: str) -> None:
    with house.storage.begin() as work:
        mentor = work.enrolments.find(1, mentor_id)
        assert mentor
        work.enrolments.save(replace(mentor, answers={**mentor.answers, "capacity": places}))


def rivals(house: House) -> tuple[str, list[Person]]:
    """A mentor whom two mentees at least can choose, and these."""
    wanted: dict[str, list[Person]] = {}
    for id in invited(house):
        mentee = house.person(id)
        for each in offers(house, mentee).offers:
            wanted.setdefault(each.who.person_id, []).append(mentee)
    mentor_id = max(wanted, key=lambda each: len(wanted[each]))
    return mentor_id, wanted[mentor_id]


def test_the_last_place_goes_to_the_first_and_the_second_is_told_beside_the_field(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentor_id, (one, other, *_) = rivals(house)
    with_places(house, mentor_id, "1")
    ask(house, one, mentor_id)
    with pytest.raises(InvalidForm) as refused:
        ask(house, other, mentor_id)
    assert refused.value.faults["mentor"].name == "mentor_taken"
    assert len(house.all(PairState.PROPOSED)) == 1
    assert mentor_id not in {each.who.person_id for each in offers(house, other).offers}


def test_of_two_at_the_same_instant_one_has_the_place(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentor_id, both = rivals(house)
    with_places(house, mentor_id, "1")
    start, told = Barrier(2), []

    def click(mentee: Person) -> None:
        start.wait()
        try:
            house.choosing.ask(mentee, 1, mentor_id, f"click:{mentee.id}")
        except InvalidForm as refused:
            told.append(refused.faults["mentor"].name)

    threads = [Thread(target=click, args=(each,)) for each in both[:2]]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert told == ["mentor_taken"]
    assert len(house.all(PairState.PROPOSED)) == 1


def test_what_mentees_name_are_points_of_their_own(house: House) -> None:
    house.let_choose(Chooser.RANKED)
    house.match()
    wished = {id: offers(house, house.person(id)).offers[1:3] for id in invited(house)}
    wished = {id: those for id, those in wished.items() if those}
    before = house.all(PairState.STAGED)
    for id, those in wished.items():
        house.choosing.name(house.person(id), 1, [each.who.person_id for each in those])
    assert offers(house, house.person(next(iter(wished)))).named
    house.match()
    after = house.all(PairState.STAGED)
    assert _followed(after, wished) > _followed(before, wished)
    for pair in after:
        assert pair.points == pair.grounds.points
        named = [each.who.person_id for each in wished.get(pair.mentee_id, ())]
        worth = NAMED[named.index(pair.mentor_id)] if pair.mentor_id in named else 0
        assert pair.grounds.mentee_choice == worth


def _followed(pairs: list[Pair], wished: Mapping[str, tuple[Offer, ...]]) -> int:
    """How many have somebody whom they have named."""
    named = {(id, each.who.person_id) for id, those in wished.items() for each in those}
    return len(named & {pair.people for pair in pairs})


def test_only_whom_one_may_have_can_be_named_and_each_once(house: House) -> None:
    house.let_choose(Chooser.RANKED)
    mentee = house.person(invited(house)[0])
    mentor_id = offers(house, mentee).offers[0].who.person_id
    for named, field, fault in (
        (["", "", ""], "named_1", "choose_one"),
        ([mentor_id, mentor_id, ""], "named_2", "named_twice"),
        (["U0NOBODY", "", ""], "named_1", "mentor_taken"),
    ):
        with pytest.raises(InvalidForm) as refused:
            house.choosing.name(mentee, 1, named)
        assert refused.value.faults[field].name == fault
    with pytest.raises(NothingToChoose):
        house.choosing.ask(mentee, 1, mentor_id, house.key())


def test_it_is_nobodys_turn_but_a_mentees_and_only_while_it_is_open(house: House) -> None:
    with pytest.raises(NothingToChoose):
        house.choosing.open(CLAIRE, 1)
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    with pytest.raises(NothingToChoose):
        offers(house, house.person(mentor_id))
    version = house.making.edit(CLAIRE, 1).making.version
    house.making.change(CLAIRE, 1, version, Chooser.TEAM, Direction.CLASSIC, house.key())
    with pytest.raises(NothingToChoose):
        offers(house, mentee)


def test_an_invitation_that_has_become_pointless_is_not_sent(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    message = house.message("choosing/invitation", mentee.id)
    with house.storage.begin() as work:
        assert house.choosing.overtaken(work, message) is None
    ask(house, mentee, mentor_id)
    with house.storage.begin() as work:
        assert house.choosing.overtaken(work, message) == "nothing_to_choose"


def test_a_suggestion_of_the_team_gives_way_to_a_request_and_a_decision_does_not(house: House) -> None:
    house.match()
    house.let_choose(Chooser.MENTEE)
    staged, decided, *_ = house.all(PairState.STAGED)
    house.queue.decide(CLAIRE, decided.id, decided.version, Deed.APPROVED, house.key())
    with pytest.raises(NothingToChoose):
        offers(house, house.person(decided.mentee_id))
    mentee = house.person(staged.mentee_id)
    pair = ask(house, mentee, offers(house, mentee).offers[0].who.person_id)
    assert [each.id for each in house.all(*PairState) if each.mentee_id == mentee.id] == [pair.id]


def test_who_makes_the_pairs_is_changed_as_it_was_seen_and_logged(house: House) -> None:
    making = house.making.edit(CLAIRE, 1).making
    house.making.change(CLAIRE, 1, making.version, Chooser.RANKED, Direction.REVERSE, house.key())
    with pytest.raises(ChangedMeanwhile):
        house.making.change(CLAIRE, 1, making.version, Chooser.TEAM, Direction.CLASSIC, house.key())
    house.making.open(CLAIRE, 1, house.key())
    with pytest.raises(IllegalStep):
        house.making.open(CLAIRE, 1, house.key())
    opened, changed = house.audit.log(CLAIRE, 1).entries[:2]
    assert (opened.deed, changed.deed) == (Deed.OPENED, Deed.MAKING)
    assert (changed.before, changed.after) == ("team classic", "ranked reverse")


def test_pairs_under_way_are_not_turned_round(house: House) -> None:
    house.publish(2)
    making = house.making.edit(CLAIRE, 1).making
    with pytest.raises(InvalidForm) as refused:
        house.making.change(CLAIRE, 1, making.version, Chooser.TEAM, Direction.REVERSE, house.key())
    assert refused.value.faults["direction"].facts == {"count": 2}
    seen = house.making.change(CLAIRE, 1, making.version, Chooser.MENTEE, Direction.CLASSIC, house.key())
    assert seen.may_open


def test_in_reverse_the_years_count_the_other_way_round(house: House) -> None:
    house.match()
    classic = _gaps(house)
    making = house.making.edit(CLAIRE, 1).making
    house.making.change(CLAIRE, 1, making.version, Chooser.TEAM, Direction.REVERSE, house.key())
    house.match()
    assert sum(classic) > 0
    assert sum(_gaps(house)) < sum(classic)  # these mentors are the seniors: in reverse they get next to nothing for it


def _gaps(house: House) -> list[int]:
    pairs = house.all(PairState.STAGED)
    return [line.points for pair in pairs for line in pair.grounds.lines if line.criterion == "years"]


def test_who_seeks_nobody_chooses_nobody(house: House) -> None:
    house.let_choose(Chooser.MENTEE)
    mentee, mentor_id = first(house)
    with house.storage.begin() as work:
        enrolment = work.enrolments.find(1, mentee.id)
        assert enrolment
        work.enrolments.save(enrolment.paused(date(2027, 3, 1)))
    with pytest.raises(NothingToChoose):
        house.choosing.ask(mentee, 1, mentor_id, house.key())


def test_a_place_that_the_team_keeps_for_somebody_is_not_offered_to_others(house: House) -> None:
    house.match()
    kept = next(each for each in house.all(PairState.STAGED))
    with_places(house, kept.mentor_id, "1")
    house.queue.lock(CLAIRE, kept.id, kept.version, Deed.LOCKED, house.key())
    house.let_choose(Chooser.MENTEE)
    for id in invited(house):
        offered = {each.who.person_id for each in offers(house, house.person(id)).offers}
        assert id == kept.mentee_id or kept.mentor_id not in offered
