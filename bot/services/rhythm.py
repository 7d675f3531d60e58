"""People's own hours: when the bot may write to them, and how often."""

from collections.abc import Collection
from datetime import time

import structlog

from bot.calendars import calendar_of
from bot.domain.calendar import Hours
from bot.domain.people import Person
from bot.domain.rhythm import Rhythm, chosen
from bot.messages.rhythm import ChooseHours, Heard, UsualAgain
from bot.services.service import Service

log = structlog.get_logger(__name__)


class RhythmService(Service):
    """Everybody decides for themselves, and for nobody else."""

    def form(self, person: Person) -> ChooseHours:
        """The form, with what holds now."""
        hours = self._storage.hours
        days = calendar_of(person, hours).usual_days
        return ChooseHours(heard(None, hours), days, heard(person.rhythm, hours))

    def choose(
        self, person: Person, opens: time | None, closes: time | None, days: Collection[int], seldom: bool, key: str
    ) -> None:
        """Keeps somebody's own hours; what waits for them comes within the new ones. Raises InvalidForm."""
        hours = self._storage.hours
        rhythm = chosen(opens, closes, days, seldom, calendar_of(person, hours).usual_days)
        self._keep(person, None if rhythm == Rhythm(hours.opens, hours.closes) else rhythm, key)

    def go_back(self, person: Person, key: str) -> UsualAgain:
        """From now on the company's usual hours hold for somebody again."""
        self._keep(person, None, key)
        return UsualAgain(self._storage.hours.opens, self._storage.hours.closes)

    def _keep(self, person: Person, rhythm: Rhythm | None, key: str) -> None:
        with self._storage.begin() as work:
            work.people.place({person.id: {"rhythm": rhythm}})
            self._move_waiting(work, person.id)
            self._refresh_home(work, person.id, f"rhythm:{key}")
        log.info("rhythm_chosen", person=person.id, own=rhythm is not None)


def heard(rhythm: Rhythm | None, hours: Hours) -> Heard:
    """When somebody with that rhythm is written to, in a company with these hours."""
    if rhythm is None:
        return Heard(hours.opens, hours.closes)
    return Heard(rhythm.opens, rhythm.closes, rhythm.days, rhythm.seldom, is_own=True)
