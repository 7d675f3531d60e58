"""What the programme team sees and decides about pairs that do not meet."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.audit import Deed, Entry
from bot.domain.checkins import Schedule
from bot.domain.errors import ChangedMeanwhile
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person
from bot.messages.care import SHOWN, Care, EditLadder, Needy
from bot.services.team import TeamService
from storage.work import Work

SNOOZE = timedelta(days=3)


class CareService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def open(self, person: Person, programme_id: int) -> Care:
        """The pairs that need a look, who asks for help first."""
        self._people.require_hr(person)
        with self._storage.look() as work:
            return self._care(work, person, programme_id)

    def snooze(self, person: Person, pair_id: int) -> Care:
        """Leaves a pair off the list for three days."""
        return self._hide(person, pair_id, person.today(self._clock.now()) + SNOOZE)

    def dismiss(self, person: Person, pair_id: int) -> Care:
        """Leaves a pair off the list until it has met, and does not meet again."""
        return self._hide(person, pair_id, date.max)

    def steps(self, person: Person, programme_id: int) -> EditLadder:
        """The form of a programme's steps, as things stand."""
        self._people.require_hr(person)
        with self._storage.look() as work:
            return EditLadder(work.programmes.get(programme_id).name, work.ladders.of(programme_id))

    def change(self, person: Person, programme_id: int, version: int, steps: Mapping[str, int], key: str) -> Care:
        """Changes the steps as they were at `version`; raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            ladder = work.ladders.of(programme_id)
            changed = ladder.changed(**steps)
            if work.inbox.accept(key, now):
                if ladder.version != version:
                    raise ChangedMeanwhile
                work.ladders.keep(changed)
                work.audit.add(Entry(programme_id, person.id, now, Deed.TERMS))
            return self._care(work, person, programme_id)

    def _hide(self, person: Person, pair_id: int, until: date) -> Care:
        self._people.require_hr(person)
        with self._storage.begin() as work:
            schedule = work.schedules.hold_of(pair_id)
            work.schedules.save(schedule.hidden(until))
            return self._care(work, person, schedule.programme_id)

    def _care(self, work: Work, person: Person, programme_id: int) -> Care:
        programme, today = work.programmes.get(programme_id), person.today(self._clock.now())
        overdue = today - timedelta(days=work.ladders.of(programme_id).list_after)
        found = work.schedules.to_look_at(programme_id, overdue, today)
        shown = sorted(found, key=lambda each: each.help_for is None)[:SHOWN]
        needy = tuple(_needy(each, work.pairs.get(each.pair_id)) for each in shown)
        return Care(programme.id, programme.name, needy, len(found))


def _needy(schedule: Schedule, pair: Pair) -> Needy:
    rests = pair.state is PairState.PAUSED
    return Needy(pair.id, *pair.people, rests, schedule.overdue_on, schedule.met_on, schedule.help_for)
