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


skills = typer.Typer(no_args_is_help=True, help="The company's skills: the catalogue that people choose from.")
app.add_typer(skills, name="skills")


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


people = typer.Typer(no_args_is_help=True, help="The people of the company.")
app.add_typer(people, name="people")


@people.command(name="import")
def import_people(
    file: Annotated[Path, typer.Argument(help="HR's table, CSV or XLSX.")],
    apply: Annotated[bool, typer.Option("--apply", help="Write it. Otherwise nothing is changed.")] = False,
    language: Annotated[Language, typer.Option(help="The language of the report.")] = Language.EN,
) -> None:
    """Where people work, from HR's table: shows what it would change, line by line."""
    from bot import operating

    operating.import_people(file, language.value, apply=apply)


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


@app.command()
def status() -> None:
    """Show whether the bot runs, what waits to be sent, and what failed: exits with 1 if somebody should look."""
    from bot import operating

    operating.status()


@app.command(name="surfaces")
def write_surfaces(folder: Annotated[Path, typer.Argument(help="Where to write.")]) -> None:
    """Write everything that can be shown, as JSON: one file for each surface, sample and language."""
    from bot import operating

    operating.write_surfaces(folder)


@skills.command(name="export")
def export_skills(file: Annotated[Path, typer.Argument(help="Where to write, CSV or XLSX.")]) -> None:
    """Write all skills to a table: key, en, fr."""
    from bot import stocking

    stocking.write(file)


@skills.command(name="import")
def import_skills(
    file: Annotated[Path, typer.Argument(help="A table with the columns key, en and fr, CSV or XLSX.")],
    apply: Annotated[bool, typer.Option("--apply", help="Do it; without this, it is only shown.")] = False,
    language: Annotated[Language, typer.Option(help="The language of what is said.")] = Language.EN,
) -> None:
    """Add and rename skills from a table; those that it leaves out stay."""
    from bot import stocking

    stocking.read(file, apply=apply, language=language.value)
