"""How long people wait where there are thousands of skills: while they type, while a page opens, while HR looks.

`python -m benchmarks.skills`: on an SQLite file in a temporary folder; figures in milliseconds, the worst of ten.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import SystemClock
from bot.domain.enrolment import Enrolment, Role
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, set_up
from bot.domain.skills import Skill
from bot.messages import catalogue, questionnaire
from bot.services.enrolment import EnrolmentService
from bot.services.people import PeopleService
from bot.services.skills import SkillService
from bot.slack import Slack
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage

SKILLS = 5_000
ENROLMENTS = 2_000
ACTS = ("Plan", "Pilot", "Model", "Design", "Draw", "Test", "Weld", "Cast", "Mix", "Paint", "Train", "Pack", "Ship")
THINGS = (
    "bridge",
    "engine",
    "fabric",
    "market",
    "contract",
    "circuit",
    "garden",
    "recipe",
    "vessel",
    "bottle",
    "tunnel",
)
HOWS = ("abroad", "alone", "at night", "by hand", "for beginners", "in winter", "on site", "under water", "with robots")
NOW = datetime(2027, 1, 4, tzinfo=UTC)
PLAN = Plan("Mentoring", "Grow", "70 %", date(2027, 2, 1), date(2027, 8, 1), Cadence.THREE_WEEKS, ("en", "fr"))


def fill(storage: Storage) -> int:
    """Thousands of skills and of people who have chosen some; returns an enrolment's id."""
    chance = random.Random(1)
    names = sorted({f"{act} a {thing} {how} {n}" for act in ACTS for thing in THINGS for how in HOWS for n in range(4)})
    with storage.begin() as work:
        there = len(work.skills.all())
        for number, name in enumerate(chance.sample(names, SKILLS - there)):
            work.skills.add(Skill(f"skill-{number}", name, f"{name} (fr)", NOW, is_added=number % 50 == 0))
        keys = [skill.key for skill in work.skills.all()]
        work.people.keep(Person("U0", "Ana"))
        programme = work.programmes.add(set_up(PLAN, "U0", NOW, NOW.date()).announced("C0", NOW))
        form = work.forms.add(programme.id, questionnaire.NAME, 1, questionnaire.default())
        for number in range(ENROLMENTS):
            person = f"U{number}"
            work.people.keep(Person(person, "Ana"))
            chosen = chance.sample(keys, 5)
            draft = {"skills_offered": chosen, "been_through": "A change of job. " * 15}
            draft |= {f"skills_wanted#{rank}": key for rank, key in enumerate(chance.sample(keys, 3), start=1)}
            answers = {"skills_offered": chosen, "been_through": "A change of job. " * 15}
            new = Enrolment(programme.id, person, form, Role.BOTH, NOW, draft=draft, answers=answers)
            last = work.enrolments.add(new)
    return last.id


def worst(call: Callable[[], object], times: int = 10) -> float:
    """Milliseconds of the slowest of so many calls; the first one counts, too."""
    return max(_timed(call) for _ in range(times)) * 1000


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def measure(storage: Storage, enrolment_id: int) -> None:
    clock, person = SystemClock(), Person(f"U{ENROLMENTS - 1}", "Ana", locale="fr-FR")
    enrolment = EnrolmentService(storage, clock)
    skills = SkillService(
        storage, clock, PeopleService(storage, clock, Slack("xoxb-", "http://localhost"), {"U0"}, "en")
    )

    def suggested(query: str) -> object:
        return catalogue.render(enrolment.suggest(person, enrolment_id, "skills_wanted#1", query), "fr")

    figures = {
        f"type “{query}”": worst(lambda q=query: suggested(q)) for query in ("n", "nego", "negociaton", "weld a vesel")
    }
    figures["open a page"] = worst(lambda: catalogue.render(enrolment.edit(person, enrolment_id), "fr"))
    figures["HR opens the skills"] = worst(lambda: catalogue.render(skills.overview(Person("U0", "Claire"), 1), "fr"))
    for name, milliseconds in figures.items():
        print(f"{name:24} {milliseconds:6.0f} ms")


def main() -> None:
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'binome.db'}")
        migrate(engine)
        storage = Storage(engine)
        print(f"{SKILLS} skills, {ENROLMENTS} enrolments")
        measure(storage, fill(storage))


if __name__ == "__main__":
    main()
