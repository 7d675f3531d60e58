"""`python -m bot people import`: what HR's file would change, or the change itself, from the command line."""

from dataclasses import fields
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from bot.clock import SystemClock
from bot.domain.positions import Prospect
from bot.messages.import_report import ImportReport, changed_line, left_out_line
from bot.messages.imports import Unusable
from bot.messages.words import Words
from bot.services.imports import ImportService
from bot.services.people import PeopleService
from bot.settings import Settings
from bot.slack import Slack
from bot.tables import positions, table
from bot.tables.positions import Written, WrongColumns
from bot.tables.table import NotATable
from storage.engine import DatabaseTaken, connect, sole_owner
from storage.schema import migrate
from storage.work import Storage


def import_people(settings: Settings, path: Path, language: str, *, apply: bool) -> None:
    """Shows every line of a file that would change something or is left out; writes them all with `apply`.

    It may run beside the bot: nothing is read from Slack, and what is written is one short transaction.
    """
    storage = _storage(settings)
    try:
        written = positions.read(table.read(path), path.name)
    except NotATable as wrong:
        _refuse(Unusable(wrong.name, {name: str(value) for name, value in wrong.facts.items()}), language)
    except WrongColumns as wrong:
        _refuse(Unusable(wrong.fault.name, {name: str(value) for name, value in wrong.fault.facts.items()}), language)
    imports = _service(storage, settings)
    would = imports.apply(written.entries) if apply else imports.prospect(written.entries)
    _show(storage, written, would, language, applied=apply)
    storage.engine.dispose()


def _storage(settings: Settings) -> Storage:
    """The database, brought up to date unless the bot that runs on it has seen to that."""
    engine = connect(settings.database_url)
    try:
        with sole_owner(engine):
            migrate(engine)
    except DatabaseTaken:
        pass
    return Storage(engine)


def _service(storage: Storage, settings: Settings) -> ImportService:
    clock, slack = SystemClock(), Slack(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    people = PeopleService(storage, clock, slack, settings.hr_users, settings.default_language)
    return ImportService(storage, clock, people, slack)


def _show(storage: Storage, written: Written, would: Prospect, language: str, *, applied: bool) -> None:
    with storage.look() as work:
        report = ImportReport.of(0, written, would, work.people.everybody(), shown=None)
    words = Words("imports/report", language, {each.name: getattr(report, each.name) for each in fields(report)})
    screen = Console(highlight=False, soft_wrap=True)
    for left in report.obstacles:
        screen.print(escape(left_out_line(left, words).unescape()))
    for changed in report.changes:
        screen.print(escape(changed_line(changed, words).unescape()))
    if report.ignored:
        screen.print(escape(words.text("ignored_columns")))
    screen.print(escape(words.text("summary").replace("*", "")))
    screen.print(escape(words.text("written" if applied else "dry_run")))


def _refuse(unusable: Unusable, language: str) -> NoReturn:
    words = Words("imports/unusable", language, unusable.facts)
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"[red]•[/red] {escape(words.text(unusable.name))}")
    raise typer.Exit(2)
