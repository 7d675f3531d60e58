"""How a programme asks people and what they sign, as HR sets it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.audit import Deed, Entry
from bot.domain.errors import ChangedMeanwhile
from bot.domain.people import Person
from bot.domain.supervisors import Supervisors
from bot.domain.terms import Terms
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
    supervisors: Supervisors
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
            days = wanted.remind_after, wanted.expire_after
            changed = terms.changed(wanted.asks, *days, wanted.lets_go, wanted.supervisors, own)
            work.terms.keep(changed)
            work.audit.add(Entry(programme_id, person.id, now, Deed.TERMS, before=_codes(terms), after=_codes(changed)))


def _codes(terms: Terms) -> str:
    """Terms as a short text for the log; of the agreement, which languages have one of their own."""
    days = f"remind={terms.remind_after} expire={terms.expire_after}"
    own = ",".join(sorted(terms.agreement)) or "default"
    said = f"asks={terms.asks} {days} lets_go={terms.lets_go} supervisors={terms.supervisors} agreement={own}"
    return said.lower()
