"""The clockwork of pairs: makes the check-ins that are due, and pauses a pair of which nobody hears."""

from datetime import datetime

import structlog

from bot.domain.cadence import BREATH
from bot.domain.checkins import Answer, Checkin, CheckinState, News, Schedule, Step
from bot.domain.pairs import Pair, PairState
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages.pausing import Paused
from bot.services.planning import PlanningService
from storage.work import Work

AT_ONCE = 50
"""Pairs in one transaction: nobody else waits long for its end."""

log = structlog.get_logger(__name__)


class CheckinService(PlanningService):
    def do_due(self, now: datetime | None = None) -> int:
        """Makes the check-ins that are due, some in each transaction; returns how many pairs were looked at."""
        now, done = now or self._clock.now(), 0
        while count := self._look_at_some(now):
            done += count
        return done

    def _look_at_some(self, now: datetime) -> int:
        with self._storage.look() as work:
            if not work.schedules.any_due(now):
                return 0
        with self._storage.begin() as work:
            due = work.schedules.due(now, AT_ONCE)
            for schedule in due:
                self._look_at(work, schedule, work.pairs.get(schedule.pair_id), now)
        return len(due)

    def _look_at(self, work: Work, schedule: Schedule, pair: Pair, now: datetime) -> None:
        programme = work.programmes.get(pair.programme_id)
        if pair.state is PairState.PAUSED:
            self._tell_of_pause(work, schedule, pair, programme)
        elif pair.state is not PairState.ACTIVE:
            work.schedules.save(schedule.stopped())
        elif back := self._back_on(work, pair, now):
            self._plan(work, pair, schedule.rested(back + BREATH))
        elif self._is_over(work, pair, programme, now):
            self._plan(work, pair, schedule.rested(self._today(work, pair, now) + BREATH))
        elif schedule.silent >= work.ladders.of(programme.id).pause_after:
            self._tell_of_pause(work, schedule, work.pairs.save(pair.paused()), programme)
        else:
            self._ask(work, schedule, pair, programme, now)

    def _is_over(self, work: Work, pair: Pair, programme: Programme, now: datetime) -> bool:
        """Whether there is nothing to ask any more; looked at again now and then, for HR may give it more time."""
        return programme.state is ProgrammeState.CLOSED or self._today(work, pair, now) > programme.ends_on

    def _tell_of_pause(self, work: Work, schedule: Schedule, pair: Pair, programme: Programme) -> None:
        self._close_last(work, pair)
        stopped = work.schedules.save(schedule.stopped())
        for reader in pair.people:
            told = Paused(pair.id, programme.name, pair.partner_of(reader))
            self._say(work, told, to=reader, key=f"paused:{pair.id}:{stopped.version}:{reader}")
            self._refresh_home(work, reader, f"paused:{pair.id}:{stopped.version}")
        log.info("pair_paused", pair=pair.id)

    def _ask(self, work: Work, schedule: Schedule, pair: Pair, programme: Programme, now: datetime) -> None:
        """A check-in with an answer to come from each, who are asked at their own hour."""
        self._close_last(work, pair)
        asked = schedule.asked(programme.cadence, max(schedule.planned_on, self._today(work, pair, now)))
        checkin = work.checkins.add(Checkin(pair.id, asked.seq, schedule.planned_on, now))
        work.answers.add_all(
            Answer(checkin.id, pair.id, each.id, Step.ASK, self._opening(each, checkin.planned_on, now))
            for each in self._both(work, pair)
        )
        self._plan(work, pair, asked)
        for reader in pair.people:
            self._refresh_home(work, reader, f"checkin:{checkin.id}")

    def _close_last(self, work: Work, pair: Pair) -> None:
        """What has not been answered by now is overtaken."""
        last = work.checkins.last(pair.id)
        if last is None or not last.is_open:
            return
        said = work.answers.of(last.id)
        not_yet = any(each.news is News.NOT_YET for each in said)
        work.checkins.save(last.ended(CheckinState.NOT_YET if not_yet else CheckinState.UNANSWERED))
        for answer in said:
            work.answers.save(answer.closed())
