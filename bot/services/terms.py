"""How a programme asks people and what they sign, as HR sets it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.audit import Deed, Entry
from bot.domain.errors import ChangedMeanwhile
from bot.domain.people import Person
from bot.messages import agreement
from bot.messages.terms import EditTerms
from bot.services.team import TeamService


@dataclass(frozen=True)
class Wanted:
    """Terms as they were filled in."""

    asks: bool
    remind_after: int
    expire_after: int
    lets_go: bool
    agreement: Mapping[str, str]


class TermsService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def edit(self, person: Person, programme_id: int) -> EditTerms:
        """The form, as things stand."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            return EditTerms(programme.name, work.terms.of(programme_id), programme.languages)

    def change(self, person: Person, programme_id: int, version: int, wanted: Wanted, key: str) -> None:
        """Changes the terms as they were at `version`; raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            work.programmes.hold(programme_id)
            terms = work.terms.of(programme_id)
            if not work.inbox.accept(key, now):
                return
            if terms.version != version:
                raise ChangedMeanwhile
            own = {
                language: text
                for language, text in wanted.agreement.items()
                if text.strip() and text != agreement.default(language)
            }
            changed = terms.changed(wanted.asks, wanted.remind_after, wanted.expire_after, wanted.lets_go, own)
            work.terms.keep(changed)
            work.audit.add(Entry(programme_id, person.id, now, Deed.TERMS))
