"""Who can join a programme, as HR decides; and taking in those in line."""

from bot.domain.door import Door
from bot.domain.errors import ChangedMeanwhile
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.door import PlaceFree, SetDoor
from bot.services.team import TeamService
from storage.work import Work

AT_ONCE = 200


class DoorService(TeamService):
    def open(self, person: Person, programme_id: int) -> SetDoor:
        """The settings of the door; raises NotAllowed for who is not of the programme team."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            mentees, in_line = work.enrolments.mentees(programme_id), work.enrolments.in_line(programme_id)
        return SetDoor(programme.id, programme.name, programme.version, programme.door, mentees, in_line)

    def change(self, person: Person, programme_id: int, version: int, door: Door, key: str) -> None:
        """Changes the door as it was at `version`; raises NotAllowed, InvalidForm, ChangedMeanwhile.

        Places that this makes are given to those in line at the next tick.
        """
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.hold(programme_id)
            if not work.inbox.accept(key, self._clock.now()):
                return
            if programme.version != version:
                raise ChangedMeanwhile
            work.programmes.save(programme.with_door(door))
            self._refresh_home(work, person.id, f"door:{programme_id}:{version}")

    def do_due(self) -> int:
        """Gives each free place to who is first in line, however it became free; returns how many were taken in."""
        with self._storage.begin() as work:
            waiting = [each.id for each in work.programmes.with_places() if work.enrolments.in_line(each.id)]
        return sum(self._fill(programme_id) for programme_id in waiting)

    def _fill(self, programme_id: int) -> int:
        with self._storage.begin() as work:
            programme = work.programmes.hold(programme_id)
            free = self._free_places(work, programme)
            next_ones = work.enrolments.next_in_line(programme_id, min(free, AT_ONCE)) if free > 0 else []
            for enrolment in next_ones:
                admitted = work.enrolments.save(enrolment.admitted())
                cause = f"admitted:{admitted.id}:{admitted.version}"
                welcome = PlaceFree(admitted.id, programme.name, programme.starts_on)
                self._say(work, welcome, to=admitted.person_id, key=cause)
                self._refresh_home(work, admitted.person_id, cause)
        return len(next_ones)

    def _free_places(self, work: Work, programme: Programme) -> int:
        places = programme.door.places
        return AT_ONCE if places is None else places - work.enrolments.mentees(programme.id)
