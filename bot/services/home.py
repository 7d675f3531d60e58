"""What stands on somebody's Home tab."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.clock import Clock
from bot.domain.checkins import Schedule
from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.making import Chooser
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.choosing import Turn
from bot.messages.home import Home, Mine, MyPair, Run
from bot.services.breaks import break_of
from bot.services.choosing import may_choose
from bot.services.directory import DirectoryService
from bot.services.people import PeopleService
from bot.services.rhythm import heard
from bot.services.team import TeamService
from bot.services.versions import newest
from storage.work import Storage, Work

TROUBLE_SHOWN = timedelta(days=7)
"""For so long a message that could not be delivered stands on HR's Home tab."""


class HomeService(TeamService):
    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, directory: DirectoryService) -> None:
        super().__init__(storage, clock, people)
        self._directory = directory

    def opened(self, person: Person, key: str) -> None:
        """Has the Home tab drawn for who opened it."""
        with self._storage.begin() as work:
            self._refresh_home(work, person.id, key)

    def of(self, person: Person) -> Home:
        """Everything on somebody's Home tab, as it stands now."""
        with self._storage.begin() as work:
            programmes = work.programmes.open()
            enrolments = {each.programme_id: each for each in work.enrolments.of(person.id)}
            is_hr = self._people.is_hr(person)
            now = self._clock.now()
            runs = tuple(_run(work, each) for each in programmes) if is_hr else None
            directory = self._directory.state(work) if is_hr else None
            failed = work.sendings.failed_since(now - TROUBLE_SHOWN) if is_hr else 0
            today = person.today(now)
            concerned = [each for each in programmes if _concerns(each, enrolments.get(each.id), today)]
            pairs = work.pairs.of_person(person.id)
            schedules = work.schedules.among([each.id for each in pairs])
            mine = tuple(
                _mine(work, each, enrolments.get(each.id), _own(pairs, schedules, person, each)) for each in concerned
            )
        own = heard(person.rhythm, self._storage.hours)
        return Home(person.name, mine, runs, directory, break_of(person, now), failed, own)


def _concerns(programme: Programme, enrolment: Enrolment | None, today: date) -> bool:
    """Whether somebody has joined it, or could."""
    if enrolment and (enrolment.has_sent or enrolment.state is EnrolmentState.DRAFT):
        return enrolment.has_sent or programme.takes_answers(today)
    return programme.is_open(today)


def _own(
    pairs: list[Pair], schedules: Mapping[int, Schedule], person: Person, programme: Programme
) -> tuple[MyPair, ...]:
    mine = [each for each in pairs if each.programme_id == programme.id]
    return tuple(_pair(each, schedules.get(each.id), person, programme) for each in mine)


def _pair(pair: Pair, schedule: Schedule | None, person: Person, programme: Programme) -> MyPair:
    known = MyPair(
        pair.id, programme.id, pair.role_of(person.id), pair.partner_of(person.id), pair.state, pair.requested
    )
    if schedule is None:
        return replace(known, cadence=programme.cadence)
    return replace(
        known,
        asked_on=schedule.planned_on,
        met_on=schedule.met_on,
        meets_on=schedule.meets_on,
        cadence=schedule.cadence or programme.cadence,
    )


def _mine(work: Work, programme: Programme, enrolment: Enrolment | None, pairs: tuple[MyPair, ...]) -> Mine:
    in_line = enrolment if enrolment and enrolment.state is EnrolmentState.IN_LINE else None
    return Mine(
        programme.id,
        programme.name,
        programme.goal,
        programme.starts_on,
        programme.ends_on,
        enrolment.id if enrolment else None,
        enrolment.state if enrolment else None,
        enrolment.role if enrolment else None,
        enrolment.paused_until if enrolment else None,
        work.enrolments.in_line(programme.id, in_line) + 1 if in_line else None,
        len(newest(work, programme.id).owed_by(enrolment)) if enrolment and enrolment.has_sent else 0,
        pairs,
        _turn(work, programme, enrolment),
    )


def _turn(work: Work, programme: Programme, enrolment: Enrolment | None) -> Turn | None:
    making = work.makings.of(programme.id)
    if enrolment is None or not may_choose(work, making, enrolment.person_id):
        return None
    named = work.choices.of(programme.id, enrolment.person_id).named if making.chooser is Chooser.RANKED else ()
    return Turn(making.chooser, named)


def _run(work: Work, programme: Programme) -> Run:
    counts = work.enrolments.counts(programme.id)
    return Run(
        programme.id,
        programme.name,
        programme.state,
        programme.starts_on,
        programme.ends_on,
        programme.channel_id,
        counts[Role.MENTOR],
        counts[Role.MENTEE],
        counts[Role.BOTH],
        work.enrolments.unfinished(programme.id),
        work.enrolments.in_line(programme.id),
        work.invitations.tally(programme.id).silent,
    )
