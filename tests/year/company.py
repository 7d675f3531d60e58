"""A company with pairs that have just agreed, put into the database at once."""

from datetime import UTC, date, datetime
from random import Random

from bot.domain.enrolment import Enrolment, Role
from bot.domain.grounds import Grounds
from bot.domain.pairs import Pair, PairState, Reply, Side
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, Programme
from bot.messages import questionnaire
from storage.work import Storage, Work
from tests.builders import a_programme

BEGINS = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
ENDS_ON = date(2028, 1, 14)
ZONES = (
    *("Europe/Paris", "Europe/Paris", "America/Toronto", "Asia/Singapore"),
    *("Asia/Jerusalem", "Africa/Cairo", "Asia/Dubai", "America/Santiago", "Australia/Sydney"),
)
"""Summer time on both halves of the globe, weekends on other days, and a midnight that some days do not have."""
MENTEES = (1, 2, 1, 3, 5)
"""How many mentees mentors have, in turn."""
HR = Person("U0HR", "Claire", "Europe/Paris", "fr-FR")
_ANSWERS = {"work_from": "08:30", "work_until": "18:00", "days": ["tue", "thu"]}


def settle(storage: Storage, count: int, dice: Random) -> dict[str, Person]:
    """So many people in pairs; returns everybody, by id."""
    people = [_person(number, dice) for number in range(count)]
    with storage.begin() as work:
        programme = _running(work)
        work.people.keep(*people)
        form_id = work.forms.latest(programme.id, questionnaire.NAME)
        couples = _couples(people)
        roles = {mentor.id: Role.MENTOR for mentor, _ in couples} | {mentee.id: Role.MENTEE for _, mentee in couples}
        work.enrolments.add_all(
            Enrolment(programme.id, id, form_id, role, BEGINS).submitted(dict(_ANSWERS), BEGINS)
            for id, role in roles.items()
        )
        for mentor, mentee in couples:
            _agreed(work, programme, mentor, mentee)
    return {person.id: person for person in (HR, *people)}


def _person(number: int, dice: Random) -> Person:
    return Person(f"U{number:05}", f"P{number}", dice.choice(ZONES), dice.choice(("fr-FR", "en-US")))


def _running(work: Work) -> Programme:
    plan = Plan("Mentoring", "Grow", "70 %", BEGINS.date(), ENDS_ON, Cadence.TWO_TO_THREE_WEEKS, ("en", "fr"))
    return work.programmes.save(a_programme(work, HR, plan).announced("C0GENERAL", BEGINS))


def _couples(people: list[Person]) -> list[tuple[Person, Person]]:
    """Mentors with their mentees; who is left over at the end has nobody."""
    couples, left, turn = [], list(people), 0
    while len(left) > 1:
        mentor, mentees = left[0], left[1 : 1 + MENTEES[turn % len(MENTEES)]]
        couples += [(mentor, mentee) for mentee in mentees]
        left, turn = left[1 + len(mentees) :], turn + 1
    return couples


def _agreed(work: Work, programme: Programme, mentor: Person, mentee: Person) -> None:
    asked = {"state": PairState.ACCEPTED, "published_by": HR.id, "proposed_at": BEGINS, "accepted_at": BEGINS}
    pair = work.pairs.add(Pair(programme.id, mentee.id, mentor.id, Grounds(), BEGINS, **asked))  # type: ignore[arg-type]
    work.sides.add_all(
        Side(pair.id, person.id, role, reply=Reply.YES, replied_at=BEGINS)
        for person, role in ((mentee, Role.MENTEE), (mentor, Role.MENTOR))
    )
