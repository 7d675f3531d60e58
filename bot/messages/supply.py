"""Supply and demand: what is asked for and what is offered, in words and as charts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from slackblocks import (
    AxisConfig,
    BarChart,
    Block,
    DataPoint,
    DataSeries,
    DataVisualizationBlock,
    DividerBlock,
    ModalView,
)

from bot.domain.forms import Wording
from bot.domain.supply import Balance, Group, Skill
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, header, ids, note, section, shorten
from bot.messages.room import back_to_room
from bot.messages.words import Words

LISTED = 25
CHARTED = 10
LABEL_LENGTH = 20


@dataclass(frozen=True)
class Supply:
    """A programme's balance, with what its skills and languages are called, by key."""

    programme_id: int
    programme: str
    balance: Balance
    skills: dict[str, Wording]
    languages: dict[str, Wording]


_NAMES: dict[str, Wording] = {
    "finance": {"en": "Finance for non-financials", "fr": "Finance pour non-financiers"},
    "influence": {"en": "Influence without authority", "fr": "Influencer sans lien hiérarchique"},
    "sales": {"en": "Sales", "fr": "Vente"},
    "writing": {"en": "Clear writing", "fr": "Rédaction claire"},
}
_LANGUAGES: dict[str, Wording] = {"fr": {"en": "French", "fr": "Français"}, "en": {"en": "English", "fr": "Anglais"}}
_BALANCE = Balance(
    21,
    12,
    (Skill("finance", 12, 3), Skill("influence", 7, 0), Skill("sales", 2, 4), Skill("writing", 0, 2)),
    (Group("fr", 15, 9), Group("en", 9, 8)),
    (Group("Lyon", 11, 4), Group("Paris", 6, 5)),
    (Group("Europe/Paris", 16, 9, ("09:00", "17:30")), Group("America/Toronto", 5, 3, ("08:30", "16:30"))),
)
_SHORT = Supply(1, samples.NAME, _BALANCE, _NAMES, _LANGUAGES)
_MANY = [f"skill-{n}" for n in range(200)]
_LONGEST = replace(
    _SHORT,
    programme=samples.LONG_NAME,
    balance=Balance(
        4012,
        1950,
        tuple(Skill(key, 4000 - n, n) for n, key in enumerate(_MANY)),
        tuple(Group(key, 2000, 1000) for key in _LANGUAGES),
        tuple(Group(f"{samples.LONG_NAME} {n}"[-80:], 900, 400) for n in range(60)),
        tuple(Group(f"America/Argentina/ComodRivadavia{n}", 90, 40, ("09:00", "17:30")) for n in range(40)),
    ),
    skills={key: {"en": samples.LONG_NAME, "fr": samples.LONG_NAME} for key in _MANY},
)


