"""Things to begin a test with."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.delivery.attempt import Sender, Tools
from bot.delivery.delivery import Delivery
from bot.delivery.last_look import LastLook, Overtaken
from bot.delivery.pace import LEASE, Pace
from bot.domain.enrolment import Enrolment, Role
from bot.domain.lanes import Lane
from bot.domain.outbox import Outgoing, Surface
from bot.domain.people import Person
from bot.domain.programmes import Cadence, Plan, Programme, set_up
from bot.domain.rates import Method
from bot.messages import questionnaire
from bot.messages.home import Home
from bot.services.announcements import AnnouncementService
from bot.services.digests import DigestService
from bot.services.people import PeopleService
from bot.workspace import Directory
from storage.work import Storage, Work
from tests.fakes import MONDAY

PLAN = Plan("Mentoring", "Grow", "70 % meet", date(2027, 2, 1), date(2027, 8, 1), Cadence.THREE_WEEKS, ("en", "fr"))


class Sending(Sender, Directory, Protocol):
    """A Slack that takes messages and knows people."""


def a_programme(work: Work, by: Person, plan: Plan = PLAN) -> Programme:
    """A programme in draft, with the shipped questionnaire."""
    work.people.keep(by)
    programme = work.programmes.add(set_up(plan, by.id, MONDAY, MONDAY.date()))
    work.forms.add(programme.id, questionnaire.NAME, 1, questionnaire.default())
    return programme


def a_recruiting_programme(storage: Storage, by: Person) -> Programme:
    """A programme that people can join."""
    with storage.begin() as work:
        return work.programmes.save(a_programme(work, by).announced("C0GENERAL", MONDAY))


def an_enrolment(work: Work, programme: Programme, person: Person, role: Role = Role.MENTEE) -> Enrolment:
    """Somebody who has begun to answer."""
    work.people.keep(person)
    form_id = work.forms.latest(programme.id, questionnaire.NAME)
    return work.enrolments.add(Enrolment(programme.id, person.id, form_id, role, MONDAY))


def a_message(key: str, to: str = "U0ANA", **more: object) -> Outgoing:
    """A direct message that is ready to go."""
    details = {"kind": "notices/help", "context": {"is_hr": False}, "surface": Surface.MESSAGE, **more}
    return Outgoing(key=key, to=to, created_at=MONDAY, **details)  # type: ignore[arg-type]


class NoPace(Pace):
    """No limits but the database's, to measure what that takes."""

    def take_up(self, work: Work, owner: str, now: datetime) -> Outgoing | timedelta | None:
        """Leases whatever is due."""
        queues = [(Surface.HOME, Lane.ANSWER), *((Surface.MESSAGE, lane) for lane in Lane)]
        claims = (work.outbox.claim(owner, now, LEASE, surface, lane) for surface, lane in queues)
        return next((message for message in claims if message), None)

    def give_back(self, work: Work, message: Outgoing, called: set[Method], now: datetime) -> None:
        """There are no tokens."""


def a_delivery(
    storage: Storage,
    clock: Clock,
    slack: Sending,
    overtaken: Mapping[str, Overtaken] | None = None,
    pace: Pace | None = None,
    look: type[LastLook] = LastLook,
    kind: type[Delivery] = Delivery,
) -> Delivery:
    """Delivery to a Slack that is none, with Home tabs that are empty."""
    people = PeopleService(storage, clock, slack, (), "en")
    last_look, digests = look(storage, clock, overtaken or {}), DigestService(storage, clock)
    tools = Tools(clock, slack, people, last_look, lambda person: Home(person.name, ()), digests.of)
    return kind(storage, tools, AnnouncementService(storage, clock, people).undelivered, pace)


MENTEE_PAGES: tuple[dict[str, object], ...] = (
    {
        "languages": ["fr"],
        "skills_wanted#1": "finance",
        "skills_wanted#2": "leadership",
        "skills_wanted#3": None,
        "goals": ["first-management"],
        "years": "4",
        "level": "2",
        "department": "Ventes",
        "site": "Lyon",
    },
    {
        "struggle": "Dire non.",
        "feedback_style": "2",
        "structure": "3",
        "ways": ["video"],
        "values": ["autonomy", "curiosity", "courage"],
        "interests": [],
    },
    {
        "rhythm": "2",
        "days": ["mon"],
        "work_from": "09:00",
        "work_until": "17:30",
        "success": "Animer ma première équipe.",
        "wish": None,
        "not_with": ["U0CLAIRE"],
    },
)
"""What a mentee types, page by page."""
