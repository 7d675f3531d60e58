"""Somebody leaves the company: what that means for what they were part of."""

import structlog

from bot.domain.people import Person
from bot.messages.people import Left
from bot.services.team import TeamService
from storage.work import Work

log = structlog.get_logger(__name__)


class LeavingService(TeamService):
    def left(self, work: Work, person: Person) -> None:
        """The one place for all that follows from it; whatever else has to end joins in here.

        Their enrolments are closed, and HR is told. Nothing is said to who has left. Called again, it finds it done.
        """
        closed, team = work.enrolments.unclosed([person.id]), self._people.hr(work)
        for enrolment in closed:
            work.enrolments.save(enrolment.withdrawn())
            programme = work.programmes.get(enrolment.programme_id)
            news = Left(person.id, person.full_name or person.name, programme.id, programme.name, enrolment.role)
            for hr in team if enrolment.takes_part else ():
                self._say(work, news, to=hr, key=f"left:{enrolment.id}:{enrolment.version}:{hr}", unasked=True)
                self._refresh_home(work, hr, f"left:{enrolment.id}:{enrolment.version}")
        if closed:
            log.info("left_the_company", person=person.id, enrolments=[each.id for each in closed])
