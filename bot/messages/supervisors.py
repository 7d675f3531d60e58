"""Supervisors: what they are asked, and what HR sees of their answers. Of whom somebody is matched with, nothing."""

from dataclasses import dataclass
from datetime import date

from slackblocks import Block, InputBlock, ModalView, PlainTextInput

from bot.domain.enrolment import Role
from bot.domain.programmes import Cadence
from bot.domain.supervisors import LONGEST_WORD, UNANSWERED, ConsentState, Standing
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.words import Words

SHOWN = 20
"""People of each kind that are named."""


@dataclass(frozen=True)
class Question:
    """To a supervisor: may that person take part? `again`: the one reminder. `became`: in its place, once answered."""

    consent_id: int
    programme: str
    person_id: str
    role: Role | None
    starts_on: date
    ends_on: date
    cadence: Cadence
    answer_by: date
    again: bool = False
    became: ConsentState | None = None


def _question(name: str = samples.NAME, role: Role = Role.MENTEE, **more: object) -> Question:
    dates = samples.STARTS_ON, samples.ENDS_ON, Cadence.THREE_WEEKS, samples.STARTS_ON
    return Question(5, name, samples.PERSON, role, *dates, **more)  # type: ignore[arg-type]


@catalogue.message(
    "supervisors/question",
    short=_question(),
    mentor=_question(role=Role.MENTOR),
    again=_question(again=True),
    agreed=_question(became=ConsentState.AGREED),
    refused=_question(became=ConsentState.REFUSED),
    longest=_question(samples.LONG_NAME, Role.BOTH),
)
def question(seen: Question, words: Words) -> list[Block]:
    if seen.became and seen.became not in UNANSWERED:
        return [section(words.rich("opening")), section(words.rich(f"became_{seen.became.value}"))]
    return [
        section(words.rich("opening")),
        section(words.rich("about")),
        actions(
            button(words.plain("yes"), "supervisors.yes", seen.consent_id, style="primary"),
            button(words.plain("no"), "supervisors.refusing", seen.consent_id),
        ),
        note(words.rich("until")),
    ]


@dataclass(frozen=True)
class Refusing:
    """Not now, with a word to the programme team if the supervisor likes."""

    consent_id: int
    person_id: str


@catalogue.modal("supervisors/refusing", short=Refusing(5, samples.PERSON), longest=Refusing(5, samples.PERSON))
def refusing(seen: Refusing, words: Words) -> ModalView:
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("word"), word, block_id="word", hint=words.plain("word_help"), optional=True),
        ],
        submit=words.plain("refuse"),
        close=words.plain("back"),
        callback_id="supervisors.refuse",
        private_metadata=ids(consent=seen.consent_id),
    )


@dataclass(frozen=True)
class Answered:
    """After a supervisor's answer, and for who presses an old button: how it stands."""

    outcome: str
    person_id: str


@catalogue.modal(
    "supervisors/answered",
    short=Answered("agreed", samples.PERSON),
    over=Answered("over", samples.PERSON),
    longest=Answered("refused", samples.PERSON),
)
def answered(seen: Answered, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich(seen.outcome))], close=words.plain("close"))


@dataclass(frozen=True)
class Refused:
    """Told to HR: a supervisor would rather not, with their word."""

    programme_id: int
    programme: str
    person_id: str
    manager_id: str
    word: str = ""


@catalogue.message(
    "supervisors/refused",
    short=Refused(1, samples.NAME, "U0LEO", samples.PERSON),
    longest=Refused(1, samples.LONG_NAME, "U0LEO", samples.PERSON, samples.LONG_GOAL[:LONGEST_WORD]),
)
def refused(seen: Refused, words: Words) -> list[Block]:
    word = [section(words.rich("word_said"))] if seen.word else []
    look = actions(button(words.plain("look"), "queue.open", seen.programme_id, style="primary"))
    return [section(words.rich("body")), *word, look]


@dataclass(frozen=True)
class Silent:
    """Told to HR: supervisors who have not answered in time, with whom they were asked about."""

    programme_id: int
    programme: str
    about: tuple[tuple[str, str], ...]


@catalogue.message(
    "supervisors/silent",
    short=Silent(1, samples.NAME, (("U0LEO", samples.PERSON),)),
    longest=Silent(1, samples.LONG_NAME, (("U0LEO", samples.PERSON),) * 60),
)
def silent(seen: Silent, words: Words) -> list[Block]:
    shown = [words.markup("line", person=person, manager=manager) for person, manager in seen.about[:SHOWN]]
    body = words.rich("body", lines=shown, more=len(seen.about) - len(shown), count=len(seen.about))
    return [section(body), actions(button(words.plain("look"), "proposals.preview", seen.programme_id))]


@dataclass(frozen=True)
class Supervision:
    """Who has answered and who has not. `open`: people and their supervisors; `refused`: with their word."""

    programme_id: int
    programme: str
    standing: Standing
    open: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str, str], ...] = ()


_MANY = tuple(f"U0P{n:03}" for n in range(60))


@catalogue.modal(
    "supervisors/overview",
    short=Supervision(1, samples.NAME, Standing(unasked=("U0LEO",))),
    asked=Supervision(1, samples.NAME, Standing(("U0ANA",), asked=("U0LEO",)), (("U0LEO", samples.PERSON),)),
    longest=Supervision(
        1,
        samples.LONG_NAME,
        Standing(_MANY, _MANY, _MANY, (), _MANY, _MANY),
        tuple((each, samples.PERSON) for each in _MANY),
        tuple((each, samples.PERSON, samples.LONG_GOAL[:LONGEST_WORD]) for each in _MANY),
    ),
)
def overview(seen: Supervision, words: Words) -> ModalView:
    standing = seen.standing
    ask = (
        [button(words.plain("ask"), "supervisors.ask", seen.programme_id, style="primary")] if standing.unasked else []
    )
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("summary", **vars(standing), count=standing.count)),
            *_people(seen, words),
            note(words.rich("privacy")),
            actions(*ask, button(words.plain("back"), "proposals.preview", seen.programme_id)),
        ],
        close=words.plain("close"),
    )


def _people(seen: Supervision, words: Words) -> list[Block]:
    """Who has not answered, and who would rather not, as far as a window holds them."""
    open = [words.markup("line", person=person, manager=manager) for person, manager in seen.open[:SHOWN]]
    more = len(seen.open) - len(open)
    no = [words.rich("no", person=one, manager=two, word=word) for one, two, word in seen.refused[:SHOWN]]
    alone = words.rich("alone", people=seen.standing.alone[:SHOWN], others=len(seen.standing.alone[SHOWN:]))
    return [
        *([section(words.rich("open", lines=open, others=more))] if open else []),
        *([section(words.rich("refused_title")), *map(section, no)] if no else []),
        *([section(alone)] if seen.standing.alone else []),
    ]
