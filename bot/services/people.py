"""Who somebody is, and what they may do."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from bot.clock import Clock
from bot.domain.errors import NotAllowed
from bot.domain.people import Person
from bot.services.service import Service
from bot.slack import Directory, Refused
from storage.work import Storage

FRESH = timedelta(hours=24)
"""For so long what the directory said is taken as true without asking again."""


class PeopleService(Service):
    """`hr` are the Slack ids of the programme team, `language` is what to speak to who speaks none of the product's."""

    def __init__(
        self, storage: Storage, clock: Clock, directory: Directory, hr: Collection[str], language: str
    ) -> None:
        super().__init__(storage, clock)
        self._language = language
        self._directory = directory
        self._hr = frozenset(hr)

    def known(self, person_id: str) -> Person:
        """The person with that id, asked of the directory where that was long ago; raises Refused."""
        now = self._clock.now()
        with self._storage.begin() as work:
            person = work.people.find(person_id)
        if person and person.checked_at and now - person.checked_at < FRESH:
            return person
        try:
            person_now = self._directory.person(person_id)
        except Refused:
            if person is None:
                raise
            return person
        person = replace(person_now, checked_at=now)
        with self._storage.begin() as work:
            work.people.keep(person)
        return person

    def changed(self, person: Person) -> None:
        """Keeps what Slack says has changed, of people that the bot has met: nobody else is its business.

        An event may leave the locale out: then the one that is known stays.
        """
        with self._storage.begin() as work:
            before = work.people.find(person.id)
            if before:
                locale = person.locale or before.locale
                work.people.keep(replace(person, locale=locale, checked_at=self._clock.now()))

    def language_of(self, person: Person) -> str:
        """What to speak to somebody."""
        return person.language(self._language)

    def is_hr(self, person: Person) -> bool:
        """Whether somebody is part of the programme team."""
        return person.id in self._hr and person.is_active

    def require_hr(self, person: Person) -> None:
        """Raises NotAllowed unless somebody is part of the programme team."""
        if not self.is_hr(person):
            raise NotAllowed
