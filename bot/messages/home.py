"""The Home tab: where one stands, and for HR where the programmes stand."""

from dataclasses import dataclass, replace
from datetime import date

from slackblocks import Block, Button, DividerBlock, HomeTabView

from bot.domain.enrolment import TAKING_PART, EnrolmentState, Role
from bot.domain.making import Chooser
from bot.domain.pairs import PairState
from bot.domain.programmes import Cadence, ProgrammeState
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, confirm, header, note, section, shorten
from bot.messages.breaks import Break, break_part
from bot.messages.choosing import Turn, turn_part
from bot.messages.people import STATES, DirectoryState, directory_part
from bot.messages.proposals import answers
from bot.messages.rhythm import OWN, USUAL, Heard, heard_button, heard_line
from bot.messages.words import Words

SHOWN = 6
"""Programmes shown to each: a Home tab holds a hundred blocks."""
GOAL_LENGTH = 400
PAIRS = 4
"""Pairs shown of one programme: a mentor takes three mentees, and may be a mentee too."""


@dataclass(frozen=True)
class MyPair:
    """A pair that somebody knows they are in: when they are asked next, met last, and meet next, as far as is known.

    `requested`: the mentee has asked for this mentor themselves.
    """

    pair_id: int
    programme_id: int
    role: Role
    partner_id: str
    state: PairState
    requested: bool = False
    asked_on: date | None = None
    met_on: date | None = None
    meets_on: date | None = None
    cadence: Cadence = Cadence.TWO_TO_THREE_WEEKS


@dataclass(frozen=True)
class Mine:
    """A programme as one of its people, or somebody who may join, sees it. `owed`: questions to answer again.

    `turn` is None for who does not choose a mentor now.
    """

    programme_id: int
    programme: str
    goal: str
    starts_on: date
    ends_on: date
    enrolment_id: int | None = None
    state: EnrolmentState | None = None
    role: Role | None = None
    paused_until: date | None = None
    place: int | None = None
    owed: int = 0
    pairs: tuple[MyPair, ...] = ()
    turn: Turn | None = None


@dataclass(frozen=True)
class Run:
    """A programme as HR sees it."""

    programme_id: int
    programme: str
    state: ProgrammeState
    starts_on: date
    ends_on: date
    channel_id: str | None
    mentors: int
    mentees: int
    both: int
    unfinished: int
    in_line: int = 0
    silent: int = 0


@dataclass(frozen=True)
class Home:
    """Everything on somebody's Home tab. `runs` and `directory` are None for who is not HR, `away` but on a break.

    `failed` is how many messages of the last days could not be delivered, `heard` when this person is written to.
    """

    name: str
    mine: tuple[Mine, ...]
    runs: tuple[Run, ...] | None = None
    directory: DirectoryState | None = None
    away: Break | None = None
    failed: int = 0
    heard: Heard | None = None


def _mine(name: str, goal: str, state: EnrolmentState | None, *pairs: MyPair) -> Mine:
    enrolment_id, role = (7, Role.BOTH) if state else (None, None)
    return Mine(1, name, goal, samples.STARTS_ON, samples.ENDS_ON, enrolment_id, state, role, pairs=pairs)


def _pair(state: PairState, role: Role = Role.MENTEE) -> MyPair:
    return MyPair(5, 1, role, samples.PERSON, state)


_REQUESTED = tuple(replace(_pair(PairState.PROPOSED, role), requested=True) for role in (Role.MENTEE, Role.MENTOR))


def _choosing(turn: Turn) -> Mine:
    return replace(_mine(samples.NAME, samples.GOAL, EnrolmentState.WAITING), turn=turn)


