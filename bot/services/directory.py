"""The directory, kept in step with Slack: page by page at night, and by what Slack tells in between."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.domain.directory import INCOMPLETE, Reading, Stage
from bot.domain.errors import ChangedMeanwhile
from bot.domain.outbox import Verdict, verdict
from bot.domain.people import Person
from bot.messages.people import DirectoryState
from bot.services.leaving import LeavingService
from bot.services.people import PeopleService
from bot.services.team import TeamService
from bot.workspace import Directory, Refused
from storage.team import Source
from storage.work import Storage, Work

AT_A_TIME = 5
"""People asked for one by one, each time: with a tick every three seconds that is a hundred a minute."""
PROFILES_FRESH = timedelta(hours=12)
SHOWN_EVERY = 2000
"""HR's Home tabs show how far it has come each time that so many people more were read."""
NOBODY = frozenset({"user_not_found", "user_not_visible"})
"""Slack's words for: nobody here has that id."""

log = structlog.get_logger(__name__)


class DirectoryService(TeamService):
    """`group` is the id of the user group whose members are HR, or nothing."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        people: PeopleService,
        directory: Directory,
        leaving: LeavingService,
        group: str = "",
    ) -> None:
        super().__init__(storage, clock, people)
        self._directory = directory
        self._leaving = leaving
        self._group = group

    def begin(self) -> None:
        """Has the directory read anew, unless that is under way."""
        with self._storage.begin() as work:
            work.directory.save(work.directory.begin().asked_for())

    def do_due(self, now: datetime | None = None) -> bool:
        """Takes the next step of the reading, if one is due: a page, or a few people. Whether there was one."""
        now = now or self._clock.now()
        with self._storage.look() as work:
            due = work.directory.now().is_due(now)
        if not due:
            return False
        reading = self._claim(now)
        if reading is None:
            return False
        self._keep(reading, self._advance(reading, now))
        return True

    def changed(self, person: Person) -> None:
        """Keeps what Slack says of somebody who has joined or changed; whoever has left leaves what they were in.

        An event may leave the locale out: then the one that is known stays.
        """
        with self._storage.begin() as work:
            before = work.people.find(person.id)
            locale = person.locale or (before.locale if before else "")
            self._take(work, (replace(person, locale=locale),), self._clock.now())

    def state(self, work: Work) -> DirectoryState:
        """How far the reading has come, for HR to see."""
        reading = work.directory.now()
        under_way = reading.stage is not Stage.IDLE or reading.started_at is None
        return DirectoryState(reading.read, under_way, reading.finished_at, reading.trouble)

    def _claim(self, now: datetime) -> Reading | None:
        """The reading, for this process alone; a new one begins where none is under way."""
        with self._storage.begin() as work:
            reading = work.directory.begin()
            if not reading.is_due(now):
                return None
            if reading.stage is Stage.IDLE:
                reading = reading.begun(now)
            return work.directory.save(reading.claimed(now))

    def _advance(self, reading: Reading, now: datetime) -> Reading:
        """A step, and those that follow at once where it ends its stage."""
        try:
            after = self._step(reading, now)
            while after.stage not in (reading.stage, Stage.IDLE):
                reading, after = after, self._step(after, now)
        except Refused as refused:
            log.warning("directory_refused", stage=reading.stage, error=refused.error, read=reading.read)
            return reading.refused(refused.error, refused.retry_after, now)
        return after

    def _step(self, reading: Reading, now: datetime) -> Reading:
        match reading.stage:
            case Stage.LISTING:
                return self._list(reading, now)
            case Stage.CHECKING:
                return self._check(reading, now)
            case _:
                return self._read_profiles(reading, now)

    def _list(self, reading: Reading, now: datetime) -> Reading:
        if not reading.cursor:
            self._read_group(now)
        page = self._directory.page(reading.cursor)
        with self._storage.begin() as work:
            self._take(work, page.people, now)
        return reading.listed(len(page.people), page.cursor)

    def _read_group(self, now: datetime) -> None:
        """The user group's members, as HR from now on. One that can't be read leaves the team as it is."""
        try:
            members = frozenset(self._directory.group_members(self._group)) if self._group else frozenset()
        except Refused as refused:
            if refused.retry_after is not None:
                raise
            log.warning("hr_group_unreadable", error=refused.error)
            return
        with self._storage.begin() as work:
            before = work.team.members(Source.GROUP)
            work.team.remove(before - members, Source.GROUP)
            work.team.add(members, Source.GROUP, None, now)
        if members != before:
            log.info("team_changed", by=Source.GROUP, added=sorted(members - before), removed=sorted(before - members))

    def _check(self, reading: Reading, now: datetime) -> Reading:
        """Asks for those whom no page named: only Slack's own word makes somebody gone.

        A page can miss people (somebody who changes while pages are turned may move from one to the other), and a
        list that lacks many is more likely wrong than they are gone.
        """
        since = reading.started_at or now
        with self._storage.look() as work:
            missing = work.people.count_unseen(since)
            ids = work.people.unseen(since, AT_A_TIME)
        if not reading.is_credible(missing):
            log.error("directory_incomplete", missing=missing, read=reading.read)
            return reading.checked(INCOMPLETE)
        for id in ids:
            self._ask_for(id, now)
        return reading.going_on() if ids else reading.checked()

    def _ask_for(self, id: str, now: datetime) -> None:
        try:
            said = self._directory.person(id)
        except Refused as refused:
            if verdict(refused.error) not in (Verdict.NOBODY, Verdict.POISON):
                raise
            with self._storage.look() as work:
                known = work.people.find(id) or Person(id, id)
            said = replace(known, is_active=known.is_active and refused.error not in NOBODY)
        with self._storage.begin() as work:
            self._take(work, (said,), now)

    def _read_profiles(self, reading: Reading, now: datetime) -> Reading:
        if self._people.reads_profiles:
            with self._storage.look() as work:
                ids = work.enrolments.profiles_before(now - PROFILES_FRESH, AT_A_TIME)
            for id in ids:
                self._people.read_profile(id, now)
            if ids:
                return reading.going_on()
        return reading.finished(now)

    def _take(self, work: Work, said: Sequence[Person], now: datetime) -> None:
        """Keeps a page of people in one statement, and sees to those of them who have left."""
        self._people.keep(work, *(replace(person, checked_at=now) for person in said))
        gone = [person for person in said if not person.is_active]
        if gone:
            self._leaving.left(work, gone)

    def _keep(self, reading: Reading, after: Reading) -> None:
        """Writes how far it has come, and shows it to HR now and then."""
        try:
            with self._storage.begin() as work:
                saved = work.directory.save(after)
                if _is_worth_showing(reading, after):
                    for hr in self._people.hr(work):
                        self._refresh_home(work, hr, f"directory:{saved.version}")
        except ChangedMeanwhile:
            log.warning("directory_lease_lost", stage=reading.stage)


def _is_worth_showing(before: Reading, after: Reading) -> bool:
    over = after.stage is Stage.IDLE
    return over or after.trouble != before.trouble or after.read // SHOWN_EVERY > before.read // SHOWN_EVERY
