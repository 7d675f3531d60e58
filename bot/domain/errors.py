"""What can be refused, as facts: the templates turn them into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Fault:
    """Why one field was refused. `name` is a block of `templates/forms/faults.j2`, `facts` its variables."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)


class InvalidForm(Exception):
    """What was typed can't be accepted; `faults` maps a field's key to its fault."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(", ".join(sorted(faults)))
        self.faults = dict(faults)


class ProgrammeError(Exception):
    """The act is understood and refused; `name` is a block of `templates/notices/notice.j2`."""

    name: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.name)
        self.facts = facts


class NotAllowed(ProgrammeError):
    """The acting person has no right to do this."""

    name = "not_allowed"


class Gone(ProgrammeError):
    """What the act is about does not exist (any more)."""

    name = "gone"


class NotRecruiting(ProgrammeError):
    """The programme takes nobody in at the moment."""

    name = "not_recruiting"


class NotYetOpen(NotRecruiting):
    """People can join from a later day on."""

    name = "not_yet_open"


class DoorClosed(NotRecruiting):
    """The last day for joining has passed."""

    name = "door_closed"


class NotInvited(ProgrammeError):
    """Guests and people of other companies do not take part."""

    name = "not_invited"


class TooManyMembers(ProgrammeError):
    """A channel or group has more people than can be counted while somebody waits."""

    name = "too_many_members"


class ChangedMeanwhile(ProgrammeError):
    """Somebody else changed it after this person had opened it."""

    name = "changed_meanwhile"


class IllegalStep(ProgrammeError):
    """The state machine has no such step from where the thing stands."""

    name = "illegal_step"


class AnsweredAlready(ProgrammeError):
    """This person has answered the same before: `at` is when."""

    name = "answered_already"


class Settled(ProgrammeError):
    """The question was settled by what has happened since."""

    name = "settled"


class PairOver(ProgrammeError):
    """The pair is no longer under way."""

    name = "pair_over"


class QuestionNeeded(ProgrammeError):
    """Another question stands on the one that was to be changed."""

    name = "question_needed"
