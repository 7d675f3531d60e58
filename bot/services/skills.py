"""Looking after the company's skills: merging what is the same, naming, removing."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from math import ceil

import structlog

from bot.domain.errors import ChangedMeanwhile, Fault, IllegalStep, InvalidForm
from bot.domain.forms import Form
from bot.domain.people import Person
from bot.domain.skills import SOURCE, Skill, near_duplicates
from bot.domain.sources import chosen, rekeyed
from bot.messages.search import Suggestions
from bot.messages.skills import Change, Overview, Twins, Used
from bot.services.choices import OFFERED
from bot.services.team import TeamService
from storage.work import Work

PAGE_LENGTH = 10
TWINS_SHOWN = 5

log = structlog.get_logger(__name__)


class SkillService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def overview(self, person: Person, programme_id: int, page: int = 1) -> Overview:
        """What was added, and what may be the same."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return _overview(work, programme_id, page)

    def merge(self, person: Person, kept_id: int, lost_id: int) -> None:
        """Makes one skill a second name of another, in all answers and drafts; merging twice is merging once."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            rewritten = _merge(work, kept_id, lost_id)
        log.info("skills_merged", kept=kept_id, lost=lost_id, enrolments=rewritten, by=person.id)

    def tell_apart(self, person: Person, one_id: int, other_id: int) -> None:
        """Remembers that two skills are not the same, so that nobody is asked again."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.skills.tell_apart(frozenset({work.skills.get(one_id).key, work.skills.get(other_id).key}))

    def change(self, person: Person, programme_id: int, skill_id: int) -> Change:
        """The form of a skill; raises Gone."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            skill = work.skills.get(skill_id)
            return Change(programme_id, _used(skill, _uses(work, [skill.key])), skill.version)

    def rename(self, person: Person, skill_id: int, version: int, en: str, fr: str) -> None:
        """Gives a skill, as it was at `version`, other names; raises InvalidForm, ChangedMeanwhile."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            skill = work.skills.hold(skill_id)
            if skill.version != version:
                raise ChangedMeanwhile
            renamed = skill.renamed(en, fr)
            _require_free(work, renamed)
            work.skills.save(renamed)
        log.info("skill_renamed", skill=skill_id, by=person.id)

    def give_up(self, person: Person, skill_id: int, heir: str) -> None:
        """Merges a skill into the one with the key `heir`; raises Gone."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            kept_id = work.skills.with_key(heir).id
            rewritten = _merge(work, kept_id, skill_id)
        log.info("skills_merged", kept=kept_id, lost=skill_id, enrolments=rewritten, by=person.id)

    def remove(self, person: Person, skill_id: int) -> None:
        """Takes a skill that nobody has chosen out of the catalogue; raises IllegalStep for others."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            skill = work.skills.hold(skill_id)
            if skill.merged_into or _uses(work, [skill.key]):
                raise IllegalStep
            work.skills.remove(skill)
        log.info("skill_removed", skill=skill_id, by=person.id)

    def suggest(self, person: Person, query: str) -> Suggestions:
        """Skills that one could be the same as."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            index = work.skills.index()
        return Suggestions(tuple(index.search(query, self._people.language_of(person), OFFERED)))


def _overview(work: Work, programme_id: int, page: int) -> Overview:
    skills = work.skills.all()
    pairs = list(near_duplicates(skills, work.skills.told_apart()))
    added = [skill for skill in reversed(skills) if skill.is_added]
    pages = max(1, ceil(len(added) / PAGE_LENGTH))
    page = min(max(1, page), pages)
    listed, shown = added[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH], pairs[:TWINS_SHOWN]
    uses = _uses(work, {skill.key for skill in (*listed, *chain.from_iterable(shown))})
    return Overview(
        programme_id,
        len(skills),
        tuple(_twins(pair, uses) for pair in shown),
        len(pairs) - len(shown),
        tuple(_used(skill, uses) for skill in listed),
        page,
        pages,
    )


def _twins(pair: tuple[Skill, Skill], uses: Counter[str]) -> Twins:
    """What ships or was imported comes first, else what more people have chosen."""
    one, other = sorted(pair, key=lambda skill: (skill.is_added, -uses[skill.key], skill.id))
    return Twins(_used(one, uses), _used(other, uses))


def _used(skill: Skill, uses: Counter[str]) -> Used:
    return Used(skill.id, skill.label, uses[skill.key])


def _uses(work: Work, keys: Collection[str]) -> Counter[str]:
    """How many people have each of these skills in their answers or their draft, in any programme."""
    forms = _FormsOnce(work)
    uses: set[tuple[str, str]] = set()
    for enrolment in work.enrolments.mentioning(keys):
        form = forms[enrolment.form_id]
        mine = chosen(form, SOURCE, enrolment.draft) | chosen(form, SOURCE, enrolment.answers)
        uses |= {(key, enrolment.person_id) for key in mine.intersection(keys)}
    return Counter(key for key, _ in uses)


def _merge(work: Work, kept_id: int, lost_id: int) -> int:
    """Returns how many enrolments were rewritten. Skills are held in one order: no two merges wait in a ring."""
    held = {id: work.skills.hold(id) for id in sorted((kept_id, lost_id))}
    kept, lost = held[kept_id], held[lost_id]
    if kept_id == lost_id or kept.merged_into or lost.merged_into:
        return 0
    work.skills.merge(lost, kept)
    forms, names, rewritten = _FormsOnce(work), {lost.key: kept.key}, 0
    for enrolment in work.enrolments.mentioning([lost.key], hold=True):
        form = forms[enrolment.form_id]
        draft = rekeyed(form, SOURCE, enrolment.draft, names)
        answers = rekeyed(form, SOURCE, enrolment.answers, names)
        if (draft, answers) != (enrolment.draft, enrolment.answers):
            work.enrolments.save(replace(enrolment, draft=draft, answers=answers))
            rewritten += 1
    return rewritten


def _require_free(work: Work, renamed: Skill) -> None:
    """Raises InvalidForm where another skill goes by one of these names, however it is spelled."""
    index = work.skills.index()
    others = {field: index.named(label) for field, label in renamed.label.items()}
    faults = {
        field: Fault("name_taken", {"name": renamed.label[field]})
        for field, other in others.items()
        if other and other.key != renamed.key
    }
    if faults:
        raise InvalidForm(faults)


class _FormsOnce(dict[int, Form]):
    """Forms by id, each read once."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, id: int) -> Form:
        self[id] = form = self._work.forms.get(id)
        return form
