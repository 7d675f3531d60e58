"""What somebody who is invited to a programme receives, and who began and did not finish."""

from dataclasses import dataclass, replace
from datetime import date

from slackblocks import Block, Button, DatePicker, InputBlock, ModalView

from bot.domain.enrolment import Role
from bot.domain.invitations import Invitation, Occasion
from bot.domain.programmes import Programme
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.words import Words

LONGEST_WORD = 1500


@dataclass(frozen=True)
class Invited:
    """An invitation to one person. `by` is whoever of the programme team invites, `word` what they add."""

    programme_id: int
    programme: str
    goal: str
    starts_on: date
    ends_on: date
    closes_on: date | None
    by: str
    role: Role | None = None
    word: str = ""
    must: bool = False
    occasion: Occasion = Occasion.FIRST

    @classmethod
    def to(cls, programme: Programme, invitation: Invitation) -> "Invited":
        """What somebody is asked next, about the programme as it is planned now."""
        return cls(
            programme_id=programme.id,
            programme=programme.name,
            goal=programme.goal,
            starts_on=programme.starts_on,
            ends_on=programme.ends_on,
            closes_on=programme.door.closes_on,
            by=invitation.invited_by,
            role=invitation.role,
            word=invitation.word,
            must=not invitation.may_decline(programme.door),
            occasion=invitation.next_occasion,
        )


_SHORT = Invited(
    1, samples.NAME, samples.GOAL, samples.STARTS_ON, samples.ENDS_ON, None, samples.PERSON, word="See you there!"
)
_LONGEST = replace(
    _SHORT,
    programme=samples.LONG_NAME,
    goal=samples.LONG_GOAL,
    closes_on=samples.STARTS_ON,
    word=(samples.LONG_GOAL * 2)[:LONGEST_WORD],
)


@catalogue.message(
    "invitations/invitation",
    short=_SHORT,
    mentor=replace(_SHORT, role=Role.MENTOR, word=""),
    mandatory=replace(_SHORT, role=Role.MENTEE, closes_on=samples.STARTS_ON, must=True),
    silent=replace(_SHORT, occasion=Occasion.SILENT, closes_on=samples.STARTS_ON),
    chosen=replace(_SHORT, occasion=Occasion.CHOSEN),
    longest=_LONGEST,
)
def invitation(seen: Invited, words: Words) -> list[Block]:
    first = seen.occasion is Occasion.FIRST
    word = [section(words.rich("word"))] if first and seen.word else []
    told = [section(words.rich("told"))] if first else []
    return [section(words.rich("intro")), *word, *told, note(words.rich("how")), actions(*_answers(seen, words))]


def _answers(seen: Invited, words: Words) -> list[Button]:
    never = [] if seen.must else [button(words.plain("never"), "invitations.decline", seen.programme_id)]
    action = "enrolment.mentor" if seen.role is Role.MENTOR else "enrolment.join"
    return [
        button(words.plain("join"), action, seen.programme_id, style="primary"),
        button(words.plain("later"), "invitations.later", seen.programme_id),
        *never,
    ]


@dataclass(frozen=True)
class Later:
    """Not now: when shall we ask again?"""

    programme_id: int
    programme: str
    day: date


@catalogue.modal(
    "invitations/later",
    short=Later(1, samples.NAME, samples.STARTS_ON),
    longest=Later(1, samples.LONG_NAME, samples.STARTS_ON),
)
def later(seen: Later, words: Words) -> ModalView:
    picker = DatePicker(ANSWER, initial_date=seen.day.isoformat())
    return ModalView(
        title=words.plain("title"),
        blocks=[section(words.rich("intro")), InputBlock(words.plain("day"), picker, block_id="day")],
        submit=words.plain("send"),
        close=words.plain("close"),
        callback_id="invitations.postpone",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class Unfinished:
    """Sent once to who has begun the questionnaire and not sent it."""

    enrolment_id: int
    programme: str
    closes_on: date | None


@catalogue.message(
    "enrolment/unfinished",
    short=Unfinished(7, samples.NAME, None),
    longest=Unfinished(7, samples.LONG_NAME, samples.STARTS_ON),
)
def unfinished(seen: Unfinished, words: Words) -> list[Block]:
    finish = button(words.plain("finish"), "enrolment.edit", seen.enrolment_id, style="primary")
    leave = button(words.plain("leave"), "enrolment.withdraw", seen.enrolment_id)
    return [section(words.rich("body")), actions(finish, leave)]
