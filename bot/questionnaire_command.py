"""`python -m bot programme`: programmes, and their questionnaires as files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from sqlalchemy.exc import OperationalError

from bot.clock import SystemClock
from bot.domain.errors import ChangedMeanwhile, Gone
from bot.messages.publication import Review
from bot.messages.words import Words
from bot.questionnaire_file import Mistake, WrongFile, read, write
from bot.services.publication import FileService
from bot.settings import Settings
from storage.engine import connect
from storage.work import Storage

_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)


class Files:
    """What the command line does with questionnaires, told in one language."""

    def __init__(self, settings: Settings, language: str) -> None:
        self._language = language
        self._words = Words("questionnaires/command", language, {})
        self._engine = connect(settings.database_url)
        self._service = FileService(Storage(self._engine), SystemClock())

    def list(self) -> None:
        """Prints the id, name and state of each programme."""
        with self._refusing():
            for id, name, state in self._service.programmes():
                _out.print(escape(self._words.text("programme", id=id, name=name, state=state)))

    def take_out(self, programme_id: int, file: Path | None) -> None:
        """Writes a programme's questionnaire, into a file or onto the screen."""
        with self._refusing():
            text = write(self._service.take_out(programme_id))
            if file is None:
                typer.echo(text, nl=False)
            else:
                file.write_text(text, encoding="utf-8")
                _err.print(escape(self._words.text("written", file=file)))

    def bring_in(self, programme_id: int, file: Path, apply: bool) -> None:
        """Says what a file would change in a programme's questionnaire, and with `apply` publishes it."""
        with self._refusing():
            form = read(file.read_text(encoding="utf-8-sig"))
            act = self._service.bring_in if apply else self._service.compare
            for line in self._told(act(programme_id, form), apply):
                _out.print(escape(line))

    def _told(self, review: Review, apply: bool) -> Iterator[str]:
        say, changes = self._words.text, review.changes
        for name in ("added", "changed", "removed"):
            for question in getattr(changes, name):
                yield say(name, id=question.id, question=question.label[self._language])
        if changes.arranged:
            yield say("arranged")
        if not changes.count:
            yield say("nothing")
            return
        yield say("owing", people=len(review.owing))
        yield say("published" if apply else "dry_run", programme=review.programme)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turns what can go wrong into sentences, and ends the command with 2; the database is let go in any case."""
        try:
            yield
        except (WrongFile, Gone, ChangedMeanwhile, OSError, UnicodeDecodeError, OperationalError) as error:
            for sentence in self._sentences(error):
                _err.print(f"[red]{escape(sentence)}[/red]")
            raise typer.Exit(2) from None
        finally:
            self._engine.dispose()

    def _sentences(self, error: Exception) -> Iterator[str]:
        match error:
            case WrongFile():
                yield from (self._mistake(each) for each in error.mistakes)
            case Gone():
                yield self._words.text("no_programme")
            case ChangedMeanwhile():
                yield self._words.text("unpublished")
            case OperationalError():
                yield self._words.text("no_database", why=type(error.orig).__name__)
            case _:
                yield self._words.text("no_file", why=getattr(error, "strerror", None) or "UTF-8")

    def _mistake(self, mistake: Mistake) -> str:
        sentence = Words("forms/faults", self._language, mistake.fault.facts).text(mistake.fault.name)
        return self._words.text("mistake", line=mistake.line, question=mistake.question, sentence=sentence)
