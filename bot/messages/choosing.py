"""Choosing a mentor: what a mentee is told, chooses among, and hears afterwards."""

from dataclasses import dataclass
from datetime import date

from slackblocks import Block, InputBlock, ModalView, StaticSelectMenu

from bot.domain.enrolment import Role
from bot.domain.grounds import Grounds
from bot.domain.making import MOST_NAMED, SHOWN, Chooser, discreet
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, ids, note, option, section
from bot.messages.proposals import Who
from bot.messages.reasons import Told, missing, reasons
from bot.messages.seen import LONG, SHORT
from bot.messages.words import Mrkdwn, Words, mention


@dataclass(frozen=True)
class Turn:
    """On Home: it is this mentee's turn to choose. `named` are those whom they have named so far."""

    chooser: Chooser
    named: tuple[str, ...] = ()


def turn_part(turn: Turn, programme_id: int, words: Words) -> list[Block]:
    """The way to choose, for the Home tab."""
    say = words.about("home/choosing", vars(turn))
    names = say.listed([mention(each) for each in turn.named])
    way = button(say.plain("open"), "choosing.open", programme_id, style=None if turn.named else "primary")
    return [section(say.rich("choose", names=names)), actions(way)]


@dataclass(frozen=True)
class Invitation:
    """Sent once to a mentee who may choose."""

    programme_id: int
    programme: str
    chooser: Chooser


@catalogue.message(
    "choosing/invitation",
    short=Invitation(1, samples.NAME, Chooser.MENTEE),
    longest=Invitation(1, samples.LONG_NAME, Chooser.RANKED),
)
def invitation(seen: Invitation, words: Words) -> list[Block]:
    return _to_choose(seen.programme_id, words)


@dataclass(frozen=True)
class Another:
    """To a mentee whose request has come to nothing: never why."""

    programme_id: int
    programme: str
    mentor_id: str


@catalogue.message(
    "choosing/another",
    short=Another(1, samples.NAME, samples.PERSON),
    longest=Another(1, samples.LONG_NAME, samples.PERSON),
)
def another(seen: Another, words: Words) -> list[Block]:
    return _to_choose(seen.programme_id, words)


def _to_choose(programme_id: int, words: Words) -> list[Block]:
    choose = button(words.plain("choose"), "choosing.open", programme_id, style="primary")
    return [section(words.rich("body")), actions(choose), note(words.rich("no_hurry"))]


@dataclass(frozen=True)
class Offer:
    """A mentor to choose, as somebody who only looks around reads of them. `name` is for menus: no mentions there."""

    who: Who
    name: str
    grounds: Grounds


@dataclass(frozen=True)
class Offers:
    """The mentors whom a mentee can choose among, the best first; `named` are those whom they would like."""

    programme_id: int
    programme: str
    chooser: Chooser
    mentee_id: str
    offers: tuple[Offer, ...]
    named: tuple[str, ...] = ()


_ANA = Offer(Who(samples.PERSON, "Ingénieure en géodésie", "R&D", "Paris"), "Ana Moreau", discreet(SHORT.grounds))
_KENJI = Offer(Who("U0KENJI", "Directeur financier", "Finance", "Lyon"), "Kenji Tanaka", discreet(SHORT.grounds))
_LONG = tuple(
    Offer(
        Who(f"U0MENTOR{n:02}", "Responsable de la cartographie " * 4, "Recherche <&> développement " * 3, "Saint-Rémy"),
        samples.LONG_PERSON,
        discreet(LONG.grounds),
    )
    for n in range(SHOWN + MOST_NAMED)
)


@catalogue.modal(
    "choosing/offers",
    short=Offers(1, samples.NAME, Chooser.MENTEE, "U0LEO", (_ANA, _KENJI)),
    nobody=Offers(1, samples.NAME, Chooser.MENTEE, "U0LEO", ()),
    ranking=Offers(1, samples.NAME, Chooser.RANKED, "U0LEO", (_ANA, _KENJI), (samples.PERSON,)),
    longest=Offers(
        1, samples.LONG_NAME, Chooser.RANKED, "U0LEO", _LONG, tuple(each.who.person_id for each in _LONG[-3:])
    ),
)
def offers(seen: Offers, words: Words) -> ModalView:
    if not seen.offers:
        return ModalView(words.plain("title"), [section(words.rich("nobody"))], close=words.plain("close"))
    fields = _ranks(seen, words) if seen.chooser is Chooser.RANKED else [_one(seen, words)]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            *(section(words.rich("offer", **_facts(seen, each, words))) for each in seen.offers),
            note(words.rich("order")),
            *fields,
        ],
        submit=words.plain("send" if seen.chooser is Chooser.RANKED else "ask"),
        close=words.plain("close"),
        callback_id="choosing.name" if seen.chooser is Chooser.RANKED else "choosing.ask",
        private_metadata=ids(programme=seen.programme_id),
    )


def _facts(seen: Offers, offer: Offer, words: Words) -> dict[str, object]:
    told = Told(seen.mentee_id, offer.who.person_id, Role.MENTEE)
    lines: list[Mrkdwn] = reasons(offer.grounds, told, words)
    return {"who": offer.who, "lines": lines, "gap": missing(offer.grounds, words)}


def _ranks(seen: Offers, words: Words) -> list[Block]:
    named = (*seen.named, *("",) * MOST_NAMED)[:MOST_NAMED]
    return [_menu(seen, f"named_{at}", each, words, optional=at > 1) for at, each in enumerate(named, start=1)]


def _one(seen: Offers, words: Words) -> Block:
    return _menu(seen, "mentor", "", words, optional=False)


def _menu(seen: Offers, name: str, value: str, words: Words, *, optional: bool) -> Block:
    options = [option(each.name, each.who.person_id) for each in seen.offers]
    menu = StaticSelectMenu(
        ANSWER, options, initial_option=chosen(options, value), placeholder=words.plain("placeholder")
    )
    return InputBlock(words.plain(name), menu, block_id=name, optional=optional)


@dataclass(frozen=True)
class Chosen:
    """After choosing. `until`: a request is open until that day."""

    programme: str
    chooser: Chooser
    named: tuple[str, ...]
    until: date | None = None


@catalogue.modal(
    "choosing/chosen",
    short=Chosen(samples.NAME, Chooser.MENTEE, (samples.PERSON,), samples.STARTS_ON),
    longest=Chosen(samples.LONG_NAME, Chooser.RANKED, (samples.PERSON, "U0KENJI", "U0LEO")),
)
def chosen_mentors(seen: Chosen, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich(seen.chooser.value))], close=words.plain("close"))
