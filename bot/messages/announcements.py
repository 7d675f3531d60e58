"""What HR writes to a channel, and what comes back when it could not be posted."""

from dataclasses import dataclass
from datetime import date

from slackblocks import (
    Block,
    ConversationFilter,
    ConversationSelectMenu,
    DividerBlock,
    InputBlock,
    ModalView,
    PlainText,
    PlainTextInput,
)

from bot.domain.programmes import Cadence, Programme
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, header, ids, note, section
from bot.messages.words import Words

LONGEST_WORD = 1500


@dataclass(frozen=True)
class Announcement:
    """A programme, announced in a channel, in each of its languages. `word` is what HR adds."""

    programme_id: int
    programme: str
    goal: str
    starts_on: date
    ends_on: date
    cadence: Cadence
    languages: tuple[str, ...]
    word: str = ""

    @classmethod
    def of(cls, programme: Programme, word: str = "") -> "Announcement":
        """The announcement of a programme as it is planned now."""
        plan = {name: getattr(programme, name) for name in ("goal", "starts_on", "ends_on", "cadence", "languages")}
        return cls(programme_id=programme.id, programme=programme.name, word=word, **plan)


def _sample(name: str, goal: str, languages: tuple[str, ...], word: str = "") -> Announcement:
    dates = (samples.STARTS_ON, samples.ENDS_ON)
    return Announcement(1, name, goal, *dates, Cadence.TWO_TO_THREE_WEEKS, languages, word)


@catalogue.message(
    "announcements/announcement",
    short=_sample(samples.NAME, samples.GOAL, ("en",)),
    french=_sample(samples.NAME, samples.GOAL, ("fr",)),
    longest=_sample(samples.LONG_NAME, samples.LONG_GOAL, ("fr", "en"), (samples.LONG_GOAL * 2)[:LONGEST_WORD]),
)
def announcement(seen: Announcement, words: Words) -> list[Block]:
    """In two languages the words stand twice; what HR wrote and the button stand once."""
    spoken = [words.speaking(language) for language in seen.languages]
    word = [section(words.rich("word"))] if seen.word else []
    join = PlainText(" · ".join(each.text("join") for each in spoken), emoji=True)
    told = [[DividerBlock(), section(each.rich("told")), section(each.rich("how"))] for each in spoken]
    between = [block for each in told for block in each][1:]
    return [
        header(words.plain("title")),
        section(words.rich("goal")),
        *word,
        *between,
        actions(button(join, "enrolment.join", seen.programme_id, style="primary")),
    ]


@dataclass(frozen=True)
class Compose:
    """Where to announce, and what to add to what people will read."""

    announcement: Announcement


@catalogue.modal(
    "announcements/compose",
    short=Compose(_sample(samples.NAME, samples.GOAL, ("en",))),
    longest=Compose(_sample(samples.LONG_NAME, samples.LONG_GOAL, ("fr", "en"))),
)
def compose(seen: Compose, words: Words) -> ModalView:
    """The announcement is shown as it will read, below the two things to fill in."""
    only_channels = ConversationFilter(
        include=["public", "private"], exclude_bot_users=True, exclude_external_shared_channels=True
    )
    where = ConversationSelectMenu(ANSWER, filter=only_channels, placeholder=words.plain("channel_example"))
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD, placeholder=words.plain("word_example"))
    shown = seen.announcement
    preview = announcement(shown, words.about("announcements/announcement", vars(shown)))[:-1]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            InputBlock(words.plain("channel"), where, block_id="channel", hint=words.plain("channel_help")),
            InputBlock(words.plain("word"), word, block_id="word", optional=True),
            DividerBlock(),
            note(words.rich("preview")),
            *preview,
        ],
        submit=words.plain("send"),
        close=words.plain("cancel"),
        callback_id="announcements.send",
        private_metadata=ids(programme=shown.programme_id),
    )


@dataclass(frozen=True)
class Undelivered:
    """Told to who asked for a post that did not arrive, or may not have. `reason` is Slack's code."""

    message_id: int
    channel_id: str
    reason: str
    unsure: bool


@catalogue.message(
    "announcements/undelivered",
    short=Undelivered(9, samples.CHANNEL, "not_in_channel", unsure=False),
    other=Undelivered(9, samples.CHANNEL, "restricted_action", unsure=False),
    longest=Undelivered(9, samples.CHANNEL, "no_answer", unsure=True),
)
def undelivered(seen: Undelivered, words: Words) -> list[Block]:
    what = "unsure" if seen.unsure else "not_posted"
    again = button(words.plain("again"), "announcements.again", seen.message_id, style="primary")
    return [section(words.rich(what)), actions(again)]
