"""A top-up: who has nobody gets a place with few changes or none, and HR sees which before anything is kept."""

from dataclasses import replace

import pytest

from bot.domain.audit import Deed
from bot.domain.errors import ChangedMeanwhile, InvalidForm, NotAllowed
from bot.domain.pairs import PairState
from bot.domain.people import Person
from bot.messages.pairs import Parted
from bot.messages.topping_up import Proposed, Wanted
from storage.work import Storage
from tests.company import enrol
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import kinds, said
from tests.services.pairing import House

LATE = [Person(f"U0LATE{n}", f"Late {n}", "Europe/Paris", "fr-FR", department="R&D", site="Lyon") for n in range(9)]


@pytest.fixture
def house(storage: Storage, clock: FakeClock, slack: FakeSlack) -> House:
    """All pairs are approved when nine more people join, three of them as mentors."""
    house = House(storage, clock, slack)
    house.match()
    house.approve_all()
    enrol(storage, house.programme, LATE, seed=4)
    return house


def propose(house: House, most: int, running: bool = False) -> Proposed:
    return house.topping_up.propose(CLAIRE, house.programme.id, Wanted(most, running))


def keep(house: House, shown: Proposed, key: str = "keep") -> None:
    house.topping_up.keep(CLAIRE, house.programme.id, shown.wanted, shown.mark, key)


def mentors(house: House, *states: PairState) -> dict[str, str]:
    return {each.mentee_id: each.mentor_id for each in house.all(*states)}


def test_without_changes_only_who_is_free_gets_a_place(house: House) -> None:
    before = mentors(house, PairState.APPROVED)
    shown = propose(house, 0)
    assert not shown.found.changes
    assert len(shown.found.newcomers) == shown.steady > 0
    assert mentors(house) == before
    keep(house, shown)
    assert mentors(house, PairState.APPROVED) == before
    assert mentors(house, PairState.STAGED) == {each.mentee_id: each.after for each in shown.found.newcomers}


def test_with_few_changes_more_is_gained_and_no_more_pairs_change_than_was_said(house: House) -> None:
    steady, shown = propose(house, 0), propose(house, 3)
    assert 0 < len(shown.found.changes) <= 3
    assert shown.found.gain > steady.found.gain
    before = mentors(house, PairState.APPROVED)
    keep(house, shown)
    after = mentors(house, PairState.APPROVED, PairState.STAGED)
    assert {each for each in before if after.get(each) != before[each]} == {
        each.mentee_id for each in shown.found.changes
    }
    for change in shown.found.changes:
        assert after.get(change.mentee_id) == change.after
    approved = mentors(house, PairState.APPROVED)
    assert not approved.keys() & {each.mentee_id for each in shown.found.changes}
    assert set(kinds(house.storage)) == {"home/home"}


def test_what_changes_stands_in_the_log_with_what_it_was(house: House) -> None:
    shown = propose(house, 3)
    keep(house, shown)
    with house.storage.begin() as work:
        log = [each for each in work.audit.of(house.programme.id, 0, 50) if each.deed is Deed.TOPPED_UP]
    assert {(each.mentee_id, each.before, each.after) for each in log} == {
        (each.mentee_id, each.before, each.after or "") for each in shown.found.changes
    }


def test_kept_twice_it_is_kept_once_and_what_changed_meanwhile_is_refused(house: House) -> None:
    shown = propose(house, 3)
    first = house.all(PairState.APPROVED)[0]
    house.queue.decide(CLAIRE, first.id, first.version, Deed.HELD, house.key())
    with pytest.raises(ChangedMeanwhile):
        keep(house, shown)
    again = propose(house, 3)
    keep(house, again, "once")
    kept = mentors(house)
    keep(house, again, "once")
    assert mentors(house) == kept


def test_pairs_under_way_change_only_where_hr_asks_for_it_and_both_hear_neutral_words(house: House) -> None:
    house.change_terms(asks=False)
    house.tell()
    house.pairs.do_due()
    running = mentors(house, PairState.ACTIVE)
    assert not propose(house, 3).found.changes
    shown = propose(house, 3, running=True)
    assert shown.found.changes
    assert all(each.running for each in shown.found.changes)
    keep(house, shown)
    ended = mentors(house, PairState.ENDED)
    assert ended == {each.mentee_id: each.before for each in shown.found.changes}
    for mentee, mentor in ended.items():
        assert running[mentee] == mentor
        for reader in (mentee, mentor):
            assert [each for each in said(house.storage, reader) if isinstance(each, Parted)]
    for change in shown.found.changes:
        if change.after:
            assert mentors(house, PairState.STAGED)[change.mentee_id] == change.after


def test_locked_and_held_pairs_and_those_of_who_is_away_stay(house: House) -> None:
    first, second, third, *_ = house.all(PairState.APPROVED)
    house.queue.lock(CLAIRE, first.id, first.version, Deed.LOCKED, house.key())
    house.queue.decide(CLAIRE, second.id, second.version, Deed.HELD, house.key())
    with house.storage.begin() as work:
        person = work.people.find(third.mentor_id)
        assert person
        work.people.keep(replace(person, is_guest=True))
    changed = {each.mentee_id for each in propose(house, 20).found.changes}
    assert changed
    assert not changed & {first.mentee_id, second.mentee_id, third.mentee_id}


def test_only_hr_tops_up_and_by_a_number_that_makes_sense(house: House) -> None:
    with house.storage.begin() as work:
        work.people.keep(ANA)
    with pytest.raises(NotAllowed):
        house.topping_up.propose(ANA, house.programme.id, Wanted())
    with pytest.raises(NotAllowed):
        house.topping_up.keep(ANA, house.programme.id, Wanted(), "mark", "k")
    with pytest.raises(InvalidForm):
        propose(house, 21)
