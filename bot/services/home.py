"""What stands on somebody's Home tab."""

from bot.domain.enrolment import Enrolment, Role
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programmes import Programme, ProgrammeState
from bot.messages.home import Home, Mine, MyPair, Run
from bot.services.team import TeamService
from storage.work import Work


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
            pairs = work.pairs.of_person(person.id)
            runs = tuple(_run(work, each) for each in programmes) if self._people.is_hr(person) else None
        concerning = (
            (each, enrolments.get(each.id)) for each in programmes if _concerns(each, enrolments.get(each.id))
        )
        mine = (_mine(programme, enrolment, _own(pairs, person, programme)) for programme, enrolment in concerning)
        return Home(person.name, tuple(mine), runs)


def _concerns(programme: Programme, enrolment: Enrolment | None) -> bool:
    """Whether somebody takes part in it, or could."""
    return programme.state is ProgrammeState.RECRUITING or (enrolment is not None and enrolment.takes_part)


def _own(pairs: list[Pair], person: Person, programme: Programme) -> tuple[MyPair, ...]:
    return tuple(
        MyPair(each.id, programme.id, each.role_of(person.id), each.partner_of(person.id), each.state)
        for each in pairs
        if each.programme_id == programme.id
    )


def _mine(programme: Programme, enrolment: Enrolment | None, pairs: tuple[MyPair, ...]) -> Mine:
    return Mine(
        programme.id,
        programme.name,
        programme.goal,
        programme.starts_on,
        programme.ends_on,
        enrolment.id if enrolment else None,
        enrolment.state if enrolment else None,
        enrolment.role if enrolment else None,
        pairs,
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
