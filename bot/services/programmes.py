"""Setting up a programme, and seeing who joined it."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from bot.domain.enrolment import Enrolment
from bot.domain.errors import ChangedMeanwhile
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, set_up
from bot.messages import questionnaire
from bot.messages.programmes import Participant, Participants, SetUp
from bot.messages.room import Room
from bot.services.team import TeamService

PAGE_LENGTH = 25
LEAD = timedelta(days=28)
LENGTH = timedelta(days=182)


class ProgrammeService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def new(self, person: Person) -> SetUp:
        """An empty form, with dates that leave a month to recruit."""
        self._people.require_hr(person)
        starts_on = self._today(person) + LEAD
        languages = (self._people.language_of(person),)
        return SetUp(Plan("", "", "", starts_on, starts_on + LENGTH, Cadence.TWO_TO_THREE_WEEKS, languages))

    def room(self, person: Person, programme_id: int) -> Room:
        """Everything that can be done with a programme."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
        return Room(programme.id, programme.name)

    def edit(self, person: Person, programme_id: int) -> SetUp:
        """The form of a programme that is there."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
        return SetUp(programme.plan, programme.id, programme.version)

    def create(self, person: Person, plan: Plan, key: str) -> None:
        """Sets up a programme with the shipped questionnaire; raises InvalidForm. The same `key` sets up one."""
        self._people.require_hr(person)
        now = self._clock.now()
        plan = self._own_language_first(person, plan)
        programme = set_up(plan, by=person.id, now=now, today=self._today(person))
        with self._storage.begin() as work:
            if work.inbox.accept(key, now):
                programme = work.programmes.add(programme)
                work.forms.add(programme.id, questionnaire.NAME, 1, questionnaire.default())
                self._refresh_home(work, person.id, f"programme:{programme.id}:created")

    def change(self, person: Person, programme_id: int, version: int, plan: Plan, key: str) -> None:
        """Changes a programme as it was at `version`; raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            if not work.inbox.accept(key, self._clock.now()):
                return
            programme = work.programmes.hold(programme_id)
            if programme.version != version:
                raise ChangedMeanwhile
            plan = self._own_language_first(person, plan)
            work.programmes.save(programme.replanned(plan, self._today(person)))
            self._refresh_home(work, person.id, f"programme:{programme.id}:{version}")

    def participants(self, person: Person, programme_id: int, page: int = 1) -> Participants:
        """Who joined, in the order of joining."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            total = work.enrolments.counts(programme_id).total()
            pages = max(1, ceil(total / PAGE_LENGTH))
            page = min(max(1, page), pages)
            joined = work.enrolments.taking_part(programme_id, (page - 1) * PAGE_LENGTH, PAGE_LENGTH)
            unfinished = work.enrolments.unfinished(programme_id)
            known = work.people.among([each.person_id for each in joined])
        people = tuple(self._participant(each, known[each.person_id], person) for each in joined)
        return Participants(programme_id, programme.name, people, total, unfinished, page, pages)

    def _participant(self, enrolment: Enrolment, who: Person, reader: Person) -> Participant:
        """Somebody in the list, with the later of the days on which their breaks end."""
        joined_at = enrolment.submitted_at or enrolment.created_at
        everything = who.absent_until if who.is_away(self._clock.now()) else None
        away_until = max((day for day in (everything, enrolment.paused_until) if day), default=None)
        return Participant(who.id, enrolment.role, joined_at.astimezone(reader.zone).date(), away_until)

    def _own_language_first(self, person: Person, plan: Plan) -> Plan:
        """A form can't tell in which order languages were chosen: channels hear HR's own first."""
        own = self._people.language_of(person)
        return replace(plan, languages=tuple(sorted(plan.languages, key=lambda language: language != own)))

    def _today(self, person: Person) -> date:
        return self._clock.now().astimezone(person.zone).date()
