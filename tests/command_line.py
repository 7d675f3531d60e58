"""`python -m bot`, as a person types it, but in this process: starting Python anew takes two seconds."""

from dataclasses import dataclass

from typer.testing import CliRunner

from bot.cli import app


@dataclass(frozen=True)
class Done:
    """What a command has said, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def bot(*arguments: object, database: str | None = None) -> Done:
    """Runs a command, on a database of its own if it needs one; raises what no person should see."""
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": database}
    result = CliRunner().invoke(app, list(map(str, arguments)), env=settings)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
