"""What follows, step by step, when a pair does not meet."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.checkins import Step
from bot.domain.errors import Fault, InvalidForm

BOUNDS = {"first_after": (3, 60), "again_after": (1, 7), "remind_after": (1, 10), "pause_after": (1, 10)}
"""Of what can be set of a ladder; the other steps come after the ones before them."""


@dataclass(frozen=True)
class Ladder:
    """What follows when a pair does not meet, as a programme's team sets it; all but the last in days.

    The first check-in comes `first_after` the introduction. After a check-in without an answer: one reminder after
    `remind_after`, a private question to each after `private_after`, the programme team's list after `list_after`.
    "Not yet" is asked again after `again_after`. After `pause_after` check-ins without a sign of life from either, the
    pair is paused. Sources: docs/checkins.md.
    """

    programme_id: int
    first_after: int = 10
    again_after: int = 2
    remind_after: int = 3
    private_after: int = 7
    list_after: int = 14
    pause_after: int = 3
    id: int = 0
    version: int = 1

    def changed(self, **days: int) -> "Ladder":
        """With other steps, by name; raises InvalidForm."""
        bounds = BOUNDS | {"list_after": (days["private_after"], 60)}
        bounds |= {"private_after": (days["remind_after"] + 1, 30)}
        wrong = {
            name: Fault("out_of_range", {"least": least, "most": most})
            for name, (least, most) in bounds.items()
            if not least <= days[name] <= most
        }
        if wrong:
            raise InvalidForm(wrong)
        return replace(self, **days)

    def next_step(self, done: Step, today: date, planned_on: date, privately: bool) -> tuple[Step, date] | None:
        """What somebody who does not answer is asked next, and on which day; None where it is left at that."""
        if done is Step.ASK:
            return Step.REMIND, today + timedelta(days=self.remind_after)
        if done in (Step.REMIND, Step.AGAIN) and privately:
            return Step.PRIVATE, max(planned_on + timedelta(days=self.private_after), today + timedelta(days=1))
        return None

    def after_not_yet(self, before: int, now: date, planned_on: date, privately: bool) -> tuple[Step, date] | None:
        """What follows "not yet": it is asked again once, and then in private."""
        if before == 0:
            return Step.AGAIN, now + timedelta(days=self.again_after)
        return self.next_step(Step.AGAIN, now, planned_on, privately)
