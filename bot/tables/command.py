"""`python -m bot match`: pairs from a table of people."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table as Grid

from bot.clock import SystemClock
from bot.domain.matching.comparison import Comparison, compare
from bot.domain.matching.explanation import Explanation, explanations
from bot.domain.matching.matching import Result, match
from bot.domain.matching.obstacles import Unmatched, unmatched
from bot.tables import mapping, sheet, table
from bot.tables.mapping import Mapped, WrongMapping
from bot.tables.people import Mistake, People, WrongTable
from bot.tables.people import read as read_people
from bot.tables.report import Report, Speech
from bot.tables.table import NotATable

PERIOD = timedelta(days=180)
"""How long a programme is taken to last where the questionnaire gives no dates."""

SEPARATORS = {"en": ",", "fr": ";"}
"""What Excel expects between the cells of a CSV file, by its language."""

SHOWN = 20
"""Lines of a result, or mistakes, that are shown on the screen."""


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line."""

    people: Path
    questionnaire: Path
    out: Path | None
    as_json: bool
    explain: bool
    compare_with: Path | None
    speech: Speech
    language: str


@dataclass(frozen=True)
class Found:
    """A result with all that is said of it."""

    report: Report
    explained: Sequence[Explanation]
    stuck: Sequence[Unmatched]
    comparison: Comparison | None
    notes: tuple[str, ...]


