"""Asking people about their pair when it is time: once, with few reminders, and never while they are away.

What is due stands in rows. Each look at one moves it on, in the transaction that has it said.
"""

from datetime import datetime, timedelta

from bot.domain.asking import PulsePlan, Request, Topic
from bot.domain.enrolment import Enrolment, EnrolmentState
from bot.domain.outbox import Outgoing
from bot.domain.pairs import TOGETHER, Pair, PairState
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages import catalogue
from bot.messages.feedback import FitQuestion, PulseQuestion
from bot.services.pairing import PairingService
from storage.work import Work

AT_ONCE = 100
"""Requests, or pairs, that are looked at in one transaction: nobody else waits long for it."""
NEXT_LOOK = timedelta(days=1)
"""When to look again at who can't be asked now, where no day of return is known."""


class AskingService(PairingService):
    def do_due(self) -> int:
        """Plans the first pulse of new pairs, and asks all that is due; returns how many were looked at."""
        count = 0
        for look in (self._plan, self._look_at_some):
            while done := look():
                count += done
        return count

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why a question is not worth asking any more: it was answered, or the pair does not go on just now."""
        said = catalogue.load(message.kind, dict(message.context))
        request = work.requests.get(said.request_id) if isinstance(said, (FitQuestion, PulseQuestion)) else None
        if request is None:
            return None
        if request.answered_at is not None:
            return "answered"
        return None if work.pairs.get(request.pair_id).state is PairState.ACTIVE else "pair_changed"

    def _plan(self) -> int:
        with self._storage.begin() as work:
            pairs = work.requests.unplanned(AT_ONCE)
            for pair in pairs:
                plan, since = work.pulse_plans.of(pair.programme_id), pair.accepted_at or pair.created_at
                work.requests.add_all(plan.first(pair.id, each, pair.role_of(each), since) for each in pair.people)
        return len(pairs)

    def _look_at_some(self) -> int:
        with self._storage.begin() as work:
            due = work.requests.due(self._clock.now(), AT_ONCE)
            for request in due:
                self._look_at(work, request)
        return len(due)

    def _look_at(self, work: Work, request: Request) -> None:
        now, pair = self._clock.now(), work.pairs.get(request.pair_id)
        programme, person = work.programmes.get(pair.programme_id), work.people.find(request.person_id)
        enrolment = work.enrolments.find(programme.id, request.person_id)
        if person is None or _is_over(pair, programme, person, enrolment, now):
            work.requests.save(request.closed())
        elif until := _not_before(pair, person, enrolment, now):
            work.requests.save(request.postponed(until))
        elif request.topic is Topic.FIT:
            work.requests.save(request.put(now, None))
            question = FitQuestion(request.id, programme.name, pair.partner_of(person.id))
            self._say(work, question, to=person.id, key=f"fit:{request.id}", repeatable=False)
        else:
            self._ask_pulse(work, request, programme, pair, work.pulse_plans.of(programme.id))

    def _ask_pulse(self, work: Work, request: Request, programme: Programme, pair: Pair, plan: PulsePlan) -> None:
        """Asks, or reminds. Days that HR has changed since it was planned may put it off, or end the reminders."""
        now = self._clock.now()
        if request.times == 0 and plan.due(request) > now:
            work.requests.save(request.postponed(plan.due(request)))
            return
        if request.times > plan.reminders:
            work.requests.save(request.closed())
            return
        work.requests.save(request.put(now, plan.reminds_at(request.times + 1, now)))
        if request.times == 0:
            work.requests.add_all([plan.after(request, now)])
        partner = pair.partner_of(request.person_id)
        question = PulseQuestion(request.id, programme.name, partner, reminder=request.times > 0)
        key = f"pulse:{request.id}:{request.times}"
        self._say(work, question, to=request.person_id, key=key, repeatable=False)


def _is_over(pair: Pair, programme: Programme, person: Person, enrolment: Enrolment | None, now: datetime) -> bool:
    """Whether there is nobody to ask any more, or nothing to ask about."""
    gone = not person.reachable or enrolment is None or not enrolment.takes_part
    closed = programme.state is ProgrammeState.CLOSED or person.today(now) > programme.ends_on
    return gone or closed or pair.state not in TOGETHER


def _not_before(pair: Pair, person: Person, enrolment: Enrolment | None, now: datetime) -> datetime | None:
    """When to look again at who can't be asked now: on a break, or in a pair that is paused; None for who can."""
    if back_at := person.back_at(now):
        return back_at
    if enrolment and enrolment.state is EnrolmentState.PAUSED and enrolment.paused_until:
        return max(person.morning_of(enrolment.paused_until), now + timedelta(minutes=1))
    return None if pair.state is PairState.ACTIVE else now + NEXT_LOOK
