"""Planning a pair's next check-in: what all use cases share that move it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.calendars import calendar_of, closed
from bot.domain.cadence import eve, first_opening, opening
from bot.domain.calendar import Calendar
from bot.domain.checkins import Schedule
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.slots import Week, slots, week_of
from bot.services.pairing import PairingService
from storage.work import Work

AHEAD = timedelta(hours=3)
"""Check-ins are made so long before their readers' hours: so all of one morning are there for one message."""


class PlanningService(PairingService):
    def _begin(self, work: Work, pair: Pair) -> None:
        """Plans the first check-in of a pair that has just been introduced."""
        now = self._clock.now()
        first = self._today(work, pair, now) + timedelta(days=work.ladders.of(pair.programme_id).first_after)
        schedule = Schedule(pair.id, pair.programme_id, first, None)
        work.schedules.add(self._timed(work, pair, schedule, now))

    def _plan(self, work: Work, pair: Pair, schedule: Schedule) -> Schedule:
        """Keeps a schedule, with the instants that follow from its days."""
        return work.schedules.save(self._timed(work, pair, schedule, self._clock.now()))

    def _timed(self, work: Work, pair: Pair, schedule: Schedule, now: datetime) -> Schedule:
        people = self._both(work, pair)
        at = first_opening((self._calendar(each) for each in people), schedule.planned_on, now) - AHEAD
        return replace(schedule, next_at=at, prepare_at=self._eve(people[-1], schedule.meets_on, now))

    def _eve(self, mentor: Person, meets_on: date | None, now: datetime) -> datetime | None:
        """When a mentor is helped to prepare a meeting: on the last working day before it."""
        calendar, today = self._calendar(mentor), mentor.today(now)
        day = eve(calendar, meets_on, today) if meets_on else None
        return self._opening(mentor, day, now) if day and day > today else None

    def _both(self, work: Work, pair: Pair) -> Sequence[Person]:
        """Mentee and mentor."""
        known = work.people.among(pair.people)
        return [known[each] for each in pair.people]

    def _opening(self, person: Person, day: date, now: datetime) -> datetime:
        """When somebody is asked on a day: at their first opening from it on, and not before now."""
        return opening(self._calendar(person), day, now)

    def _calendar(self, person: Person) -> Calendar:
        return calendar_of(person, self._storage.hours)

    def _today(self, work: Work, pair: Pair, now: datetime) -> date:
        """The pair's date: where the mentee is."""
        return self._both(work, pair)[0].today(now)

    def _back_on(self, work: Work, pair: Pair, now: datetime) -> date | None:
        """When the last of the two is back who takes a break; None if both are here."""
        days = (self._break_of(work, pair.programme_id, each, now) for each in self._both(work, pair))
        return max((day for day in days if day), default=None)

    def _break_of(self, work: Work, programme_id: int, person: Person, now: datetime) -> date | None:
        """Until when somebody is not to be written to about a programme; None for who is here."""
        enrolment = work.enrolments.find(programme_id, person.id)
        days = [person.absent_until if person.is_away(now) else None, enrolment.paused_until if enrolment else None]
        return max((day for day in days if day and day > person.today(now)), default=None)

    def _times(self, work: Work, pair: Pair) -> tuple[datetime, ...]:
        """Up to three times in the coming weeks that suit both."""
        mentee, mentor = (self._week(work, pair.programme_id, each) for each in pair.people)
        return slots(mentee, mentor, closed, self._clock.now()) if mentee and mentor else ()

    def _week(self, work: Work, programme_id: int, person_id: str) -> Week | None:
        person, enrolment = work.people.find(person_id), work.enrolments.find(programme_id, person_id)
        return week_of(person, enrolment.answers) if person and enrolment else None
