"""Asking people about their pairs: one message a person and working day, whatever it is about."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.checkins import Answer, Checkin, News, Schedule, Step
from bot.domain.outbox import Outgoing
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.messages.catalogue import kind_of
from bot.messages.checkins import MOST, Line, Questions
from bot.services.planning import PlanningService
from storage.work import Work

AT_ONCE = 50
"""People in one transaction."""
ANSWERED = "answered"
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class AskingService(PlanningService):
    def do_due(self, now: datetime | None = None) -> int:
        """Asks whoever is to be asked something, some in each transaction; returns how many people."""
        now, done = now or self._clock.now(), 0
        while count := self._ask_some(now):
            done += count
        return done

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why questions are not worth asking any more: each has been answered, or its pair is not under way."""
        seen = Questions.read(message.context)
        return None if any(self._still(work, line) for line in seen.lines) else ANSWERED

    def _still(self, work: Work, line: Line) -> bool:
        if work.pairs.get(line.pair_id).state is not PairState.ACTIVE:
            return False
        if line.answer_id is None:
            return True
        answer = work.answers.get(line.answer_id)
        return (
            answer.news is not News.MET if line.step is Step.CONFIRM else work.checkins.get(answer.checkin_id).is_open
        )

    def _ask_some(self, now: datetime) -> int:
        with self._storage.look() as work:
            readers = work.answers.readers_due(now, AT_ONCE)
        if readers:
            with self._storage.begin() as work:
                people = work.people.among(readers)
                for reader in readers:
                    self._ask(work, people[reader], now)
        return len(readers)

    def _ask(self, work: Work, person: Person, now: datetime) -> None:
        meetings, due = work.schedules.to_prepare(person.id, now), work.answers.due(person.id, now)
        today, tomorrow = person.today(now), self._opening(person, person.today(now) + _DAY, now)
        if not person.reachable or (later := self._not_before(work, person, now, tomorrow)):
            self._put_off(work, meetings, due, later if person.reachable else None)
            return
        self._put_off(work, (), due[MOST:], tomorrow)
        lines = [self._preparation(work, each) for each in meetings]
        lines += [self._question(work, each, person, now) for each in due[:MOST]]
        if asked := tuple(line for line in lines if line):
            self._say(work, Questions(today, asked), to=person.id, key=questions_key(person.id, today))

    def _not_before(self, work: Work, person: Person, now: datetime, tomorrow: datetime) -> datetime | None:
        """When to ask somebody who has been asked today, or soon will be, or is not at work; None if that is now."""
        asked_today = work.outbox.find(questions_key(person.id, person.today(now)))
        if asked_today or work.outbox.is_on_its_way(kind_of(Questions), person.id, now):
            return tomorrow
        opens = self._calendar(person).next_open(now)
        return opens if opens > now else None

    def _put_off(self, work: Work, meetings: Sequence[Schedule], due: Sequence[Answer], until: datetime | None) -> None:
        """Asks later; or, without a time, not at all."""
        for answer in due:
            work.answers.save(answer.postponed(until) if until else answer.closed())
        for schedule in meetings:
            work.schedules.save(schedule.prepared(until))

    def _preparation(self, work: Work, schedule: Schedule) -> Line | None:
        """A line about tomorrow's meeting; too late for one that has begun."""
        pair = work.pairs.get(schedule.pair_id)
        work.schedules.save(schedule.prepared(None))
        if pair.state is not PairState.ACTIVE:
            return None
        return Line(None, pair.id, pair.mentee_id, pair.role_of(pair.mentor_id), None, day=schedule.meets_on)

    def _question(self, work: Work, answer: Answer, person: Person, now: datetime) -> Line | None:
        """What to ask, with what is asked next planned; None where there is nothing to ask any more, or not now."""
        pair, checkin = work.pairs.get(answer.pair_id), work.checkins.get(answer.checkin_id)
        if pair.state is not PairState.ACTIVE or not (checkin.is_open or answer.step is Step.CONFIRM):
            work.answers.save(answer.closed())
            return None
        if back := self._break_of(work, pair.programme_id, person, now):
            work.answers.save(answer.postponed(self._opening(person, back, now)))
            return None
        return self._asked(work, answer, person, pair, checkin, now)

    def _asked(
        self, work: Work, answer: Answer, person: Person, pair: Pair, checkin: Checkin, now: datetime
    ) -> Line | None:
        if answer.step is None:
            return None
        schedule, today = work.schedules.of(pair.id), person.today(now)
        privately = schedule.overdue_on == checkin.planned_on
        following = work.ladders.of(pair.programme_id).next_step(answer.step, today, checkin.planned_on, privately)
        then, at = (following[0], self._opening(person, following[1], now)) if following else (None, None)
        work.answers.save(answer.asked(then, at))
        weeks = (today - schedule.met_on) // _WEEK if schedule.met_on else None
        role, partner = pair.role_of(person.id), pair.partner_of(person.id)
        return Line(answer.id, pair.id, partner, role, answer.step, schedule.meetings == 0, weeks, checkin.held_on)


def questions_key(person_id: str, day: date | str) -> str:
    """What somebody is asked on a day is one message."""
    return f"questions:{person_id}:{day}"
