"""What the use cases about published pairs share: whose a pair is, where its people stand, whom HR hears from."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.audit import Deed, Entry
from bot.domain.errors import NotAllowed
from bot.domain.making import Chooser
from bot.domain.pairs import TOGETHER, Both, Pair, PairState, Side
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.runs import Run
from bot.messages.choosing import Another
from bot.messages.proposals import Who
from bot.messages.publishing import Free
from bot.services.team import TeamService
from storage.work import Work

_TOLD = {"mentee": "struggle", "mentor": "been_through"}
"""The answers of which the questionnaire says that the partner will read them."""


class PairingService(TeamService):
    def _own(self, work: Work, person: Person, pair_id: int) -> Both:
        """The pair, held, for one of the two; raises NotAllowed for anybody else."""
        both = work.pairs.both(pair_id)
        if person.id not in both.pair.people:
            raise NotAllowed
        return both

    def _stand(self, work: Work, pair: Pair) -> None:
        """Puts both where they now stand: matched while a pair of theirs is under way, else waiting, first in line."""
        for person_id in pair.people:
            enrolment = work.enrolments.find(pair.programme_id, person_id)
            if enrolment and enrolment.takes_part:
                together = work.pairs.count(pair.programme_id, TOGETHER, person_id)
                work.enrolments.save(enrolment.standing(matched=together > 0))
            self._refresh_home(work, person_id, f"pair:{pair.id}:{pair.version}")
        self._show_answers(work, pair)

    def _show_answers(self, work: Work, pair: Pair) -> None:
        """Has what each was asked shown with what became of it, instead of buttons that do nothing any more."""
        both = work.pairs.with_sides([pair])[0]
        for side in both.sides:
            became = both.became(side.person_id)
            if became and work.terms.of(pair.programme_id).asks:
                cause = f"{pair.version}:{side.version}"
                again = side.remind_at and side.remind_at.date().isoformat()
                self._revise(work, _questions(side), cause, became=became.value, again_on=again)

    def _who(self, work: Work, pair: Pair, person_id: str) -> Who:
        """One of the two, as the other one gets to know them."""
        person, role = work.people.find(person_id), pair.role_of(person_id)
        enrolment = work.enrolments.find(pair.programme_id, person_id)
        said = enrolment.answers if enrolment else {}
        known = [str(said.get(name) or "") for name in ("department", "site", _TOLD[role.value])]
        if person is None:
            return Who(person_id)
        return Who(person_id, person.title, known[0] or person.department, known[1] or person.site, known[2])

    def _hr_of(self, pair: Pair, programme: Programme) -> str:
        """Who published it; where nobody of the team did, who set up the programme."""
        return programme.created_by if pair.requested else pair.published_by or programme.created_by

    def _look_again(self, work: Work, programme: Programme, asked_by: str) -> None:
        """A place is free: has suggestions made for who waits, unless HR has some to decide on, or mentees choose."""
        making = work.makings.of(programme.id)
        if making.is_open and making.chooser is Chooser.MENTEE:
            return
        if not work.pairs.count(programme.id, {PairState.STAGED}):
            weighing = work.terms.of(programme.id).weighing
            work.runs.add(Run(programme.id, asked_by, self._clock.now(), weighing, by_itself=True))

    def _not_to_be(self, work: Work, programme: Programme, pair: Pair, reader: str) -> Free | Another:
        """What somebody hears of a proposal that came to nothing: who has asked for it may ask somebody else."""
        if pair.requested and reader == pair.mentee_id and work.makings.of(programme.id).is_open:
            return Another(programme.id, programme.name, pair.mentor_id)
        return Free(programme.name, pair.partner_of(reader))

    def _log(self, work: Work, person: Person, pair: Pair, deed: Deed, after: str = "") -> None:
        entry = Entry(pair.programme_id, person.id, self._clock.now(), deed, *pair.people, pair.state.value, after)
        work.audit.add(entry)

    def _day(self, person: Person, instant: datetime) -> date:
        return instant.astimezone(person.zone).date()


def question_key(pair_id: int, person_id: str) -> str:
    """The key of the proposal to one of the two."""
    return f"proposal:{pair_id}:{person_id}"


def reminder_key(side: Side) -> str:
    """The key of a reminder of it, as the side stands once that is written."""
    return f"reminder:{side.pair_id}:{side.id}:{side.version}"


def _questions(side: Side) -> list[str]:
    """The keys of all by which this person may have been asked."""
    reminders = (replace(side, version=version) for version in range(1, side.version + 1))
    return [question_key(side.pair_id, side.person_id), *map(reminder_key, reminders)]
