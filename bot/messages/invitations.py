"""What HR sees when inviting: how it goes, whom to invite, and what will happen before it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from slackblocks import (
    Block,
    ConversationFilter,
    ConversationSelectMenu,
    DividerBlock,
    Element,
    InputBlock,
    ModalView,
    Option,
    PlainTextInput,
    RadioButtonGroup,
    StaticSelectMenu,
    UserMultiSelectMenu,
)

from bot.domain.audience import Audience, LeftOut, Whom
from bot.domain.enrolment import Role
from bot.domain.invitations import Tally
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, OPTION_LENGTH, actions, button, header, ids, note, option, section
from bot.messages.invited import LONGEST_WORD, Invited, invitation
from bot.messages.room import back_to_room
from bot.messages.words import Words

MOST_NAMED = 100
MOST_OPTIONS = 100
EITHER = "either"


@dataclass(frozen=True)
class Overview:
    """How the invitations to a programme have been answered. `sent` is how many have just been sent."""

    programme_id: int
    programme: str
    tally: Tally
    sent: int | None = None


@catalogue.modal(
    "invitations/overview",
    short=Overview(1, samples.NAME, Tally()),
    going=Overview(1, samples.NAME, Tally(joined=23, answering=4, later=6, declined=9, left=0, silent=78), sent=12),
    longest=Overview(1, samples.LONG_NAME, Tally(5120, 431, 1702, 911, 120, 11716), sent=20_000),
)
def overview(seen: Overview, words: Words) -> ModalView:
    sent = [section(words.rich("sent"))] if seen.sent is not None else []
    figures = section(words.rich("figures" if seen.tally.invited else "nobody"))
    ways = [
        section(words.rich(whom.value), button(words.plain("choose"), "invitations.compose", whom.value))
        for whom in Whom
    ]
    top = [*sent, figures, DividerBlock(), header(words.plain("invite"))]
    return ModalView(
        title=words.plain("title"),
        blocks=[*top, *ways, back_to_room(seen.programme_id, words)],
        close=words.plain("close"),
        callback_id="invitations.overview",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class Compose:
    """Which channel, group, department or people, and as what. `choices` are pairs of a key and its label."""

    programme_id: int
    whom: Whom
    choices: tuple[tuple[str, str], ...] = ()


@catalogue.modal(
    "invitations/compose",
    short=Compose(1, Whom.EVERYBODY),
    channel=Compose(1, Whom.CHANNEL),
    named=Compose(1, Whom.NAMED),
    no_groups=Compose(1, Whom.GROUP),
    department=Compose(1, Whom.DEPARTMENT, (("Design", "Design (12)"), ("R&D", "R&D (31)"))),
    longest=Compose(1, Whom.GROUP, tuple((f"S0{n:08}", samples.LONG_NAME) for n in range(MOST_OPTIONS))),
)
def compose(seen: Compose, words: Words) -> ModalView:
    back = actions(button(words.plain("back"), "invitations.open", seen.programme_id))
    nothing = seen.whom in (Whom.GROUP, Whom.DEPARTMENT) and not seen.choices
    if nothing:
        missing = section(words.rich(f"no_{seen.whom.value}"))
        return ModalView(words.plain("title"), [missing, back], close=words.plain("close"))
    return ModalView(
        title=words.plain("title"),
        blocks=[section(words.rich("intro")), *_who(seen, words), _role(words), back],
        submit=words.plain("next"),
        close=words.plain("close"),
        callback_id="invitations.choose",
        private_metadata=ids(programme=seen.programme_id, whom=seen.whom.value),
    )


def _who(seen: Compose, words: Words) -> list[Block]:
    if seen.whom is Whom.EVERYBODY:
        return []
    label, hint = words.plain(f"{seen.whom.value}_label"), None
    if seen.whom is Whom.CHANNEL:
        hint = words.plain("channel_help")
    return [InputBlock(label, _menu(seen, words), block_id="of", hint=hint)]


def _menu(seen: Compose, words: Words) -> Element:
    example = words.plain("choose")
    match seen.whom:
        case Whom.CHANNEL:
            public = ConversationFilter(include=["public"], exclude_external_shared_channels=True)
            return ConversationSelectMenu(ANSWER, filter=public, placeholder=example)
        case Whom.NAMED:
            return UserMultiSelectMenu(ANSWER, max_selected_items=MOST_NAMED, placeholder=example)
        case _:
            options = [option(label, key[:OPTION_LENGTH]) for key, label in seen.choices[:MOST_OPTIONS]]
            return StaticSelectMenu(ANSWER, options, placeholder=example)


def _role(words: Words) -> Block:
    options = [Option(words.plain(f"as_{role}"), role) for role in (EITHER, Role.MENTEE.value, Role.MENTOR.value)]
    group = RadioButtonGroup(ANSWER, options, initial_option=options[0])
    return InputBlock(words.plain("role"), group, block_id="role")


@dataclass(frozen=True)
class Preview:
    """What will happen: to how many, who is left out and why, how long it takes, and what each will read."""

    programme_id: int
    audience: Audience
    count: int
    left_out: Mapping[LeftOut, int]
    minutes: int
    invitation: Invited
    opens_on: date | None = None
    role: str = field(default=EITHER)


_ALL_LEFT_OUT = dict(zip(LeftOut, (3, 1, 12, 431, 87, 1204, 9), strict=True))
_LONG = Audience(Whom.NAMED, tuple(f"U0PERSON{n:03}" for n in range(MOST_NAMED)))
_SAMPLE = Invited(1, samples.NAME, samples.GOAL, samples.STARTS_ON, samples.ENDS_ON, None, samples.PERSON)
_LONG_SAMPLE = Invited(
    1, samples.LONG_NAME, samples.LONG_GOAL, samples.STARTS_ON, samples.ENDS_ON, samples.STARTS_ON, samples.PERSON
)


@catalogue.modal(
    "invitations/preview",
    short=Preview(1, Audience(Whom.EVERYBODY), 1, {}, 1, _SAMPLE),
    nobody=Preview(1, Audience(Whom.CHANNEL, (samples.CHANNEL,)), 0, {LeftOut.INVITED: 12}, 0, _SAMPLE),
    longest=Preview(1, _LONG, 20_000, _ALL_LEFT_OUT, 334, _LONG_SAMPLE, samples.STARTS_ON, Role.MENTEE.value),
)
def preview(seen: Preview, words: Words) -> ModalView:
    left_out = [words.markup(reason.value, count=count) for reason, count in seen.left_out.items()]
    others = [section(words.rich("left_out", lines=left_out))] if left_out else []
    back = actions(button(words.plain("back"), "invitations.compose", seen.audience.whom.value))
    if not seen.count:
        blocks = [section(words.rich("nobody")), *others, back]
        return _modal(seen, blocks, words)
    return _modal(seen, [section(words.rich("count")), *others, *_reading(seen, words), back], words)


def _reading(seen: Preview, words: Words) -> list[Block]:
    """Where to add a word, above what each will read."""
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD, placeholder=words.plain("word_example"))
    shown = invitation(seen.invitation, words.about("invitations/invitation", vars(seen.invitation)))[:-1]
    field = InputBlock(words.plain("word"), word, block_id="word", optional=True)
    return [field, DividerBlock(), note(words.rich("reads")), *shown]


def _modal(seen: Preview, blocks: list[Block], words: Words) -> ModalView:
    memory = ids(programme=seen.programme_id, whom=seen.audience.whom.value, of=seen.audience.of, role=seen.role)
    return ModalView(
        title=words.plain("title"),
        blocks=blocks,
        submit=words.plain("send") if seen.count else None,
        close=words.plain("close"),
        callback_id="invitations.send",
        private_metadata=memory,
    )
