"""What goes with asking: what HR sees before, and what is said where nothing comes of it."""

from dataclasses import dataclass

from markupsafe import escape
from slackblocks import Block, CheckboxGroup, InputBlock, ModalView, Option

from bot.domain.enrolment import Role
from bot.domain.forms import Wording
from bot.domain.matching.rules import Obstacle
from bot.domain.outcome import Stuck
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.words import Mrkdwn, Words

LONGEST_WORD = 500


@dataclass(frozen=True)
class Free:
    """A suggestion that will not come about: the same words to both, and no word of who or why."""

    programme: str
    partner_id: str


@catalogue.message(
    "proposals/free", short=Free(samples.NAME, samples.PERSON), longest=Free(samples.LONG_NAME, samples.PERSON)
)
def free(_: Free, words: Words) -> list[Block]:
    return [section(words.rich("body"))]


@dataclass(frozen=True)
class Fallen:
    """Told to HR: suggestions that came to nothing. `word` is the reason, where one was given and one has declined."""

    programme_id: int
    programme: str
    pairs: tuple[tuple[str, str], ...]
    declined_by: str | None = None
    word: str = ""


@catalogue.message(
    "proposals/fallen",
    short=Fallen(1, samples.NAME, (("U0LEO", samples.PERSON),)),
    declined=Fallen(1, samples.NAME, (("U0LEO", samples.PERSON),), "U0LEO"),
    longest=Fallen(1, samples.LONG_NAME, (("U0LEO", samples.PERSON),) * 60, "U0LEO", samples.LONG_GOAL[:LONGEST_WORD]),
)
def fallen(seen: Fallen, words: Words) -> list[Block]:
    shown = [words.markup("pair", mentee=mentee, mentor=mentor) for mentee, mentor in seen.pairs[:20]]
    again = button(words.plain("again"), "matching.open", seen.programme_id, style="primary")
    word = [section(words.rich("word_said"))] if seen.word else []
    body = section(words.rich("body", lines=shown, more=len(seen.pairs) - len(shown), count=len(seen.pairs)))
    return [body, *word, actions(again)]


@dataclass(frozen=True)
class Waiting:
    """Told to who has nobody yet: why, and that they come first. `stuck` is None for a mentor."""

    programme: str
    role: Role
    stuck: Stuck | None = None
    programme_id: int = 0


_GERMAN: tuple[Wording, ...] = ({"en": "German", "fr": "Allemand"},)


@catalogue.message(
    "proposals/waiting",
    short=Waiting(samples.NAME, Role.MENTEE, Stuck("U0LEO", None, rivals=9, places=7)),
    language=Waiting(samples.NAME, Role.MENTEE, Stuck("U0LEO", Obstacle.LANGUAGE, _GERMAN)),
    hours=Waiting(samples.NAME, Role.MENTEE, Stuck("U0LEO", Obstacle.HOURS)),
    rules=Waiting(samples.NAME, Role.MENTEE, Stuck("U0LEO", Obstacle.MANAGER)),
    longest=Waiting(samples.LONG_NAME, Role.MENTOR),
)
def waiting(seen: Waiting, words: Words) -> list[Block]:
    return [
        section(words.rich("opening")),
        section(words.rich("why", reason=_reason(seen, words))),
        section(words.rich("next")),
    ]


def _reason(seen: Waiting, words: Words) -> Mrkdwn:
    if seen.stuck is None:
        return words.markup("why_mentor")
    named = {Obstacle.LANGUAGE: "why_language", Obstacle.HOURS: "why_hours"}
    languages = words.listed([escape(words.called(each)) for each in seen.stuck.languages])
    return words.markup(
        named.get(seen.stuck.obstacle, "why_places") if seen.stuck.obstacle else "why_places", languages=languages
    )


@dataclass(frozen=True)
class Preview:
    """Before publishing: how many are told what. `pending`: pairs for which a supervisor's answer is missing."""

    programme_id: int
    programme: str
    approved: int
    to_do: int
    waiting: int
    asks: bool
    expire_after: int
    supervised: bool = False
    pending: int = 0


@catalogue.modal(
    "proposals/preview",
    short=Preview(1, samples.NAME, 21, 0, 3, True, 7),
    nobody=Preview(1, samples.NAME, 0, 3, 0, True, 7),
    supervised=Preview(1, samples.NAME, 21, 0, 0, True, 7, supervised=True),
    longest=Preview(1, samples.LONG_NAME, 466, 12, 41, False, 7, True, 31),
)
def preview(seen: Preview, words: Words) -> ModalView:
    supervisors = button(words.plain("supervisors"), "supervisors.open", seen.programme_id)
    test = [button(words.plain("test"), "proposals.test", seen.programme_id)] if seen.approved else []
    back = button(words.plain("back"), "queue.open", seen.programme_id)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            *([note(words.rich("left"))] if seen.to_do else []),
            *([section(words.rich("supervised"), supervisors)] if seen.supervised else []),
            *([_box("anyway", "go_on", words, ticked=False)] if seen.pending else []),
            *([_box("waiting", "tell_waiting", words, ticked=True)] if seen.waiting else []),
            section(words.rich("test_first")),
            actions(*test, back),
        ],
        submit=words.plain("publish") if seen.waiting or seen.approved else None,
        close=words.plain("close"),
        callback_id="proposals.publish",
        private_metadata=ids(programme=seen.programme_id),
    )


def _box(name: str, text: str, words: Words, *, ticked: bool) -> Block:
    option = Option(words.plain(text), "yes", description=words.plain(f"{text}_help"))
    boxes = CheckboxGroup(ANSWER, [option], initial_options=[option] if ticked else None)
    return InputBlock(words.plain(f"{name}_label"), boxes, block_id=name, optional=True)
