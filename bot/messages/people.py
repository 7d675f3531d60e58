"""What HR sees of the people as a whole: the directory, the programme team, and who has left."""

from dataclasses import dataclass
from datetime import UTC, datetime

from slackblocks import Block, InputBlock, ModalView, UserMultiSelectMenu

from bot.domain.directory import INCOMPLETE
from bot.domain.enrolment import Role
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.words import Mrkdwn, Words, mention

MOST_OF_A_TEAM = 50
NAMED = 20
"""People of the team who are named before the rest is counted."""


@dataclass(frozen=True)
class DirectoryState:
    """How far the reading of the directory has come. `trouble` is a code, or None."""

    read: int
    under_way: bool
    finished_at: datetime | None = None
    trouble: str | None = None


def directory_part(seen: DirectoryState, words: Words) -> list[Block]:
    """The people's lines on HR's Home tab."""
    mine = words.about("people/home", vars(seen))
    state = "reading" if seen.under_way else "incomplete" if seen.trouble == INCOMPLETE else "synchronised"
    trouble = [note(mine.rich("trouble"))] if seen.trouble and seen.under_way else []
    people = button(mine.plain("import_people"), "imports.form")
    team = button(mine.plain("team"), "rights.team")
    return [note(mine.rich(state)), *trouble, actions(people, team)]


@dataclass(frozen=True)
class TeamForm:
    """The programme team: `fixed` by the settings or a user group, `added` here."""

    fixed: tuple[str, ...]
    added: tuple[str, ...]


@catalogue.modal(
    "people/team",
    short=TeamForm((samples.PERSON,), ()),
    alone=TeamForm((), (samples.PERSON,)),
    longest=TeamForm(
        tuple(f"U0FIXED{n:04}" for n in range(40)), tuple(f"U0ADDED{n:04}" for n in range(MOST_OF_A_TEAM))
    ),
)
def team(seen: TeamForm, words: Words) -> ModalView:
    more = len(seen.fixed) - NAMED
    named = Mrkdwn(", ").join(mention(each) for each in seen.fixed[:NAMED])
    fixed = [section(words.rich("fixed", people=named, more=more))] if seen.fixed else []
    element = UserMultiSelectMenu(
        ANSWER,
        initial_users=list(seen.added) or None,
        max_selected_items=MOST_OF_A_TEAM,
        placeholder=words.plain("choose"),
    )
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            *fixed,
            InputBlock(words.plain("members"), element, block_id="members", hint=words.plain("help"), optional=True),
        ],
        submit=words.plain("save"),
        close=words.plain("cancel"),
        callback_id="rights.save",
        private_metadata=ids(shown=seen.added),
    )


@dataclass(frozen=True)
class Left:
    """Told to HR: somebody who took part has left the company."""

    person_id: str
    name: str
    programme_id: int
    programme: str
    role: Role


@catalogue.message(
    "people/left",
    short=Left(samples.PERSON, "Ana Silva", 1, samples.NAME, Role.MENTOR),
    mentee=Left(samples.PERSON, "Ana Silva", 1, samples.NAME, Role.MENTEE),
    longest=Left(samples.PERSON, samples.LONG_PERSON, 1, samples.LONG_NAME, Role.BOTH),
)
def left(seen: Left, words: Words) -> list[Block]:
    room = button(words.plain("room"), "programmes.room", seen.programme_id)
    return [section(words.rich("body")), actions(room)]


STATES = {
    "fresh": DirectoryState(12_400, under_way=False, finished_at=datetime(2027, 1, 4, 1, 7, tzinfo=UTC)),
    "first": DirectoryState(0, under_way=True),
    "trouble": DirectoryState(12_400, under_way=True, trouble="no_answer"),
    "incomplete": DirectoryState(
        120, under_way=False, finished_at=datetime(2027, 1, 4, 1, 7, tzinfo=UTC), trouble=INCOMPLETE
    ),
}
"""Samples for the Home tab."""
