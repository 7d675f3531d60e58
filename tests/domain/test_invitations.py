from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.audience import LeftOut, sift
from bot.domain.door import Door
from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.errors import IllegalStep, InvalidForm
from bot.domain.invitations import Invitation, InvitationState, Occasion, Tally, tally
from bot.domain.people import Person
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY

TODAY = MONDAY.date()
DOOR = Door(closes_on=TODAY + timedelta(days=20))
PLANNED = Invitation(1, ANA.id, None, CLAIRE.id, MONDAY, asks_at=MONDAY)
SENT = PLANNED.asked(DOOR, MONDAY)


def test_who_is_asked_is_asked_once_more_and_no_more() -> None:
    assert (PLANNED.next_occasion, SENT.next_occasion) == (Occasion.FIRST, Occasion.SILENT)
    assert SENT.asks_at == MONDAY + timedelta(days=7)
    assert SENT.asked(DOOR, MONDAY).asks_at is None


def test_not_now_is_asked_again_on_the_morning_of_the_day_and_that_is_all() -> None:
    later = SENT.postponed(TODAY + timedelta(days=10), ANA, DOOR, TODAY)
    assert later.asks_at is not None
    assert later.asks_at.astimezone(ANA.zone).isoformat() == "2027-01-14T09:00:00+01:00"
    assert later.next_occasion is Occasion.CHOSEN
    assert later.may_wait
    assert not later.asked(DOOR, MONDAY).may_wait


@pytest.mark.parametrize("days", [-1, 0, 21])
def test_not_now_is_a_day_to_come_while_people_can_join(days: int) -> None:
    with pytest.raises(InvalidForm):
        SENT.postponed(TODAY + timedelta(days=days), ANA, DOOR, TODAY)


def test_not_for_me_is_the_end_of_it() -> None:
    declined = SENT.declined(DOOR)
    assert (declined.state, declined.asks_at) == (InvitationState.DECLINED, None)
    with pytest.raises(IllegalStep):
        declined.postponed(TODAY + timedelta(days=1), ANA, DOOR, TODAY)


def test_where_the_company_asks_mentees_to_take_part_they_cannot_decline() -> None:
    door = Door(mandatory=True)
    with pytest.raises(IllegalStep):
        replace(SENT, role=Role.MENTEE).declined(door)
    assert replace(SENT, role=Role.MENTOR).declined(door).state is InvitationState.DECLINED
    assert SENT.declined(door).state is InvitationState.DECLINED


def test_everybody_who_is_left_out_has_a_reason() -> None:
    people = [
        ANA,
        replace(ANA, id="U0BOT", is_bot=True),
        replace(ANA, id="U0GUEST", is_guest=True),
        replace(ANA, id="U0AWAY", absent_until=date(2027, 1, 20)),
        replace(ANA, id="U0BACK", absent_until=date(2027, 1, 4)),
        replace(ANA, id="U0NO"),
        LEO,
        CLAIRE,
    ]
    invited = {"U0NO": InvitationState.DECLINED, LEO.id: InvitationState.SENT}
    sifted = sift(people, Door(), {CLAIRE.id}, invited, MONDAY, unknown=2)
    assert [person.id for person in sifted.welcome] == [ANA.id, "U0BACK"]
    assert sifted.left_out == {
        LeftOut.UNKNOWN: 2,
        LeftOut.UNREACHABLE: 1,
        LeftOut.GUEST: 1,
        LeftOut.IN_ALREADY: 1,
        LeftOut.DECLINED: 1,
        LeftOut.INVITED: 1,
        LeftOut.AWAY: 1,
    }


def test_who_has_joined_has_joined_whatever_they_said_before() -> None:
    counted = tally(
        [
            (InvitationState.PLANNED, None, 3),
            (InvitationState.SENT, None, 4),
            (InvitationState.LATER, None, 2),
            (InvitationState.DECLINED, None, 5),
            (InvitationState.DECLINED, EnrolmentState.SUBMITTED, 1),
            (InvitationState.SENT, EnrolmentState.IN_LINE, 1),
            (InvitationState.SENT, EnrolmentState.DRAFT, 6),
            (InvitationState.LATER, EnrolmentState.WITHDRAWN, 1),
        ]
    )
    assert counted == Tally(joined=2, answering=6, later=2, declined=5, left=1, silent=7)
    assert counted.invited == 23


def test_a_person_is_away_until_the_morning_of_return() -> None:
    away = Person("U1", "A", tz="Asia/Tokyo", absent_until=date(2027, 1, 5))
    assert away.back_at(MONDAY) == MONDAY.replace(hour=0) + timedelta(days=1)
    assert replace(away, absent_until=None).back_at(MONDAY) is None
