"""A pair's steps, and that nothing is settled twice."""

import pytest

from bot.domain.enrolment import Role
from bot.domain.errors import IllegalStep, InvalidForm
from bot.domain.grounds import Grounds
from bot.domain.pairs import OPEN, PAIR_STEPS, SETTLED, Pair, PairState, Reply, Shelf, Side
from bot.domain.questionnaires import criteria
from bot.domain.supervisors import Supervisors
from bot.domain.terms import Terms
from bot.domain.weighing import GROUPS, Stress, Weighing
from bot.messages.questionnaire import default
from tests.fakes import MONDAY

PAIR = Pair(1, "U0LEO", "U0ANA", Grounds(), MONDAY)


@pytest.mark.parametrize("state", PairState)
def test_what_is_over_stays_over(state: PairState) -> None:
    assert (state in OPEN) == bool(PAIR_STEPS.get(state))


def test_each_state_is_on_one_shelf() -> None:
    found = [state for shelf in set(Shelf) - {Shelf.ALL} for state in shelf.states]
    assert sorted(found) == sorted(PairState)
    assert PairState.STAGED not in SETTLED


def test_nothing_is_published_that_was_not_approved() -> None:
    with pytest.raises(IllegalStep):
        PAIR.accepted(MONDAY)
    with pytest.raises(IllegalStep):
        PAIR.introduced("G1")


def test_parting_is_for_what_is_open() -> None:
    assert PAIR.parted(None, MONDAY).state is PairState.REJECTED
    with pytest.raises(IllegalStep):
        PAIR.parted(None, MONDAY).parted(None, MONDAY)


def test_each_one_is_the_others_partner() -> None:
    assert PAIR.partner_of("U0LEO") == "U0ANA"
    assert PAIR.role_of("U0ANA") is Role.MENTOR
    with pytest.raises(KeyError):
        PAIR.partner_of("U0CLAIRE")


def test_a_signature_is_not_signed_over() -> None:
    side = Side(1, "U0ANA", Role.MENTOR, reply=Reply.YES).signed("one", MONDAY)
    assert side.signed("another", MONDAY) == side


@pytest.mark.parametrize(("remind", "expire"), [(0, 7), (7, 7), (3, 61)])
def test_days_that_make_no_sense_are_refused(remind: int, expire: int) -> None:
    with pytest.raises(InvalidForm):
        Terms(1).changed(True, remind, expire, False, Supervisors.NOBODY, {})


def test_weights_reach_every_criterion_of_their_group() -> None:
    every = criteria(default())
    assert {each.id for each in every} <= set(GROUPS)
    none = Weighing(dict.fromkeys(set(GROUPS.values()), Stress.NONE))
    assert none.scheme(default(), MONDAY.date(), MONDAY.date(), MONDAY.date()).criteria == ()
    usual = Weighing().scheme(default(), MONDAY.date(), MONDAY.date(), MONDAY.date())
    assert usual.criteria == every
    assert usual.ends_on > usual.starts_on
