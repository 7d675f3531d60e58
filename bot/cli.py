"""The command line. What a running bot needs is imported by its own commands: matching a table needs none of it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.tables.command import match_people

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Binôme: a mentoring programme that runs in Slack.",
)
app.command(name="match")(match_people)


@app.command()
def run() -> None:
    """Run the bot until it is interrupted."""
    from bot import operating

    operating.run()


@app.command(name="surfaces")
def write_surfaces(folder: Annotated[Path, typer.Argument(help="Where to write.")]) -> None:
    """Write everything that can be shown, as JSON: one file for each surface, sample and language."""
    from bot import operating

    operating.write_surfaces(folder)
