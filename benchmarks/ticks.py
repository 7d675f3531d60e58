"""What it costs to look for what is due, where nothing is: that happens every few seconds."""

import time
from statistics import median

from bot.domain.enrolment import Enrolment, EnrolmentState, Role
from bot.domain.pairs import Grounds, Pair, PairState
from bot.domain.people import Person
from storage.engine import connect
from storage.work import Storage
from tests.builders import a_recruiting_programme
from tests.fakes import MONDAY

RUNS = 5


def cost(address: str, count: int) -> str:
    """Milliseconds for the queries of the ticks of pairs and proposals, with so many active pairs."""
    storage = Storage(connect(address))
    fill(storage, count)
    with storage.look() as work:
        looks = {
            "left": work.pairs.forsaken,
            "agreed": work.pairs.unintroduced,
            "untold": lambda: work.pairs.untold(50),
            "asked": lambda: work.pairs.due(MONDAY, 50),
        }
        figures = {name: median(timed(look) for _ in range(RUNS)) for name, look in looks.items()}
    storage.engine.dispose()
    return ", ".join(f"{name} {milliseconds:.1f} ms" for name, milliseconds in figures.items())


def fill(storage: Storage, count: int) -> None:
    """Two people and their enrolments for each pair."""
    programme = a_recruiting_programme(storage, Person("U0CLAIRE", "Claire", "Europe/Paris", "fr-FR"))
    with storage.begin() as work:
        form_id = work.forms.latest(programme.id, "questionnaire")
        for role in Role.MENTEE, Role.MENTOR:
            ids = [f"U{role.value}{number}" for number in range(count)]
            work.people.keep(*(Person(id, id, "Europe/Paris", "fr-FR") for id in ids))
            work.enrolments.add_all(
                Enrolment(programme.id, id, form_id, role, MONDAY, state=EnrolmentState.MATCHED) for id in ids
            )
        work.pairs.add_all(
            Pair(programme.id, f"Umentee{number}", f"Umentor{number}", Grounds(), MONDAY, state=PairState.ACTIVE)
            for number in range(count)
        )


def timed(look) -> float:  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    assert not look()
    return (time.perf_counter() - started) * 1000
