"""Inviting people to a programme: HR chooses whom, sees what will happen, and sends."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from bot.clock import Clock
from bot.domain.audience import PACE, Audience, Sifted, Whom, sift
from bot.domain.enrolment import Role
from bot.domain.errors import TooManyMembers
from bot.domain.invitations import Invitation
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.invitations import EITHER, MOST_OPTIONS, Compose, Overview, Preview
from bot.messages.invited import Invited
from bot.services.people import PeopleService
from bot.services.team import TeamService
from bot.workspace import Gatherings, Refused
from storage.work import Storage, Work

MOST_MEMBERS = 4000
"""Members of one channel: Slack tells them in pages, while somebody waits."""
LOOKED_UP = 25
"""People whom the directory does not know yet and who are asked for, one by one."""


class InvitationService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, gatherings: Gatherings) -> None:
        super().__init__(storage, clock, people)
        self._gatherings = gatherings

    def overview(self, person: Person, programme_id: int, sent: int | None = None) -> Overview:
        """How the invitations have been answered, and the ways of inviting more people."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            return Overview(programme.id, programme.name, work.invitations.tally(programme_id), sent)

    def compose(self, person: Person, programme_id: int, whom: Whom) -> Compose:
        """Which channel, group, department or people?"""
        self._people.require_hr(person)
        choices: Iterable[tuple[str, str]] = ()
        if whom is Whom.GROUP:
            choices = self._gatherings.groups()
        elif whom is Whom.DEPARTMENT:
            with self._storage.begin() as work:
                largest = sorted(work.people.departments(), key=lambda each: -each[1])[:MOST_OPTIONS]
            choices = ((name, f"{name} ({count})") for name, count in sorted(largest))
        return Compose(programme_id, whom, tuple(choices))

    def preview(self, person: Person, programme_id: int, audience: Audience, role: Role | None) -> Preview:
        """What will happen when it is sent. Raises TooManyMembers, and NotRecruiting in one of its kinds."""
        self._people.require_hr(person)
        named, unknown = self._named(audience)
        with self._storage.begin() as work:
            programme = self._inviting(work.programmes.get(programme_id), person)
            sifted = self._sift(work, programme, audience, named, unknown)
        count = len(sifted.welcome)
        opens_on = programme.door.opens_on if programme.door.opens_later(person.today(self._clock.now())) else None
        return Preview(
            programme_id=programme_id,
            audience=audience,
            count=count,
            left_out=sifted.left_out,
            minutes=ceil(count / PACE),
            invitation=Invited.to(programme, self._invitation(programme, person, role)),
            opens_on=opens_on,
            role=role or EITHER,
        )

    def send(
        self, person: Person, programme_id: int, audience: Audience, role: Role | None, word: str, key: str
    ) -> Overview:
        """Invites all at once, each personally. The same `key` invites once; nobody is invited twice.

        What is written here is who is asked and when; the next ticks have it said, a few hundred at a time.
        """
        self._people.require_hr(person)
        named, unknown = self._named(audience)
        count = None
        with self._storage.begin() as work:
            if work.inbox.accept(key, self._clock.now()):
                before = work.programmes.hold(programme_id)
                programme = self._inviting(before, person)
                if programme.state is not before.state:
                    programme = work.programmes.save(programme)
                welcome = self._sift(work, programme, audience, named, unknown).welcome
                alike = self._invitation(programme, person, role, word)
                work.invitations.add_all(replace(alike, person_id=each.id) for each in welcome)
                self._refresh_home(work, person.id, key)
                count = len(welcome)
        return self.overview(person, programme_id, sent=count)

    def _invitation(self, programme: Programme, by: Person, role: Role | None, word: str = "") -> Invitation:
        """What everybody's invitation has in common; it stands for whoever sends it."""
        now = self._clock.now()
        return Invitation(programme.id, by.id, role, by.id, now, word, asks_at=now)

    def _inviting(self, programme: Programme, person: Person) -> Programme:
        """The programme, open to those who are invited even before it is announced; raises DoorClosed."""
        programme = programme.recruiting()
        today = person.today(self._clock.now())
        if not programme.door.is_open(max(today, programme.door.opens_on or today)):
            programme.require_open(today)
        return programme

    def _sift(
        self, work: Work, programme: Programme, audience: Audience, named: tuple[Person, ...], unknown: int
    ) -> Sifted:
        match audience.whom:
            case Whom.EVERYBODY:
                people = work.people.everybody()
            case Whom.DEPARTMENT:
                people = [each for name in audience.of for each in work.people.in_department(name)]
            case _:
                people = list(named)
        enrolled, invited = work.enrolments.people_in(programme.id), work.invitations.states(programme.id)
        return sift(people, programme.door, enrolled, invited, self._clock.now(), unknown)

    def _named(self, audience: Audience) -> tuple[tuple[Person, ...], int]:
        """The people in a channel, in a group or on a list, and how many of them nobody knows."""
        match audience.whom:
            case Whom.CHANNEL:
                ids = {id for channel in audience.of for id in self._gatherings.members(channel, MOST_MEMBERS)}
            case Whom.GROUP:
                ids = {id for group in audience.of for id in self._gatherings.group_members(group)}
            case Whom.NAMED:
                ids = set(audience.of)
            case _:
                return (), 0
        if len(ids) > MOST_MEMBERS:
            raise TooManyMembers(most=MOST_MEMBERS)
        return self._known(ids)

    def _known(self, ids: set[str]) -> tuple[tuple[Person, ...], int]:
        with self._storage.begin() as work:
            known = work.people.among(ids)
        strange = sorted(ids - known.keys())
        found = [person for id in strange[:LOOKED_UP] if (person := self._look_up(id))]
        return (*known.values(), *found), len(strange) - len(found)

    def _look_up(self, id: str) -> Person | None:
        try:
            return self._people.known(id)
        except Refused:
            return None
