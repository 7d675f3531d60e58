"""From enrolments to the people of a match."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.candidates import Away, Candidates, candidates
from bot.domain.door import Door
from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.grounds import Grounds
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.domain.weighing import Weighing
from bot.messages.questionnaire import default
from tests.fakes import MONDAY

TODAY = MONDAY.date()
LEO = Person("U0LEO", "Léo", "America/Toronto", department="R&D", site="Lyon", level=2, manager_id="U0KENJI")
ANA = Person("U0ANA", "Ana", "Europe/Paris")
SAID = {"languages": ["fr"], "years": 4, "rhythm": "3", "work_from": "08:30", "work_until": "17:00"}
OFFERS = {**SAID, "skills_offered": ["finance", "sales"], "skill_level": {"finance": 5}, "capacity": "2"}


def enrolment(person: Person, role: Role, **said: object) -> Enrolment:
    answers = {**(OFFERS if role is Role.MENTOR else SAID), **said}
    return Enrolment(1, person.id, 1, role, MONDAY, EnrolmentState.SUBMITTED, answers=answers)


MINE, HERS = enrolment(LEO, Role.MENTEE), enrolment(ANA, Role.MENTOR)
PAIR = Pair(1, LEO.id, ANA.id, Grounds(), MONDAY)


def found(mine: Enrolment = MINE, hers: Enrolment = HERS, *pairs: Pair, **people: Person) -> Candidates:
    known = {LEO.id: people.get("leo", LEO), ANA.id: people.get("ana", ANA)}
    return candidates([mine, hers], known, pairs, [], default(), Door(), TODAY)


def test_answers_become_what_the_rules_read() -> None:
    people = found()
    (leo,), (ana,) = people.mentees, people.mentors
    assert (leo.works, leo.languages, leo.manager) == ((510, 1020), frozenset({"fr"}), "U0KENJI")
    assert (leo.answers["rhythm"], leo.answers["department"], leo.answers["level"]) == (3, "r&d", "2")
    assert ana.answers["skills_offered"] == ["finance", "sales"]
    assert ana.answers["skill_level"] == {"finance": 5, "sales": 3}
    assert ana.capacity == 2


def test_what_somebody_answered_goes_before_the_directory() -> None:
    assert found(enrolment(LEO, Role.MENTEE, department="Design")).mentees[0].answers["department"] == "design"


@pytest.mark.parametrize(
    ("why", "person"),
    [
        (Away.GONE, replace(ANA, is_active=False)),
        (Away.GUEST, replace(ANA, is_guest=True)),
        (Away.ABSENT, replace(ANA, absent_until=date(2027, 1, 5))),
    ],
)
def test_who_is_away_is_said_to_be(why: Away, person: Person) -> None:
    assert found(MINE, HERS, ana=person).away == {ANA.id: why}


def test_who_is_back_today_is_here() -> None:
    assert found(MINE, HERS, ana=replace(ANA, absent_until=TODAY)).away == {}


def test_who_waited_comes_first() -> None:
    assert found(replace(MINE, state=EnrolmentState.WAITING)).mentees[0].left_over


@pytest.mark.parametrize("state", [PairState.APPROVED, PairState.PROPOSED, PairState.ACTIVE, PairState.PAUSED])
def test_what_is_settled_stays(state: PairState) -> None:
    assert found(MINE, HERS, replace(PAIR, state=state)).hand.locked == {LEO.id: ANA.id}


@pytest.mark.parametrize("state", [PairState.REJECTED, PairState.DECLINED, PairState.ENDED])
def test_what_is_over_does_not_come_again(state: PairState) -> None:
    assert (LEO.id, ANA.id) in found(MINE, HERS, replace(PAIR, state=state)).hand.forbidden


def test_who_has_a_mentor_on_leave_keeps_them_and_looks_for_no_other() -> None:
    settled = replace(PAIR, state=PairState.ACTIVE)
    assert found(MINE, HERS, settled, ana=replace(ANA, absent_until=date(2027, 3, 1))).mentees == ()


def test_a_mentee_on_leave_keeps_their_place() -> None:
    settled = replace(PAIR, state=PairState.ACTIVE)
    assert found(MINE, HERS, settled, leo=replace(LEO, absent_until=date(2027, 3, 1))).mentors[0].capacity == 1


def test_the_fingerprint_is_of_everything_that_goes_in_and_of_nothing_else() -> None:
    scheme = Weighing().scheme(default(), TODAY, TODAY, TODAY)
    one = found().fingerprint(scheme)
    assert found().fingerprint(scheme) == one
    assert found(MINE, HERS, PAIR).fingerprint(scheme) == one
    others = [
        found(enrolment(LEO, Role.MENTEE, years=5)),
        found(MINE, HERS, replace(PAIR, state=PairState.ACTIVE)),
        found(MINE, HERS, leo=replace(LEO, manager_id="U0ANA")),
    ]
    assert one not in [each.fingerprint(scheme) for each in others]
    assert found().fingerprint(Weighing(seed=2).scheme(default(), TODAY, TODAY, TODAY)) != one
