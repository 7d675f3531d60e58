"""Pairs as the programme team sees them, with samples of them."""

from dataclasses import dataclass
from datetime import date

from bot.domain.grounds import Ground, Grounds, Shared
from bot.domain.matching.scheme import Rule
from bot.domain.pairs import Ending, PairState, Reply, Shelf
from bot.messages import samples
from bot.messages.reasons import Told
from bot.messages.words import Mrkdwn, Words


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
    word: str = ""

    @property
    def told(self) -> Told:
        return Told(self.mentee_id, self.mentor_id)


def standing(pair: PairSeen, words: Words) -> list[Mrkdwn]:
    """How far a pair has come: decided how, who has answered, who has signed, how it ended."""
    if pair.state in Shelf.OVER.states:
        return [words.markup("over"), *([words.markup("rejected_because")] if pair.word else [])]
    if pair.state in (PairState.APPROVED, PairState.HELD):
        return [words.markup(pair.state.value)]
    return [words.markup(_side(pair.state), side=each) for each in pair.sides]


def _side(state: PairState) -> str:
    return "asked" if state is PairState.PROPOSED else "signed"


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
ASKED = (SideSeen("U0LEO", Reply.YES), SideSeen(samples.PERSON, Reply.LATER))
SIGNED = (
    SideSeen("U0LEO", Reply.YES, date(2027, 1, 12)),
    SideSeen(samples.PERSON, Reply.YES, None, wishes_to_part=True),
)


REJECTED = PairSeen(
    5, 2, "U0LEO", samples.PERSON, 5_616, SHORT.grounds, PairState.REJECTED, word=(samples.LONG_GOAL * 2)[:500]
)


def in_state(state: PairState, sides: tuple[SideSeen, ...] = (), ending: Ending | None = None) -> PairSeen:
    return PairSeen(5, 1, "U0LEO", samples.PERSON, 5_616, _grounds(4), state, sides=sides, ending=ending)
