"""What the services share that hear from people about their pairs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.checkins import Answer, Checkin, CheckinState, News, Schedule
from bot.domain.errors import AnsweredAlready, Fault, Gone, InvalidForm, NotAllowed, PairOver, Settled
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.messages.checkins import Line, Questions
from bot.services.asking import questions_key
from bot.services.planning import PlanningService
from storage.work import Work


@dataclass(frozen=True)
class Asked:
    """A line of a message that somebody has received, with what belongs to it."""

    questions: Questions
    line: Line
    answer: Answer
    checkin: Checkin

    def answered(self, said: str, until: date | None = None) -> Questions:
        """The message, as it stands once that line is answered."""
        return self.questions.answered(self.line.answered(said, until))


class TellingService(PlanningService):
    def _take(self, work: Work, person: Person, pair_id: int) -> tuple[Schedule, Pair]:
        """Somebody's own pair, with its schedule, to change; raises NotAllowed, Gone, PairOver."""
        schedule, pair = work.schedules.hold_of(pair_id), work.pairs.get(pair_id)
        if person.id not in pair.people:
            raise NotAllowed
        if pair.state not in (PairState.ACTIVE, PairState.PAUSED):
            raise PairOver
        return schedule, pair

    def _asked(self, work: Work, person: Person, pair_id: int, day: str) -> Asked:
        """The line about a pair in what this person was asked on a day; raises Gone."""
        found = self._questions(work, person, day)
        line = found.of(pair_id) if found else None
        if found is None or line is None or line.answer_id is None:
            raise Gone
        answer = work.answers.hold(line.answer_id)
        return Asked(found, line, answer, work.checkins.hold(answer.checkin_id))

    def _questions(self, work: Work, person: Person, day: str) -> Questions | None:
        """What this person was asked on a day."""
        message = work.outbox.find(questions_key(person.id, day)) if day else None
        return Questions.read(message.context) if message else None

    def _rewritten(
        self, work: Work, person: Person, pair_id: int, day: str, said: str, until: date | None = None
    ) -> Questions | None:
        """The message that a pair was asked about in, as it stands once the line about it is answered."""
        found = self._questions(work, person, day)
        line = found.of(pair_id) if found else None
        return found.answered(line.answered(said, until)) if found and line else None

    def _settle(self, work: Work, pair: Pair, person: Person, say: Callable[[Answer], Answer]) -> None:
        """A check-in that is open is settled by what one of the two says: nobody is asked about it any more."""
        last = work.checkins.last(pair.id)
        if last is None or not last.is_open:
            return
        work.checkins.save(last.ended(CheckinState.MOVED))
        for answer in work.answers.of(last.id):
            work.answers.save(say(answer) if answer.person_id == person.id else answer.closed())

    def _goes_on(self, work: Work, pair: Pair) -> Pair:
        """A pair that rested is under way again."""
        return work.pairs.save(pair.resumed()) if pair.state is PairState.PAUSED else pair

    def _replan(self, work: Work, pair: Pair, schedule: Schedule) -> Schedule:
        """Plans what comes next, and shows it to both."""
        planned = self._plan(work, pair, schedule)
        for reader in pair.people:
            self._refresh_home(work, reader, f"schedule:{pair.id}:{planned.version}")
        return planned

    def _future(self, work: Work, pair: Pair, person: Person, day: date | None) -> date:
        """A day that somebody names; raises InvalidForm unless it lies ahead, within the programme."""
        ends_on = work.programmes.get(pair.programme_id).ends_on
        if day is None:
            raise InvalidForm({"day": Fault("not_a_date")})
        if day <= person.today(self._clock.now()):
            raise InvalidForm({"day": Fault("not_in_future")})
        if day > ends_on:
            raise InvalidForm({"day": Fault("too_late", {"latest": ends_on})})
        return day


def require_open(asked: Asked) -> None:
    """Raises AnsweredAlready, with the time, or Settled, unless the question still waits for an answer."""
    answer = asked.answer
    if answer.news in (News.MET, News.MOVED, News.BUSY) and answer.answered_at:
        raise AnsweredAlready(at=answer.answered_at)
    if not asked.checkin.is_open:
        raise Settled
