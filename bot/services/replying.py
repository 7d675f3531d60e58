"""What somebody answers who was asked about their pair: not yet, another day, busy, or in private."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.checkins import News, Step, Trouble
from bot.domain.errors import AnsweredAlready
from bot.domain.people import Person
from bot.messages.checkins import Questions
from bot.messages.meetings import Naming, Noted, Spot
from bot.services.telling import Asked, TellingService, require_open

USUAL = {"moved": timedelta(days=7), "busy": timedelta(days=14)}
"""How far ahead the day is that a form proposes."""
_AT_ONCE = (Trouble.UNREACHABLE, Trouble.WELL)
"""What is said with one tap; the others lead on to a form, which may be opened again."""
Told = tuple[Questions | None, Noted]
"""The message that was answered, as it stands now, and what to say of it."""


class ReplyingService(TellingService):
    """Everything here is about somebody's own pair: NotAllowed for anybody else, PairOver once it has ended."""

    def not_yet(self, person: Person, pair_id: int, day: str) -> Questions:
        """Has not met yet: the partner does not learn it. Raises AnsweredAlready, Settled."""
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            asked = self._asked(work, person, pair_id, day)
            require_open(asked)
            _require_new(asked)
            answer, today = asked.answer, person.today(now)
            privately = schedule.overdue_on == asked.checkin.planned_on
            ladder = work.ladders.of(pair.programme_id)
            following = ladder.after_not_yet(answer.not_yets, today, asked.checkin.planned_on, privately)
            then, at = (following[0], self._opening(person, following[1], now)) if following else (None, None)
            work.answers.save(answer.not_yet(now, then, at))
            work.schedules.save(schedule.alive())
            again = at.astimezone(person.zone).date() if at and then is Step.AGAIN else None
            return asked.answered("not_yet", again)

    def naming(self, person: Person, pair_id: int, day: str, what: str, spot: Spot) -> Naming:
        """The form of a day to name: of the next meeting (`moved`), or until when to be left alone (`busy`)."""
        with self._storage.begin() as work:
            _, pair = self._take(work, person, pair_id)
            first = person.today(self._clock.now()) + USUAL[what]
            return Naming(pair_id, pair.partner_of(person.id), what, first, day, spot)

    def moved(self, person: Person, pair_id: int, day: str, to: date | None) -> Told:
        """They meet on another day, which is no miss; both are asked the day after. Raises InvalidForm."""
        return self._put_off(person, pair_id, day, to, News.MOVED)

    def busy(self, person: Person, pair_id: int, day: str, until: date | None) -> Told:
        """Has no time before a day: nobody is asked before, and the partner is not told. Raises InvalidForm."""
        return self._put_off(person, pair_id, day, until, News.BUSY)

    def _put_off(self, person: Person, pair_id: int, day: str, until: date | None, news: News) -> Told:
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, pair = self._take(work, person, pair_id)
            until = self._future(work, pair, person, until)
            self._settle(work, pair, person, lambda mine: mine.said(news, now))
            later = schedule.named(until) if news is News.MOVED else schedule.busy(until)
            self._replan(work, self._goes_on(work, pair), later)
            told = self._rewritten(work, person, pair_id, day, news.value, until)
            return told, Noted(news.value, pair.partner_of(person.id), until)

    def confide(self, person: Person, pair_id: int, day: str, trouble: Trouble) -> Questions:
        """Says in private what is going on; raises AnsweredAlready, Settled."""
        now = self._clock.now()
        with self._storage.begin() as work:
            schedule, _ = self._take(work, person, pair_id)
            asked = self._asked(work, person, pair_id, day)
            require_open(asked)
            if trouble in _AT_ONCE and asked.answer.trouble is trouble and asked.answer.answered_at:
                raise AnsweredAlready(at=asked.answer.answered_at)
            work.answers.save(asked.answer.confided(trouble, now))
            helped = person.id if trouble is Trouble.UNREACHABLE else schedule.help_for
            work.schedules.save(replace(schedule.alive(), help_for=helped))
            return asked.answered(trouble.value)


def _require_new(asked: Asked) -> None:
    """Raises AnsweredAlready for a second "not yet" to the same question."""
    answer = asked.answer
    told = 2 if asked.line.step is Step.AGAIN else 1
    if answer.news is News.NOT_YET and answer.not_yets >= told and answer.answered_at:
        raise AnsweredAlready(at=answer.answered_at)
