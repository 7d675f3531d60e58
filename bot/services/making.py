"""How a programme makes its pairs, as HR sets it, and from when on mentees choose."""

from bot.domain.audit import Deed, Entry
from bot.domain.errors import ChangedMeanwhile, IllegalStep
from bot.domain.making import Chooser, Direction
from bot.domain.pairs import SETTLED
from bot.domain.people import Person
from bot.domain.programmes import ProgrammeState
from bot.messages.making import EditMaking
from bot.services.team import TeamService
from storage.work import Work

_FORMING = frozenset({ProgrammeState.MATCHING, ProgrammeState.RUNNING})


class MakingService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def edit(self, person: Person, programme_id: int) -> EditMaking:
        """The form, as things stand."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return self._form(work, programme_id)

    def change(
        self, person: Person, programme_id: int, version: int, chooser: Chooser, direction: Direction, key: str
    ) -> EditMaking:
        """Changes it as it was at `version`; raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            making = work.makings.of(programme_id)
            if work.inbox.accept(key, now):
                if making.version != version:
                    raise ChangedMeanwhile
                counts = work.pairs.counts(programme_id)
                changed = making.changed(chooser, direction, sum(counts[state] for state in SETTLED))
                work.makings.keep(changed)
                work.audit.add(
                    Entry(programme_id, person.id, now, Deed.MAKING, before=making.codes, after=changed.codes)
                )
            return self._form(work, programme_id)

    def open(self, person: Person, programme_id: int, key: str) -> EditMaking:
        """From now on mentees choose, and nobody joins any more; raises IllegalStep before anybody could join."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            programme = work.programmes.hold(programme_id).matching()
            if work.inbox.accept(key, now):
                if programme.state not in _FORMING:
                    raise IllegalStep
                work.makings.keep(work.makings.of(programme_id).opened(now))
                work.programmes.save(programme)
                work.audit.add(Entry(programme_id, person.id, now, Deed.OPENED))
                self._refresh_home(work, person.id, f"opened:{key}")
            return self._form(work, programme_id)

    def _form(self, work: Work, programme_id: int) -> EditMaking:
        programme, making = work.programmes.get(programme_id), work.makings.of(programme_id)
        may_open = making.may_open and programme.state in _FORMING | {ProgrammeState.RECRUITING}
        seeking, named = work.choices.seeking(programme_id), work.choices.have_named(programme_id)
        closes = programme.state is ProgrammeState.RECRUITING
        return EditMaking(programme.id, programme.name, making, seeking, named, may_open, closes)
