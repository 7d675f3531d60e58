"""What the use cases about supervisors and about publishing share: how far supervisors have answered."""

from bot.domain.pairs import Shelf
from bot.domain.supervisors import Standing, Supervisors, concerned, standing
from storage.work import Work


def standing_of(work: Work, programme_id: int) -> Standing:
    """Of the approved pairs of a programme; nobody's where it asks no supervisors."""
    whose = work.terms.of(programme_id).supervisors
    if whose is Supervisors.NOBODY:
        return Standing()
    approved = work.pairs.outlines(programme_id, Shelf.APPROVED.states)
    ids = {person_id for pair in approved for person_id in concerned(pair, whose)}
    return standing(approved, whose, managers_of(work, ids), work.consents.among(programme_id, ids))


def managers_of(work: Work, person_ids: set[str]) -> dict[str, str]:
    """The supervisors of these people, as far as they are known and can be written to, by person."""
    people = work.people.among(person_ids)
    known = work.people.among({each.manager_id for each in people.values() if each.manager_id})
    managers = {each.id: each.manager_id for each in people.values() if each.manager_id}
    return {id: manager for id, manager in managers.items() if manager in known and known[manager].reachable}
