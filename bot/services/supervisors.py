"""Supervisors are asked whether somebody may take part; who is matched with whom they never hear."""

from bot.domain.audit import Deed, Entry
from bot.domain.errors import NotAllowed
from bot.domain.outbox import Outgoing
from bot.domain.pairs import PairState
from bot.domain.people import Person
from bot.domain.supervisors import UNANSWERED, Consent, ConsentState, asked, concerned
from bot.messages.supervisors import Answered, Question, Refused, Refusing, Silent, Supervision
from bot.services.consents import managers_of, standing_of
from bot.services.pairing import PairingService
from storage.work import Work

AT_ONCE = 50
"""Supervisors who are reminded in one transaction."""


class SupervisorService(PairingService):
    def overview(self, person: Person, programme_id: int) -> Supervision:
        """Who has answered about the people of approved pairs, and who has not; raises NotAllowed."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme, standing = work.programmes.get(programme_id), standing_of(work, programme_id)
            consents = work.consents.among(programme_id, {*standing.asked, *standing.silent, *standing.refused})
        open = tuple((each, consents[each].manager_id) for each in (*standing.silent, *standing.asked))
        refused = tuple((each, consents[each].manager_id, consents[each].word) for each in standing.refused)
        return Supervision(programme.id, programme.name, standing, open, refused)

    def ask(self, person: Person, programme_id: int, key: str) -> Supervision:
        """Asks the supervisors of approved pairs who have not been asked; each person's once. Raises NotAllowed."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            if work.inbox.accept(key, self._clock.now()):
                self._ask(work, person, programme_id)
        return self.overview(person, programme_id)

    def yes(self, person: Person, consent_id: int) -> Answered:
        """Agrees; raises NotAllowed for anybody but the supervisor. Too late, it says how things stand."""
        with self._storage.begin() as work:
            consent = self._asked_of(work, person, consent_id)
            if self._takes_part(work, consent) and consent.state is not ConsentState.AGREED:
                self._keep(work, consent.answered(True, "", self._clock.now()))
            return Answered("agreed" if self._takes_part(work, consent) else "over", consent.person_id)

    def refusing(self, person: Person, consent_id: int) -> Refusing | Answered:
        """The form for not now; too late, how things stand. Raises NotAllowed."""
        with self._storage.begin() as work:
            consent = self._asked_of(work, person, consent_id)
            if consent.state in UNANSWERED and self._takes_part(work, consent):
                return Refusing(consent.id, consent.person_id)
            return self._stands(work, consent)

    def refuse(self, person: Person, consent_id: int, word: str) -> Answered:
        """Not now: HR hears so, and pairs of that person that nobody knows of wait for HR's decision."""
        with self._storage.begin() as work:
            consent = self._asked_of(work, person, consent_id)
            if consent.state not in UNANSWERED or not self._takes_part(work, consent):
                return self._stands(work, consent)
            consent = self._keep(work, consent.answered(False, word, self._clock.now()))
            self._hold_back(work, person, consent)
            name = work.programmes.get(consent.programme_id).name
            told = Refused(consent.programme_id, name, consent.person_id, consent.manager_id, word)
            self._say(work, told, to=consent.asked_by, key=f"refused:{consent.id}:{consent.version}")
            return Answered("refused", consent.person_id)

    def do_due(self) -> int:
        """Reminds supervisors once; tells HR of those who have not answered in time. Returns how many."""
        done = 0
        while count := self._look_at_some():
            done += count
        return done

    def overtaken(self, work: Work, message: Outgoing) -> str | None:
        """Why a question to a supervisor is pointless by now: it is answered, or who it is about has left."""
        consent = work.consents.get(int(str(message.context["consent_id"])))
        if not self._takes_part(work, consent):
            return "left_meanwhile"
        return None if consent.state in UNANSWERED else "answered"

    def _ask(self, work: Work, person: Person, programme_id: int) -> None:
        now, terms = self._clock.now(), work.terms.of(programme_id)
        unasked = standing_of(work, programme_id).unasked
        managers = managers_of(work, set(unasked))
        for person_id in unasked:
            new = asked(programme_id, person_id, managers[person_id], person.id, now, terms.reminder, terms.patience)
            consent = work.consents.add(new)
            self._say(work, self._question(work, consent), to=consent.manager_id, key=_key(consent.id))
        entry = Entry(programme_id, person.id, now, Deed.ASKED_SUPERVISORS, after=str(len(unasked)))
        work.audit.add(*([entry] if unasked else []))

    def _question(self, work: Work, consent: Consent, again: bool = False) -> Question:
        programme = work.programmes.get(consent.programme_id)
        enrolment = work.enrolments.find(consent.programme_id, consent.person_id)
        dates = programme.starts_on, programme.ends_on, programme.cadence, consent.expires_at.date()
        role = enrolment.role if enrolment else None
        return Question(consent.id, programme.name, consent.person_id, role, *dates, again=again)

    def _asked_of(self, work: Work, person: Person, consent_id: int) -> Consent:
        consent = work.consents.hold(consent_id)
        if consent.manager_id != person.id:
            raise NotAllowed
        return consent

    def _keep(self, work: Work, consent: Consent) -> Consent:
        kept = work.consents.save(consent)
        self._revise(work, [_key(kept.id), _key(kept.id, again=True)], str(kept.version), became=kept.state.value)
        return kept

    def _stands(self, work: Work, consent: Consent) -> Answered:
        return Answered(consent.state.value if self._takes_part(work, consent) else "over", consent.person_id)

    def _takes_part(self, work: Work, consent: Consent) -> bool:
        enrolment = work.enrolments.find(consent.programme_id, consent.person_id)
        return enrolment is not None and enrolment.takes_part

    def _hold_back(self, work: Work, person: Person, consent: Consent) -> None:
        whose = work.terms.of(consent.programme_id).supervisors
        for pair in work.pairs.page(consent.programme_id, {PairState.APPROVED}, consent.person_id, 0, AT_ONCE):
            if consent.person_id in concerned(pair, whose):
                held = work.pairs.save(pair.decided(PairState.HELD))
                self._log(work, person, pair, Deed.HELD, held.state.value)

    def _look_at_some(self) -> int:
        now = self._clock.now()
        with self._storage.begin() as work:
            due = work.consents.due(now, AT_ONCE)
            over = [each for each in due if each.expires_at <= now]
            for consent in due:
                if consent not in over:
                    kept = work.consents.save(consent.reminded())
                    question = self._question(work, kept, again=True)
                    self._say(work, question, to=kept.manager_id, key=_key(kept.id, again=True))
            self._tell_of_silence(work, [work.consents.save(each.lapsed()) for each in over])
        return len(due)

    def _tell_of_silence(self, work: Work, over: list[Consent]) -> None:
        """One message for who asked, however many have not answered."""
        for programme_id, hr in sorted({(each.programme_id, each.asked_by) for each in over}):
            those = [each for each in over if (each.programme_id, each.asked_by) == (programme_id, hr)]
            about = tuple((each.person_id, each.manager_id) for each in those)
            told = Silent(programme_id, work.programmes.get(programme_id).name, about)
            self._say(work, told, to=hr, key=f"silent:{those[0].id}:{len(those)}")


def _key(consent_id: int, *, again: bool = False) -> str:
    return f"consent:{consent_id}:{'again' if again else 'asked'}"
