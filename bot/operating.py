"""What the command line does with a running bot: start it, write its surfaces."""

import signal
import threading
from pathlib import Path

import typer
from rich.console import Console
from sqlalchemy.exc import DatabaseError, OperationalError

from bot import condition, importing, logs, settings, surfaces
from bot.app import Product
from bot.clock import SystemClock
from bot.http_mode import PortTaken
from bot.questionnaire_command import Files
from bot.settings import Settings, WrongSettings
from bot.workspace import Refused
from storage.engine import DatabaseTaken, connect, sole_owner
from storage.schema import migrate
from storage.work import Storage

_out = Console(stderr=True, highlight=False, soft_wrap=True)

NO_KEYS = """To connect Binôme to your Slack workspace:
  1. Create an app at api.slack.com/apps: "From a manifest", with the file manifest.json.
  2. Install it in your workspace; copy the bot token (xoxb-…) into SLACK_BOT_TOKEN.
  3. Under "Basic information", make an app-level token with the scope connections:write; copy it into SLACK_APP_TOKEN.
Put both into .env (cp config.example.env .env). To try Binôme without Slack, type: make demo"""


def run() -> None:
    """Run the bot until it is interrupted."""
    chosen = _settings()
    logs.set_up(chosen.log_level, as_json=chosen.log_format == "json")
    product = Product(chosen)
    try:
        with sole_owner(product.storage.engine):
            migrate(product.storage.engine)
            _greet(product)
            _live(product)
    except DatabaseTaken as taken:
        _fail(f"Another process is using the database {taken}. Stop it first, or use PostgreSQL for several processes.")
    except OperationalError as error:
        _fail(f"The database can't be opened ({type(error.orig).__name__}). Check DATABASE_URL.")
    except PortTaken as taken:
        _fail(f"Can't listen on {taken}: something else does. Choose another HTTP_PORT.")


def _live(product: Product) -> None:
    try:
        product.start()
    except Refused as refused:
        _fail(f"Slack refuses the app-level token ({refused.error}). Check SLACK_APP_TOKEN and the network.")
    _wait()
    product.stop()


def status() -> None:
    """Show whether the bot runs, what waits to be sent, and what failed: exits with 1 if somebody should look."""
    storage, now = Storage(connect(_settings().database_url)), SystemClock().now()
    try:
        lines = condition.lines(storage, now)
    except DatabaseError as error:
        _fail(f"The database can't be read ({type(error.orig).__name__}). Check DATABASE_URL, and start the bot once.")
    for line in lines:
        _out.print(f"{'[red]•[/red]' if line.is_wrong else '•'} {line.text}")
    storage.engine.dispose()
    if any(line.is_wrong for line in lines):
        raise typer.Exit(1)


def write_surfaces(folder: Path) -> None:
    """Write everything that can be shown, as JSON: one file for each surface, sample and language."""
    _out.print(f"{surfaces.write(folder)} files in {folder}")


def import_people(file: Path, language: str, *, apply: bool) -> None:
    """Show what HR's table would change, or change it."""
    chosen = _settings()
    logs.set_up(chosen.log_level, as_json=chosen.log_format == "json")
    importing.import_people(chosen, file, language, apply=apply)


def questionnaires(language: str) -> Files:
    """What can be done with questionnaires as files, on the database of the settings."""
    return Files(_settings(), language)


def _settings() -> Settings:
    try:
        return settings.load()
    except WrongSettings as wrong:
        for sentence in wrong.sentences:
            _out.print(f"[red]•[/red] {sentence}")
        if any("TOKEN" in sentence for sentence in wrong.sentences):
            _out.print(f"\n{NO_KEYS}")
        raise typer.Exit(2) from None


def _greet(product: Product) -> None:
    try:
        _out.print(f"Connected to [bold]{product.slack.identity().team}[/bold]. Stop with Ctrl-C.")
    except Refused as refused:
        _fail(f"Slack refuses the bot token ({refused.error}). Check SLACK_BOT_TOKEN and the network.")
    with product.storage.look() as work:
        team = product.people.team(work).everybody
    if not team and not product.settings.hr_group:
        _out.print("Nobody is in the programme team yet: put Slack member ids into HR_USERS.")


def _wait() -> None:
    stopping = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopping.set())
    stopping.wait()


def _fail(sentence: str) -> None:
    _out.print(f"[red]{sentence}[/red]")
    raise typer.Exit(2)
