from dataclasses import replace

from bot.domain.directory import Stage
from bot.domain.enrolment import EnrolmentState, Role
from bot.domain.outbox import Outgoing
from bot.domain.people import Person
from bot.services.directory import DirectoryService
from bot.services.leaving import LeavingService
from bot.services.people import PeopleService
from bot.workspace import Refused
from storage.team import Source
from storage.work import Storage
from tests.builders import a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY, FakeClock, FakeSlack
from tests.services.conftest import GROUP
from tests.storage.looking import messages


def run(directory: DirectoryService, clock: FakeClock, steps: int = 50) -> int:
    """Ticks until there is nothing to do; how many steps there were."""
    for step in range(steps):
        if not directory.do_due():
            return step
        clock.move(seconds=3)
    raise AssertionError("it does not end")


def known(storage: Storage, id: str) -> Person | None:
    with storage.look() as work:
        return work.people.find(id)


def crowd(slack: FakeSlack, count: int) -> None:
    slack.people |= {f"U{n:05}": Person(f"U{n:05}", f"Person {n}") for n in range(count)}


def test_everybody_is_read_page_by_page(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage
) -> None:
    crowd(slack, 450)
    run(directory, clock)
    assert [each for each in slack.asked if each.startswith("page")] == ["page ", "page 200", "page 400"]
    assert known(storage, "U00449") is not None
    with storage.look() as work:
        reading = work.directory.now()
        assert (reading.stage, reading.read, reading.finished_at is not None) == (Stage.IDLE, 453, True)
        assert work.people.find(ANA.id) == replace(ANA, checked_at=MONDAY)


def test_it_is_read_again_each_night_and_not_before(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack
) -> None:
    run(directory, clock)
    clock.move(hours=15)
    assert run(directory, clock) == 0
    clock.move(hours=2)
    assert run(directory, clock) > 0


def test_it_is_read_at_each_start_unless_that_is_under_way(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack
) -> None:
    crowd(slack, 450)
    directory.do_due()
    directory.begin()
    run(directory, clock)
    assert slack.asked.count("page ") == 1
    directory.begin()
    assert run(directory, clock) > 0


def test_too_many_calls_pause_it_for_as_long_as_slack_says(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack
) -> None:
    crowd(slack, 450)
    directory.do_due()
    slack.refusals.append(Refused("ratelimited", 30))
    directory.do_due()
    clock.move(seconds=29)
    assert not directory.do_due()
    clock.move(seconds=1)
    assert directory.do_due()
    assert slack.asked == ["page ", "page 200", "page 200"]


def test_what_broke_off_goes_on_where_it_was_and_hr_sees_why(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage
) -> None:
    crowd(slack, 450)
    directory.do_due()
    slack.refusals.append(Refused("no_answer"))
    directory.do_due()
    with storage.look() as work:
        seen = directory.state(work)
    assert (seen.read, seen.under_way, seen.trouble) == (200, True, "no_answer")
    clock.move(minutes=1)
    run(directory, clock)
    assert slack.asked[:4] == ["page ", "page 200", "page 200", "page 400"]
    with storage.look() as work:
        assert directory.state(work).trouble is None


def test_a_cursor_that_has_grown_old_begins_anew(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack
) -> None:
    crowd(slack, 450)
    directory.do_due()
    slack.refusals.append(Refused("invalid_cursor"))
    directory.do_due()
    run(directory, clock)
    assert slack.asked == ["page ", "page 200", "page ", "page 200", "page 400"]


def test_two_processes_do_not_read_the_same_page(
    directory: DirectoryService, storage: Storage, clock: FakeClock, slack: FakeSlack, people: PeopleService
) -> None:
    other = DirectoryService(storage, clock, people, slack, LeavingService(storage, clock, people))
    looks: list[bool] = []
    slack.meanwhile = lambda: looks.append(other.do_due())
    assert directory.do_due()
    assert looks == [False]


def test_who_is_missing_from_the_list_is_gone_only_if_slack_says_so(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage
) -> None:
    run(directory, clock)
    slack.unlisted = {ANA.id, LEO.id}
    del slack.people[LEO.id]
    clock.move(hours=24)
    run(directory, clock)
    ana, leo = known(storage, ANA.id), known(storage, LEO.id)
    assert ana
    assert ana.is_active
    assert leo
    assert not leo.is_active


