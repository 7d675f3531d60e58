"""The queue: every pair as a line and as a card, for HR to decide on before anybody hears of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from slackblocks import (
    Block,
    Button,
    DividerBlock,
    InputBlock,
    ModalView,
    NumberInput,
    PlainTextInput,
    StaticSelectMenu,
    UserSelectMenu,
)

from bot.domain.grounds import Ground, Grounds, Shared
from bot.domain.matching.scheme import Rule
from bot.domain.pairs import Ending, PairState, Reply, Shelf
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, confirm, ids, note, option, section
from bot.messages.reasons import Told, missing, points, reasons
from bot.messages.room import back_to_room
from bot.messages.words import Mrkdwn, Words

LONGEST_WORD = 500


@dataclass(frozen=True)
class SideSeen:
    """What the programme team sees of one person's side: not the words that go with it."""

    person_id: str
    reply: Reply | None = None
    signed_on: date | None = None
    wishes_to_part: bool = False


@dataclass(frozen=True)
class PairSeen:
    """A pair as it stands in the queue."""

    id: int
    version: int
    mentee_id: str
    mentor_id: str
    points: int
    grounds: Grounds
    state: PairState
    locked: bool = False
    sides: tuple[SideSeen, ...] = ()
    ending: Ending | None = None

    @property
    def told(self) -> Told:
        return Told(self.mentee_id, self.mentor_id)


@dataclass(frozen=True)
class Queue:
    """One page of a programme's pairs. `counts` are those of all shelves; `approved` can be published."""

    programme_id: int
    programme: str
    shelf: Shelf
    pairs: tuple[PairSeen, ...]
    counts: Mapping[Shelf, int]
    found: int
    page: int = 1
    pages: int = 1
    person_id: str | None = None


def _words(text: str) -> dict[str, str]:
    return {"en": text, "fr": text}


def _grounds(lines: int, long: str = "") -> Grounds:
    names = (
        "skills",
        "values",
        "goals",
        "years",
        "feedback_style",
        "structure",
        "ways",
        "rhythm",
        "days",
        "interests",
        "department",
    )
    rules = (
        Rule.COMPLEMENT,
        Rule.OVERLAP,
        Rule.OVERLAP,
        Rule.GAP,
        *(Rule.DISTANCE,) * 2,
        Rule.OVERLAP,
        Rule.DISTANCE,
        *(Rule.OVERLAP,) * 2,
        Rule.DIFFERENT,
    )
    made = []
    for name, rule in list(zip(names, rules, strict=True))[:lines]:
        shared = (
            tuple(Shared(_words(f"{name} {n} {long}".strip()), n) for n in (1, 2))
            if rule in (Rule.COMPLEMENT, Rule.OVERLAP)
            else ()
        )
        lacking = (_words(f"Budget {long}".strip()),) if rule is Rule.COMPLEMENT else ()
        made.append(
            Ground(name, rule, _words(name), 1_404, 1_578, shared, lacking, name != "goals", rule is Rule.COMPLEMENT)
        )
    return Grounds(tuple(made), languages=(_words("Français"),), hours=390, place=2, eligible=9)


SHORT = PairSeen(5, 1, "U0LEO", samples.PERSON, 5_616, _grounds(4), PairState.STAGED)
LONG = PairSeen(
    5,
    3,
    "U0LEO",
    samples.PERSON,
    15_444,
    _grounds(11, "de La Rochefoucauld-Montmorency & Associés"),
    PairState.STAGED,
    locked=True,
)
_ASKED = (SideSeen("U0LEO", Reply.YES), SideSeen(samples.PERSON, Reply.LATER))
_SIGNED = (
    SideSeen("U0LEO", Reply.YES, date(2027, 1, 12)),
    SideSeen(samples.PERSON, Reply.YES, None, wishes_to_part=True),
)


def _standing(state: PairState, sides: tuple[SideSeen, ...] = (), ending: Ending | None = None) -> PairSeen:
    return PairSeen(5, 1, "U0LEO", samples.PERSON, 5_616, _grounds(4), state, sides=sides, ending=ending)


@catalogue.modal(
    "queue/queue",
    short=Queue(1, samples.NAME, Shelf.TO_DO, (SHORT,), {Shelf.TO_DO: 1}, 1),
    empty=Queue(1, samples.NAME, Shelf.HELD, (), {Shelf.TO_DO: 4}, 0),
    asked=Queue(1, samples.NAME, Shelf.ASKED, (_standing(PairState.PROPOSED, _ASKED),), {Shelf.ASKED: 1}, 1),
    together=Queue(1, samples.NAME, Shelf.TOGETHER, (_standing(PairState.ACTIVE, _SIGNED),), {Shelf.TOGETHER: 1}, 1),
    over=Queue(
        1,
        samples.NAME,
        Shelf.OVER,
        (_standing(PairState.ENDED, ending=Ending.TIME), _standing(PairState.EXPIRED)),
        {Shelf.OVER: 2},
        2,
    ),
    longest=Queue(
        1, samples.LONG_NAME, Shelf.TO_DO, (LONG,) * 8, dict.fromkeys(Shelf, 512), 512, 2, 64, samples.PERSON
    ),
)
def queue(seen: Queue, words: Words) -> ModalView:
    rows = [block for pair in seen.pairs for block in _row(pair, words)]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("summary", approved=seen.counts.get(Shelf.APPROVED, 0))),
            actions(_shelves(seen, words), _search(seen, words)),
            actions(*_bulk(seen, words)),
            DividerBlock(),
            *(rows or [section(words.rich("nothing"))]),
            *_pager(seen, words),
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
        private_metadata=ids(
            programme=seen.programme_id,
            shelf=seen.shelf.value,
            person=seen.person_id,
            page=seen.page,
            seen={str(each.id): each.version for each in seen.pairs},
        ),
    )


