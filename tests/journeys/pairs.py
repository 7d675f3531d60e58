"""Pairs that are under way already, put into the database at once."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.enrolment import Enrolment, Role
from bot.domain.grounds import Grounds
from bot.domain.pairs import Pair, PairState, Reply, Side
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages import questionnaire
from storage.work import Work
from tests.builders import a_programme
from tests.company import colleagues
from tests.conftest import CLAIRE
from tests.journeys.conftest import World

TWO_PAIRS = (("U0HELENE", "U0ELEANOR"), ("U0NOAH", "U0ANTOINE"))
"""Each a mentee and a mentor."""


def under_way(world: World, *people: tuple[str, str]) -> list[Pair]:
    """A programme of Claire's that runs, with these pairs of a mentee and a mentor, introduced just now."""
    known = {each.id: each for each in colleagues()}
    now = world.product.clock.now()
    with world.product.storage.begin() as work:
        programme = a_programme(work, CLAIRE).recruiting().matching().under_way()
        dates = {"starts_on": now.date(), "ends_on": now.date() + timedelta(days=200)}
        programme = work.programmes.save(replace(programme, name="Mentorat 2027", **dates))  # type: ignore[arg-type]
        for pair in people:
            for id, role in zip(pair, (Role.MENTEE, Role.MENTOR), strict=True):
                _take_in(work, programme, known[id], role, now)
        return [_introduced(work, programme, mentee, mentor, now) for mentee, mentor in people]


def _take_in(work: Work, programme: Programme, person: Person, role: Role, now: datetime) -> None:
    work.people.keep(person)
    form_id = work.forms.latest(programme.id, questionnaire.NAME)
    new = Enrolment(programme.id, person.id, form_id, role, now)
    work.enrolments.add(new.submitted({}, now).standing(matched=True))


def _introduced(work: Work, programme: Programme, mentee: str, mentor: str, now: datetime) -> Pair:
    agreed = {"state": PairState.ACTIVE, "published_by": CLAIRE.id, "proposed_at": now, "accepted_at": now}
    pair = work.pairs.add(Pair(programme.id, mentee, mentor, Grounds(), now, **agreed))  # type: ignore[arg-type]
    work.sides.add_all(Side(pair.id, id, pair.role_of(id), reply=Reply.YES, replied_at=now) for id in pair.people)
    return pair
