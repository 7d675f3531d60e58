"""What HR sees when shaping a questionnaire: the whole of it, its pages, its beginnings, and what publishing means."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from slackblocks import (
    Block,
    InputBlock,
    ModalView,
    Option,
    OverflowMenu,
    PlainText,
    PlainTextInput,
    RadioButtonGroup,
    StaticSelectMenu,
)

from bot.domain.enrolment import Role
from bot.domain.forms import Form, Kind, Question, Wording
from bot.domain.people import LANGUAGES
from bot.domain.questionnaires import FACTS, RULES
from bot.domain.revision import Changes, changes
from bot.domain.soundness import PAGES, TITLE
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, confirm, header, ids, note, section, shorten
from bot.messages.questionnaire import default
from bot.messages.room import back_to_room
from bot.messages.words import Words

LISTED, NAMED = 15, 20
"""Questions and people that are named; of more there is a count."""
LINE = 90
SHIPPED = "shipped"
"""In the choice of what to start again from: the questionnaire that ships."""


@dataclass(frozen=True)
class Overview:
    """A questionnaire as HR shapes it. `changes` are not published yet; `owing` people would have to answer again."""

    programme_id: int
    programme: str
    form: Form
    changes: int = 0
    owing: int = 0


_LONG = {"en": samples.LONG_GOAL[:150], "fr": samples.LONG_GOAL[:150]}


def _longest() -> Form:
    """As many questions and pages as there can be, with the longest words."""
    titles = (dict.fromkeys(LANGUAGES, samples.LONG_GOAL[:60]),) * PAGES
    questions = [
        replace(default().questions[n % 20], id=f"q{n}", label=_LONG, page=n * PAGES // 75 + 1) for n in range(75)
    ]
    return Form(titles, tuple(questions))


@catalogue.modal(
    "questionnaires/overview",
    short=Overview(1, samples.NAME, default()),
    changed=Overview(1, samples.NAME, default(), 3, 12),
    longest=Overview(1, samples.LONG_NAME, _longest(), 75, 512),
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
            _back(seen, words),
        ],
        close=words.plain("close"),
        private_metadata=ids(programme=seen.programme_id),
    )


def _back(seen: Overview, words: Words) -> Block:
    return back_to_room(seen.programme_id, words)


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


def can_count(question: Question) -> bool:
    """Whether the answers to a question can be compared in matching."""
    return (
        question.kind in RULES
        and not question.per
        and "mentee" in question.audience
        and question.id
        not in FACTS
        - {
            "languages",
            "department",
        }
    )


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
    longest=Removal(1, "interests", _LONG, 512),
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
    longest=Pages(1, _longest().pages, "a1"),
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


@dataclass(frozen=True)
class Beginnings:
    """What the questionnaire can start again from: another programme's, or the one that ships."""

    programme_id: int
    programmes: tuple[tuple[int, str], ...]
    unpublished: bool = False


@catalogue.modal(
    "questionnaires/beginnings",
    short=Beginnings(1, ()),
    longest=Beginnings(1, tuple((n, samples.LONG_NAME) for n in range(99)), unpublished=True),
)
def beginnings(seen: Beginnings, words: Words) -> ModalView:
    shipped = Option(words.plain("shipped"), SHIPPED)
    others = [Option(PlainText(shorten(name, 75)), str(id)) for id, name in seen.programmes]
    menu = StaticSelectMenu(ANSWER, [shipped, *others], placeholder=words.plain("choose"))
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            *([section(words.rich("lost"))] if seen.unpublished else []),
            InputBlock(words.plain("beginning"), menu, block_id="beginning"),
            back_to_overview(seen.programme_id, words),
        ],
        submit=words.plain("take"),
        close=words.plain("close"),
        callback_id="questionnaires.start_again",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class Review:
    """What has changed and is not published; `owing` are people with how much each would have to answer again."""

    programme_id: int
    programme: str
    draft_version: int
    changes: Changes
    answered: tuple[int, ...] = ()
    owing: tuple[tuple[str, int], ...] = ()


_FEW = changes(default(), replace(default(), questions=default().questions[:-1]))
_MANY = replace(changes(default(), _longest()), changed=_longest().questions)


@catalogue.modal(
    "questionnaires/review",
    short=Review(1, samples.NAME, 2, _FEW, (12,)),
    longest=Review(
        1,
        samples.LONG_NAME,
        2,
        _MANY,
        (512,) * len(_MANY.removed),
        tuple((f"U0PERSON{n:03}", 75) for n in range(512)),
    ),
)
def review(seen: Review, words: Words) -> ModalView:
    sure = confirm(words, "discard_sure")
    return ModalView(
        title=words.plain("title"),
        blocks=[
            *_changed(seen, words),
            section(words.rich("owing" if seen.owing else "nobody_owes", people=len(seen.owing), named=_named(seen))),
            actions(
                button(
                    words.plain("discard"), "questionnaires.discard", seen.programme_id, style="danger", confirm=sure
                ),
                button(words.plain("back"), "questionnaires.open", seen.programme_id),
            ),
        ],
        submit=words.plain("publish"),
        close=words.plain("close"),
        callback_id="questionnaires.publish",
        private_metadata=ids(programme=seen.programme_id, version=seen.draft_version),
    )


def _changed(seen: Review, words: Words) -> list[Block]:
    parts = [(name, getattr(seen.changes, name)) for name in ("added", "changed", "removed")]
    blocks = [section(words.rich(name, lines=_lines(name, each, seen, words))) for name, each in parts if each]
    return [*blocks, *([section(words.rich("arranged"))] if seen.changes.arranged else [])]


def _lines(name: str, questions: Sequence[Question], seen: Review, words: Words) -> list[str]:
    counts = seen.answered if name == "removed" else (0,) * len(questions)
    lines = [
        words.markup("line", label=shorten(each.label[words.language], LINE), count=count)
        for each, count in zip(questions[:LISTED], counts, strict=False)
    ]
    more = len(questions) - LISTED
    return [*lines, *([words.markup("more", more=more)] if more > 0 else [])]


def _named(seen: Review) -> tuple[str, ...]:
    return tuple(person for person, _ in seen.owing[:NAMED])


@dataclass(frozen=True)
class ChoosePreview:
    """As whom, and in which language, does HR want to see the questionnaire?"""

    programme_id: int
    language: str = LANGUAGES[0]


@catalogue.modal("questionnaires/preview", short=ChoosePreview(1), longest=ChoosePreview(1, "fr"))
def choose_preview(seen: ChoosePreview, words: Words) -> ModalView:
    roles = [Option(words.plain(role.value), role.value) for role in Role]
    languages = [Option(words.plain(f"language_{code}"), code) for code in LANGUAGES]
    own = next(each for each in languages if each.value == seen.language)
    as_whom = RadioButtonGroup(ANSWER, roles, initial_option=roles[1])
    return ModalView(
        title=words.plain("title"),
        blocks=[
            InputBlock(words.plain("role"), as_whom, block_id="role"),
            InputBlock(
                words.plain("language"), RadioButtonGroup(ANSWER, languages, initial_option=own), block_id="language"
            ),
            back_to_overview(seen.programme_id, words),
        ],
        submit=words.plain("show"),
        close=words.plain("close"),
        callback_id="questionnaires.see",
        private_metadata=ids(programme=seen.programme_id),
    )


def back_to_overview(programme_id: int, words: Words) -> Block:
    """The way back to the questionnaire, for the foot of what is opened from it."""
    return actions(button(words.of("questionnaires/overview").plain("back"), "questionnaires.open", programme_id))
