"""Asking two people whether they would like to be a pair: what each of them reads and answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from slackblocks import Block, Button, DatePicker, InputBlock, ModalView, PlainTextInput

from bot.domain.enrolment import Role
from bot.domain.grounds import Grounds
from bot.domain.making import Direction
from bot.domain.pairs import Became
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.reasons import Told, missing, reasons
from bot.messages.seen import LONG, SHORT
from bot.messages.words import Words

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
    """Sent to each of the two. `asks`: they answer; otherwise they are told. `test`: only HR gets it, to see it.

    `requested`: the mentee has asked for this mentor, who alone gets it.
    `became`: once they have answered, or it is over, in the place of what they were sent.
    """

    pair_id: int
    programme: str
    role: Role
    mentee_id: str
    partner: Who
    grounds: Grounds
    answer_by: date
    asks: bool = True
    test: bool = False
    requested: bool = False
    direction: Direction = Direction.CLASSIC
    became: Became | None = None
    again_on: date | None = None

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


def _proposal(role: Role, partner: Who, **more: Any) -> Proposal:
    return Proposal(5, samples.NAME, role, "U0LEO", partner, SHORT.grounds, _DAY, **more)


@catalogue.message(
    "proposals/proposal",
    short=_proposal(Role.MENTEE, ANA),
    mentor=_proposal(Role.MENTOR, _LEO),
    told=_proposal(Role.MENTEE, ANA, asks=False),
    told_mentor=_proposal(Role.MENTOR, _LEO, asks=False),
    test=_proposal(Role.MENTEE, ANA, test=True),
    requested=_proposal(Role.MENTOR, _LEO, requested=True),
    reverse=_proposal(Role.MENTEE, ANA, direction=Direction.REVERSE),
    reverse_mentor=_proposal(Role.MENTOR, _LEO, direction=Direction.REVERSE),
    later=_proposal(Role.MENTEE, ANA, became=Became.LATER, again_on=_DAY),
    **{each.value: _proposal(Role.MENTEE, ANA, became=each) for each in Became if each is not Became.LATER},
    longest=Proposal(5, samples.LONG_NAME, Role.MENTOR, "U0LEO", LONG_WHO, LONG.grounds, _DAY),
)
def proposal(seen: Proposal, words: Words) -> list[Block]:
    partner = seen.partner
    gap = missing(seen.grounds, words)
    word = [section(words.rich("word", word=partner.word))] if partner.word else []
    return [
        *([note(words.rich("test"))] if seen.test else []),
        section(words.rich("opening")),
        *([note(words.rich("reverse"))] if seen.direction is Direction.REVERSE else []),
        section(words.rich("why", lines=reasons(seen.grounds, seen.told, words), gap=gap)),
        *word,
        *([section(words.rich("first_step"))] if _is_open(seen.became) else []),
        *(_asked(seen, words) if seen.asks else []),
    ]


def _asked(seen: Proposal, words: Words) -> list[Block]:
    ways = [actions(*answers(seen.pair_id, words))] if not seen.test and _is_open(seen.became) else []
    until = note(words.rich("until")) if _is_open(seen.became) else None
    return [*_answered(seen, words), *ways, *([until] if until else [])]


def _answered(seen: "Proposal | Reminder", words: Words) -> list[Block]:
    said = words.about("proposals/answered", {"again_on": seen.again_on})
    return [section(said.rich(seen.became.value))] if seen.became else []


def _is_open(became: Became | None) -> bool:
    """Whether there is something to answer: who said later may do so at any time."""
    return became in (None, Became.LATER)


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
    """Sent once to who has not answered. `became`: in its place, once they have, or it is over."""

    pair_id: int
    programme: str
    role: Role
    partner_id: str
    requested: bool = False
    became: Became | None = None
    again_on: date | None = None


@catalogue.message(
    "proposals/reminder",
    short=Reminder(5, samples.NAME, Role.MENTEE, samples.PERSON),
    requested=Reminder(5, samples.NAME, Role.MENTOR, "U0LEO", requested=True),
    over=Reminder(5, samples.NAME, Role.MENTEE, samples.PERSON, became=Became.OVER),
    longest=Reminder(5, samples.LONG_NAME, Role.MENTOR, samples.PERSON, became=Became.LATER, again_on=_DAY),
)
def reminder(seen: Reminder, words: Words) -> list[Block]:
    ways = [actions(*answers(seen.pair_id, words))] if _is_open(seen.became) else []
    return [section(words.rich("body")), *_answered(seen, words), *ways]


@dataclass(frozen=True)
class Thanks:
    """After an answer. `outcome`: waiting for the other one, both said yes, later, no, or over before they answered."""

    outcome: str
    partner_id: str
    day: date


@catalogue.modal(
    "proposals/thanks",
    short=Thanks("waiting", samples.PERSON, _DAY),
    both=Thanks("both", samples.PERSON, _DAY),
    later=Thanks("later", samples.PERSON, _DAY),
    over=Thanks("over", samples.PERSON, _DAY),
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
