"""The queue: every pair as a line, by shelf, by person, and page by page."""

from collections.abc import Mapping
from dataclasses import dataclass

from slackblocks import (
    Block,
    Button,
    DividerBlock,
    ModalView,
    StaticSelectMenu,
    UserSelectMenu,
)

from bot.domain.pairs import Ending, PairState, Shelf
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, chosen, ids, note, option, section
from bot.messages.reasons import missing, reasons
from bot.messages.room import back_to_room
from bot.messages.seen import ASKED, LONG, SHORT, SIGNED, PairSeen, in_state, standing
from bot.messages.words import Mrkdwn, Words


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


@catalogue.modal(
    "queue/queue",
    short=Queue(1, samples.NAME, Shelf.TO_DO, (SHORT,), {Shelf.TO_DO: 1}, 1),
    empty=Queue(1, samples.NAME, Shelf.HELD, (), {Shelf.TO_DO: 4}, 0),
    asked=Queue(1, samples.NAME, Shelf.ASKED, (in_state(PairState.PROPOSED, ASKED),), {Shelf.ASKED: 1}, 1),
    together=Queue(1, samples.NAME, Shelf.TOGETHER, (in_state(PairState.ACTIVE, SIGNED),), {Shelf.TOGETHER: 1}, 1),
    over=Queue(
        1,
        samples.NAME,
        Shelf.OVER,
        (in_state(PairState.ENDED, ending=Ending.TIME), in_state(PairState.EXPIRED)),
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


def _pager(seen: Queue, words: Words) -> list[Block]:
    earlier = [button(words.plain("earlier"), "queue.earlier", seen.page - 1)] if seen.page > 1 else []
    later = [button(words.plain("later"), "queue.later", seen.page + 1)] if seen.page < seen.pages else []
    return [actions(*earlier, *later), note(words.rich("pages"))] if earlier or later else []