def test_a_list_that_lacks_many_makes_nobody_gone(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage
) -> None:
    crowd(slack, 100)
    run(directory, clock)
    slack.people = {CLAIRE.id: CLAIRE}
    clock.move(hours=24)
    run(directory, clock)
    with storage.look() as work:
        assert directory.state(work).trouble == "incomplete"
        assert all(each.is_active for each in work.people.everybody())


def taking_part(storage: Storage, person: Person = ANA) -> int:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        return work.enrolments.save(an_enrolment(work, programme, person, Role.MENTOR).submitted({}, MONDAY)).id


def state_of(storage: Storage, id: int) -> EnrolmentState:
    with storage.look() as work:
        return work.enrolments.get(id).state


def told(storage: Storage, kind: str) -> list[Outgoing]:
    return [each for each in messages(storage) if each.kind == kind]


def test_whoever_leaves_is_let_go_and_hr_is_told_once(directory: DirectoryService, storage: Storage) -> None:
    id = taking_part(storage)
    for _ in range(2):
        directory.changed(replace(ANA, is_active=False, full_name="Ana Muñoz"))
    assert state_of(storage, id) is EnrolmentState.WITHDRAWN
    [news] = told(storage, "people/left")
    assert (news.to, news.context["name"]) == (CLAIRE.id, "Ana Muñoz")
    assert not [each for each in messages(storage) if each.to == ANA.id]


def test_the_nightly_reading_finds_whoever_left_unheard(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage
) -> None:
    id = taking_part(storage)
    slack.people[ANA.id] = replace(ANA, is_active=False)
    run(directory, clock)
    assert state_of(storage, id) is EnrolmentState.WITHDRAWN
    assert len(told(storage, "people/left")) == 1


def test_whoever_returns_can_begin_again(directory: DirectoryService, storage: Storage) -> None:
    id = taking_part(storage)
    directory.changed(replace(ANA, is_active=False))
    directory.changed(ANA)
    with storage.begin() as work:
        back = work.people.find(ANA.id)
        assert back
        assert back.may_take_part
        assert work.enrolments.get(id).started(Role.MENTEE, MONDAY).state is EnrolmentState.DRAFT


def test_an_event_without_a_locale_keeps_the_one_that_is_known(directory: DirectoryService, storage: Storage) -> None:
    directory.changed(ANA)
    directory.changed(replace(ANA, locale="", tz="Europe/Lisbon"))
    changed = known(storage, ANA.id)
    assert changed
    assert (changed.locale, changed.tz) == ("fr-FR", "Europe/Lisbon")


def test_slacks_word_does_not_overwrite_where_people_work(directory: DirectoryService, storage: Storage) -> None:
    directory.changed(ANA)
    with storage.begin() as work:
        work.people.place({ANA.id: {"department": "Ventes", "level": 3}})
    directory.changed(replace(ANA, title="Directrice"))
    changed = known(storage, ANA.id)
    assert changed
    assert (changed.department, changed.level, changed.title) == ("Ventes", 3, "Directrice")


def test_a_user_group_says_who_is_hr(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage, people: PeopleService
) -> None:
    slack.gathered[GROUP] = (ANA.id, LEO.id)
    run(directory, clock)
    assert people.is_hr(ANA)
    slack.gathered[GROUP] = (LEO.id,)
    clock.move(hours=24)
    run(directory, clock)
    assert (people.is_hr(ANA), people.is_hr(LEO)) == (False, True)


def test_a_group_that_can_not_be_read_leaves_the_team_as_it_is(
    directory: DirectoryService, clock: FakeClock, slack: FakeSlack, storage: Storage, people: PeopleService
) -> None:
    with storage.begin() as work:
        work.team.add({LEO.id}, Source.GROUP, None, MONDAY)
    run(directory, clock)
    assert people.is_hr(LEO)


def test_whoever_leaves_the_company_leaves_the_team(
    directory: DirectoryService, storage: Storage, people: PeopleService
) -> None:
    with storage.begin() as work:
        work.people.keep(ANA)
        work.team.add({ANA.id}, Source.TEAM, CLAIRE.id, MONDAY)
    directory.changed(replace(ANA, is_active=False))
    directory.changed(ANA)
    assert not people.is_hr(ANA)