def _shelves(seen: Queue, words: Words) -> StaticSelectMenu:
    options = [option(words.text(f"shelf_{each.value}", count=seen.counts.get(each, 0)), each.value) for each in Shelf]
    return StaticSelectMenu("queue.shelf", options, initial_option=chosen(options, seen.shelf.value))


def _search(seen: Queue, words: Words) -> UserSelectMenu:
    return UserSelectMenu("queue.search", initial_user=seen.person_id, placeholder=words.plain("search"))


def _bulk(seen: Queue, words: Words) -> list[Button]:
    id, counts = seen.programme_id, seen.counts
    found = []
    if counts.get(Shelf.APPROVED):
        text = words.plain("publish", count=counts[Shelf.APPROVED])
        found.append(button(text, "proposals.preview", id, style="primary"))
    if counts.get(Shelf.TO_DO):
        found.append(button(words.plain("above"), "queue.above", id))
    if seen.person_id:
        found.append(button(words.plain("everybody"), "queue.everybody", id))
    return [*found, button(words.plain("by_hand"), "queue.by_hand", id)]


def _row(pair: PairSeen, words: Words) -> list[Block]:
    said = words.about("queue/pair", vars(pair))
    look = button(said.plain("open"), "queue.card", pair.id)
    ways = (
        [button(said.plain("approve"), "queue.accept", pair.id, style="primary"), look]
        if pair.state is PairState.STAGED
        else [look]
    )
    short = Mrkdwn(" · ").join(reasons(pair.grounds, pair.told, words)[:3])
    lines = [said.markup("pair"), short, *_gap(pair, words), *standing(pair, said)]
    return [section(said.rich("lines", lines=lines)), actions(*ways)]


def _gap(pair: PairSeen, words: Words) -> list[Mrkdwn]:
    found = missing(pair.grounds, words)
    return [found] if found and pair.state in Shelf.TO_DO.states else []


def standing(pair: PairSeen, words: Words) -> list[Mrkdwn]:
    """How far a pair has come: who has answered, who has signed, how it ended."""
    if pair.state in Shelf.OVER.states:
        return [words.markup("over")]
    return [words.markup(_side(pair.state), side=each) for each in pair.sides]


def _side(state: PairState) -> str:
    return "asked" if state is PairState.PROPOSED else "signed"


def _pager(seen: Queue, words: Words) -> list[Block]:
    earlier = [button(words.plain("earlier"), "queue.earlier", seen.page - 1)] if seen.page > 1 else []
    later = [button(words.plain("later"), "queue.later", seen.page + 1)] if seen.page < seen.pages else []
    return [actions(*earlier, *later), note(words.rich("pages"))] if earlier or later else []


@dataclass(frozen=True)
class Instead:
    """Another mentor for the mentee: the points of that pair, and what it would cost all together."""

    mentor_id: str
    points: int
    cost: int
    fewer: int = 0
    below: bool = False


@dataclass(frozen=True)
class Card:
    """One pair, with all that there is to decide by. `changed`: so many others were arranged anew around it."""

    programme_id: int
    programme: str
    pair: PairSeen
    left: int
    instead: tuple[Instead, ...] = ()
    changed: int | None = None


