"""What is said of a result is true: points, places, costs, and what stands in the way."""

from dataclasses import replace

import pytest

from bot.domain.matching.alternatives import alternatives, loss, why_not
from bot.domain.matching.explanation import explanations
from bot.domain.matching.fairness import fairness
from bot.domain.matching.hand import Hand
from bot.domain.matching.matching import match
from bot.domain.matching.obstacles import Help, unmatched
from bot.domain.matching.participants import Participant
from bot.domain.matching.rules import Obstacle
from bot.domain.matching.scheme import Aim
from tests.matching.worlds import SCHEME, open_hearted, table, world


def test_the_lines_of_a_pair_add_up_to_its_points() -> None:
    result = match(*world(2, 60, 25), SCHEME)
    for each in explanations(result):
        assert sum(line.points for line in each.lines) + each.mentee_points + each.mentor_points == each.pair.points
        assert all(0 <= line.points <= line.most for line in each.lines)
        assert len(each.strongest) <= 3


def test_a_place_is_counted_among_the_possible_mentors() -> None:
    mentees, mentors = world(2, 30, 25)
    scores = table(mentees, mentors)
    for each in explanations(match(mentees, mentors, SCHEME)):
        own = [points for (mentee, _), points in scores.items() if mentee == each.pair.mentee]
        better = sum(points > each.pair.points for points in own)
        assert (each.place, each.eligible) == (better + 1, len(own))


def test_what_is_not_covered_is_named() -> None:
    mentee = Participant("e", answers={"wanted": ["a", "b"], "values": ["u"]}, chosen=("m",))
    mentor = Participant("m", answers={"offered": {"b": 4}, "values": ["u", "v"]})
    (each,) = explanations(match([mentee], [mentor], replace(SCHEME, rules=replace(SCHEME.rules, language=False))))
    assert each.missing == (("skills", "a"),)
    assert each.mentee_choice == 1
    assert each.mentor_choice is None
    assert {line.criterion for line in each.strongest} == {"values", "skills"}


@pytest.mark.parametrize("seed", range(6))
def test_another_mentor_costs_what_a_new_solve_says(seed: int) -> None:
    mentees, mentors = (open_hearted(people) for people in world(seed, 9, 4))
    mentees = [replace(each, left_over=False) for each in mentees]
    result = match(mentees, mentors, SCHEME)
    for row, mentee in enumerate(result.pool.row_ids):
        for col, mentor in enumerate(result.pool.col_ids):
            pinned = match(mentees, mentors, SCHEME, Hand(pinned={mentee: mentor}))
            fewer, points = len(result.pairs) - len(pinned.pairs), result.total - pinned.total
            assert loss(result, row, col) == points + fewer * result.proof.priority


def test_the_best_others_are_named_with_their_cost() -> None:
    result = match(*(open_hearted(people) for people in world(4, 20, 8)), SCHEME)
    for mentee, mentor in result.mentor_of.items():
        others = alternatives(result, mentee)
        assert len(others) == 3
        assert mentor not in [other.mentor for other in others]
        assert all(other.cost >= 0 for other in others)


def test_a_pair_that_only_a_wish_lifts_above_the_floor_is_below_it() -> None:
    scheme = replace(
        SCHEME, criteria=SCHEME.criteria[1:2], rules=replace(SCHEME.rules, language=False), aim=Aim.NOBODY_BADLY_OFF
    )
    mentee = Participant("e", answers={"values": ["u"]}, chosen=("m",))
    mentors = [Participant("m"), Participant("n", answers={"values": ["u"]})]
    result = match([mentee], mentors, scheme)
    assert result.mentor_of == {"e": "n"}
    assert why_not(result, "e", "m").below_floor


def test_a_refused_alternative_says_why() -> None:
    mentees, mentors = [Participant("e", not_with=frozenset({"m"}))], [Participant("m"), Participant("n")]
    scheme = replace(SCHEME, rules=replace(SCHEME.rules, language=False))
    assert why_not(match(mentees, mentors, scheme), "e", "m").obstacles == (Obstacle.NOT_WITH,)


def test_those_who_compete_for_too_few_places_are_told_so() -> None:
    german, english = frozenset({"de"}), frozenset({"en"})
    mentees = [Participant(f"e{n}", languages=german) for n in range(4)] + [Participant("f", languages=english)]
    mentors = [Participant("m", languages=german, capacity=2), Participant("n", languages=english, capacity=5)]
    result = match(mentees, mentors, SCHEME)
    stuck = unmatched(result, result.unmatched[0])
    assert stuck.competitors == ("e0", "e1", "e2", "e3")
    assert (stuck.mentors, stuck.places, stuck.eligible) == (("m",), 2, 1)
    assert (stuck.change.help, stuck.change.count, stuck.change.languages) == (Help.MORE_PLACES, 2, ("de",))


def test_small_groups_are_hidden_and_cannot_be_worked_out() -> None:
    sizes = {"Sales": 8, "Finance": 6, "Legal": 2}
    mentees = [
        Participant(f"{name}{n}", department=name, languages=frozenset({"en"}))
        for name, size in sizes.items()
        for n in range(size)
    ]
    result = match(mentees, [Participant("m", capacity=10, languages=frozenset({"en"}))], SCHEME)
    departments, *_ = fairness(result)
    assert [(group.value, group.people) for group in departments.groups] == [("Sales", 8)]
    assert departments.hidden == 8
    assert sum(len(report.groups) for report in fairness(result)) == 2
