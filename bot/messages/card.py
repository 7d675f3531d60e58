"""One pair with all that HR decides by: reasons, what they add up to, and what another mentor would cost."""

from dataclasses import dataclass

from slackblocks import (
    Block,
    Button,
    DividerBlock,
    ModalView,
)

from bot.domain.pairs import PairState
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, confirm, ids, note, section
from bot.messages.reasons import missing, points, reasons
from bot.messages.seen import ASKED, LONG, REJECTED, SHORT, SIGNED, PairSeen, in_state, standing
from bot.messages.words import Words


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
    approved=Card(1, samples.NAME, in_state(PairState.APPROVED), 0),
    held=Card(1, samples.NAME, in_state(PairState.HELD), 3),
    asked=Card(1, samples.NAME, in_state(PairState.PROPOSED, ASKED), 0),
    together=Card(1, samples.NAME, in_state(PairState.ACTIVE, SIGNED), 0),
    over=Card(1, samples.NAME, in_state(PairState.DECLINED), 0),
    rejected=Card(1, samples.NAME, REJECTED, 0),
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