@catalogue.modal(
    "supply/supply",
    short=_SHORT,
    empty=Supply(1, samples.NAME, Balance(), {}, {}),
    longest=_LONGEST,
)
def supply(seen: Supply, words: Words) -> ModalView:
    """All of it in words: Slack shows charts in messages only."""
    ways = [button(words.plain("charts"), "supply.charts", seen.programme_id)] if seen.balance.skills else []
    if seen.balance.missing:
        ways.append(button(words.plain("wanted"), "supply.wanted", seen.programme_id, style="primary"))
    body = [*_skills(seen, words), *_groups(seen, words)] if seen.balance.skills else [section(words.rich("nothing"))]
    top = [section(words.rich("summary")), *([actions(*ways)] if ways else [])]
    return ModalView(
        title=words.plain("title"),
        blocks=[*top, *body, back_to_room(seen.programme_id, words)],
        close=words.plain("close"),
        callback_id="supply.supply",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class Charts(Supply):
    """The same as a message, with charts."""


@catalogue.message("supply/charts", short=Charts(**vars(_SHORT)), longest=Charts(**vars(_LONGEST)))
def charts(seen: Charts, words: Words) -> list[Block]:
    """Two charts, as many as a message holds. All that they show stands in words too."""
    words = words.of("supply/supply")
    asked = [(_name(seen.skills, each.key, words), each.asked, each.offered) for each in seen.balance.skills[:CHARTED]]
    spoken = _spoken(seen, words)
    return [
        section(words.rich("summary")),
        *_chart("skills", ("asked", "offered"), asked, words),
        *_skills(seen, words),
        *_chart_of("languages", spoken, words),
        *_listed("languages", spoken, words),
        note(words.rich("privacy")),
    ]


@dataclass(frozen=True)
class Places(Supply):
    """Where and when people work, as a message of its own: the charts of one are as many as it holds."""


@catalogue.message("supply/places", short=Places(**vars(_SHORT)), longest=Places(**vars(_LONGEST)))
def places(seen: Places, words: Words) -> list[Block]:
    words = words.of("supply/supply")
    zones = _zones(seen)
    return [
        *_chart_of("sites", seen.balance.sites, words),
        *_listed("sites", seen.balance.sites, words),
        *_chart_of("zones", zones, words),
        *_listed("zones", zones, words),
        note(words.rich("privacy")),
    ]


def _chart_of(title: str, groups: tuple[Group, ...], words: Words) -> list[Block]:
    rows = [(group.key, group.mentees, group.mentors) for group in groups[:CHARTED]]
    return _chart(title, ("mentees", "mentors"), rows, words)


def _chart(title: str, series: tuple[str, str], rows: list[tuple[str, int, int]], words: Words) -> list[Block]:
    """A bar chart of two series, each with a figure for every row's name."""
    if not rows:
        return []
    labels = _distinct(name for name, _, _ in rows)
    figures = ([first for _, first, _ in rows], [second for _, _, second in rows])
    sets = [
        DataSeries(words.text(name), [DataPoint(label, figure) for label, figure in zip(labels, column, strict=True)])
        for name, column in zip(series, figures, strict=True)
    ]
    return [DataVisualizationBlock(words.text(f"{title}_chart"), BarChart(sets, AxisConfig(labels)))]


def _distinct(names: Iterable[str]) -> list[str]:
    """Names as a chart takes them: short, and no two alike."""
    labels: list[str] = []
    for name in names:
        label = shorten(name, LABEL_LENGTH)
        if label in labels:
            label = f"{shorten(name, LABEL_LENGTH - 3)} {len(labels) + 1}"
        labels.append(label)
    return labels


def _name(names: dict[str, Wording], key: str, words: Words) -> str:
    return names[key][words.language] if key in names else key


def _skills(seen: Supply, words: Words) -> list[Block]:
    shown = seen.balance.skills[:LISTED]
    lines = [words.markup("skill", skill=skill, name=_name(seen.skills, skill.key, words)) for skill in shown]
    hidden = len(seen.balance.skills) - len(shown)
    more = [note(words.rich("more", count=hidden))] if hidden else []
    return [header(words.plain("skills")), section(words.rich("lines", lines=lines)), *more, note(words.rich("legend"))]


def _groups(seen: Supply, words: Words) -> list[Block]:
    named = (("languages", _spoken(seen, words)), ("sites", seen.balance.sites), ("zones", _zones(seen)))
    blocks = [block for title, groups in named for block in _listed(title, groups, words)]
    return [DividerBlock(), *blocks, note(words.rich("privacy"))]


def _spoken(seen: Supply, words: Words) -> tuple[Group, ...]:
    return tuple(replace(each, key=_name(seen.languages, each.key, words)) for each in seen.balance.languages)


def _zones(seen: Supply) -> tuple[Group, ...]:
    """Time zones by their city."""
    return tuple(replace(each, key=each.key.rpartition("/")[2].replace("_", " ")) for each in seen.balance.zones)


def _listed(title: str, groups: tuple[Group, ...], words: Words) -> list[Block]:
    lines = [words.markup("group", group=group) for group in groups[:LISTED]]
    return [section(words.rich("groups", title=words.text(title), lines=lines))] if lines else []
