"""Who belongs to the programme team, as the team itself decides."""

from collections.abc import Collection

import structlog

from bot.domain.errors import Fault, InvalidForm
from bot.domain.people import Person
from bot.messages.people import TeamForm
from bot.services.team import TeamService
from storage.team import Source

log = structlog.get_logger(__name__)


class RightsService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def team(self, person: Person) -> TeamForm:
        """Who is in the team, and who says so."""
        self._people.require_hr(person)
        with self._storage.look() as work:
            team = self._people.team(work)
        return TeamForm(tuple(sorted(team.named | team.grouped)), tuple(sorted(team.added)))

    def change(self, person: Person, shown: Collection[str], chosen: Collection[str], key: str) -> None:
        """Adds and removes people, by what has changed since `shown`; raises InvalidForm.

        Whom the settings or the user group name stays. The last one can't be taken out, not even by themselves.
        """
        self._people.require_hr(person)
        now, added, removed = self._clock.now(), set(chosen) - set(shown), set(shown) - set(chosen)
        with self._storage.begin() as work:
            if not work.inbox.accept(key, now):
                return
            newcomers = work.people.among(added)
            if any(id not in newcomers or not newcomers[id].may_take_part for id in added):
                raise InvalidForm({"members": Fault("not_a_colleague")})
            work.team.add(added, Source.TEAM, person.id, now)
            work.team.remove(removed, Source.TEAM)
            if not self._people.hr(work):
                raise InvalidForm({"members": Fault("last_of_the_team")})
            for id in (person.id, *sorted(added | removed)):
                self._refresh_home(work, id, f"team:{key}")
        log.info("team_changed", by=person.id, added=sorted(added), removed=sorted(removed))
