"""The versions of a programme's questionnaire: the newest one, and who has yet to answer something in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.enrolment import Enrolment
from bot.domain.forms import Form
from bot.domain.revision import owed
from bot.messages.questionnaire import NAME
from storage.work import Work


@dataclass(frozen=True)
class Version:
    """A version of a form that is asked, or was."""

    id: int
    form: Form

    def owed_by(self, enrolment: Enrolment) -> tuple[str, ...]:
        """What somebody who takes part must answer, or answer again, since the questionnaire has changed."""
        if not enrolment.has_sent or enrolment.form_id == self.id:
            return ()
        return owed(self.form, enrolment.role.audiences, enrolment.answers)


def newest(work: Work, programme_id: int) -> Version:
    """The version that is asked now; raises Gone."""
    id = work.forms.latest(programme_id, NAME)
    return Version(id, work.forms.get(id))


def would_owe(work: Work, programme_id: int, form: Form) -> Iterator[tuple[Enrolment, tuple[str, ...]]]:
    """Who would have to answer something again, and what, if this form were asked."""
    for enrolment in work.enrolments.everybody(programme_id):
        if ids := owed(form, enrolment.role.audiences, enrolment.answers):
            yield enrolment, ids