def _run(state: ProgrammeState, name: str = samples.NAME, channel: str | None = None, n: int = 0) -> Run:
    return Run(1, name, state, samples.STARTS_ON, samples.ENDS_ON, channel, n, n * 2, n // 3, n // 2, n // 4, n)


@catalogue.home(
    "home/home",
    short=Home("Ana", ()),
    open=Home("Ana", (_mine(samples.NAME, samples.GOAL, None),)),
    draft=Home("Ana", (_mine(samples.NAME, samples.GOAL, EnrolmentState.DRAFT),)),
    joined=Home("Ana", (_mine(samples.NAME, samples.GOAL, EnrolmentState.SUBMITTED),), heard=USUAL),
    own_hours=Home("Ana", (_mine(samples.NAME, samples.GOAL, EnrolmentState.SUBMITTED),), heard=OWN),
    paused=Home(
        "Ana", (replace(_mine(samples.NAME, samples.GOAL, EnrolmentState.PAUSED), paused_until=samples.ENDS_ON),)
    ),
    away=Home(
        "Ana", (_mine(samples.NAME, samples.GOAL, EnrolmentState.SUBMITTED),), away=Break(samples.ENDS_ON), heard=USUAL
    ),
    hr_empty=Home("Claire", (), (), STATES["first"], heard=USUAL),
    hr_trouble=Home("Claire", (), (), STATES["trouble"]),
    hr_incomplete=Home("Claire", (), (), STATES["incomplete"]),
    in_line=Home("Ana", (replace(_mine(samples.NAME, samples.GOAL, EnrolmentState.IN_LINE), place=3),)),
    again=Home("Ana", (replace(_mine(samples.NAME, samples.GOAL, EnrolmentState.SUBMITTED), owed=2),)),
    asked=Home("Ana", (_mine(samples.NAME, samples.GOAL, EnrolmentState.WAITING, _pair(PairState.PROPOSED)),)),
    choosing=Home("Ana", (_choosing(Turn(Chooser.MENTEE)),)),
    ranking=Home("Ana", (_choosing(Turn(Chooser.RANKED)),)),
    ranked=Home("Ana", (_choosing(Turn(Chooser.RANKED, (samples.PERSON, "U0KENJI", "U0LEO"))),)),
    requested=Home("Ana", (_mine(samples.NAME, samples.GOAL, EnrolmentState.WAITING, *_REQUESTED),)),
    paired=Home(
        "Ana",
        (
            _mine(
                samples.NAME,
                samples.GOAL,
                EnrolmentState.MATCHED,
                replace(_pair(PairState.ACTIVE), asked_on=samples.STARTS_ON, met_on=samples.STARTS_ON),
                replace(_pair(PairState.ACTIVE, Role.MENTOR), meets_on=samples.ENDS_ON, asked_on=samples.ENDS_ON),
                _pair(PairState.ACTIVE, Role.MENTOR),
                _pair(PairState.PAUSED),
            ),
        ),
    ),
    hr=Home(
        "Claire",
        (_mine(samples.NAME, samples.GOAL, None),),
        (
            _run(ProgrammeState.DRAFT),
            _run(ProgrammeState.RECRUITING, channel=samples.CHANNEL, n=23),
            _run(ProgrammeState.RUNNING, channel=samples.CHANNEL, n=31),
        ),
        STATES["fresh"],
    ),
    longest=Home(
        "Maximilienne-Alexandrine de La Rochefoucauld-Montmorency",
        (_mine(samples.LONG_NAME, samples.LONG_GOAL, EnrolmentState.SUBMITTED),) * SHOWN,
        (_run(ProgrammeState.RECRUITING, samples.LONG_NAME, samples.CHANNEL, 512),) * SHOWN,
        STATES["fresh"],
        Break(samples.ENDS_ON),
        failed=512,
        heard=OWN,
    ),
)
def home(seen: Home, words: Words) -> HomeTabView:
    blocks = [header(words.plain("welcome")), *_own_part(seen, words), *_quiet_part(seen, words)]
    if seen.runs is not None:
        blocks += _team_part(seen.runs, seen.failed, words)
    if seen.directory is not None:
        blocks += [DividerBlock(), *directory_part(seen.directory, words)]
    return HomeTabView([*blocks, DividerBlock(), note(words.rich("commands"))])


def _own_part(seen: Home, words: Words) -> list[Block]:
    if not seen.mine:
        return [section(words.rich("nothing_yet"))]
    return [block for mine in seen.mine[:SHOWN] for block in _programme(mine, words.about("home/mine", vars(mine)))]


def _quiet_part(seen: Home, words: Words) -> list[Block]:
    """When we write to somebody; breaks for who takes part in something to take one from, or is on one."""
    if seen.heard is None or not (seen.mine or seen.runs is not None or seen.away):
        return []
    hours, choose = note(heard_line(seen.heard, words)), heard_button(words)
    concerned = seen.away or any(each.state in TAKING_PART - {EnrolmentState.PAUSED} for each in seen.mine)
    return [DividerBlock(), hours, *(break_part(seen.away, words, choose) if concerned else [actions(choose)])]


def _programme(mine: Mine, words: Words) -> list[Block]:
    return [
        section(words.rich("programme", goal=shorten(mine.goal, GOAL_LENGTH))),
        note(words.rich(_standing(mine))),
        *([section(words.rich("owed"))] if mine.owed else []),
        *(block for pair in mine.pairs[:PAIRS] for block in _own_pair(pair, words.about("home/pair", vars(pair)))),
        *(turn_part(mine.turn, mine.programme_id, words) if mine.turn else []),
        actions(*_ways(mine, words)),
    ]


def _own_pair(pair: MyPair, words: Words) -> list[Block]:
    if pair.requested and pair.role is Role.MENTEE and pair.state is PairState.PROPOSED:
        return [section(words.rich("requested"), button(words.plain("take_back"), "proposals.declining", pair.pair_id))]
    if pair.state is PairState.PROPOSED:
        return [section(words.rich("asked")), actions(*answers(pair.pair_id, words))]
    how = note(words.rich("how", cadence=words.of("programmes/setup").text(pair.cadence.value)))
    change = button(words.plain("change"), "pairs.change", pair.pair_id)
    if pair.state is PairState.PAUSED:
        again = button(words.plain("resume"), "checkins.resume", pair.pair_id)
        return [section(words.rich("together")), note(words.rich("rests")), actions(again, change)]
    if pair.state is PairState.ACCEPTED:
        return [section(words.rich("together"), change)]
    met = button(words.plain("met"), "checkins.met", pair.pair_id)
    cadence = button(words.plain("cadence"), "checkins.cadence", pair.pair_id)
    return [section(words.rich("together")), how, actions(met, cadence, change)]


def _standing(mine: Mine) -> str:
    if mine.state is None:
        return "may_join"
    own = (EnrolmentState.DRAFT, EnrolmentState.IN_LINE, EnrolmentState.PAUSED, EnrolmentState.WITHDRAWN)
    return mine.state.value if mine.state in own else "taking_part"


def _ways(mine: Mine, words: Words) -> list[Button]:
    sure = confirm(words.of("enrolment/confirmation"), "sure")
    match _standing(mine):
        case "draft":
            return [button(words.plain("finish"), "enrolment.edit", mine.enrolment_id, style="primary")]
        case "paused":
            return [
                button(words.plain("back"), "breaks.return", mine.enrolment_id, style="primary"),
                button(words.plain("edit"), "enrolment.edit", mine.enrolment_id),
                button(words.plain("withdraw"), "enrolment.withdraw", mine.enrolment_id, confirm=sure),
            ]
        case "taking_part" | "in_line":
            answer = button(words.plain("answer"), "enrolment.again", mine.enrolment_id, style="primary")
            return [
                *([answer] if mine.owed else []),
                button(words.plain("edit"), "enrolment.edit", mine.enrolment_id),
                button(words.plain("withdraw"), "enrolment.withdraw", mine.enrolment_id, confirm=sure),
            ]
        case _:
            return [button(words.plain("join"), "enrolment.join", mine.programme_id, style="primary")]


def _team_part(runs: tuple[Run, ...], failed: int, words: Words) -> list[Block]:
    new = button(words.plain("new"), "programmes.new", style=None if runs else "primary")
    messages = button(words.plain("messages"), "outbox.failed" if failed else "outbox.all")
    trouble = [note(words.rich("trouble"))] if failed else []
    cards = [block for run in runs[:SHOWN] for block in _run_card(run, words.about("home/run", vars(run)))]
    before = [DividerBlock()] if runs else [section(words.rich("no_programme"))]
    return [DividerBlock(), header(words.plain("team")), *cards, *before, *trouble, actions(new, messages)]


def _run_card(run: Run, words: Words) -> list[Block]:
    who = button(words.plain("who"), "programmes.participants", run.programme_id)
    manage = button(words.plain("manage"), "programmes.room", run.programme_id)
    return [section(words.rich("programme")), note(words.rich("figures")), actions(*_announce(run, words), who, manage)]


def _announce(run: Run, words: Words) -> list[Button]:
    match run.state:
        case ProgrammeState.DRAFT:
            return [button(words.plain("announce"), "announcements.compose", run.programme_id, style="primary")]
        case ProgrammeState.RECRUITING:
            what = "announce_again" if run.channel_id else "announce"
            return [button(words.plain(what), "announcements.compose", run.programme_id)]
        case _:
            return []
