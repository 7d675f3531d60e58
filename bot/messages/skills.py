"""What HR sees of the company's skills: those that people have added, and those that may be the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from slackblocks import Block, Button, ExternalSelectMenu, InputBlock, ModalView, PlainTextInput

from bot.domain.forms import Wording
from bot.domain.people import LANGUAGES
from bot.domain.skills import LABEL_LENGTH
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, confirm, header, ids, note, pager, section, shorten
from bot.messages.room import back_to_room
from bot.messages.search import AT_ONCE
from bot.messages.words import Words


@dataclass(frozen=True)
class Used:
    """A skill, and how many people have chosen it."""

    id: int
    label: Wording
    people: int


@dataclass(frozen=True)
class Twins:
    """Two skills that may be one, the more established first."""

    one: Used
    other: Used


@dataclass(frozen=True)
class Overview:
    """The skills as HR looks after them: some of the twins, and one page of what was added."""

    programme_id: int
    total: int
    twins: tuple[Twins, ...]
    more_twins: int
    added: tuple[Used, ...]
    page: int = 1
    pages: int = 1


_KUBERNETES = Used(1, {"en": "Kubernetes", "fr": "Kubernetes"}, 4)
_KUBERNETS = Used(2, {"en": "Kubernets", "fr": "Kubernets"}, 1)
_DASHBOARDS = Used(3, {"en": "Dashboards", "fr": "Tableaux de bord"}, 0)
_LONG = Used(4, samples.SKILLS[-1].label, 512)


@catalogue.modal(
    "skills/overview",
    short=Overview(1, 187, (Twins(_KUBERNETES, _KUBERNETS),), 0, (_KUBERNETS, _DASHBOARDS), 2),
    empty=Overview(1, 185, (), 0, ()),
    longest=Overview(1, 5000, (Twins(_LONG, _LONG),) * 5, 12, (_LONG,) * 10, page=2, pages=48),
)
def overview(seen: Overview, words: Words) -> ModalView:
    twins = [block for each in seen.twins for block in _twins(each, words)]
    more = [note(words.rich("more_twins"))] if seen.more_twins else []
    added = [_added(each, words) for each in seen.added] or [section(words.rich("nothing_added"))]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            *([header(words.plain("twins")), *twins, *more] if twins else []),
            header(words.plain("added")),
            *added,
            *pager("skills", seen.page, seen.pages, words),
            note(words.rich("privacy")),
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
        callback_id="skills.overview",
        private_metadata=ids(programme=seen.programme_id, page=seen.page),
    )


def _twins(twins: Twins, words: Words) -> list[Block]:
    one, other = twins.one, twins.other
    names = {"one": _name(one.label, words), "other": _name(other.label, words)}
    about = words.about("skills/twins", {**names, "one_people": one.people, "other_people": other.people})
    return [
        section(about.rich("both")),
        actions(
            _merge("skills.merge", one, other, about),
            _merge("skills.merge_other", other, one, about),
            button(about.plain("apart"), "skills.apart", f"{one.id}:{other.id}"),
        ),
    ]


def _merge(act: str, kept: Used, lost: Used, words: Words) -> Button:
    names = {"kept": shorten(kept.label[words.language], 40), "lost": shorten(lost.label[words.language], 40)}
    about = words.about("skills/merge", names)
    return button(about.plain("merge"), act, f"{kept.id}:{lost.id}", confirm=confirm(about, "sure"))


def _added(skill: Used, words: Words) -> Block:
    line = words.rich("line", name=_name(skill.label, words), people=skill.people)
    return section(line, button(words.plain("change"), "skills.change", skill.id))


def _name(label: Wording, words: Words) -> str:
    """What the reader calls it, and what others do where that differs."""
    own = label[words.language]
    others = [name for language, name in label.items() if language != words.language and name != own]
    return words.of("skills/twins").text("name", own=own, other=others[0]) if others else own


@dataclass(frozen=True)
class Change:
    """One skill (as it was at `version`): its names, or the skill that it is the same as."""

    programme_id: int
    skill: Used
    version: int


@catalogue.modal(
    "skills/change",
    short=Change(1, _DASHBOARDS, 1),
    used=Change(1, _KUBERNETS, 1),
    longest=Change(1, Used(4, dict.fromkeys(LANGUAGES, samples.LONG_SKILL), 512), 30),
)
def change(seen: Change, words: Words) -> ModalView:
    name = seen.skill.label[words.language]
    heir = ExternalSelectMenu("skills.options", min_query_length=AT_ONCE, placeholder=words.plain("search"))
    unused = seen.skill.people == 0
    remove = button(words.plain("remove"), "skills.remove", seen.skill.id, confirm=confirm(words, "sure"))
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about", name=name)),
            *(_called(language, seen.skill.label, words) for language in LANGUAGES),
            InputBlock(words.plain("heir"), heir, block_id="heir", hint=words.plain("heir_help"), optional=True),
            actions(*([remove] if unused else []), button(words.plain("back"), "skills.open", seen.programme_id)),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="skills.save",
        private_metadata=ids(programme=seen.programme_id, skill=seen.skill.id, version=seen.version),
    )


def _called(language: str, label: Mapping[str, str], words: Words) -> Block:
    name = PlainTextInput(ANSWER, initial_value=label[language], max_length=LABEL_LENGTH)
    return InputBlock(words.plain(f"name_{language}"), name, block_id=language)
