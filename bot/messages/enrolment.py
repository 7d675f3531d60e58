"""What somebody who joins a programme sees, from the first question to the confirmation."""

from dataclasses import dataclass
from datetime import date

from slackblocks import Block, InputBlock, ModalView, Option, RadioButtonGroup

from bot.domain.enrolment import Role
from bot.domain.making import Direction
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, confirm, ids, note, section, shorten
from bot.messages.words import Words


@dataclass(frozen=True)
class Joinable:
    """A programme that somebody can join."""

    id: int
    name: str
    goal: str


@dataclass(frozen=True)
class Choose:
    """Several programmes take people in: which one?"""

    programmes: tuple[Joinable, ...]


@catalogue.modal(
    "enrolment/choose",
    short=Choose((Joinable(1, samples.NAME, samples.GOAL), Joinable(2, "Tech mentoring", samples.GOAL))),
    longest=Choose(tuple(Joinable(n, samples.LONG_NAME, samples.LONG_GOAL) for n in range(10))),
)
def choose(seen: Choose, words: Words) -> ModalView:
    rows = [
        section(
            words.rich("programme", name=each.name, goal=shorten(each.goal, 300)),
            button(words.plain("join"), "enrolment.join", each.id),
        )
        for each in seen.programmes
    ]
    return ModalView(words.plain("title"), [section(words.rich("intro")), *rows], close=words.plain("close"))


@dataclass(frozen=True)
class ChooseRole:
    """Mentor or mentee? The first page of joining."""

    programme_id: int
    programme: str
    goal: str
    starts_on: date
    ends_on: date
    role: Role | None = None
    direction: Direction = Direction.CLASSIC


@catalogue.modal(
    "enrolment/role",
    short=ChooseRole(1, samples.NAME, samples.GOAL, samples.STARTS_ON, samples.ENDS_ON),
    reverse=ChooseRole(1, samples.NAME, samples.GOAL, samples.STARTS_ON, samples.ENDS_ON, direction=Direction.REVERSE),
    longest=ChooseRole(1, samples.LONG_NAME, samples.LONG_GOAL, samples.STARTS_ON, samples.ENDS_ON, Role.BOTH),
)
def choose_role(seen: ChooseRole, words: Words) -> ModalView:
    options = [
        Option(words.plain(role.value), role.value, description=words.plain(f"{role.value}_{seen.direction.value}"))
        for role in Role
    ]
    initial = chosen(options, seen.role.value if seen.role else Role.MENTEE.value)
    question = InputBlock(
        words.plain("question"), RadioButtonGroup(ANSWER, options, initial_option=initial), block_id="role"
    )
    return ModalView(
        title=words.plain("title"),
        blocks=[section(words.rich("programme")), question, note(words.rich("privacy"))],
        submit=words.plain("next"),
        close=words.plain("close"),
        callback_id="enrolment.role",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class Done:
    """The answers have arrived. `again`: they had been sent before; `place` is where one is in line for a place."""

    programme: str
    again: bool
    place: int | None = None


@catalogue.modal(
    "enrolment/done",
    short=Done(samples.NAME, again=False),
    in_line=Done(samples.NAME, again=False, place=3),
    longest=Done(samples.LONG_NAME, again=True),
)
def done(seen: Done, words: Words) -> ModalView:
    body = section(words.rich("again" if seen.again else "in_line" if seen.place else "first"))
    return ModalView(words.plain("title"), [body], close=words.plain("close"))


@dataclass(frozen=True)
class Confirmation:
    """Sent once somebody has joined."""

    enrolment_id: int
    programme: str
    role: Role
    starts_on: date


@catalogue.message(
    "enrolment/confirmation",
    short=Confirmation(7, samples.NAME, Role.MENTEE, samples.STARTS_ON),
    mentor=Confirmation(7, samples.NAME, Role.MENTOR, samples.STARTS_ON),
    longest=Confirmation(7, samples.LONG_NAME, Role.BOTH, samples.STARTS_ON),
)
def confirmation(seen: Confirmation, words: Words) -> list[Block]:
    return [
        section(words.rich("body")),
        section(words.rich("what_next")),
        actions(
            button(words.plain("edit"), "enrolment.edit", seen.enrolment_id),
            button(words.plain("withdraw"), "enrolment.withdraw", seen.enrolment_id, confirm=confirm(words, "sure")),
        ),
    ]


@dataclass(frozen=True)
class Withdrawn:
    """Sent once somebody has left."""

    programme_id: int
    programme: str
    may_return: bool


@catalogue.message(
    "enrolment/withdrawn",
    short=Withdrawn(1, samples.NAME, may_return=True),
    longest=Withdrawn(1, samples.LONG_NAME, may_return=False),
)
def withdrawn(seen: Withdrawn, words: Words) -> list[Block]:
    back = [actions(button(words.plain("join"), "enrolment.join", seen.programme_id))] if seen.may_return else []
    return [section(words.rich("body")), *back]


@dataclass(frozen=True)
class Again:
    """Sent once when the questionnaire has changed so that somebody has `count` questions to answer again."""

    enrolment_id: int
    programme: str
    count: int


@catalogue.message("enrolment/again", short=Again(7, samples.NAME, 1), longest=Again(7, samples.LONG_NAME, 40))
def again(seen: Again, words: Words) -> list[Block]:
    way = button(words.plain("answer"), "enrolment.again", seen.enrolment_id, style="primary")
    return [section(words.rich("body")), actions(way), note(words.rich("whenever"))]
