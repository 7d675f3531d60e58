"""Choices that a form does not bring along: the company's skills, for the person who answers."""

from datetime import datetime

from bot.domain.errors import Gone
from bot.domain.forms import LONGEST_MENU, Choice, Field, Form, Typed
from bot.domain.people import LANGUAGES, Person
from bot.domain.search import Index
from bot.domain.skills import NEW, SOURCE, Skill, addable, key_for
from bot.domain.sources import chosen, rekeyed
from bot.messages.search import Suggestions
from storage.work import Work

OFFERED = LONGEST_MENU - 1
"""Choices in an answer, which Slack holds to a hundred: declining and adding may stand beside them."""


def stocked(work: Work, form: Form, typed: Typed) -> Form:
    """A form as one person fills it in: of the skills, it holds those that they have chosen and no others.

    So it opens as fast with thousands of skills as with ten.
    """
    keys = chosen(form, SOURCE, typed)
    known = work.skills.labels(keys) if keys else {}
    return form.stocked(SOURCE, (Choice(key, label) for key, label in known.items()))


def settle(work: Work, form: Form, typed: Typed, now: datetime) -> Typed:
    """What was typed on a page, with every skill under the key that it has today; new skills are added.

    Who adds what is there under another spelling, or was merged since the page was opened, has chosen what is there.
    """
    keys = chosen(form, SOURCE, typed)
    names = {key: choice.key for key, choice in work.skills.known_as(keys).items()} if keys else {}
    for key in sorted(keys):
        label = addable(key.removeprefix(NEW)) if key.startswith(NEW) else None
        if label:
            names[key] = _skill_called(work, label, now)
    return rekeyed(form, SOURCE, typed, names)


def suggest(work: Work, form: Form, key: str, query: str, person: Person) -> Suggestions:
    """What to offer in a field for what is being typed into it; raises Gone for a field that is not searched."""
    field = _searched(form, key)
    language = person.language(LANGUAGES[0])
    can_decline = not (field.required or field.part)
    if field.question.source is None:
        return Suggestions(tuple(Index(field.question.choices).search(query, language, OFFERED)), can_decline)
    index = work.skills.index()
    new = None if index.named(query) else addable(query)
    return Suggestions(tuple(index.search(query, language, OFFERED)), can_decline, new)


def _searched(form: Form, key: str) -> Field:
    id, _, part = key.partition("#")
    question = next((each for each in form.questions if each.id == id and each.is_searched), None)
    if question is None:
        raise Gone
    return Field(question, part)


def _skill_called(work: Work, label: str, now: datetime) -> str:
    """The key of the skill of that name, which is added if there is none."""
    there = work.skills.index().named(label)
    if there:
        return there.key
    skill = Skill(key_for(label, work.skills.keys()), en=label, fr=label, created_at=now, is_added=True)
    work.skills.add_once(skill)
    return skill.key
