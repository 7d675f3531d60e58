"""Match now: what goes in, what comes out, and that the same again is the same."""

from dataclasses import replace

import pytest

from bot.domain.candidates import Away
from bot.domain.enrolment import EnrolmentState
from bot.domain.matching.scheme import Aim, Departments
from bot.domain.pairs import PairState
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.domain.runs import RunState
from bot.domain.weighing import Group, Stress, Weighing
from bot.messages.matching import Failed, Finished, Running
from bot.messages.notices import Notice
from bot.messages.outcome import Outcomes
from bot.services.matcher import Matcher
from bot.services.matching import MatchingService
from bot.services.people import PeopleService
from storage.work import Storage
from tests.builders import a_recruiting_programme
from tests.company import colleagues, enrol
from tests.conftest import CLAIRE
from tests.fakes import MONDAY, FakeClock, FakeSlack
from tests.services.outgoing import kinds, said


@pytest.fixture
def programme(storage: Storage) -> Programme:
    return a_recruiting_programme(storage, CLAIRE)


@pytest.fixture
def matching(storage: Storage, clock: FakeClock, slack: FakeSlack) -> MatchingService:
    return MatchingService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"), Matcher())


def staged(storage: Storage, programme: Programme) -> dict[str, str]:
    with storage.begin() as work:
        return {each.mentee_id: each.mentor_id for each in work.pairs.of_programme(programme.id, {PairState.STAGED})}


