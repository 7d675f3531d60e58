"""Mentors wanted: which skills are missing, said to a channel or to people whom HR chooses."""

from dataclasses import dataclass, replace

from slackblocks import (
    Block,
    ConversationFilter,
    ConversationSelectMenu,
    DividerBlock,
    InputBlock,
    ModalView,
    PlainText,
    PlainTextInput,
    UserMultiSelectMenu,
)

from bot.domain.forms import Wording
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.invited import LONGEST_WORD
from bot.messages.words import Words

MOST_PEOPLE = 30
MOST_SKILLS = 8


@dataclass(frozen=True)
class Wanted:
    """The skills that are missing, what they are called, in each of these languages; to one person: in theirs."""

    programme_id: int
    programme: str
    skills: tuple[Wording, ...]
    languages: tuple[str, ...] = ()
    word: str = ""
    by: str = ""


_FINANCE: Wording = {"en": "Finance for non-financials", "fr": "Finance pour non-financiers"}
_SHORT = Wanted(1, samples.NAME, (_FINANCE,), ("fr", "en"))
_LONG: Wording = {"en": samples.LONG_NAME, "fr": samples.LONG_NAME}


@catalogue.message(
    "supply/wanted",
    short=_SHORT,
    personal=replace(_SHORT, languages=(), by=samples.PERSON, word="Would you have some time?"),
    longest=Wanted(1, samples.LONG_NAME, (_LONG,) * MOST_SKILLS, ("fr", "en"), (samples.LONG_GOAL * 2)[:LONGEST_WORD]),
)
def wanted(seen: Wanted, words: Words) -> list[Block]:
    """As in an announcement, the words stand twice in two languages; what HR wrote and the button stand once."""
    spoken = [words.speaking(language) for language in seen.languages] or [words]
    word = [section(words.rich("word"))] if seen.word else []
    join = PlainText(" · ".join(each.text("join") for each in spoken), emoji=True)
    told = [section(each.rich("told", names=[skill[each.language] for skill in seen.skills])) for each in spoken]
    return [*told, *word, actions(button(join, "enrolment.mentor", seen.programme_id, style="primary"))]


@dataclass(frozen=True)
class FindMentors:
    """To whom to say it, and what they will read."""

    wanted: Wanted


@catalogue.modal(
    "supply/find",
    short=FindMentors(_SHORT),
    longest=FindMentors(replace(_SHORT, programme=samples.LONG_NAME, skills=(_LONG,) * MOST_SKILLS)),
)
def find(seen: FindMentors, words: Words) -> ModalView:
    only_channels = ConversationFilter(
        include=["public", "private"], exclude_bot_users=True, exclude_external_shared_channels=True
    )
    channel = ConversationSelectMenu(ANSWER, filter=only_channels, placeholder=words.plain("channel_example"))
    people = UserMultiSelectMenu(ANSWER, max_selected_items=MOST_PEOPLE, placeholder=words.plain("people_example"))
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD, placeholder=words.plain("word_example"))
    shown = wanted(seen.wanted, words.about("supply/wanted", vars(seen.wanted)))[:-1]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            InputBlock(words.plain("channel"), channel, block_id="channel", optional=True),
            InputBlock(
                words.plain("people"), people, block_id="people", optional=True, hint=words.plain("people_help")
            ),
            InputBlock(words.plain("word"), word, block_id="word", optional=True),
            DividerBlock(),
            note(words.rich("reads")),
            *shown,
            actions(button(words.plain("back"), "supply.open", seen.wanted.programme_id)),
        ],
        submit=words.plain("send"),
        close=words.plain("close"),
        callback_id="supply.find",
        private_metadata=ids(programme=seen.wanted.programme_id),
    )
