from dataclasses import replace
from datetime import date

import pytest

from bot.domain.enrolment import ENROLMENT_STEPS, Enrolment, EnrolmentState, Role
from bot.domain.errors import IllegalStep
from tests.fakes import MONDAY, FakeClock


def enrolment(state: EnrolmentState = EnrolmentState.DRAFT) -> Enrolment:
    return Enrolment(1, "U1", 1, Role.MENTEE, MONDAY, state=state)


def test_sending_answers_makes_somebody_take_part() -> None:
    sent = enrolment().typed({"a": "x"}).submitted({"a": "x"}, MONDAY)
    assert sent.takes_part
    assert sent.submitted_at == MONDAY


def test_changing_answers_keeps_the_state_and_the_day_of_joining() -> None:
    clock = FakeClock()
    first = replace(enrolment().submitted({"a": 1}, clock.now()), state=EnrolmentState.MATCHED)
    clock.move(days=3)
    second = first.submitted({"a": 2}, clock.now())
    assert (second.state, second.submitted_at, second.answers) == (EnrolmentState.MATCHED, MONDAY, {"a": 2})


def test_what_was_typed_survives_leaving_and_coming_back_in_another_role() -> None:
    back = enrolment().typed({"a": "x"}).withdrawn().started(Role.MENTOR, MONDAY)
    assert (back.state, back.role, back.draft) == (EnrolmentState.DRAFT, Role.MENTOR, {"a": "x"})


def test_who_has_completed_can_no_longer_leave() -> None:
    with pytest.raises(IllegalStep):
        enrolment(EnrolmentState.COMPLETED).withdrawn()


@pytest.mark.parametrize("state", EnrolmentState)
def test_every_state_says_where_it_may_go(state: EnrolmentState) -> None:
    assert state in ENROLMENT_STEPS
    assert ENROLMENT_STEPS[state] <= frozenset(EnrolmentState)


def test_who_takes_a_break_in_line_keeps_the_place_in_line_and_no_other() -> None:
    waiting = enrolment().submitted({}, MONDAY, full=True)
    paused = waiting.paused(date(2027, 3, 1))
    assert not paused.takes_part
    assert paused.resumed().state is EnrolmentState.IN_LINE
