"""What stands on somebody's Home tab."""

from datetime import timedelta

from bot.domain.enrolment import Enrolment, Role
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages.home import Home, Mine, Run
from bot.services.team import TeamService
from storage.work import Work

TROUBLE_SHOWN = timedelta(days=7)
"""For so long a message that could not be delivered stands on HR's Home tab."""


class HomeService(TeamService):
    def opened(self, person: Person, key: str) -> None:
        """Has the Home tab drawn for who opened it."""
        with self._storage.begin() as work:
            self._refresh_home(work, person.id, key)

    def of(self, person: Person) -> Home:
        """Everything on somebody's Home tab, as it stands now."""
        with self._storage.begin() as work:
            programmes = work.programmes.open()
            enrolments = {each.programme_id: each for each in work.enrolments.of(person.id)}
            runs, failed = self._for_the_team(work, programmes) if self._people.is_hr(person) else (None, 0)
        mine = (_mine(each, enrolments.get(each.id)) for each in programmes if _concerns(each, enrolments.get(each.id)))
        return Home(person.name, tuple(mine), runs, failed)

    def _for_the_team(self, work: Work, programmes: list[Programme]) -> tuple[tuple[Run, ...], int]:
        runs = tuple(_run(work, each) for each in programmes)
        return runs, work.sendings.failed_since(self._clock.now() - TROUBLE_SHOWN)


def _concerns(programme: Programme, enrolment: Enrolment | None) -> bool:
    """Whether somebody takes part in it, or could."""
    return programme.state is ProgrammeState.RECRUITING or (enrolment is not None and enrolment.takes_part)


def _mine(programme: Programme, enrolment: Enrolment | None) -> Mine:
    return Mine(
        programme.id,
        programme.name,
        programme.goal,
        programme.starts_on,
        programme.ends_on,
        enrolment.id if enrolment else None,
        enrolment.state if enrolment else None,
        enrolment.role if enrolment else None,
    )


def _run(work: Work, programme: Programme) -> Run:
    counts = work.enrolments.counts(programme.id)
    return Run(
        programme.id,
        programme.name,
        programme.state,
        programme.starts_on,
        programme.ends_on,
        programme.channel_id,
        counts[Role.MENTOR],
        counts[Role.MENTEE],
        counts[Role.BOTH],
        work.enrolments.unfinished(programme.id),
    )