def test_a_company_is_matched_and_nobody_hears_of_it(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    enrol(storage, programme, colleagues())
    shown = matching.match(CLAIRE, programme.id, "k1")
    assert isinstance(shown, Outcomes)
    assert shown.outcome.matched == shown.staged == len(staged(storage, programme)) > 20
    assert shown.outcome.proved
    assert shown.same_as is None
    assert set(kinds(storage)) <= {"home/home"}
    with storage.begin() as work:
        assert work.programmes.get(programme.id).state is ProgrammeState.MATCHING


def test_the_same_again_is_the_same_and_says_so(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    enrol(storage, programme, colleagues())
    matching.match(CLAIRE, programme.id, "k1")
    before = staged(storage, programme)
    again = matching.match(CLAIRE, programme.id, "k2")
    assert isinstance(again, Outcomes)
    assert again.same_as == MONDAY
    assert staged(storage, programme) == before
    other = MatchingService(storage, matching._clock, matching._people, Matcher())
    other.match(CLAIRE, programme.id, "k3")
    assert staged(storage, programme) == before


def test_one_press_delivered_twice_is_one_match(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    enrol(storage, programme, colleagues())
    matching.match(CLAIRE, programme.id, "k1")
    matching.match(CLAIRE, programme.id, "k1")
    with storage.begin() as work:
        last = work.runs.last(programme.id)
    assert last
    assert last.id == 1


def test_with_nobody_to_match_it_says_so(matching: MatchingService, programme: Programme) -> None:
    assert matching.match(CLAIRE, programme.id, "k1") == Notice("nobody_to_match")
    assert matching.open(CLAIRE, programme.id).pool.mentees == 0


@pytest.mark.parametrize(
    ("why", "change"),
    [
        (Away.GONE, {"is_active": False}),
        (Away.GUEST, {"is_guest": True}),
        (Away.ABSENT, {"absent_until": MONDAY.date().replace(day=20)}),
    ],
)
def test_who_is_not_there_is_left_out(
    matching: MatchingService, storage: Storage, programme: Programme, why: Away, change: dict[str, object]
) -> None:
    people = colleagues()
    missing: Person = replace(people[1], **change)  # type: ignore[arg-type]
    with storage.begin() as work:
        work.people.keep(missing)
    enrol(storage, programme, people)
    shown = matching.open(CLAIRE, programme.id)
    assert shown.pool.away == {missing.id: why}
    matching.match(CLAIRE, programme.id, "k")
    assert missing.id not in staged(storage, programme)


def test_a_mentor_who_starts_later_has_no_mentee_yet(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    mentor = enrol(storage, programme, colleagues())[0]
    with storage.begin() as work:
        later = replace(mentor, answers={**mentor.answers, "paused_until": "2027-06-01"})
        work.enrolments.save(later)
    matching.match(CLAIRE, programme.id, "k")
    assert mentor.person_id not in staged(storage, programme).values()


def test_what_was_said_in_confidence_is_kept_and_not_told(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    everybody = enrol(storage, programme, colleagues())
    mentors = [each.person_id for each in everybody if "mentor" in each.role.audiences]
    mentee = everybody[1]
    with storage.begin() as work:
        work.enrolments.save(replace(mentee, answers={**mentee.answers, "not_with": mentors}))
    matching.match(CLAIRE, programme.id, "k")
    assert mentee.person_id not in staged(storage, programme)
    told = {each.person_id: each for each in matching.stuck(CLAIRE, programme.id).people}
    assert told[mentee.person_id].obstacle not in ("not_with",)


def test_who_waited_comes_first(matching: MatchingService, storage: Storage, programme: Programme) -> None:
    everybody = enrol(storage, programme, colleagues())
    matching.match(CLAIRE, programme.id, "k1")
    left = [each.person_id for each in matching.stuck(CLAIRE, programme.id).people]
    assert left
    waiting = next(each for each in everybody if each.person_id == left[0])
    with storage.begin() as work:
        work.enrolments.save(replace(waiting, state=EnrolmentState.WAITING))
    matching.match(CLAIRE, programme.id, "k2")
    assert waiting.person_id in staged(storage, programme)


def test_two_settings_are_compared_before_anything_is_kept(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    enrol(storage, programme, colleagues())
    other = Weighing({Group.SKILLS: Stress.NONE, Group.INTERESTS: Stress.HIGH}, Aim.BEST_TOTAL, Departments.OTHER)
    shown = matching.compare(CLAIRE, programme.id, other)
    assert shown.other
    assert shown.changed > 0
    assert staged(storage, programme) == {}
    kept = matching.weigh(CLAIRE, programme.id, other, "k")
    assert kept.weighing == other
    matching.match(CLAIRE, programme.id, "k2")
    same = matching.compare(CLAIRE, programme.id, other)
    assert same.changed == 0
    with storage.begin() as work:
        last = work.runs.last(programme.id)
    assert last
    assert last.weighing == other


def test_a_large_company_is_matched_in_the_background_and_who_asked_is_told(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    enrol(storage, programme, colleagues())
    matching = MatchingService(storage, matching._clock, matching._people, Matcher(at_once=10))
    assert isinstance(matching.match(CLAIRE, programme.id, "k1"), Running)
    assert staged(storage, programme) == {}
    assert matching.compute_next()
    assert not matching.compute_next()
    assert len(staged(storage, programme)) > 20
    assert isinstance(said(storage, CLAIRE.id)[-1], Finished)


def test_a_match_whose_people_changed_meanwhile_is_made_anew(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    everybody = enrol(storage, programme, colleagues())

    class Meddling(Matcher):
        def fresh(self, inputs: object) -> object:  # type: ignore[override]
            found = super().fresh(inputs)  # type: ignore[arg-type]
            with storage.begin() as work:
                first = work.enrolments.get(everybody[1].id)
                if first.takes_part:
                    work.enrolments.save(first.withdrawn())
            return found

    meddled = MatchingService(storage, matching._clock, matching._people, Meddling())
    meddled.match(CLAIRE, programme.id, "k1")
    assert everybody[1].person_id not in staged(storage, programme)
    with storage.begin() as work:
        last = work.runs.last(programme.id)
    assert last
    assert last.state is RunState.DONE


def test_a_match_that_cannot_be_computed_is_given_up_and_who_waits_is_told(
    matching: MatchingService, storage: Storage, programme: Programme
) -> None:
    enrol(storage, programme, colleagues())

    class Broken(Matcher):
        def fresh(self, inputs: object) -> object:  # type: ignore[override]
            raise ArithmeticError

    broken = MatchingService(storage, matching._clock, matching._people, Broken(at_once=10))
    broken.match(CLAIRE, programme.id, "k1")
    with pytest.raises(ArithmeticError):
        broken.compute_next()
    assert not broken.compute_next()
    assert isinstance(said(storage, CLAIRE.id)[-1], Failed)
