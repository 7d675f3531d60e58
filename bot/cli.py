"""The command line. Each command imports what it needs: matching needs no Slack, and the bot no spreadsheets."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Binôme: a mentoring programme that runs in Slack.",
)


class Language(StrEnum):
    EN = "en"
    FR = "fr"


@app.command(name="match")
def match_people(
    people: Annotated[Path, typer.Option(help="The table of people, CSV or XLSX.")],
    questionnaire: Annotated[
        Path | None, typer.Option(help="What its columns mean, in YAML: the programme's own questions by default.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the pairs, CSV or XLSX.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole result as JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add what other mentors would cost, and fairness.")
    ] = False,
    compare_with: Annotated[Path | None, typer.Option("--compare", help="What if: another questionnaire.")] = None,
    language: Annotated[Language, typer.Option(help="The language of the reasons.")] = Language.EN,
) -> None:
    """Match mentees and mentors from a table: the best pairs there are, proved and explained."""
    from bot.tables import command

    command.match_people(people, questionnaire, out, as_json, explain, compare_with, language.value)


programme = typer.Typer(no_args_is_help=True, help="Programmes, and their questionnaires as files.")
app.add_typer(programme, name="programme")
InLanguage = Annotated[Language, typer.Option("--language", help="The language to speak.")]
ProgrammeId = Annotated[int, typer.Argument(metavar="ID", help="Its number in `programme list`.")]


@programme.command(name="list")
def list_programmes(language: InLanguage = Language.EN) -> None:
    """Show all programmes, with their ids."""
    from bot import operating

    operating.questionnaires(language.value).list()


@programme.command(name="export")
def export_questionnaire(
    programme_id: ProgrammeId,
    file: Annotated[Path | None, typer.Argument(help="Where to write; the screen otherwise.")] = None,
    language: InLanguage = Language.EN,
) -> None:
    """Write a programme's questionnaire as YAML."""
    from bot import operating

    operating.questionnaires(language.value).take_out(programme_id, file)


@programme.command(name="import")
def import_questionnaire(
    programme_id: ProgrammeId,
    file: Annotated[Path, typer.Argument(help="The questionnaire, in YAML.")],
    apply: Annotated[bool, typer.Option("--apply", help="Publish it. Otherwise nothing is changed.")] = False,
    language: InLanguage = Language.EN,
) -> None:
    """Check a questionnaire, say what it would change and who would have to answer again."""
    from bot import operating

    operating.questionnaires(language.value).bring_in(programme_id, file, apply)


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