@catalogue.modal(
    "queue/card",
    short=Card(1, samples.NAME, SHORT, 20, (Instead("U0CLAIRE", 5_100, 640),)),
    approved=Card(1, samples.NAME, _standing(PairState.APPROVED), 0),
    held=Card(1, samples.NAME, _standing(PairState.HELD), 3),
    asked=Card(1, samples.NAME, _standing(PairState.PROPOSED, _ASKED), 0),
    together=Card(1, samples.NAME, _standing(PairState.ACTIVE, _SIGNED), 0),
    over=Card(1, samples.NAME, _standing(PairState.DECLINED), 0),
    longest=Card(
        1,
        samples.LONG_NAME,
        LONG,
        511,
        (Instead("U0CLAIRE", 5_100, 640), Instead("U0HUGO", 5_050, 700, below=True), Instead("U0LEA", 5_000, 0, 1)),
        changed=12,
    ),
)
def card(seen: Card, words: Words) -> ModalView:
    pair = seen.pair
    said = words.about("queue/pair", vars(pair))
    gap = missing(pair.grounds, words)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            *([note(words.rich("swapped"))] if seen.changed is not None else []),
            section(said.rich("pair")),
            section(words.rich("why", lines=reasons(pair.grounds, pair.told, words), gap=gap)),
            *([note(said.rich("lines", lines=lines))] if (lines := standing(pair, said)) else []),
            actions(*_decisions(pair, words)),
            *_alternatives(seen, words),
            DividerBlock(),
            section(words.rich("score", points=pair.points, lines=points(pair.grounds, words))),
            note(words.rich("place", place=pair.grounds.place, eligible=pair.grounds.eligible)),
            actions(
                button(words.plain("next"), "queue.next", pair.id),
                button(words.plain("back"), "queue.open", seen.programme_id),
            ),
        ],
        close=words.plain("close"),
        private_metadata=ids(pair=pair.id, version=pair.version, programme=seen.programme_id),
    )


def _decisions(pair: PairSeen, words: Words) -> list[Button]:
    say, id = words.plain, pair.id
    reject = button(say("reject"), "queue.reject", id)
    match pair.state:
        case PairState.STAGED:
            lock = button(say("unlock"), "queue.unlock", id) if pair.locked else button(say("lock"), "queue.lock", id)
            forbid = button(say("forbid"), "queue.forbid", id, confirm=confirm(words, "forbid"))
            return [
                button(say("approve"), "queue.approve", id, style="primary"),
                button(say("hold"), "queue.hold", id),
                reject,
                lock,
                forbid,
            ]
        case PairState.APPROVED:
            return [button(say("return"), "queue.return", id), button(say("hold"), "queue.hold", id), reject]
        case PairState.HELD:
            return [
                button(say("approve"), "queue.approve", id, style="primary"),
                button(say("return"), "queue.return", id),
                reject,
            ]
        case PairState.PROPOSED | PairState.ACCEPTED | PairState.ACTIVE | PairState.PAUSED:
            return [button(say("end"), "pairs.end", id, style="danger", confirm=confirm(words, "end"))]
        case _:
            return [button(say("forbid"), "queue.forbid", id, confirm=confirm(words, "forbid"))]


def _alternatives(seen: Card, words: Words) -> list[Block]:
    if not seen.instead:
        return []
    rows = [
        section(words.rich("instead", **vars(each)), button(words.plain("swap"), "queue.swap", each.mentor_id))
        for each in seen.instead
    ]
    return [DividerBlock(), section(words.rich("alternatives")), *rows]


@dataclass(frozen=True)
class Reject:
    """Why this pair is not to be: for the programme team's own record."""

    pair_id: int
    version: int
    mentee_id: str
    mentor_id: str


@catalogue.modal(
    "queue/reject", short=Reject(5, 1, "U0LEO", samples.PERSON), longest=Reject(5, 1, "U0LEO", samples.PERSON)
)
def reject(seen: Reject, words: Words) -> ModalView:
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD, placeholder=words.plain("word_example"))
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("word"), word, block_id="word", hint=words.plain("word_help")),
            actions(button(words.plain("back"), "queue.card", seen.pair_id)),
        ],
        submit=words.plain("reject"),
        close=words.plain("close"),
        callback_id="queue.rejected",
        private_metadata=ids(pair=seen.pair_id, version=seen.version),
    )


@dataclass(frozen=True)
class Above:
    """Approve all suggestions that have so many points or more."""

    programme_id: int
    programme: str
    staged: int
    best: int
    worst: int
    proposed: int


@catalogue.modal(
    "queue/above",
    short=Above(1, samples.NAME, 21, 7_804, 5_272, 6_000),
    longest=Above(1, samples.LONG_NAME, 512, 9_804, 0, 6_000),
)
def above(seen: Above, words: Words) -> ModalView:
    least = NumberInput(False, ANSWER, initial_value=str(seen.proposed), min_value=0, max_value=20_000)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("least"), least, block_id="least"),
            actions(button(words.plain("back"), "queue.open", seen.programme_id)),
        ],
        submit=words.plain("approve"),
        close=words.plain("close"),
        callback_id="queue.approve_above",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class ByHand:
    """A pair of HR's own choice."""

    programme_id: int
    programme: str


@catalogue.modal("queue/by_hand", short=ByHand(1, samples.NAME), longest=ByHand(1, samples.LONG_NAME))
def by_hand(seen: ByHand, words: Words) -> ModalView:
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            _who("mentee", words),
            _who("mentor", words),
            actions(button(words.plain("back"), "queue.open", seen.programme_id)),
        ],
        submit=words.plain("make"),
        close=words.plain("close"),
        callback_id="queue.make",
        private_metadata=ids(programme=seen.programme_id),
    )


def _who(name: str, words: Words) -> Block:
    return InputBlock(words.plain(name), UserSelectMenu(ANSWER, placeholder=words.plain("choose")), block_id=name)
