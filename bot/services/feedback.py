"""What the two of a pair say about it, each in private, and who hears of it: the programme team, never the partner."""

from datetime import datetime, timedelta

import structlog

from bot.domain.answers import answer
from bot.domain.enrolment import Role
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.feedback import Fit, Opinion, Reason, Source, fit_of
from bot.domain.forms import Answers, Typed
from bot.domain.pairs import TOGETHER, Pair
from bot.domain.people import Person
from bot.domain.soundings import PARTNER, SOON, Sounding, Topic, fit_sounding, owes_fit
from bot.messages.feedback import Alert, MoreTime, Offer, Thanks, pulse_form
from bot.messages.forms import Page
from bot.services.pairing import PairingService
from storage.work import Work

JOURNEY = "feedback"
ABOVE = "team_only"
QUALITY, WORD, MORE_TIME = "quality", "word", "more_time"

log = structlog.get_logger(__name__)


class FeedbackService(PairingService):
    def hear(self, work: Work, pair: Pair, person: Person, rating: int | None, fit: Fit | None) -> None:
        """Takes in what somebody says as they report a meeting, or confirm their partner's report, in that transaction.

        Without a fit, who still owes one is asked for it soon; so is the partner, unless they report the meeting too.
        """
        if rating is not None or fit is not None:
            role, now = pair.role_of(person.id), self._clock.now()
            kept = self._keep(work, pair, Opinion(pair.id, person.id, role, Source.MEETING, now, rating, fit))
            if fit is Fit.NOT:
                self._offer(work, pair, kept)
        for each in pair.people:  # in this order whoever it is, so that two at once wait for each other
            if each == person.id:
                self._plan_fit(work, pair, each, SOON, said=fit is not None)
            else:
                self._plan_fit(work, pair, each, PARTNER)

    def fit(self, person: Person, sounding_id: int, fit: Fit) -> Thanks:
        """How the pair feels, by a button. The same again changes nothing, another one does; raises IllegalStep."""
        now = self._clock.now()
        with self._storage.begin() as work:
            sounding, pair = self._asked(work, person, sounding_id)
            before = work.opinions.of(pair.id, person.id)
            if sounding.answered_at is None or fit_of(before) is not fit:
                self._keep(work, pair, Opinion(pair.id, person.id, sounding.role, Source.QUESTION, now, fit=fit))
                self._take_back(work, person, before)
            if sounding.answered_at is None:
                work.soundings.save(sounding.answered(now))
        return Thanks(fit.value, pair.id, pair.partner_of(person.id))

    def form(self, person: Person, sounding_id: int) -> Page:
        """The short form about the pair; raises IllegalStep for one that has been answered."""
        with self._storage.begin() as work:
            sounding, _ = self._asked(work, person, sounding_id)
        if sounding.answered_at is not None:
            raise IllegalStep
        return Page(JOURNEY, sounding.id, pulse_form(), frozenset({sounding.role.value}), 1, {}, above=ABOVE)

    def answer(self, person: Person, sounding_id: int, typed: Typed, key: str) -> Thanks:
        """Takes in the form; the same `key` again is the same answer. Raises InvalidForm, IllegalStep."""
        now, form = self._clock.now(), pulse_form()
        with self._storage.begin() as work:
            sounding, pair = self._asked(work, person, sounding_id)
            answers = answer(form, frozenset({sounding.role.value}), typed)
            if work.inbox.accept(key, now):
                if sounding.answered_at is not None:
                    raise IllegalStep
                work.soundings.save(sounding.answered(now))
                self._keep(work, pair, _opinion(sounding, answers, form.shape, now))
                self._tell_mentor(work, pair, sounding, answers)
        outcome = "told" if _wants_more_time(sounding, answers) else "sent"
        return Thanks(outcome, pair.id, pair.partner_of(person.id))

    def skip(self, person: Person, sounding_id: int) -> Thanks:
        """Does not want to be reminded of this one."""
        with self._storage.begin() as work:
            sounding, pair = self._asked(work, person, sounding_id)
            work.soundings.save(sounding.closed())
        return Thanks("skipped", pair.id, pair.partner_of(person.id))

    def _asked(self, work: Work, person: Person, sounding_id: int) -> tuple[Sounding, Pair]:
        """Somebody's own sounding and its pair; raises NotAllowed, IllegalStep where the two are no pair any more."""
        sounding = work.soundings.hold(sounding_id)
        if sounding.person_id != person.id:
            raise NotAllowed
        pair = work.pairs.get(sounding.pair_id)
        if pair.state not in TOGETHER:
            raise IllegalStep
        return sounding, pair

    def _plan_fit(self, work: Work, pair: Pair, person_id: str, wait: timedelta, said: bool = False) -> None:
        """Has somebody asked for the fit after this wait, where they owe it; not where they have just `said` it."""
        now, asked = self._clock.now(), work.soundings.of(pair.id, person_id, Topic.FIT)
        if said:
            for each in asked:
                work.soundings.save(each.answered(now))
        elif planned := next((each for each in asked if each.is_planned), None):
            work.soundings.save(planned.sooner(now + wait))
        elif owes_fit(fit_of(work.opinions.of(pair.id, person_id)), asked):
            work.soundings.add_all([fit_sounding(pair.id, person_id, pair.role_of(person_id), asked, now, wait)])

    def _offer(self, work: Work, pair: Pair, said: Opinion) -> None:
        """Shows who finds no fit the way out of the pair."""
        name = work.programmes.get(pair.programme_id).name
        offer = Offer(pair.id, name, pair.partner_of(said.person_id))
        self._say(work, offer, to=said.person_id, key=f"offer:{said.id}")

    def _keep(self, work: Work, pair: Pair, said: Opinion) -> Opinion:
        """Keeps what somebody said, and tells the programme team where it should hear of it at once."""
        before = work.opinions.of(pair.id, said.person_id)
        kept = work.opinions.add(said.weighed(before))
        log.info("opinion", pair=pair.id, opinion=kept.id, source=kept.source.value)
        if kept.reasons:
            self._alert(work, pair, kept, kept.ratings(before))
        return kept

    def _alert(self, work: Work, pair: Pair, said: Opinion, ratings: tuple[int, ...]) -> None:
        """Tells who answers for the pair; all of the team where that is one of the two, or in the team no more."""
        programme, partner = work.programmes.get(pair.programme_id), pair.partner_of(said.person_id)
        told = Alert(said.id, programme.name, said.role, said.person_id, partner, said.reasons, ratings)
        team = [each for each in self._people.hr(work) if each not in pair.people]
        answerable = (each for each in (self._hr_of(pair, programme), programme.created_by) if each in team)
        first = next(answerable, None)
        for reader in [first] if first else team:
            self._say(work, told, to=reader, key=f"opinion:{said.id}:{reader}")

    def _take_back(self, work: Work, person: Person, before: list[Opinion]) -> None:
        """Who answers otherwise has thought again: the programme team need not look at what they said before."""
        for each in before:
            if each.reasons == (Reason.NOT_FIT,) and each.settled_at is None:
                work.opinions.save(each.settled(person.id, self._clock.now()))

    def _tell_mentor(self, work: Work, pair: Pair, sounding: Sounding, answers: Answers) -> None:
        """Only what a mentee has asked us to say, and nothing else of what they answered."""
        if _wants_more_time(sounding, answers):
            nudge = MoreTime(work.programmes.get(pair.programme_id).name, pair.mentee_id)
            self._say(work, nudge, to=pair.mentor_id, key=f"more_time:{sounding.id}")


def _wants_more_time(sounding: Sounding, answers: Answers) -> bool:
    """Whether a mentee has chosen to let their mentor know."""
    return sounding.role is Role.MENTEE and answers.get(MORE_TIME) is True


def _opinion(sounding: Sounding, answers: Answers, shape: str, now: datetime) -> Opinion:
    """What the form said; the rating and the word stand by themselves."""
    rest = {name: value for name, value in answers.items() if name not in (QUALITY, WORD) and value is not None}
    return Opinion(
        sounding.pair_id,
        sounding.person_id,
        sounding.role,
        Source.PULSE,
        now,
        rating=int(str(answers[QUALITY])),
        answers=rest,
        word=str(answers.get(WORD) or ""),
        form=shape,
    )
