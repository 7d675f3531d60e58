"""A company whose people have all answered: put into the database at once, to be matched."""

import random
from datetime import timedelta

from bot.domain.enrolment import Enrolment, Role
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages import questionnaire
from sandbox.company import company
from storage.work import Storage
from tests.fakes import MONDAY

SKILLS = (
    *("leadership", "delegation", "feedback", "conflict", "coaching", "recruiting"),
    *("public-speaking", "writing", "influence", "negotiation", "networking", "stakeholders"),
)
"""Those of the company's skills that these people know or want to learn."""


def colleagues() -> list[Person]:
    """The people of the sandbox's company who can take part."""
    those = (each for each in company().people if not (each.is_hr or each.is_bot or each.deleted or each.is_guest))
    return [
        Person(each.id, each.display_name, each.tz, each.locale, department=each.department, site=each.site)
        for each in those
    ]


def enrol(storage: Storage, programme: Programme, people: list[Person], seed: int = 1) -> list[Enrolment]:
    """Everybody takes part: each third one as a mentor. The same seed makes the same answers."""
    chance = random.Random(seed)
    with storage.begin() as work:
        form_id = work.forms.latest(programme.id, questionnaire.NAME)
        made = []
        for number, person in enumerate(people):
            if work.people.find(person.id) is None:
                work.people.keep(person)
            role = Role.MENTOR if number % 3 == 0 else Role.MENTEE
            at = MONDAY + timedelta(minutes=number)
            new = Enrolment(programme.id, person.id, form_id, role, at)
            made.append(work.enrolments.add(new.submitted(answers_of(person, role, chance), at)))
    return made


def answers_of(person: Person, role: Role, chance: random.Random) -> dict[str, object]:
    """Plausible answers to the shipped questionnaire."""
    form = questionnaire.default()

    def some(question: str, count: int) -> list[str]:
        asked = form.question(question)
        return chance.sample(SKILLS if asked.source else [each.key for each in asked.choices][:12], count)

    own = {"en": "en", "fr": "fr"}.get(person.own_language, "en")
    both: dict[str, object] = {
        "languages": sorted({own, "en"} if chance.random() < 0.8 else {own}),
        "years": chance.randint(8, 30) if role is Role.MENTOR else chance.randint(0, 9),
        "level": str(chance.randint(3, 5) if role is Role.MENTOR else chance.randint(1, 3)),
        "department": person.department,
        "site": person.site,
        "feedback_style": chance.randint(1, 5),
        "structure": chance.randint(1, 5),
        "ways": some("ways", 2),
        "values": some("values", 3),
        "interests": some("interests", 3),
        "rhythm": chance.choice(["2", "3", "4"]),
        "days": some("days", 3),
        "work_from": "08:30",
        "work_until": "18:00",
        "not_with": None,
    }
    if role is Role.MENTOR:
        offered = some("skills_offered", 4)
        levels = {skill: chance.randint(2, 5) for skill in offered}
        own_part: dict[str, object] = {
            "skills_offered": offered,
            "skill_level": levels,
            "goals_supported": some("goals_supported", 3),
            "capacity": chance.choice(["1", "1", "2", "2", "3"]),
            "been_through": "Une reconversion, puis une première équipe.",
        }
        return both | own_part
    return both | {
        "skills_wanted": some("skills_wanted", 3),
        "goals": some("goals", 2),
        "struggle": "Je n’ose pas dire non.",
    }
