from dataclasses import replace
from datetime import date

import pytest

from bot.domain.errors import IllegalStep, InvalidForm, NotRecruiting
from bot.domain.programmes import Cadence, Plan, Programme, ProgrammeState, set_up
from tests.fakes import MONDAY

TODAY = MONDAY.date()
PLAN = Plan("Mentoring", "Grow", "70 % meet", date(2027, 2, 1), date(2027, 8, 1), Cadence.THREE_WEEKS, ("en",))


def programme(state: ProgrammeState = ProgrammeState.DRAFT) -> Programme:
    return replace(set_up(PLAN, by="U1", now=MONDAY, today=TODAY), state=state)


def test_a_new_programme_is_a_draft_that_nobody_can_join() -> None:
    new = programme()
    assert new.state is ProgrammeState.DRAFT
    assert new.plan == PLAN
    with pytest.raises(NotRecruiting):
        new.require_recruiting()


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"name": "  "}, "name", "missing"),
        ({"goal": ""}, "goal", "missing"),
        ({"success": ""}, "success", "missing"),
        ({"starts_on": date(2027, 1, 3)}, "starts_on", "too_early"),
        ({"starts_on": date(9999, 12, 1)}, "starts_on", "too_late"),
        ({"ends_on": date(2027, 2, 20)}, "ends_on", "out_of_period"),
        ({"ends_on": date(2031, 2, 1)}, "ends_on", "out_of_period"),
        ({"languages": ()}, "languages", "choose_one"),
        ({"languages": ("tlh",)}, "languages", "choose_one"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(changes: dict[str, object], field: str, fault: str) -> None:
    with pytest.raises(InvalidForm) as invalid:
        set_up(replace(PLAN, **changes), by="U1", now=MONDAY, today=TODAY)
    assert invalid.value.faults[field].name == fault


def test_announcing_opens_it_and_may_be_done_again() -> None:
    once = programme().announced("C1", MONDAY)
    again = once.announced("C2", MONDAY)
    assert again.state is ProgrammeState.RECRUITING
    assert again.channel_id == "C2"
    again.require_recruiting()


def test_a_programme_that_runs_is_not_announced_any_more() -> None:
    with pytest.raises(IllegalStep):
        programme(ProgrammeState.RUNNING).announced("C1", MONDAY)


def test_a_start_that_has_passed_may_stay() -> None:
    later = date(2027, 3, 1)
    assert programme().replanned(replace(PLAN, name="Renamed"), today=later).name == "Renamed"
