"""HR's queue: each decision on a pair as it was seen, and none of them lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.audit import Deed
from bot.domain.errors import ChangedMeanwhile, InvalidForm
from bot.domain.pairs import Pair, PairState, Shelf
from bot.domain.programmes import Programme
from bot.messages.card import Card
from bot.messages.queue import Queue
from bot.services.hand import HandService
from bot.services.matcher import Matcher
from bot.services.matching import MatchingService
from bot.services.people import PeopleService
from bot.services.queue import QueueService, View
from storage.work import Storage
from tests.builders import a_recruiting_programme
from tests.company import colleagues, enrol
from tests.conftest import CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.services.outgoing import kinds


@pytest.fixture
def people(storage: Storage, clock: FakeClock, slack: FakeSlack) -> PeopleService:
    return PeopleService(storage, clock, slack, {CLAIRE.id, LEO.id}, "en")


@pytest.fixture
def matcher() -> Matcher:
    return Matcher()


@pytest.fixture
def programme(storage: Storage, clock: FakeClock, people: PeopleService, matcher: Matcher) -> Programme:
    """A programme that has been matched."""
    programme = a_recruiting_programme(storage, CLAIRE)
    enrol(storage, programme, colleagues())
    MatchingService(storage, clock, people, matcher).match(CLAIRE, programme.id, "match")
    return programme


@pytest.fixture
def queue(storage: Storage, clock: FakeClock, people: PeopleService, matcher: Matcher) -> QueueService:
    return QueueService(storage, clock, people, matcher)


@pytest.fixture
def hand(storage: Storage, clock: FakeClock, people: PeopleService, matcher: Matcher) -> HandService:
    return HandService(storage, clock, people, matcher)


def pairs(storage: Storage, programme: Programme, *states: PairState) -> list[Pair]:
    with storage.begin() as work:
        return work.pairs.of_programme(programme.id, states or None)


def test_the_lines_of_every_card_add_up_to_its_score(
    queue: QueueService, storage: Storage, programme: Programme
) -> None:
    for pair in pairs(storage, programme):
        card = queue.card(CLAIRE, pair.id)
        lines = sum(line.points for line in card.pair.grounds.lines)
        assert lines + card.pair.grounds.mentee_choice + card.pair.grounds.mentor_choice == card.pair.points
        assert card.pair.grounds.strongest


def test_a_decision_leads_to_the_next_pair(queue: QueueService, storage: Storage, programme: Programme) -> None:
    first, second, third, *_ = pairs(storage, programme)
    shown = queue.decide(CLAIRE, first.id, first.version, Deed.APPROVED, "k1")
    assert isinstance(shown, Card)
    assert shown.pair.id == second.id
    queue.decide(CLAIRE, second.id, second.version, Deed.HELD, "k2")
    queue.decide(CLAIRE, third.id, third.version, Deed.REJECTED, "k3", "Same project.")
    counts = queue.open(CLAIRE, programme.id).counts
    assert (counts[Shelf.APPROVED], counts[Shelf.HELD], counts[Shelf.OVER]) == (1, 1, 1)
    assert not {"proposals/proposal"} & set(kinds(storage))


def test_two_of_hr_at_once_lose_no_decision(queue: QueueService, storage: Storage, programme: Programme) -> None:
    everyone = pairs(storage, programme)

    def decide(number: int) -> str:
        pair, who = everyone[number // 2], (CLAIRE, LEO)[number % 2]
        deed = (Deed.APPROVED, Deed.HELD)[number % 2]
        try:
            queue.decide(who, pair.id, pair.version, deed, f"k{number}")
        except ChangedMeanwhile:
            return "too late"
        return deed.value

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, range(2 * len(everyone))))
    assert answers.count("too late") == len(everyone)
    assert not pairs(storage, programme, PairState.STAGED)
    with storage.begin() as work:
        logged = [entry for entry in work.audit.of(programme.id, 0, 500) if entry.deed is not Deed.MATCHED]
    assert len(logged) == len(everyone)
    for pair in pairs(storage, programme):
        assert [entry.after for entry in logged if entry.mentee_id == pair.mentee_id] == [pair.state.value]


def test_a_decision_on_what_somebody_else_has_changed_is_refused(
    queue: QueueService, storage: Storage, programme: Programme
) -> None:
    first = pairs(storage, programme)[0]
    queue.lock(CLAIRE, first.id, first.version, Deed.LOCKED, "k1")
    with pytest.raises(ChangedMeanwhile):
        queue.decide(LEO, first.id, first.version, Deed.APPROVED, "k2")


def test_a_swap_is_locked_and_the_rest_arranged_anew(
    queue: QueueService, hand: HandService, storage: Storage, programme: Programme
) -> None:
    before = {each.mentee_id: each.mentor_id for each in pairs(storage, programme)}
    first = pairs(storage, programme)[0]
    card = queue.card(CLAIRE, first.id)
    best = card.instead[0]
    shown = hand.swap(CLAIRE, first.id, first.version, best.mentor_id, "k1")
    assert (shown.pair.mentor_id, shown.pair.locked) == (best.mentor_id, True)
    after = {each.mentee_id: each.mentor_id for each in pairs(storage, programme)}
    others = [mentee for mentee in before | after if before.get(mentee) != after.get(mentee)]
    assert shown.changed == len(set(others) - {first.mentee_id})
    assert len(after) == len(before) - max(0, best.fewer)


def test_a_lock_outlives_the_next_match(
    queue: QueueService,
    hand: HandService,
    storage: Storage,
    programme: Programme,
    clock: FakeClock,
    people: PeopleService,
    matcher: Matcher,
) -> None:
    first = pairs(storage, programme)[0]
    other = queue.card(CLAIRE, first.id).instead[-1]
    hand.swap(CLAIRE, first.id, first.version, other.mentor_id, "k1")
    MatchingService(storage, clock, people, matcher).match(CLAIRE, programme.id, "again")
    kept = next(each for each in pairs(storage, programme) if each.mentee_id == first.mentee_id)
    assert kept.mentor_id == other.mentor_id


def test_what_is_rejected_or_forbidden_is_not_suggested_again(
    queue: QueueService,
    storage: Storage,
    programme: Programme,
    clock: FakeClock,
    people: PeopleService,
    matcher: Matcher,
) -> None:
    first, second, *_ = pairs(storage, programme)
    queue.decide(CLAIRE, first.id, first.version, Deed.REJECTED, "k1", "No.")
    queue.forbid(CLAIRE, second.id, second.version, "k2")
    MatchingService(storage, clock, people, matcher).match(CLAIRE, programme.id, "again")
    found = {each.people for each in pairs(storage, programme, PairState.STAGED)}
    assert not {first.people, second.people} & found
    assert {first.mentee_id, second.mentee_id} <= {mentee for mentee, _ in found}


def test_matching_again_leaves_what_is_decided(
    queue: QueueService,
    storage: Storage,
    programme: Programme,
    clock: FakeClock,
    people: PeopleService,
    matcher: Matcher,
) -> None:
    queue.approve_above(CLAIRE, programme.id, 6_000, "k1")
    approved = {each.people for each in pairs(storage, programme, PairState.APPROVED)}
    assert approved
    MatchingService(storage, clock, people, matcher).match(CLAIRE, programme.id, "again")
    assert {each.people for each in pairs(storage, programme, PairState.APPROVED)} == approved
    assert not {mentee for mentee, _ in approved} & {
        each.mentee_id for each in pairs(storage, programme, PairState.STAGED)
    }


def test_all_above_a_score_are_approved_and_no_other(
    queue: QueueService, storage: Storage, programme: Programme
) -> None:
    least = queue.above(CLAIRE, programme.id).proposed
    queue.approve_above(CLAIRE, programme.id, least, "k1")
    assert all(each.points >= least for each in pairs(storage, programme, PairState.APPROVED))
    assert all(each.points < least for each in pairs(storage, programme, PairState.STAGED))


def test_a_person_is_found_and_pages_turn(queue: QueueService, storage: Storage, programme: Programme) -> None:
    last = pairs(storage, programme)[-1]
    queue.decide(CLAIRE, last.id, last.version, Deed.REJECTED, "k", "Same project.")
    found = queue.open(CLAIRE, programme.id, View(Shelf.ALL, person_id=last.mentee_id))
    assert found.pairs[0].word == "Same project."
    assert [each.id for each in found.pairs] == [last.id]
    first = queue.open(CLAIRE, programme.id)
    assert (first.page, len(first.pairs)) == (1, 8)
    assert queue.open(CLAIRE, programme.id, View(page=99)).page == first.pages


def test_approving_in_the_list_keeps_the_place(queue: QueueService, storage: Storage, programme: Programme) -> None:
    second_page = queue.open(CLAIRE, programme.id, View(page=2))
    pair = second_page.pairs[0]
    view = View(Shelf.TO_DO, 2, None, {str(each.id): each.version for each in second_page.pairs})
    shown = queue.accept(CLAIRE, pair.id, view, "k1")
    assert isinstance(shown, Queue)
    assert shown.page == 2
    assert shown.counts[Shelf.APPROVED] == 1


def test_a_pair_made_by_hand_keeps_the_rules(
    queue: QueueService, hand: HandService, storage: Storage, programme: Programme
) -> None:
    first, *_, last = pairs(storage, programme)
    made = hand.make(CLAIRE, programme.id, last.mentee_id, first.mentor_id)
    assert made.pair.told.mentor_id == first.mentor_id
    with pytest.raises(InvalidForm):
        hand.make(CLAIRE, programme.id, first.mentor_id, first.mentor_id)
    with pytest.raises(InvalidForm):
        hand.make(CLAIRE, programme.id, first.mentee_id, first.mentee_id)
