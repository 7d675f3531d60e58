"""Who somebody is, and what they may do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.domain.errors import NotAllowed
from bot.domain.facts import ERASED, READERS, SLACK_ID, Unreadable
from bot.domain.people import Person
from bot.services.service import Service
from bot.workspace import Directory, Refused
from storage.team import Source
from storage.work import Storage, Work

FRESH = timedelta(hours=24)
"""For so long what the directory said is taken as true without asking again."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Team:
    """Who belongs to the programme team: by the settings, by a user group, and by the team's own choice."""

    named: frozenset[str]
    grouped: frozenset[str]
    added: frozenset[str]

    @property
    def everybody(self) -> frozenset[str]:
        return self.named | self.grouped | self.added


class PeopleService(Service):
    """`hr` are Slack ids of the programme team, `language` is what to speak to who speaks none of the product's.

    `fields` are the company's own profile fields, by label or id, for each fact that stands in one.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        directory: Directory,
        hr: Collection[str],
        language: str,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(storage, clock)
        self._language = language
        self._directory = directory
        self._hr = frozenset(hr)
        self._fields = fields or {}
        self._field_ids: Mapping[str, str] | None = None

    def known(self, person_id: str) -> Person:
        """The person with that id, asked of the directory where that was long ago; raises Refused."""
        now = self._clock.now()
        with self._storage.begin() as work:
            person = work.people.find(person_id)
        if person and person.checked_at and now - person.checked_at < FRESH:
            return self._with_profile(person, now)
        try:
            said = self._directory.person(person_id)
        except Refused:
            if person is None:
                raise
            return person
        with self._storage.begin() as work:
            self.keep(work, replace(said, checked_at=now))
            kept = work.people.find(person_id) or said
        return self._with_profile(kept, now)

    def keep(self, work: Work, *said: Person) -> None:
        """Keeps what Slack now says of people. Who is in another zone than before is written to at their new hours."""
        before = work.people.among({person.id for person in said})
        work.people.keep(*said)
        for person in said:
            if person.id in before and before[person.id].tz != person.tz:
                self._move_waiting(work, person.id)

    def read_profile(self, person_id: str, now: datetime) -> None:
        """Takes over what stands in somebody's own profile fields; raises Refused where there are too many calls.

        A profile that can't be read is left for the next night.
        """
        news: dict[str, object] = {}
        try:
            news = self._said_in_profile(person_id)
        except Refused as refused:
            if refused.retry_after is not None:
                raise
            log.warning("profile_unreadable", person=person_id, error=refused.error)
        with self._storage.begin() as work:
            work.people.place({person_id: {**news, "profile_at": now}})

    def _said_in_profile(self, person_id: str) -> dict[str, object]:
        if self._field_ids is None:
            self._field_ids = self._directory.field_ids()
        written = self._directory.profile(person_id)
        ids = {fact: self._field_ids.get(field.casefold(), field) for fact, field in self._fields.items()}
        said = {fact: _read(fact, written.get(id, "")) for fact, id in ids.items()}
        return {fact: value for fact, value in said.items() if value is not None}

    @property
    def reads_profiles(self) -> bool:
        """Whether any fact stands in a profile field."""
        return bool(self._fields)

    def _with_profile(self, person: Person, now: datetime) -> Person:
        """Profile fields are read one person at a time, so only those of people who do something here, once."""
        if not self._fields or person.profile_at or not person.may_take_part:
            return person
        try:
            self.read_profile(person.id, now)
        except Refused:
            return person
        with self._storage.begin() as work:
            return work.people.find(person.id) or person

    def language_of(self, person: Person) -> str:
        """What to speak to somebody."""
        return person.language(self._language)

    def team(self, work: Work) -> Team:
        """The programme team as it is now."""
        return Team(self._hr, work.team.members(Source.GROUP), work.team.members(Source.TEAM))

    def hr(self, work: Work) -> list[str]:
        """Ids of those of the programme team who can be told something."""
        return sorted(id for id, each in work.people.among(self.team(work).everybody).items() if each.reachable)

    def is_hr(self, person: Person) -> bool:
        """Whether somebody is part of the programme team. Asked within a transaction, it sees what was kept before."""
        if not person.is_active or person.is_bot:
            return False
        if person.id in self._hr:
            return True
        with self._storage.look() as work:
            return work.team.has(person.id)

    def require_hr(self, person: Person) -> None:
        """Raises NotAllowed unless somebody is part of the programme team."""
        if not self.is_hr(person):
            raise NotAllowed


def _read(fact: str, text: str) -> object:
    """What a profile field says; None where that is nothing, or nothing that can be used."""
    if text in ("", ERASED) or (fact == "manager_id" and not SLACK_ID.fullmatch(text)):
        return None
    try:
        return READERS[fact](text) if fact in READERS else text
    except Unreadable:
        return None
