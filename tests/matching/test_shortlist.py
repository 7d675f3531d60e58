"""Whom somebody can choose among."""

from dataclasses import replace

from bot.domain.matching.matching import match
from bot.domain.matching.participants import Participant
from bot.domain.matching.rules import Obstacle
from bot.domain.matching.scheme import Mode
from bot.domain.matching.shortlist import Shortlists, shortlists
from tests.matching.worlds import SCHEME, open_hearted, world

MENTEES, MENTORS = (open_hearted(people) for people in world(8, 12, 9))


def listed(*, taken: dict[str, str] | None = None, apart: frozenset[tuple[str, str]] = frozenset()) -> Shortlists:
    return shortlists(MENTEES, MENTORS, SCHEME, taken or {}, apart, {})


def test_the_best_come_first_and_those_who_may_not_be_are_left_out() -> None:
    found = listed()
    pool = match(MENTEES, MENTORS, SCHEME).pool
    for mentee in pool.row_ids:
        points = dict(zip(found.of(mentee), pool.points([(mentee, each) for each in found.of(mentee)]), strict=True))
        assert list(points.values()) == sorted(points.values(), reverse=True)
        row = pool.row_of[mentee]
        may_be = {each for each, col in pool.col_of.items() if not pool.rules.obstacles(row, col)}
        assert set(found.of(mentee)) == may_be


def test_a_mentor_without_a_free_place_is_in_no_list_and_who_has_one_has_none() -> None:
    mentee, other = MENTEES[0].id, MENTEES[1].id
    mentor = listed().of(mentee)[0]
    places = next(each.capacity for each in MENTORS if each.id == mentor)
    full = listed(taken={f"seeker{number}": mentor for number in range(places)})
    assert mentor not in full.of(mentee)
    assert listed(taken={other: mentor}).of(other) == ()
    assert mentor not in listed(apart=frozenset({(mentee, mentor)})).of(mentee)


def test_reasons_are_those_of_the_pair() -> None:
    found = listed()
    mentee = MENTEES[0].id
    few = found.of(mentee)[:3]
    for each in found.explained(mentee, few):
        told = sum(line.points for line in each.lines) + each.mentee_points + each.mentor_points
        assert told == each.pair.points
    assert [each.pair.mentor for each in found.explained(mentee, few)] == list(few)
    assert found.explained(mentee, ()) == ()


def test_in_reverse_nobody_is_mentored_by_who_works_two_steps_below() -> None:
    chief, junior = Participant("chief"), Participant("junior", manager="between")
    managers = {"junior": "between", "between": "chief"}
    free = replace(SCHEME, rules=replace(SCHEME.rules, language=False, hours=0))
    for mode, kept_apart in ((Mode.MENTORING, False), (Mode.REVERSE, True)):
        found = shortlists([chief], [junior], replace(free, mode=mode), {}, frozenset(), managers)
        assert (found.of("chief") == ()) is kept_apart
        told = found.pool.rules.obstacles(0, 0)
        assert told == ((Obstacle.MANAGERS_MANAGER,) if kept_apart else ())
