"""Asking people about their pair when it is time: once, with few reminders, and never while they are away.

What is due stands in rows. Each look at one moves it on, in the transaction that has it said.
"""

from datetime import datetime, timedelta

from bot.domain.enrolment import Enrolment, EnrolmentState
from bot.domain.feedback import fit_of
from bot.domain.outbox import Outgoing
from bot.domain.pairs import TOGETHER, Pair, PairState
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.domain.soundings import PulsePlan, Sounding, Topic, owes_fit
from bot.messages import catalogue
from bot.messages.feedback import FitQuestion, PulseQuestion
from bot.services.pairing import PairingService
from storage.work import Work

AT_ONCE = 50
"""Soundings, or pairs, that are looked at in one transaction: nobody else waits long for it."""
NEXT_LOOK = timedelta(days=1)
"""When to look again at who can't be asked now, where no day of return is known."""


class SoundingService(PairingService):
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
        sounding = work.soundings.get(said.sounding_id) if isinstance(said, (FitQuestion, PulseQuestion)) else None
        if sounding is None:
            return None
        if sounding.answered_at is not None:
            return "answered"
        return None if work.pairs.get(sounding.pair_id).state is PairState.ACTIVE else "pair_changed"

    def _plan(self) -> int:
        with self._storage.begin() as work:
            pairs = work.soundings.unplanned(AT_ONCE)
            for pair in pairs:
                plan, since = work.pulse_plans.of(pair.programme_id), pair.accepted_at or pair.created_at
                work.soundings.add_all(plan.first(pair.id, each, pair.role_of(each), since) for each in pair.people)
        return len(pairs)

    def _look_at_some(self) -> int:
        with self._storage.begin() as work:
            due = work.soundings.due(self._clock.now(), AT_ONCE)
            for sounding in due:
                self._look_at(work, sounding)
        return len(due)

    def _look_at(self, work: Work, sounding: Sounding) -> None:
        now, pair = self._clock.now(), work.pairs.get(sounding.pair_id)
        programme, person = work.programmes.get(pair.programme_id), work.people.find(sounding.person_id)
        enrolment = work.enrolments.find(programme.id, sounding.person_id)
        if person is None or _is_over(pair, programme, person, enrolment, now):
            work.soundings.save(sounding.closed())
        elif until := _not_before(pair, person, enrolment, now):
            work.soundings.save(sounding.postponed(until))
        elif sounding.topic is Topic.FIT:
            self._ask_fit(work, sounding, programme, pair)
        else:
            self._ask_pulse(work, sounding, programme, pair, work.pulse_plans.of(programme.id))

    def _ask_fit(self, work: Work, sounding: Sounding, programme: Programme, pair: Pair) -> None:
        """Asks, unless they have told of the meeting meanwhile, and of the fit."""
        if not owes_fit(fit_of(work.opinions.of(pair.id, sounding.person_id)), ()):
            work.soundings.save(sounding.closed())
            return
        work.soundings.save(sounding.put(self._clock.now(), None))
        question = FitQuestion(sounding.id, programme.name, pair.partner_of(sounding.person_id))
        self._say(work, question, to=sounding.person_id, key=f"fit:{sounding.id}", repeatable=False)

    def _ask_pulse(self, work: Work, sounding: Sounding, programme: Programme, pair: Pair, plan: PulsePlan) -> None:
        """Asks, or reminds. Days that HR has changed since it was planned may put it off, or end the reminders."""
        now = self._clock.now()
        if sounding.times == 0 and plan.due(sounding) > now:
            work.soundings.save(sounding.postponed(plan.due(sounding)))
            return
        if sounding.times > plan.reminders:
            work.soundings.save(sounding.closed())
            return
        work.soundings.save(sounding.put(now, plan.reminds_at(sounding.times + 1, now)))
        if sounding.times == 0:
            work.soundings.add_all([plan.after(sounding, now)])
        partner = pair.partner_of(sounding.person_id)
        question = PulseQuestion(sounding.id, programme.name, partner, reminder=sounding.times > 0)
        key = f"pulse:{sounding.id}:{sounding.times}"
        self._say(work, question, to=sounding.person_id, key=key, repeatable=False)


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
