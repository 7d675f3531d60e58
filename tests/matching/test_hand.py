"""HR's hand, later changes, and the other ways of pairing."""

from dataclasses import replace

import pytest

from bot.domain.matching.comparison import compare
from bot.domain.matching.few_changes import few_changes
from bot.domain.matching.groups import in_groups
from bot.domain.matching.hand import Hand, HandRefused, Refusal
from bot.domain.matching.matching import match
from bot.domain.matching.participants import Participant
from bot.domain.matching.peers import pair_up
from bot.domain.matching.pool import PersonTwice
from bot.domain.matching.rematch import at_most, changed, rematch, swap, top_up
from bot.domain.matching.scheme import Criterion, Mode, Rule, Weight
from tests.matching.worlds import SCHEME, open_hearted, world

FREE = replace(SCHEME, rules=replace(SCHEME.rules, language=False))
PEOPLE = tuple(open_hearted(people) for people in world(8, 40, 20))


def test_a_pinned_pair_is_made_and_the_rest_is_the_best_there_is() -> None:
    mentees, mentors = PEOPLE
    free = match(mentees, mentors, SCHEME)
    mentee, mentor = next(iter(free.mentor_of.items()))
    pin = {mentee: next(each.id for each in mentors if each.id != mentor)}
    pinned = match(mentees, mentors, SCHEME, Hand(pinned=pin))
    assert pin.items() <= pinned.mentor_of.items()
    assert [pair.mentee for pair in pinned.pairs if pair.held] == [mentee]
    assert len(pinned.pairs) == len(free.pairs)
    assert pinned.total <= free.total
    assert pinned.flaws() == frozenset()


def test_a_forbidden_pair_is_not_made() -> None:
    free = match(*PEOPLE, SCHEME)
    forbidden = frozenset(list(free.mentor_of.items())[:10])
    assert not forbidden & set(match(*PEOPLE, SCHEME, Hand(forbidden=forbidden)).mentor_of.items())


@pytest.mark.parametrize(
    ("hand", "why"),
    [
        (Hand(pinned={"nobody": "m"}), Refusal.UNKNOWN_MENTEE),
        (Hand(pinned={"e": "nobody"}), Refusal.UNKNOWN_MENTOR),
        (Hand(pinned={"e": "m"}, locked={"e": "n"}), Refusal.TWO_MENTORS),
        (Hand(pinned={"e": "m"}, forbidden=frozenset({("e", "m")})), Refusal.FORBIDDEN_TOO),
        (Hand(pinned={"e": "m", "f": "m"}), Refusal.TOO_MANY),
    ],
)
def test_a_hand_that_cannot_be_followed_is_refused(hand: Hand, why: Refusal) -> None:
    with pytest.raises(HandRefused) as refused:
        match([Participant("e"), Participant("f")], [Participant("m"), Participant("n")], FREE, hand)
    assert refused.value.why is why


def test_a_person_twice_is_refused() -> None:
    with pytest.raises(PersonTwice):
        match([Participant("e"), Participant("e")], [Participant("m")], FREE)


def test_a_top_up_keeps_all_running_pairs() -> None:
    mentees, mentors = PEOPLE
    running = match(mentees[:15], mentors, SCHEME).mentor_of
    topped = top_up(mentees, mentors, SCHEME, running)
    assert running.items() <= topped.mentor_of.items()
    assert len(topped.pairs) == min(len(mentees), sum(each.capacity for each in mentors))


def test_a_mentor_with_less_room_than_running_pairs_keeps_them() -> None:
    running = {"e": "m", "f": "m"}
    kept = top_up([Participant("e"), Participant("f"), Participant("g")], [Participant("m")], FREE, running)
    assert kept.mentor_of == running


