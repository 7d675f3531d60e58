"""How the pairs of a programme are, for HR: figures, what needs a look, and when people are asked."""

from math import ceil

from bot.domain.audit import Deed, Entry
from bot.domain.climate import climate
from bot.domain.errors import ChangedMeanwhile, IllegalStep, NotAllowed
from bot.domain.feedback import Opinion, Suggestion
from bot.domain.pairs import TOGETHER, Pair
from bot.domain.people import Person
from bot.messages.climate import Concerned, EditPulse, Look, Overview
from bot.messages.feedback import Offer, Talk
from bot.services.team import TeamService
from storage.work import Work

PAGE_LENGTH = 8


class ClimateService(TeamService):
    """Everything here is for the programme team, and of its own pairs nobody sees anything: NotAllowed for the rest."""

    def overview(self, person: Person, programme_id: int, page: int = 1) -> Overview:
        """The figures, and one page of what needs a look now."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return self._overview(work, person, programme_id, page)

    def look(self, person: Person, opinion_id: int) -> Look:
        """One thing that somebody said, with the word that they typed for the team."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            opinion, pair = _seen(work, person, opinion_id)
            programme = work.programmes.get(pair.programme_id)
            settled = opinion.settled_at is not None or pair.state not in TOGETHER
            return Look(programme.id, programme.name, self._concerned(work, person, opinion), opinion.word, settled)

    def offer_change(self, person: Person, opinion_id: int) -> Overview:
        """Offers who said it the way out of the pair, once; raises IllegalStep where that is settled."""
        return self._settle(person, opinion_id, Suggestion.CHANGE)

    def talk(self, person: Person, opinion_id: int) -> Overview:
        """Tells who said it, and nobody else, that this person gets in touch; raises IllegalStep."""
        return self._settle(person, opinion_id, Suggestion.TALK)

    def dismiss(self, person: Person, opinion_id: int) -> Overview:
        """Nothing is to be done; raises IllegalStep."""
        return self._settle(person, opinion_id, None)

    def snooze(self, person: Person, opinion_id: int) -> Overview:
        """Out of sight for three days; raises IllegalStep."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            opinion, pair = _open(work, person, opinion_id)
            work.opinions.save(opinion.snoozed(self._clock.now()))
            return self._overview(work, person, pair.programme_id, 1)

    def settings(self, person: Person, programme_id: int) -> EditPulse:
        """When the programme asks, as things stand."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return EditPulse(work.programmes.get(programme_id).name, work.pulse_plans.of(programme_id))

    def change(self, person: Person, programme_id: int, version: int, days: dict[str, int], key: str) -> None:
        """Changes when it asks, as it was at `version`; raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            plan = work.pulse_plans.of(programme_id)
            if not work.inbox.accept(key, now):
                return
            if plan.mark != version:
                raise ChangedMeanwhile
            work.pulse_plans.keep(plan.changed(**days))
            work.soundings.look_again(programme_id, now)
            work.audit.add(Entry(programme_id, person.id, now, Deed.TERMS))

    def _settle(self, person: Person, opinion_id: int, how: Suggestion | None) -> Overview:
        self._people.require_hr(person)
        with self._storage.begin() as work:
            opinion, pair = _open(work, person, opinion_id)
            work.opinions.save(opinion.settled(person.id, self._clock.now()))
            name, partner = work.programmes.get(pair.programme_id).name, pair.partner_of(opinion.person_id)
            if how is Suggestion.CHANGE:
                offer = Offer(pair.id, name, partner, person.id)
                self._say(work, offer, to=opinion.person_id, key=f"offered:{opinion.id}")
            elif how is Suggestion.TALK:
                talk = Talk(name, partner, person.id)
                self._say(work, talk, to=opinion.person_id, key=f"talk:{opinion.id}")
            return self._overview(work, person, pair.programme_id, 1)

    def _overview(self, work: Work, person: Person, programme_id: int, page: int) -> Overview:
        programme, now = work.programmes.get(programme_id), self._clock.now()
        figures = climate(work.soundings.pulses(programme_id), work.opinions.under_way(programme_id))
        total = work.opinions.count_to_look_at(programme_id, person.id, now)
        pages = max(1, ceil(total / PAGE_LENGTH))
        page = min(max(1, page), pages)
        found = work.opinions.to_look_at(programme_id, person.id, now, (page - 1) * PAGE_LENGTH, PAGE_LENGTH)
        looks = tuple(self._concerned(work, person, each) for each in found)
        return Overview(programme.id, programme.name, figures, looks, total, page, pages)

    def _concerned(self, work: Work, reader: Person, said: Opinion) -> Concerned:
        partner = work.pairs.get(said.pair_id).partner_of(said.person_id)
        day = said.said_at.astimezone(reader.zone).date()
        ratings = said.ratings(work.opinions.of(said.pair_id, said.person_id))
        return Concerned(said.id, said.person_id, partner, said.role, day, said.reasons, ratings, said.suggestion)


def _seen(work: Work, reader: Person, opinion_id: int) -> tuple[Opinion, Pair]:
    """What needs a look, and its pair; raises NotAllowed for one of the two, and for what nobody is to look at."""
    opinion = work.opinions.hold(opinion_id)
    pair = work.pairs.get(opinion.pair_id)
    if reader.id in pair.people or not opinion.reasons:
        raise NotAllowed
    return opinion, pair


def _open(work: Work, reader: Person, opinion_id: int) -> tuple[Opinion, Pair]:
    """The same, of which nobody has disposed yet; raises IllegalStep."""
    opinion, pair = _seen(work, reader, opinion_id)
    if opinion.settled_at is not None or pair.state not in TOGETHER:
        raise IllegalStep
    return opinion, pair
