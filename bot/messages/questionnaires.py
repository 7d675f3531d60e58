"""What HR sees when shaping a questionnaire: the whole of it, its pages, its beginnings, and what publishing means."""

from collections.abc import Sequence
from dataclasses import dataclass

from slackblocks import (
    Block,
    InputBlock,
    ModalView,
    Option,
    OverflowMenu,
    PlainTextInput,
    StaticSelectMenu,
)

from bot.domain.forms import Form, Kind, Question, Wording
from bot.domain.people import LANGUAGES
from bot.domain.questionnaires import FACTS, can_count
from bot.domain.soundness import PAGES, TITLE
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, header, ids, note, section
from bot.messages.questionnaire import default
from bot.messages.room import back_to_room
from bot.messages.words import Words


@dataclass(frozen=True)
class Overview:
    """A questionnaire as HR shapes it. `changes` are not published yet; `owing` people would have to answer again."""

    programme_id: int
    programme: str
    form: Form
    changes: int = 0
    owing: int = 0


@catalogue.modal(
    "questionnaires/overview",
    short=Overview(1, samples.NAME, default()),
    changed=Overview(1, samples.NAME, default(), 3, 12),
    longest=Overview(1, samples.LONG_NAME, samples.longest_form(), 75, 512),
)
def overview(seen: Overview, words: Words) -> ModalView:
    add = button(words.plain("add"), "questionnaires.add", seen.programme_id, style=None if seen.changes else "primary")
    ways = (
        button(words.plain("preview"), "questionnaires.preview", seen.programme_id),
        button(words.plain("pages"), "questionnaires.pages", seen.programme_id),
        button(words.plain("start_again"), "questionnaires.beginnings", seen.programme_id),
    )
    pages = [block for number in range(1, len(seen.form.pages) + 1) for block in _page(seen.form, number, words)]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            *_unpublished(seen, words),
            actions(add, *ways),
            *pages,
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
        private_metadata=ids(programme=seen.programme_id),
    )


def _unpublished(seen: Overview, words: Words) -> list[Block]:
    if not seen.changes:
        return []
    review = button(words.plain("review"), "questionnaires.review", seen.programme_id, style="primary")
    return [section(words.rich("unpublished"), review)]


def _page(form: Form, number: int, words: Words) -> list[Block]:
    title = words.plain("page", number=number, page=form.pages[number - 1][words.language])
    here = [each for each in form.questions if each.page == number]
    empty = [] if here else [note(words.rich("empty_page"))]
    return [header(title), *(_question(each, words) for each in here), *empty]


def _question(question: Question, words: Words) -> Block:
    acts = ["change", *(["use"] if can_count(question) else []), "up", "down", "remove"]
    menu = OverflowMenu(
        "questionnaires.question", [Option(words.plain(f"act_{act}"), f"{act} {question.id}") for act in acts]
    )
    return section(words.rich("question", label=question.label[words.language], **glance(question, words)), menu)


def glance(question: Question, words: Words) -> dict[str, str]:
    """A question in a few words: its kind, who is asked, and what it does in matching."""
    everybody = len(question.audience) > 1
    if question.use:
        use = words.text("used", weight=question.use.weight.value, rule=question.use.rule.value)
    else:
        use = words.text("fact") if question.id in FACTS else ""
    return {
        "kind": words.text(f"kind_{question.kind.value}"),
        "source": words.text("from_catalogue") if question.source else "",
        "audience": words.text("everybody" if everybody else f"only_{question.audience[0]}"),
        "required": words.text("required" if question.required else "optional"),
        "use": use,
    }


@dataclass(frozen=True)
class NewQuestion:
    """Which kind of question is to be added?"""

    programme_id: int


@catalogue.modal("questionnaires/new", short=NewQuestion(1), longest=NewQuestion(1))
def new_question(seen: NewQuestion, words: Words) -> ModalView:
    of = words.of("questionnaires/overview")
    options = [
        Option(of.plain(f"kind_{kind.value}"), kind.value, description=words.plain(f"{kind.value}_more"))
        for kind in Kind
    ]
    menu = StaticSelectMenu(ANSWER, options, initial_option=options[0])
    return ModalView(
        title=words.plain("title"),
        blocks=[
            InputBlock(words.plain("kind"), menu, block_id="kind"),
            section(words.rich("explained")),
            back_to_overview(seen.programme_id, words),
        ],
        submit=words.plain("next"),
        close=words.plain("close"),
        callback_id="questionnaires.kind",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class Removal:
    """Is this question to go? `answered`: so many have answered it."""

    programme_id: int
    question_id: str
    label: Wording
    answered: int


@catalogue.modal(
    "questionnaires/removal",
    short=Removal(1, "interests", {"en": "Interests", "fr": "Centres d’intérêt"}, 0),
    longest=Removal(1, "interests", samples.LONG_LABEL, 512),
)
def removal(seen: Removal, words: Words) -> ModalView:
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("body", question=seen.label[words.language])),
            back_to_overview(seen.programme_id, words),
        ],
        submit=words.plain("remove"),
        close=words.plain("close"),
        callback_id="questionnaires.remove",
        private_metadata=ids(programme=seen.programme_id, question=seen.question_id),
    )


@dataclass(frozen=True)
class Pages:
    """The titles of the pages, to change; as they stood at `mark`."""

    programme_id: int
    titles: tuple[Wording, ...]
    mark: str


@catalogue.modal(
    "questionnaires/pages",
    short=Pages(1, default().pages, "a1"),
    longest=Pages(1, samples.longest_form().pages, "a1"),
)
def pages(seen: Pages, words: Words) -> ModalView:
    free: Sequence[Wording] = () if len(seen.titles) == PAGES else ({},)
    titles = (*seen.titles, *free)
    inputs = [
        _title(number, language, title.get(language, ""), number > len(seen.titles), words)
        for number, title in enumerate(titles, start=1)
        for language in LANGUAGES
    ]
    return ModalView(
        title=words.plain("title"),
        blocks=[section(words.rich("intro")), *inputs, back_to_overview(seen.programme_id, words)],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="questionnaires.save_pages",
        private_metadata=ids(programme=seen.programme_id, mark=seen.mark, count=len(titles), old=len(seen.titles)),
    )


def _title(number: int, language: str, value: str, new: bool, words: Words) -> Block:
    label = words.plain(f"new_{language}" if new else f"title_{language}", number=number)
    element = PlainTextInput(ANSWER, initial_value=value or None, max_length=TITLE)
    return InputBlock(label, element, block_id=f"{number}_{language}", optional=True)


def back_to_overview(programme_id: int, words: Words) -> Block:
    """The way back to the questionnaire, for the foot of what is opened from it."""
    return actions(button(words.of("questionnaires/overview").plain("back"), "questionnaires.open", programme_id))
