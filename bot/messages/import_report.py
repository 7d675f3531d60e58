"""What HR's file of people would change, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from slackblocks import Block

from bot.domain.facts import FACTS
from bot.domain.people import Person
from bot.domain.positions import Prospect
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, confirm, header, note, section
from bot.messages.words import Mrkdwn, Words
from bot.tables.positions import Written
from bot.wording import LOCALES, long_date

SHOWN = 15
"""Lines of each sort that are shown in Slack; the command line shows all of them."""


@dataclass(frozen=True)
class News:
    """One fact that a line changes. People and dates are written as they are kept: an id's name, an ISO date."""

    fact: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedLine:
    line: int
    name: str
    news: tuple[News, ...]


@dataclass(frozen=True)
class LeftOut:
    """A line that is left out; `name` is a block of the report's template, `facts` its variables."""

    line: int
    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportReport:
    """What a file would change: the first lines, and how many there are. `again`: it was confirmed, but is not what
    was shown any more. `import_id` is 0 on the command line.
    """

    import_id: int
    file: str
    changed: int
    unchanged: int
    left_out: int
    changes: tuple[ChangedLine, ...] = ()
    obstacles: tuple[LeftOut, ...] = ()
    ignored: tuple[str, ...] = ()
    again: bool = False

    @classmethod
    def of(
        cls,
        import_id: int,
        written: Written,
        would: Prospect,
        people: Sequence[Person],
        *,
        again: bool = False,
        shown: int | None = SHOWN,
    ) -> "ImportReport":
        """The report of what a file would do, with so many lines of each sort; of all of them for None."""
        names = {person.id: person.full_name or person.name for person in people}
        return cls(
            import_id,
            written.file,
            len(would.changes),
            would.unchanged,
            len(would.obstacles),
            tuple(
                ChangedLine(each.line, names[each.person.id], tuple(_news(each.person, each.facts, names)))
                for each in would.changes[:shown]
            ),
            tuple(
                LeftOut(each.line, each.fault.name, {name: str(value) for name, value in each.fault.facts.items()})
                for each in would.obstacles[:shown]
            ),
            written.ignored,
            again,
        )


def _news(person: Person, facts: Mapping[str, object], names: Mapping[str, str]) -> Iterator[News]:
    for fact in (each for each in FACTS if each in facts):
        before, after = getattr(person, fact), facts[fact]
        yield News(fact, *(_written(value, names if fact == "manager_id" else {}) for value in (before, after)))


def _written(value: object, names: Mapping[str, str]) -> str:
    return "" if value is None else names.get(str(value), str(value))


def changed_line(line: ChangedLine, words: Words) -> Mrkdwn:
    """A line of the report, as Slack's markup."""
    return words.markup("changed_line", line=line.line, name=line.name, news=[_said(each, words) for each in line.news])


def left_out_line(line: LeftOut, words: Words) -> Mrkdwn:
    """A line that is left out and why, as Slack's markup."""
    return words.markup("left_out_line", line=line.line, why=words.markup(line.name, **line.facts))


def _said(news: News, words: Words) -> Mrkdwn:
    before, after = (_shown(news.fact, value, words) for value in (news.before, news.after))
    return words.markup("news", fact=news.fact, before=before, after=after)


def _shown(fact: str, value: str, words: Words) -> str:
    return long_date(date.fromisoformat(value), LOCALES[words.language]) if fact == "started_on" and value else value


_CHANGE = ChangedLine(
    12, samples.LONG_PERSON, tuple(News(fact, "Direction des opérations", "R & D") for fact in FACTS[:3])
)
_LONG = ImportReport(
    3,
    "export-sirh-collaborateurs-europe-2027-01.xlsx",
    15_412,
    3_120,
    1_468,
    (_CHANGE,) * SHOWN,
    (
        *(
            LeftOut(n, f"{kind}_unknown", {"value": "prenom.nom@exemple.fr"})
            for n, kind in enumerate(("person", "manager"))
        ),
        *(
            LeftOut(9, f"{kind}_ambiguous", {"value": "Marie Martin", "people": "U01, U02"})
            for kind in ("person", "manager")
        ),
        *(LeftOut(5, name, {"value": "31/02/2024"}) for name in ("not_a_date", "not_a_level", "too_long")),
        *(
            LeftOut(6, name, {"value": "Marie Martin", "line": "3"})
            for name in ("person_left", "person_twice", "own_manager")
        ),
        LeftOut(7, "nobody"),
        LeftOut(8, "cycle", {"people": " → ".join([samples.LONG_PERSON] * 4)}),
    ),
    ("Matricule", "Salaire annuel brut"),
    again=True,
)


@catalogue.message(
    "imports/report",
    short=ImportReport(
        3, "people.csv", 1, 0, 0, (ChangedLine(2, "Ana Silva", (News("started_on", "", "2024-01-31"),)),)
    ),
    nothing=ImportReport(3, "people.csv", 0, 61, 0),
    longest=_LONG,
)
def report(seen: ImportReport, words: Words) -> list[Block]:
    """The counts, what is left out and why, what changes, and the two ways on."""
    left = [left_out_line(each, words) for each in seen.obstacles]
    changes = [changed_line(each, words) for each in seen.changes]
    return [
        header(words.plain("title")),
        *([section(words.rich("again"))] if seen.again else []),
        section(words.rich("summary")),
        *([section(words.rich("left_out_lines", lines=left))] if left else []),
        *([section(words.rich("changed_lines", lines=changes))] if changes else []),
        *([note(words.rich("ignored_columns"))] if seen.ignored else []),
        *([note(words.rich("how"))] if seen.changed else []),
        *_ways(seen, words),
    ]


def _ways(seen: ImportReport, words: Words) -> list[Block]:
    if not seen.changed:
        return []
    sure = confirm(words, "sure")
    apply = button(words.plain("apply"), "imports.apply", seen.import_id, style="primary", confirm=sure)
    return [actions(apply, button(words.plain("discard"), "imports.discard", seen.import_id))]
