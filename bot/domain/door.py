"""A programme's door: when people can join, how many, and who."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.errors import DoorClosed, Fault, NotYetOpen
from bot.domain.people import Person

GRACE = timedelta(days=2)
"""For so long after the last day, answers that were begun in time are still taken."""
MOST_PLACES = 100_000
LONGEST_SILENCE = 60


@dataclass(frozen=True)
class Door:
    """What HR decides about joining. Dates are whole days on the joining person's own calendar, both included.

    `places` are for mentees (None: as many as come), `remind_after` is in days. `mandatory` is for mentees: the
    company asks them to take part.
    """

    opens_on: date | None = None
    closes_on: date | None = None
    places: int | None = None
    guests: bool = False
    mandatory: bool = False
    remind_after: int = 7

    def is_open(self, today: date) -> bool:
        """Whether people can join today."""
        return not self.opens_later(today) and not self._has_closed(today)

    def opens_later(self, today: date) -> bool:
        """Whether the first day is still to come."""
        return self.opens_on is not None and today < self.opens_on

    def require_open(self, today: date, programme: str) -> None:
        """Raises NotYetOpen or DoorClosed, with the date."""
        if self.opens_later(today):
            raise NotYetOpen(programme=programme, opens_on=self.opens_on)
        if self._has_closed(today):
            raise DoorClosed(programme=programme, closes_on=self.closes_on)

    def takes_answers(self, today: date) -> bool:
        """Whether answers that were begun in time can still be sent."""
        return self.closes_on is None or today <= self.closes_on + GRACE

    def admits(self, person: Person) -> bool:
        """Whether this is somebody whom the programme is for."""
        return person.may_take_part or (self.guests and person.is_guest and person.reachable and not person.is_stranger)

    def is_full(self, mentees: int) -> bool:
        """Whether there is no place left for one more mentee."""
        return self.places is not None and mentees >= self.places

    def faults(self) -> dict[str, Fault]:
        """What is wrong with the settings, by field."""
        wrong: dict[str, Fault] = {}
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            wrong["closes_on"] = Fault("too_early", {"earliest": self.opens_on})
        if self.places is not None and not 1 <= self.places <= MOST_PLACES:
            wrong["places"] = Fault("out_of_range", {"least": 1, "most": MOST_PLACES})
        if not 1 <= self.remind_after <= LONGEST_SILENCE:
            wrong["remind_after"] = Fault("out_of_range", {"least": 1, "most": LONGEST_SILENCE})
        return wrong

    def _has_closed(self, today: date) -> bool:
        return self.closes_on is not None and today > self.closes_on