class Refused(Exception):
    """What keeps the command from running, in sentences."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def match_people(
    people: Path,
    questionnaire: Path | None,
    out: Path | None,
    as_json: bool,
    explain: bool,
    compare_with: Path | None,
    language: str,
) -> None:
    """Matches the people of a table as the questionnaire says, and shows and writes what came of it."""
    faults = Speech("matching/faults", language)
    order = Order(people, questionnaire or mapping.DEFAULT, out, as_json, explain, compare_with, faults, language)
    messages = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with Progress(console=messages, transient=True, disable=not messages.is_terminal) as progress:
            found = _find(order, progress)
        _write(order, found, messages)
    except Refused as refused:
        for sentence in refused.sentences:
            messages.print(f"[red]•[/red] {escape(sentence)}")
        raise typer.Exit(2) from None


def _find(order: Order, progress: Progress) -> Found:
    say = Speech("matching/report", order.language).say
    task = progress.add_task(say("reading"), total=3 if order.compare_with is None else 4)
    mapped = _mapped(order, order.questionnaire)
    everybody = _people(order, mapped)
    progress.update(task, advance=1, description=say("matching"))
    result = _match(everybody, mapped)
    progress.update(task, advance=1, description=say("explaining"))
    report = Report(result, mapped, order.language)
    explained = tuple(explanations(result))
    stuck = tuple(unmatched(result, mentee) for mentee in result.unmatched)
    progress.update(task, advance=1)
    comparison = _compared(order, result)
    progress.update(task, completed=4)
    return Found(report, explained, stuck, comparison, tuple(_notes(report.speech, everybody)))


def _notes(speech: Speech, everybody: People) -> Iterator[str]:
    """What is no mistake, but may be an oversight."""
    if everybody.unknown_managers:
        yield speech.say("unknown_managers", managers=", ".join(everybody.unknown_managers))
    if everybody.unknown_people:
        yield speech.say("unknown_people", people=", ".join(everybody.unknown_people))
    if everybody.unused:
        yield speech.say("unused", columns=", ".join(everybody.unused))
    if everybody.assumed:
        yield speech.say("assumed", encoding=everybody.assumed)


def _mapped(order: Order, path: Path) -> Mapped:
    if not path.is_file():
        raise Refused(order.speech.say("no_file", file=path.name))
    try:
        return mapping.read(path)
    except WrongMapping as wrong:
        raise Refused(order.speech.say("mapping", file=path.name), *str(wrong).splitlines()) from wrong


def _people(order: Order, mapped: Mapped) -> People:
    try:
        found = read_people(table.read(order.people), mapped)
    except NotATable as wrong:
        raise Refused(order.speech.say(wrong.name, **wrong.facts)) from wrong
    except WrongTable as wrong:
        raise Refused(*_mistakes(order.speech, wrong.mistakes)) from wrong
    if not found.mentees or not found.mentors:
        counts = {"mentees": len(found.mentees), "mentors": len(found.mentors)}
        raise Refused(order.speech.say("nobody", **counts))
    return found


def _mistakes(speech: Speech, mistakes: Sequence[Mistake]) -> list[str]:
    shown = [_mistake(speech, each) for each in mistakes[:SHOWN]]
    more = len(mistakes) - len(shown)
    return [*shown, speech.say("more", count=more)] if more else shown


def _mistake(speech: Speech, mistake: Mistake) -> str:
    fault = speech.say(mistake.fault.name, **mistake.fault.facts)
    if not mistake.line and not mistake.column:
        return fault
    where = "at_line" if mistake.line else "at_column"
    return speech.say(where, line=mistake.line, column=mistake.column, fault=fault)


def _match(everybody: People, mapped: Mapped) -> Result:
    today = SystemClock().now().date()
    return match(everybody.mentees, everybody.mentors, mapped.scheme(today, today + PERIOD))


def _compared(order: Order, result: Result) -> Comparison | None:
    if order.compare_with is None:
        return None
    mapped = _mapped(order, order.compare_with)
    return compare(result, _match(_people(order, mapped), mapped))


def _write(order: Order, found: Found, messages: Console) -> None:
    lines = list(sheet.rows(found.report, found.explained, found.stuck))
    if order.out is not None:
        _save(order, order.out, lines)
        messages.print(escape(found.report.speech.say("written", file=str(order.out))))
    if order.as_json:
        content = sheet.content(
            found.report, found.explained, found.stuck, found.comparison, alternatives=order.explain
        )
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    screen = Console(highlight=False)
    if order.out is None:
        _show(found, screen, explain=order.explain)
    for line in _closing(order, found):
        screen.print(escape(line), soft_wrap=True)


def _save(order: Order, path: Path, lines: Sequence[Sequence[object]]) -> None:
    try:
        table.write(path, lines, SEPARATORS[order.language])
    except OSError as error:
        raise Refused(order.speech.say("can_not_write", file=str(path), why=error.strerror)) from error


def _show(found: Found, screen: Console, *, explain: bool) -> None:
    """The first pairs and the first unmatched people, on the screen."""
    report, pool = found.report, found.report.result.pool
    grid = Grid(*(report.speech.say(f"heading_{name}") for name in ("name", "mentor_name", "points", "reasons")))
    for each in found.explained[:SHOWN]:
        more = report.instead(each.pair.mentee) if explain else ()
        missing = [report.speech.say("missing", values=report.missing(each))] if each.missing else []
        said = "\n".join((*report.reasons(each), *missing, *report.details(each), *more))
        names = pool.mentee[each.pair.mentee].name, pool.mentor[each.pair.mentor].name
        grid.add_row(escape(names[0]), escape(names[1]), str(each.pair.points), escape(said))
    for stuck in found.stuck[:SHOWN]:
        grid.add_row(escape(pool.mentee[stuck.mentee].name), "–", "", escape("\n".join(report.stuck(stuck))))
    screen.print(grid)
    hidden = max(0, len(found.explained) - SHOWN) + max(0, len(found.stuck) - SHOWN)
    if hidden:
        screen.print(report.speech.say("further", count=hidden))


def _closing(order: Order, found: Found) -> Iterator[str]:
    yield from found.report.summary()
    yield found.report.verdict()
    if order.explain:
        yield from found.report.fairness()
    if found.comparison is not None and order.compare_with is not None:
        yield found.report.what_if(found.comparison, order.compare_with.name)
    yield from found.notes
