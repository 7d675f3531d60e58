"""People leave the company: what that means for what they were part of."""

from collections.abc import Sequence

import structlog

from bot.domain.enrolment import Enrolment
from bot.domain.people import Person
from bot.messages.people import Left
from bot.services.team import TeamService
from storage.team import Source
from storage.work import Work

log = structlog.get_logger(__name__)


class LeavingService(TeamService):
    def left(self, work: Work, people: Sequence[Person]) -> None:
        """The one place for all that follows from it; whatever else has to end joins in here.

        They are no longer in the programme team, their enrolments are closed, and HR is told. Nothing is said to those
        who have left. Called again, it finds it done.
        """
        gone = {person.id: person for person in people}
        work.team.remove(gone, Source.TEAM)
        for enrolment in work.enrolments.unclosed(gone):
            work.enrolments.save(enrolment.withdrawn())
            log.info("left_the_company", person=enrolment.person_id, enrolment=enrolment.id)
            if enrolment.takes_part:
                self._tell_hr(work, enrolment, gone[enrolment.person_id])

    def _tell_hr(self, work: Work, enrolment: Enrolment, person: Person) -> None:
        programme = work.programmes.get(enrolment.programme_id)
        news = Left(person.id, person.full_name or person.name, programme.id, programme.name, enrolment.role)
        cause = f"left:{enrolment.id}:{enrolment.version}"
        for hr in self._people.hr(work):
            self._say(work, news, to=hr, key=f"{cause}:{hr}")
            self._refresh_home(work, hr, cause)
