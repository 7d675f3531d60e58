"""Asking the two of a pair how it is, each in private, and what follows from their answers."""

from dataclasses import dataclass
from functools import cache

from slackblocks import Block, Button, ModalView

from bot.domain.enrolment import Role
from bot.domain.feedback import Reason
from bot.domain.forms import Form
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, note, section
from bot.messages.words import Words
from bot.questionnaire_file import read
from bot.wording import TEMPLATES


@cache
def pulse_form() -> Form:
    """The short form about a pair, from `templates/feedback/pulse.yaml`."""
    return read((TEMPLATES / "feedback" / "pulse.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class FitQuestion:
    """Sent after a meeting to who has not said how the pair feels."""

    sounding_id: int
    programme: str
    partner_id: str


@catalogue.message(
    "feedback/fit",
    short=FitQuestion(7, samples.NAME, samples.PERSON),
    longest=FitQuestion(7, samples.LONG_NAME, samples.PERSON),
)
def fit_question(seen: FitQuestion, words: Words) -> list[Block]:
    """No button stands out: none is the right answer."""
    ways = [
        button(words.plain(name), f"feedback.{name}", seen.sounding_id) for name in ("good", "deciding", "not_good")
    ]
    return [section(words.rich("body")), actions(*ways), note(words.rich("whenever"))]


@dataclass(frozen=True)
class PulseQuestion:
    """Sent some weeks after a pair was made and now and then from then on; `reminder` to who has not answered."""

    sounding_id: int
    programme: str
    partner_id: str
    reminder: bool = False


@catalogue.message(
    "feedback/pulse",
    short=PulseQuestion(7, samples.NAME, samples.PERSON),
    longest=PulseQuestion(7, samples.LONG_NAME, samples.PERSON, reminder=True),
)
def pulse_question(seen: PulseQuestion, words: Words) -> list[Block]:
    ways = [
        button(words.plain("answer"), "feedback.answer", seen.sounding_id, style="primary"),
        button(words.plain("skip"), "feedback.skip", seen.sounding_id),
    ]
    return [section(words.rich("body")), actions(*ways), note(words.rich("privacy"))]


@dataclass(frozen=True)
class Thanks:
    """After an answer. `outcome`: a fit (good, deciding, not_good), sent, told (the mentor too), or skipped."""

    outcome: str
    pair_id: int
    partner_id: str


_OUTCOMES = {each: Thanks(each, 5, samples.PERSON) for each in ("deciding", "sent", "told", "skipped")}


@catalogue.modal(
    "feedback/thanks",
    short=Thanks("good", 5, samples.PERSON),
    longest=Thanks("not_good", 5, samples.PERSON),
    **_OUTCOMES,
)
def thanks(seen: Thanks, words: Words) -> ModalView:
    change = [actions(_change(seen.pair_id, words))] if seen.outcome == "not_good" else []
    return ModalView(words.plain("title"), [section(words.rich(seen.outcome)), *change], close=words.plain("close"))


@dataclass(frozen=True)
class Offer:
    """A way out of the pair, offered to who finds it no good fit: by the programme team, where `by` is somebody."""

    pair_id: int
    programme: str
    partner_id: str
    by: str = ""


@catalogue.message(
    "feedback/offer",
    short=Offer(5, samples.NAME, samples.PERSON),
    longest=Offer(5, samples.LONG_NAME, samples.PERSON, "U0CLAIRE"),
)
def offer(seen: Offer, words: Words) -> list[Block]:
    return [section(words.rich("body")), actions(_change(seen.pair_id, words)), note(words.rich("privacy"))]


@dataclass(frozen=True)
class Talk:
    """Told to who has said something of their pair: somebody of the programme team gets in touch."""

    programme: str
    partner_id: str
    by: str


@catalogue.message(
    "feedback/talk",
    short=Talk(samples.NAME, samples.PERSON, "U0CLAIRE"),
    longest=Talk(samples.LONG_NAME, samples.PERSON, "U0CLAIRE"),
)
def talk(_: Talk, words: Words) -> list[Block]:
    return [section(words.rich("body"))]


@dataclass(frozen=True)
class MoreTime:
    """Told to a mentor, because their mentee asked for it: more time together would be welcome."""

    programme: str
    mentee_id: str


@catalogue.message(
    "feedback/more_time",
    short=MoreTime(samples.NAME, samples.PERSON),
    longest=MoreTime(samples.LONG_NAME, samples.PERSON),
)
def more_time(_: MoreTime, words: Words) -> list[Block]:
    return [section(words.rich("body")), note(words.rich("whenever"))]


@dataclass(frozen=True)
class Alert:
    """Told to the programme team at once: somebody has said something of their pair. Never the word that they typed."""

    opinion_id: int
    programme: str
    role: Role
    person_id: str
    partner_id: str
    reasons: tuple[Reason, ...]
    ratings: tuple[int, ...] = ()


@catalogue.message(
    "feedback/alert",
    short=Alert(9, samples.NAME, Role.MENTEE, "U0LEO", samples.PERSON, (Reason.NOT_FIT,)),
    word=Alert(9, samples.NAME, Role.MENTOR, "U0LEO", samples.PERSON, (Reason.WORD,)),
    longest=Alert(
        9,
        samples.LONG_NAME,
        Role.MENTOR,
        "U0LEO",
        samples.PERSON,
        tuple(Reason),
        (4, 3, 2),
    ),
)
def alert(seen: Alert, words: Words) -> list[Block]:
    why = [words.markup(f"because_{each.value}") for each in seen.reasons]
    look = button(words.plain("look"), "feedback.look", seen.opinion_id, style="primary")
    return [section(words.rich("body", why=why)), actions(look), note(words.rich("privacy"))]


def _change(pair_id: int, words: Words) -> Button:
    return button(words.of("feedback/offer").plain("change"), "pairs.change", pair_id)