def test_a_price_for_each_change_makes_fewer_of_them() -> None:
    mentees, mentors = PEOPLE
    before = match(mentees, mentors[:14], SCHEME).mentor_of
    counts = [
        len(changed(before, rematch(mentees, mentors, SCHEME, before, bonus))) for bonus in (0, 300, 3_000, 40_000)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 0
    assert rematch(mentees, mentors, SCHEME, before, 300).flaws() == frozenset()


def test_at_most_so_many_changes_are_made_and_none_as_few_is_better() -> None:
    mentees, mentors = PEOPLE
    before = match(mentees, mentors[:14], SCHEME).mentor_of
    free = match(mentees, mentors, SCHEME)
    totals = []
    for most in (0, 3, 8, 40):
        found = at_most(mentees, mentors, SCHEME, before, most)
        assert len(changed(before, found)) <= most
        totals.append(found.total)
    assert totals == sorted(totals)
    assert totals[-1] == free.total


def test_old_prices_lead_to_the_same_total() -> None:
    before = match(*PEOPLE, SCHEME)
    assert match(*PEOPLE, SCHEME, prices=before.prices).total == before.total


def test_a_swap_changes_little_around_it() -> None:
    before = match(*PEOPLE, SCHEME)
    other = next(each.id for each in PEOPLE[1] if each.id != before.mentor_of["e003"])
    after = swap(before, "e003", other, bonus=1_000)
    assert after.mentor_of["e003"] == other
    assert len(compare(before, after).switches) <= 4


def test_what_if_shows_who_changes() -> None:
    mentees, mentors = PEOPLE
    heavier = tuple(replace(each, weight=Weight.LOW) for each in SCHEME.criteria)
    one, other = match(mentees, mentors, SCHEME), match(mentees, mentors, replace(SCHEME, criteria=heavier))
    found = compare(one, other)
    assert found.one.total >= found.other_by_one
    assert found.switches
    assert all(each.before != each.after for each in found.switches)
    assert compare(one, one).switches == ()


def test_groups_are_neither_too_small_nor_too_large() -> None:
    mentees, mentors = PEOPLE
    roomy = [replace(each, capacity=9) for each in mentors]
    found = in_groups(mentees, roomy, SCHEME, 3, 6)
    assert all(3 <= len(members) <= 6 for members in found.members.values())
    assert sum(len(members) for members in found.members.values()) == len(mentees)
    assert set(found.closed).isdisjoint(found.members)
    assert found.result.flaws() == frozenset()


PEER = replace(FREE, criteria=(Criterion("values", Rule.OVERLAP, "values", "values"),))


@pytest.mark.parametrize(("seed", "count"), [(1, 2), (2, 5), (3, 6), (4, 7), (5, 8), (6, 8)])
def test_peers_are_paired_as_well_as_can_be(seed: int, count: int) -> None:
    people = [replace(each, left_over=False) for each in world(seed, count, 4)[0]]
    found = pair_up(people, PEER)
    assert (len(found.pairs), found.total) == paired(people)
    assert len(found.unmatched) == count - 2 * len(found.pairs)


def paired(people: list[Participant]) -> tuple[int, int]:
    """The most pairs and the greatest total, by trying all."""
    if len(people) < 2:
        return (0, 0)
    first, *rest = people
    best = paired(rest)
    for other in rest:
        result = match([first], [other], PEER), match([other], [first], PEER)
        if all(each.pairs for each in result) and not (first.manager and first.manager == other.manager):
            pairs, total = paired([each for each in rest if each is not other])
            best = max(best, (pairs + 1, total + result[0].total + result[1].total))
    return best


def test_where_mentees_rank_only_named_mentors_come_into_question() -> None:
    ranking = replace(FREE, mode=Mode.MENTEES_RANK)
    mentees = [Participant("e", chosen=("m", "n")), Participant("f", chosen=("m",)), Participant("g")]
    result = match(mentees, [Participant("m"), Participant("n"), Participant("o")], ranking)
    assert result.mentor_of == {"e": "n", "f": "m"}


def test_in_reverse_mentoring_the_less_experienced_mentor() -> None:
    gap = Criterion("years", Rule.GAP, "years", "years", low=5, high=20)
    scheme = replace(FREE, criteria=(gap,))
    senior = Participant("e", answers={"years": 25})
    mentors = [Participant("old", answers={"years": 40}), Participant("young", answers={"years": 10})]
    assert match([senior], mentors, scheme).mentor_of == {"e": "old"}
    assert match([senior], mentors, replace(scheme, mode=Mode.REVERSE)).mentor_of == {"e": "young"}


@pytest.mark.parametrize("most", [0, 1, 2, 3, 5, 8, 40])
@pytest.mark.parametrize("joined", [4, 9])
def test_few_changes_are_no_more_than_asked_for_and_each_more_leaves_nobody_worse(most: int, joined: int) -> None:
    mentees, mentors = PEOPLE
    before = match(mentees[joined:], mentors, SCHEME).mentor_of
    few, fewer = (few_changes(mentees, mentors, SCHEME, before, count) for count in (most, max(0, most - 1)))
    assert len(changed(before, few)) <= most
    assert len(few.mentor_of) >= len(fewer.mentor_of)
    assert few.flaws() == frozenset()


def test_one_makes_room_for_another() -> None:
    """Only m can help e, and f who is with m could be with n as well."""
    mentees = [Participant("e", languages=frozenset({"de"})), Participant("f", languages=frozenset({"de", "fr"}))]
    mentors = [Participant("m", languages=frozenset({"de"})), Participant("n", languages=frozenset({"fr"}))]
    alone = few_changes(mentees, mentors, SCHEME, {"f": "m"}, 0)
    assert alone.mentor_of == {"f": "m"}
    assert few_changes(mentees, mentors, SCHEME, {"f": "m"}, 1).mentor_of == {"e": "m", "f": "n"}
