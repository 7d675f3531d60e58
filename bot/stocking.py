"""What the command line does with the catalogue of skills: write it to a table, read one in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from bot import settings
from bot.clock import SystemClock
from bot.domain.stock import Delivery, Line
from bot.services.stock import COLUMNS, StockService
from bot.settings import WrongSettings
from bot.tables import table
from bot.tables.report import Speech
from bot.tables.table import NotATable
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage

SHOWN = 20
"""Skills, or mistakes, that are shown on the screen."""

_out = Console(stderr=True, highlight=False, soft_wrap=True)


def write(path: Path) -> None:
    """Writes the catalogue as CSV, or as XLSX where the name says so."""
    with _service() as service:
        rows = service.export()
    try:
        table.write(path, rows)
    except OSError as error:
        _fail([f"Can't write {path}: {error.strerror}."])
    _out.print(escape(f"{len(rows) - 1} skills in {path}"))


def read(path: Path, *, apply: bool, language: str) -> None:
    """Shows what a table would change in the catalogue, and changes it if `apply`; ends with 2 for a faulty one."""
    speech = Speech("skills/stock", language)
    try:
        lines = _lines(path, speech)
    except NotATable as wrong:
        _fail([Speech("matching/faults", language).say(wrong.name, **wrong.facts)])
    with _service() as service:
        delivery = service.take_in(lines, apply=apply)
    if delivery.mistakes:
        _fail(_mistakes(delivery, speech))
    _show(delivery, speech)
    _out.print(escape(speech.say("done" if apply else "dry_run")))


def _lines(path: Path, speech: Speech) -> list[Line]:
    found = table.read(path)
    missing = [name for name in COLUMNS[1:] if name not in found.columns]
    if missing:
        _fail([speech.say("no_column", columns=", ".join(missing))])
    return [Line(row.line, *(row.cells.get(name, "").strip() for name in COLUMNS)) for row in found.rows]


def _show(delivery: Delivery, speech: Speech) -> None:
    _out.print(escape(speech.say("new", count=len(delivery.new))))
    for choice in delivery.new[:SHOWN]:
        _out.print(escape(f"  + {choice.key}: {choice.label['en']} / {choice.label['fr']}"))
    _out.print(escape(speech.say("renamed", count=len(delivery.renamed))))
    for choice in delivery.renamed[:SHOWN]:
        _out.print(escape(f"  ~ {choice.key}: {choice.label['en']} / {choice.label['fr']}"))
    _out.print(escape(speech.say("same", count=delivery.same)))


def _mistakes(delivery: Delivery, speech: Speech) -> list[str]:
    shown = [
        speech.say("at_line", line=each.line, fault=speech.say(each.fault.name, **each.fault.facts))
        for each in delivery.mistakes[:SHOWN]
    ]
    more = len(delivery.mistakes) - len(shown)
    return [*shown, speech.say("more", count=more)] if more else shown


@contextmanager
def _service() -> Iterator[StockService]:
    try:
        engine = connect(settings.load().database_url)
    except WrongSettings as wrong:
        _fail(wrong.sentences)
    try:
        migrate(engine)
        yield StockService(Storage(engine), SystemClock())
    finally:
        engine.dispose()


def _fail(sentences: list[str]) -> None:
    for sentence in sentences:
        _out.print(f"[red]•[/red] {escape(sentence)}")
    raise typer.Exit(2)
