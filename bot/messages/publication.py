"""What HR sees of publishing a questionnaire: what it means, how it will look, and what it can start again from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from slackblocks import Block, InputBlock, ModalView, Option, PlainText, RadioButtonGroup, StaticSelectMenu

from bot.domain.enrolment import Role
from bot.domain.forms import Question
from bot.domain.people import LANGUAGES
from bot.domain.revision import Changes, changes
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, confirm, ids, section, shorten
from bot.messages.questionnaire import default
from bot.messages.questionnaires import back_to_overview
from bot.messages.words import Words

LISTED, NAMED = 15, 20
"""Questions and people that are named; of more there is a count."""
LINE = 90
SHIPPED = "shipped"
"""In the choice of what to start again from: the questionnaire that ships."""


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
_MANY = replace(changes(default(), samples.longest_form()), changed=samples.longest_form().questions)


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
