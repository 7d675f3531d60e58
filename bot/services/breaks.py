"""Breaks: from everything or from one programme, each with a day of return on which it ends by itself."""

from datetime import date, datetime, timedelta

import structlog

from bot.domain.enrolment import Enrolment, EnrolmentState
from bot.domain.errors import Fault, Gone, InvalidForm, NotAllowed
from bot.domain.people import Person
from bot.messages.breaks import Back, Break, RecordBreak, TakeBreak
from bot.services.team import TeamService
from storage.work import Work

EVERYTHING = "everything"
LONGEST = timedelta(days=366)
EASTERNMOST = timedelta(hours=14)
"""How far the clocks of the earliest zone are ahead of UTC."""

log = structlog.get_logger(__name__)


class BreakService(TeamService):
    def form(self, person: Person, enrolment_id: int | None = None) -> TakeBreak:
        """The form of a break of one's own; with an enrolment, it proposes a break from that programme."""
        with self._storage.look() as work:
            mine = [each for each in work.enrolments.of(person.id) if each.takes_part]
            programmes = tuple((each.id, work.programmes.get(each.programme_id).name) for each in mine)
        return TakeBreak(programmes, self._today(person) + timedelta(days=14), enrolment_id)

    def take(self, person: Person, scope: str, until: date | None, key: str) -> None:
        """Takes a break from `everything` or from an enrolment's programme; raises InvalidForm, NotAllowed, Gone."""
        until = self._accepted(person, until)
        with self._storage.begin() as work:
            if not work.inbox.accept(key, self._clock.now()):
                return
            if scope == EVERYTHING:
                work.people.place({person.id: {"absent_until": until}})
            else:
                work.enrolments.save(_own(work, person, int(scope)).paused(until))
            self._refresh_home(work, person.id, f"break:{key}")

    def end(self, person: Person, enrolment_id: int | None, key: str) -> None:
        """Comes back before the day: from everything, or to one programme. Coming back twice is coming back once."""
        with self._storage.begin() as work:
            if not work.inbox.accept(key, self._clock.now()):
                return
            if enrolment_id is None:
                self._end_of_everything(work, person.id)
            else:
                mine = _own(work, person, enrolment_id)
                if mine.state is EnrolmentState.PAUSED:
                    work.enrolments.save(mine.resumed())
            self._refresh_home(work, person.id, f"break:{key}")

    def record_form(self, person: Person, programme_id: int) -> RecordBreak:
        """HR's form of the break of somebody who takes part in a programme."""
        self._people.require_hr(person)
        with self._storage.look() as work:
            programme = work.programmes.get(programme_id)
        return RecordBreak(programme.id, programme.name, self._today(person) + timedelta(days=14))

    def record(
        self, person: Person, programme_id: int, who: str, everything: bool, until: date | None, key: str
    ) -> None:
        """HR records a break of somebody, or, without a date, its end; raises InvalidForm."""
        self._people.require_hr(person)
        until = None if until is None else self._accepted(person, until)
        with self._storage.begin() as work:
            if not work.inbox.accept(key, self._clock.now()):
                return
            enrolment = work.enrolments.find(programme_id, who)
            if enrolment is None or not enrolment.takes_part:
                raise InvalidForm({"who": Fault("not_a_participant")})
            if until is None:
                self._end_of_everything(work, who)
                if enrolment.state is EnrolmentState.PAUSED:
                    work.enrolments.save(enrolment.resumed())
            elif everything:
                work.people.place({who: {"absent_until": until}})
            else:
                work.enrolments.save(enrolment.paused(until))
            self._refresh_home(work, who, f"break:{key}")
        log.info("break_recorded", by=person.id, person=who, programme=programme_id, ended=until is None)

    def do_due(self, now: datetime | None = None) -> int:
        """Ends the breaks whose day of return has come where these people are; returns how many."""
        now = now or self._clock.now()
        latest = (now + EASTERNMOST).date()
        with self._storage.look() as work:
            if not work.people.away_until(latest) and not work.enrolments.paused_until(latest):
                return 0
        with self._storage.begin() as work:
            back = [each for each in work.people.away_until(latest) if not each.is_away(now)]
            paused = work.enrolments.paused_until(latest)
            people = work.people.among({each.person_id for each in paused})
            resumed = [each for each in paused if _is_over(each, people[each.person_id], now)]
            for person in back:
                self._welcome(work, person)
            for enrolment in resumed:
                self._resume(work, enrolment, people[enrolment.person_id])
        return len(back) + len(resumed)

    def _welcome(self, work: Work, person: Person) -> None:
        self._end_of_everything(work, person.id)
        self._say(work, Back(), to=person.id, key=f"back:{person.id}:{person.absent_until}")
        self._refresh_home(work, person.id, f"back:{person.absent_until}")

    def _end_of_everything(self, work: Work, person_id: str) -> None:
        work.people.place({person_id: {"absent_until": None}})
        self._move_waiting(work, person_id)

    def _resume(self, work: Work, enrolment: Enrolment, person: Person) -> None:
        work.enrolments.save(enrolment.resumed())
        programme = work.programmes.get(enrolment.programme_id)
        cause = f"back:{enrolment.id}:{enrolment.version}"
        self._say(work, Back(programme.name, enrolment.id), to=person.id, key=cause)
        self._refresh_home(work, person.id, cause)

    def _accepted(self, person: Person, until: date | None) -> date:
        today = self._today(person)
        if until is None:
            raise InvalidForm({"until": Fault("not_a_date")})
        if until <= today:
            raise InvalidForm({"until": Fault("too_early", {"earliest": today + timedelta(days=1)})})
        if until > today + LONGEST:
            raise InvalidForm({"until": Fault("too_late", {"latest": today + LONGEST})})
        return until

    def _today(self, person: Person) -> date:
        return self._clock.now().astimezone(person.zone).date()


def break_of(person: Person, now: datetime) -> Break | None:
    """Somebody's break from everything, if they are on one."""
    return Break(person.absent_until) if person.absent_until and person.is_away(now) else None


def _is_over(enrolment: Enrolment, person: Person, now: datetime) -> bool:
    return enrolment.paused_until is not None and now >= person.morning_of(enrolment.paused_until)


def _own(work: Work, person: Person, enrolment_id: int) -> Enrolment:
    enrolment = work.enrolments.hold(enrolment_id)
    if enrolment.person_id != person.id:
        raise NotAllowed
    if not enrolment.takes_part:
        raise Gone
    return enrolment
