"""What the programme team did about pairs, for the programme team to read."""

from math import ceil

from bot.domain.people import Person
from bot.messages.audit import Log
from bot.services.team import TeamService

PAGE_LENGTH = 20


class AuditService(TeamService):
    def log(self, person: Person, programme_id: int, page: int = 1) -> Log:
        """One page of a programme's log, the newest first; raises NotAllowed."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            pages = max(1, ceil(work.audit.count(programme_id) / PAGE_LENGTH))
            page = min(max(1, page), pages)
            entries = work.audit.of(programme_id, (page - 1) * PAGE_LENGTH, PAGE_LENGTH)
        return Log(programme.id, programme.name, tuple(entries), page, pages)
