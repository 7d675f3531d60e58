"""Telling of a meeting, with the short form: it counts whether or not it was booked through the tool."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.answers import answer
from bot.domain.checkins import Answer, Checkin, CheckinState, News, Schedule, Step, Way
from bot.domain.errors import AnsweredAlready, Fault, IllegalStep, InvalidForm
from bot.domain.feedback import Fit
from bot.domain.forms import Answers, Form, Typed
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.messages.checkins import Questions
from bot.messages.forms import Page
from bot.messages.meetings import Noted, Spot, meeting_form
from bot.services.people import PeopleService
from bot.services.telling import TellingService
from storage.work import Storage, Work

JOURNEY = "checkins"
FIT_ASKED = 2
"""How the pair feels is asked after so many meetings."""
SAME = timedelta(days=7)
"""What the partner has told of a meeting is about the same one, if so little lies in between."""
LONGEST_AGO = timedelta(days=92)


class Ear(Protocol):
    """Who wants to know how people find their pair, as they tell of a meeting or confirm it, in that transaction."""

    def hear(self, work: Work, pair: Pair, person: Person, rating: int | None, fit: Fit | None) -> None: ...


@dataclass(frozen=True)
class _Meeting:
    """A meeting as one of the two tells of it."""

    held_on: date
    way: Way | None
    minutes: int | None
    rating: int | None
    gained: str
    fit: Fit | None
    next_on: date | None


class MeetingService(TellingService):
    """Everything here is about somebody's own pair: NotAllowed for anybody else, PairOver once it has ended."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, ears: Collection[Ear] = ()) -> None:
        super().__init__(storage, clock, people)
        self._ears = ears

    def form(self, person: Person, pair_id: int, day: str, spot: Spot) -> Page:
        """The short form; what the partner has told of the same meeting stands in it already."""
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            today = person.today(now)
            told = self._told(work, pair, person, day, today)
            known = {"today": (told.held_on if told and told.held_on else today).isoformat()}
            usual = told or self._last_held(work, pair)
            if usual:
                known |= {"way": usual.way.value if usual.way else "", "minutes": str(usual.minutes or "")}
            form = self._form(schedule, again=told is not None)
            memory = {"pair": pair.id, "day": day, **spot}
            return Page(JOURNEY, pair.id, form, pair.role_of(person.id).audiences, 1, {}, known, memory=memory)

    def record(
        self, person: Person, pair_id: int, day: str, typed: Typed, key: str
    ) -> tuple[Questions | None, Noted | None]:
        """Keeps what somebody tells of a meeting. Returns the message that was answered, as it stands now.

        Raises InvalidForm. The same `key` again does nothing.
        """
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            meeting = self._read(work, pair, person, typed)
            if not work.inbox.accept(key, now):
                return None, None
            planned = self._keep(work, schedule, self._goes_on(work, pair), person, day, meeting)
            self._let_hear(work, pair, person, meeting.rating, meeting.fit)
            told = self._rewritten(work, person, pair_id, day, "met")
            return told, Noted("met", pair.partner_of(person.id), planned.planned_on)

    def confirm(self, person: Person, pair_id: int, day: str) -> Questions:
        """Confirms a meeting that the partner has told of, with one tap; raises AnsweredAlready."""
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            asked = self._asked(work, person, pair_id, day)
            if asked.answer.news is News.MET and asked.answer.answered_at:
                raise AnsweredAlready(at=asked.answer.answered_at)
            if asked.line.step is not Step.CONFIRM:
                raise IllegalStep
            work.answers.save(asked.answer.said(News.MET, now))
            work.schedules.save(schedule.alive())
            self._let_hear(work, pair, person, None, None)
            return asked.answered("confirmed")

    def _let_hear(self, work: Work, pair: Pair, person: Person, rating: int | None, fit: Fit | None) -> None:
        for ear in self._ears:
            ear.hear(work, pair, person, rating, fit)

    def _keep(
        self, work: Work, schedule: Schedule, pair: Pair, person: Person, day: str, meeting: _Meeting
    ) -> Schedule:
        now, today = self._clock.now(), self._today(work, pair, self._clock.now())
        schedule, checkin = self._checkin(work, schedule, pair, person, day, meeting.held_on)
        known = checkin.state is CheckinState.MET
        work.checkins.save(checkin.met(person.id, meeting.held_on, meeting.way, meeting.minutes))
        for each in work.answers.of(checkin.id):
            if each.person_id == person.id:
                work.answers.save(each.reported(now, meeting.rating, meeting.gained, meeting.fit))
            elif not known:
                work.answers.save(each.to_confirm(now))
        if not known:
            cadence = work.programmes.get(pair.programme_id).cadence
            return self._replan(work, pair, schedule.met(meeting.held_on, meeting.next_on, cadence, today))
        return self._replan(work, pair, schedule.named(meeting.next_on) if meeting.next_on else schedule.alive())

    def _checkin(
        self, work: Work, schedule: Schedule, pair: Pair, person: Person, day: str, held_on: date
    ) -> tuple[Schedule, Checkin]:
        """The check-in that a meeting belongs to: the one that the partner told of, one that is open, or its own."""
        last = work.checkins.last(pair.id)
        if told := self._told(work, pair, person, day, held_on):
            return schedule, told
        if last and last.is_open:
            return schedule, last
        counted = replace(schedule, seq=schedule.seq + 1)
        made = work.checkins.add(Checkin(pair.id, counted.seq, held_on, self._clock.now()))
        work.answers.add_all(Answer(made.id, pair.id, each, None, None) for each in pair.people)
        return counted, made

    def _told(self, work: Work, pair: Pair, person: Person, day: str, held_on: date) -> Checkin | None:
        """The meeting that has been told of already, if this is the same one.

        It is where this person was asked about it, or has not said anything of it, and little time lies in between.
        """
        found = self._questions(work, person, day)
        line = found.of(pair.id) if found else None
        asked = work.checkins.get(work.answers.get(line.answer_id).checkin_id) if line and line.answer_id else None
        if asked and asked.held_on and abs(held_on - asked.held_on) <= SAME:
            return asked
        last = work.checkins.last(pair.id)
        if last is None or last.held_on is None:
            return None
        mine = next(each for each in work.answers.of(last.id) if each.person_id == person.id)
        unsaid = mine.news is not News.MET and abs(held_on - last.held_on) <= SAME
        return last if unsaid or last.held_on == held_on else None

    def _last_held(self, work: Work, pair: Pair) -> Checkin | None:
        held = [each for each in work.checkins.of_pair(pair.id) if each.state is CheckinState.MET]
        return held[-1] if held else None

    def _form(self, schedule: Schedule, *, again: bool) -> Form:
        return meeting_form(asks_fit=schedule.meetings + (0 if again else 1) <= FIT_ASKED)

    def _read(self, work: Work, pair: Pair, person: Person, typed: Typed) -> _Meeting:
        """What was filled in; raises InvalidForm."""
        form = meeting_form(asks_fit="fit" in typed)
        said = answer(form, pair.role_of(person.id).audiences, typed)
        held_on = date.fromisoformat(str(said["held_on"]))
        next_on = date.fromisoformat(str(said["next_on"])) if said["next_on"] else None
        today = person.today(self._clock.now())
        ends_on = work.programmes.get(pair.programme_id).ends_on
        if wrong := dict(_faults(held_on, next_on, today, ends_on)):
            raise InvalidForm(wrong)
        return _meeting(said, held_on, next_on)


def _faults(held_on: date, next_on: date | None, today: date, ends_on: date) -> Mapping[str, Fault]:
    wrong = {}
    if held_on > today:
        wrong["held_on"] = Fault("too_late", {"latest": today})
    elif held_on < today - LONGEST_AGO:
        wrong["held_on"] = Fault("too_early", {"earliest": today - LONGEST_AGO})
    if next_on and next_on <= today:
        wrong["next_on"] = Fault("not_in_future")
    elif next_on and next_on > ends_on:
        wrong["next_on"] = Fault("too_late", {"latest": ends_on})
    return wrong


def _meeting(said: Answers, held_on: date, next_on: date | None) -> _Meeting:
    way, fit, minutes, rating = (said.get(name) for name in ("way", "fit", "minutes", "rating"))
    return _Meeting(
        held_on,
        Way(str(way)) if way else None,
        int(str(minutes)) if minutes else None,
        int(str(rating)) if rating else None,
        str(said.get("gained") or ""),
        Fit(str(fit)) if fit else None,
        next_on,
    )
