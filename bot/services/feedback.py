"""What the two of a pair say about it, each in private, and who hears of it: the programme team, never the partner."""

from datetime import datetime, timedelta

import structlog

from bot.domain.answers import answer
from bot.domain.asking import PARTNER, SOON, Request, Topic, fit_request, owes_fit
from bot.domain.enrolment import Role
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.feedback import Fit, Opinion, Source, fit_of
from bot.domain.forms import Answers, Typed
from bot.domain.pairs import TOGETHER, Pair
from bot.domain.people import Person
from bot.messages import pulse
from bot.messages.feedback import Alert, MoreTime, Offer, Thanks
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
        self._plan_fit(work, pair, person.id, SOON, said=fit is not None)
        self._plan_fit(work, pair, pair.partner_of(person.id), PARTNER)

    def fit(self, person: Person, request_id: int, fit: Fit) -> Thanks:
        """How the pair feels, by a button. The same again changes nothing, another one does; raises IllegalStep."""
        now = self._clock.now()
        with self._storage.begin() as work:
            request, pair = self._asked(work, person, request_id)
            before = work.opinions.of(pair.id, person.id)
            if request.answered_at is None or fit_of(before) is not fit:
                self._keep(work, pair, Opinion(pair.id, person.id, request.role, Source.QUESTION, now, fit=fit))
                self._take_back(work, person, before)
            if request.answered_at is None:
                work.requests.save(request.answered(now))
        return Thanks(fit.value, pair.id, pair.partner_of(person.id))

    def form(self, person: Person, request_id: int) -> Page:
        """The short form about the pair; raises IllegalStep for one that has been answered."""
        with self._storage.begin() as work:
            request, _ = self._asked(work, person, request_id)
        if request.answered_at is not None:
            raise IllegalStep
        return Page(JOURNEY, request.id, pulse.form(), frozenset({request.role.value}), 1, {}, above=ABOVE)

    def answer(self, person: Person, request_id: int, typed: Typed, key: str) -> Thanks:
        """Takes in the form; the same `key` again is the same answer. Raises InvalidForm, IllegalStep."""
        now, form = self._clock.now(), pulse.form()
        with self._storage.begin() as work:
            request, pair = self._asked(work, person, request_id)
            answers = answer(form, frozenset({request.role.value}), typed)
            if work.inbox.accept(key, now):
                if request.answered_at is not None:
                    raise IllegalStep
                work.requests.save(request.answered(now))
                self._keep(work, pair, _opinion(request, answers, form.shape, now))
                self._tell_mentor(work, pair, request, answers)
        outcome = "told" if _wants_more_time(request, answers) else "sent"
        return Thanks(outcome, pair.id, pair.partner_of(person.id))

    def skip(self, person: Person, request_id: int) -> Thanks:
        """Does not want to be reminded of this one."""
        with self._storage.begin() as work:
            request, pair = self._asked(work, person, request_id)
            work.requests.save(request.closed())
        return Thanks("skipped", pair.id, pair.partner_of(person.id))

    def _asked(self, work: Work, person: Person, request_id: int) -> tuple[Request, Pair]:
        """Somebody's own request and its pair; raises NotAllowed, IllegalStep where the two are no pair any more."""
        request = work.requests.hold(request_id)
        if request.person_id != person.id:
            raise NotAllowed
        pair = work.pairs.get(request.pair_id)
        if pair.state not in TOGETHER:
            raise IllegalStep
        return request, pair

    def _plan_fit(self, work: Work, pair: Pair, person_id: str, wait: timedelta, said: bool = False) -> None:
        """Has somebody asked for the fit after this wait, where they owe it; not where they have just `said` it."""
        now, asked = self._clock.now(), work.requests.of(pair.id, person_id, Topic.FIT)
        if said:
            for each in asked:
                work.requests.save(each.answered(now))
        elif planned := next((each for each in asked if each.is_planned), None):
            work.requests.save(planned.sooner(now + wait))
        elif owes_fit(fit_of(work.opinions.of(pair.id, person_id)), asked):
            work.requests.add_all([fit_request(pair.id, person_id, pair.role_of(person_id), asked, now, wait)])

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
        answerable = self._hr_of(pair, programme)
        for reader in [answerable] if answerable in team else team:
            self._say(work, told, to=reader, key=f"opinion:{said.id}:{reader}")

    def _take_back(self, work: Work, person: Person, before: list[Opinion]) -> None:
        """Who answers otherwise has thought again: the programme team need not look at what they said before."""
        for each in before:
            if each.source is Source.QUESTION and each.reasons and each.settled_at is None:
                work.opinions.save(each.settled(person.id, self._clock.now()))

    def _tell_mentor(self, work: Work, pair: Pair, request: Request, answers: Answers) -> None:
        """Only what a mentee has asked us to say, and nothing else of what they answered."""
        if _wants_more_time(request, answers):
            nudge = MoreTime(work.programmes.get(pair.programme_id).name, pair.mentee_id)
            self._say(work, nudge, to=pair.mentor_id, key=f"more_time:{request.id}")


def _wants_more_time(request: Request, answers: Answers) -> bool:
    """Whether a mentee has chosen to let their mentor know."""
    return request.role is Role.MENTEE and answers.get(MORE_TIME) is True


def _opinion(request: Request, answers: Answers, shape: str, now: datetime) -> Opinion:
    """What the form said; the rating and the word stand by themselves."""
    rest = {name: value for name, value in answers.items() if name not in (QUALITY, WORD) and value is not None}
    return Opinion(
        request.pair_id,
        request.person_id,
        request.role,
        Source.PULSE,
        now,
        rating=int(str(answers[QUALITY])),
        answers=rest,
        word=str(answers.get(WORD) or ""),
        form=shape,
    )
