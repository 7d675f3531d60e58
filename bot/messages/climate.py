"""How the pairs of a programme are, as HR sees it: figures, pairs that need a look, and when people are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from slackblocks import Block, DividerBlock, InputBlock, ModalView, NumberInput

from bot.domain.climate import AGREED, Climate, Quality, Turnout
from bot.domain.enrolment import Role
from bot.domain.feedback import Fit, Reason, Suggestion
from bot.domain.soundings import BOUNDS, PulsePlan
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, header, ids, note, pager, section
from bot.messages.room import back_to_room
from bot.messages.words import Mrkdwn, Words

ROLES = (Role.MENTEE, Role.MENTOR)
RHYTHMS = ("right", "too_little", "too_much")


@dataclass(frozen=True)
class Concerned:
    """What one of the two said that needs a look. `ratings` are theirs of that kind, this one last."""

    opinion_id: int
    person_id: str
    partner_id: str
    role: Role
    said_on: date
    reasons: tuple[Reason, ...]
    ratings: tuple[int, ...]
    suggestion: Suggestion


@dataclass(frozen=True)
class Overview:
    """Figures of the pairs under way, and one page of what needs a look, the newest first."""

    programme_id: int
    programme: str
    climate: Climate
    looks: tuple[Concerned, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1


_DAY = samples.STARTS_ON
_NOT_FIT = Concerned(9, "U0LEO", samples.PERSON, Role.MENTEE, _DAY, (Reason.NOT_FIT,), (), Suggestion.CHANGE)
_ALL = Concerned(9, "U0LEO", samples.PERSON, Role.MENTOR, _DAY, tuple(Reason), (4, 3, 2), Suggestion.CHANGE)
_CLIMATE = Climate(
    {Role.MENTEE: Turnout(20, 14, 70), Role.MENTOR: Turnout(17, 15, 88)},
    {Role.MENTEE: Quality(4.21, 14), Role.MENTOR: Quality(3.9, 12)},
    {Fit.GOOD: 21, Fit.DECIDING: 4, Fit.NOT: 1},
    {"right": 19, "too_little": 7},
    dict(zip(AGREED, (81, 92, 64), strict=True)),
)


@catalogue.modal(
    "feedback/overview",
    short=Overview(1, samples.NAME, _CLIMATE, (_NOT_FIT,), 1),
    empty=Overview(1, samples.NAME, Climate()),
    longest=Overview(1, samples.LONG_NAME, _CLIMATE, (_ALL,) * 10, 84, 3, 9),
)
def overview(seen: Overview, words: Words) -> ModalView:
    settings = button(words.plain("settings"), "feedback.settings", seen.programme_id)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about"), settings),
            *_figures(seen.climate, words),
            DividerBlock(),
            header(words.plain("looks")),
            *([] if seen.looks else [section(words.rich("nothing"))]),
            *(_line(each, words) for each in seen.looks),
            *pager("feedback", seen.page, seen.pages, words),
            note(words.rich("privacy")),
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
        callback_id="feedback.overview",
        private_metadata=ids(programme=seen.programme_id),
    )


def _figures(climate: Climate, words: Words) -> list[Block]:
    """One paragraph a figure; what is hidden says so."""
    counted = {
        "fit": [words.markup(f"fit_{each.value}", count=climate.fit[each]) for each in climate.fit],
        "rhythm": [words.markup(f"rhythm_{each}", count=climate.rhythm.get(each, 0)) for each in RHYTHMS],
        "agreed": [words.markup(f"agreed_{name}", share=climate.agreed[name]) for name in climate.agreed],
    }
    shown = {"fit": bool(climate.fit), "rhythm": bool(climate.rhythm), "agreed": bool(climate.agreed)}
    of_roles = {
        "quality": [_of_role("quality", role, climate.quality, words) for role in ROLES],
        "turnout": [_of_role("turnout", role, climate.turnout, words) for role in ROLES],
    }
    hidden = [words.markup("hidden")]
    lines = {**of_roles, **{name: said if shown[name] else hidden for name, said in counted.items()}}
    return [section(words.rich("figure", title=words.text(name), lines=lines[name])) for name in lines]


def _of_role(name: str, role: Role, figures: Mapping[Role, object], words: Words) -> Mrkdwn:
    told = words.markup(name + "_is", figure=figures[role]) if role in figures else words.markup("hidden")
    return words.markup("of_role", role=role.value, told=told)


def _line(each: Concerned, words: Words) -> Block:
    look = button(words.plain("look"), "feedback.look", each.opinion_id)
    return section(words.rich("line", each=each, why=_why(each, words), suggestion=_suggestion(each, words)), look)


def _why(each: Concerned, words: Words) -> list[Mrkdwn]:
    said = words.about("feedback/alert", {"ratings": each.ratings})
    return [said.markup(f"because_{reason.value}") for reason in each.reasons]


def _suggestion(each: Concerned, words: Words) -> Mrkdwn:
    return words.about("feedback/look", {"person_id": each.person_id}).markup(f"suggest_{each.suggestion.value}")


@dataclass(frozen=True)
class Look:
    """One thing that somebody said, with the word that they typed, and what may be done about it."""

    programme_id: int
    programme: str
    concerned: Concerned
    word: str = ""
    settled: bool = False


@catalogue.modal(
    "feedback/look",
    short=Look(1, samples.NAME, _NOT_FIT),
    talk=Look(
        1,
        samples.NAME,
        Concerned(9, "U0LEO", samples.PERSON, Role.MENTOR, _DAY, (Reason.LOW, Reason.WORD), (2,), Suggestion.TALK),
        "…",
    ),
    settled=Look(1, samples.NAME, _NOT_FIT, settled=True),
    longest=Look(1, samples.LONG_NAME, _ALL, samples.LONG_GOAL[:500]),
)
def look(seen: Look, words: Words) -> ModalView:
    each, act = seen.concerned, seen.concerned.suggestion.value
    word = [section(words.rich("said", word=seen.word))] if seen.word else []
    suggestion = [section(words.rich("suggestion", text=_suggestion(each, words)))]
    ways = [
        button(words.plain(act), f"feedback.{act}", each.opinion_id, style="primary"),
        button(words.plain("snooze"), "feedback.snooze", each.opinion_id),
        button(words.plain("dismiss"), "feedback.dismiss", each.opinion_id),
    ]
    todo = [note(words.rich("settled"))] if seen.settled else [*suggestion, actions(*ways)]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about", each=each, why=_why(each, words))),
            *word,
            *todo,
            note(words.of("feedback/alert").rich("privacy")),
            actions(button(words.plain("back"), "feedback.open", seen.programme_id)),
        ],
        close=words.plain("close"),
    )


@dataclass(frozen=True)
class EditPulse:
    """When a programme asks how its pairs are."""

    programme: str
    plan: PulsePlan


@catalogue.modal(
    "feedback/settings",
    short=EditPulse(samples.NAME, PulsePlan(1)),
    longest=EditPulse(samples.LONG_NAME, PulsePlan(1, 180, 365, 0, 30)),
)
def edit_pulse(seen: EditPulse, words: Words) -> ModalView:
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            *(_number(name, getattr(seen.plan, name), words) for name in BOUNDS),
            actions(button(words.plain("back"), "feedback.open", seen.plan.programme_id)),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="feedback.save",
        private_metadata=ids(programme=seen.plan.programme_id, version=seen.plan.mark),
    )


def _number(name: str, value: int, words: Words) -> Block:
    least, most = BOUNDS[name]
    number = NumberInput(False, ANSWER, initial_value=str(value), min_value=least, max_value=most)
    return InputBlock(words.plain(name), number, block_id=name)
