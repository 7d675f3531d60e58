"""Asking two people whether they would like to be a pair: what each of them reads, and what HR hears of it."""

from dataclasses import dataclass
from datetime import date

from slackblocks import Block, Button, CheckboxGroup, DatePicker, InputBlock, ModalView, Option, PlainTextInput

from bot.domain.enrolment import Role
from bot.domain.forms import Wording
from bot.domain.grounds import Grounds
from bot.domain.matching.rules import Obstacle
from bot.domain.outcome import Stuck
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.queue import LONG, SHORT
from bot.messages.reasons import Told, missing, reasons
from bot.messages.words import Mrkdwn, Words

LONGEST_WORD = 500


@dataclass(frozen=True)
class Who:
    """One of the two, as the other one gets to know them. `word` is what they wrote for their partner to read."""

    person_id: str
    title: str = ""
    department: str = ""
    site: str = ""
    word: str = ""

    @property
    def works(self) -> str:
        """What they do and where, as far as it is known."""
        return " · ".join(each for each in (self.title, self.department, self.site) if each)


@dataclass(frozen=True)
class Proposal:
    """Sent to each of the two. `asks`: they answer; otherwise they are told. `test`: only HR gets it, to see it."""

    pair_id: int
    programme: str
    role: Role
    mentee_id: str
    partner: Who
    grounds: Grounds
    answer_by: date
    asks: bool = True
    test: bool = False

    @property
    def told(self) -> Told:
        mentor = self.partner.person_id if self.role is Role.MENTEE else ""
        return Told(self.mentee_id, mentor, self.role)


ANA = Who(samples.PERSON, "Ingénieure en géodésie", "R&D", "Paris", "Une reconversion, puis une première équipe.")
_LEO = Who("U0LEO", "Développeur", "R&D", "Lyon", "Je n’ose pas dire non.")
LONG_WHO = Who(
    samples.PERSON,
    "Responsable de la cartographie " * 4,
    "Recherche <&> développement " * 3,
    "Saint-Rémy " * 6,
    samples.LONG_GOAL[:300],
)
_DAY = samples.STARTS_ON


def _proposal(role: Role, partner: Who, **more: bool) -> Proposal:
    return Proposal(5, samples.NAME, role, "U0LEO", partner, SHORT.grounds, _DAY, **more)


@catalogue.message(
    "proposals/proposal",
    short=_proposal(Role.MENTEE, ANA),
    mentor=_proposal(Role.MENTOR, _LEO),
    told=_proposal(Role.MENTEE, ANA, asks=False),
    told_mentor=_proposal(Role.MENTOR, _LEO, asks=False),
    test=_proposal(Role.MENTEE, ANA, test=True),
    longest=Proposal(5, samples.LONG_NAME, Role.MENTOR, "U0LEO", LONG_WHO, LONG.grounds, _DAY),
)
def proposal(seen: Proposal, words: Words) -> list[Block]:
    partner = seen.partner
    gap = missing(seen.grounds, words)
    word = [section(words.rich("word", word=partner.word))] if partner.word else []
    ways = [actions(*answers(seen.pair_id, words))] if seen.asks and not seen.test else []
    return [
        *([note(words.rich("test"))] if seen.test else []),
        section(words.rich("opening")),
        section(words.rich("why", lines=reasons(seen.grounds, seen.told, words), gap=gap)),
        *word,
        section(words.rich("first_step")),
        *ways,
        *([note(words.rich("until"))] if seen.asks else []),
    ]


def answers(pair_id: int, words: Words) -> list[Button]:
    """Yes, later, not this one."""
    say = words.of("proposals/proposal").plain
    return [
        button(say("yes"), "proposals.yes", pair_id, style="primary"),
        button(say("later"), "proposals.later", pair_id),
        button(say("no"), "proposals.declining", pair_id),
    ]


@dataclass(frozen=True)
class Reminder:
    """Sent once to who has not answered."""

    pair_id: int
    programme: str
    role: Role
    partner_id: str


@catalogue.message(
    "proposals/reminder",
    short=Reminder(5, samples.NAME, Role.MENTEE, samples.PERSON),
    longest=Reminder(5, samples.LONG_NAME, Role.MENTOR, samples.PERSON),
)
def reminder(seen: Reminder, words: Words) -> list[Block]:
    return [section(words.rich("body")), actions(*answers(seen.pair_id, words))]


@dataclass(frozen=True)
class Thanks:
    """After an answer. `outcome`: waiting for the other one, both said yes, later, or no."""

    outcome: str
    partner_id: str
    day: date


@catalogue.modal(
    "proposals/thanks",
    short=Thanks("waiting", samples.PERSON, _DAY),
    both=Thanks("both", samples.PERSON, _DAY),
    later=Thanks("later", samples.PERSON, _DAY),
    longest=Thanks("no", samples.PERSON, _DAY),
)
def thanks(seen: Thanks, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich(seen.outcome))], close=words.plain("close"))


@dataclass(frozen=True)
class Declining:
    """Not this one: why, if somebody wants to say so, and for mentors until when they take a break."""

    pair_id: int
    role: Role
    partner_id: str


@catalogue.modal(
    "proposals/declining",
    short=Declining(5, Role.MENTEE, samples.PERSON),
    longest=Declining(5, Role.MENTOR, samples.PERSON),
)
def declining(seen: Declining, words: Words) -> ModalView:
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD, placeholder=words.plain("word_example"))
    pause = InputBlock(
        words.plain("pause"), DatePicker(ANSWER), block_id="pause", hint=words.plain("pause_help"), optional=True
    )
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("word"), word, block_id="word", hint=words.plain("word_help"), optional=True),
            *([pause] if seen.role is Role.MENTOR else []),
        ],
        submit=words.plain("decline"),
        close=words.plain("keep"),
        callback_id="proposals.decline",
        private_metadata=ids(pair=seen.pair_id),
    )


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
    languages = words.listed([Mrkdwn(words.called(each)) for each in seen.stuck.languages])
    return words.markup(
        named.get(seen.stuck.obstacle, "why_places") if seen.stuck.obstacle else "why_places", languages=languages
    )


@dataclass(frozen=True)
class Preview:
    """Before publishing: how many are told what. `best` is the pair that a test message would show."""

    programme_id: int
    programme: str
    approved: int
    to_do: int
    waiting: int
    asks: bool
    expire_after: int


@catalogue.modal(
    "proposals/preview",
    short=Preview(1, samples.NAME, 21, 0, 3, True, 7),
    nobody=Preview(1, samples.NAME, 0, 3, 0, True, 7),
    longest=Preview(1, samples.LONG_NAME, 466, 12, 41, False, 7),
)
def preview(seen: Preview, words: Words) -> ModalView:
    option = Option(words.plain("tell_waiting"), "tell", description=words.plain("tell_waiting_help"))
    tell = CheckboxGroup(ANSWER, [option], initial_options=[option])
    ask = [InputBlock(words.plain("waiting_label"), tell, block_id="waiting", optional=True)] if seen.waiting else []
    test = [button(words.plain("test"), "proposals.test", seen.programme_id)] if seen.approved else []
    back = button(words.plain("back"), "queue.open", seen.programme_id)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            *([note(words.rich("left"))] if seen.to_do else []),
            *ask,
            section(words.rich("test_first")),
            actions(*test, back),
        ],
        submit=words.plain("publish") if seen.waiting or seen.approved else None,
        close=words.plain("close"),
        callback_id="proposals.publish",
        private_metadata=ids(programme=seen.programme_id),
    )
