"""The people: a file from HR with the usual mess, somebody who leaves, somebody who takes a break, the team."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from sandbox.hand import HOME, Hand
from tests.journeys.conftest import CLAIRE, World, announce, create_programme, shown
from tests.journeys.test_joining import ENGLISH, FRENCH, answer_as_mentee, initial_of

ROOT = Path(__file__).parents[2]
ZOE, CAMILLE, PRIYA, OSCAR = "U0ZOE", "U0CAMILLE", "U0PRIYA", "U0OSCAR"
MESS = """Prénom;Nom;E-mail;Service;Site;N+1;Niveau;Date d’entrée;Salaire
Camille;Perrin;;R&D;Lyon;sofiane.belkacem@meridien.example;2;31/01/2024;41000
;;zoe.celik@meridien.example;Design;Montréal;U0JULIETTE;Senior;2019-03-04;52000
Thomas;Lefèvre;;R&D;Lyon;Nobody Atall;2;01/02/2020;43000
Oscar;Lindqvist;;Production;Berlin;;3;;39000
Jean;Inconnu;;Ventes;Paris;;1;;30000
Noah;Okonkwo-Hughes;;Design;London;;9;;47000
Félix;Beauchemin;;Design;Montréal;;2;le 3 mars;45000
Kenji;Watanabe;;R&D;Singapore;Wei Ling Tan;5;;90000
Wei Ling;Tan;;R&D;Singapore;Kenji Watanabe;4;;80000
;;;Design;Paris;;;;
"""


def synchronised(world: World) -> Hand:
    """HR, once the directory is there."""
    claire = world.hand(CLAIRE)
    claire.open_home()
    world.home_of(CLAIRE, "dernière lecture dans Slack")
    return claire


def command(world: World, file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot people import`, beside the bot that is running."""
    settings = world.settings
    environment = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
        "SLACK_APP_TOKEN": settings.slack_app_token.get_secret_value(),
        "SLACK_API_URL": settings.slack_api_url,
        "DATABASE_URL": settings.database_url,
    }
    arguments = [sys.executable, "-m", "bot", "people", "import", str(file), *more]
    return subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_a_spreadsheet_with_the_usual_mess_by_command_line(world: World, tmp_path: Path) -> None:
    synchronised(world)
    file = tmp_path / "export.csv"
    file.write_bytes(MESS.encode("cp1252"))
    done = command(world, file)
    assert done.returncode == 0, done.stderr
    for said in (
        "Line 4 · nobody here is called “Nobody Atall” (manager).",
        "Line 5 · “Oscar Lindqvist” is deactivated in Slack, or a bot.",
        "Line 6 · nobody here is called “Jean Inconnu”.",
        "Line 7 · “9” is no level",
        "Line 8 · “le 3 mars” is no date",
        "Line 9 · the hierarchy would go round in a circle: Kenji Watanabe → Wei Ling Tan → Kenji Watanabe.",
        "Line 11 · it does not say who is meant.",
        "Line 2 · Camille Perrin · department R&D, site Lyon, manager Sofiane Belkacem, level 2",
        "start date 31 January 2024",
        "Columns that were not read: Salaire",
        "2 people would change · 0 are up to date · 8 lines are left out",
        "Nothing has been written. Add --apply to write it.",
    ):
        assert said in done.stdout
    assert "41000" not in done.stdout + done.stderr
    assert "2 personnes à mettre à jour" in command(world, file, "--language", "fr").stdout.replace("\u00a0", " ")
    assert "Written: 2 people have changed." in command(world, file, "--apply").stdout
    assert "0 people would change · 2 are up to date" in command(world, file).stdout
    refused = command(world, tmp_path / "nowhere.csv")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "There is no file nowhere.csv." in refused.stderr


def test_hr_drops_a_file_in_slack_sees_what_it_would_change_and_confirms(world: World) -> None:
    create_programme(world)
    announce(world)
    claire = synchronised(world)
    claire.press(HOME, "imports.form")
    claire.fill({"file": [claire.upload("export sirh.csv", MESS.encode("cp1252"))]})
    assert claire.submit() == {}
    assert "Lecture du fichier en cours" in shown(claire.modal())
    claire.close()
    report = world.message_to(CLAIRE, "imports.apply")
    assert "2 personnes à mettre à jour" in shown(report)
    assert "« Jean Inconnu » ne correspond à personne." in shown(report)
    assert "41000" not in shown(report)
    claire.press(report, "imports.apply")
    world.message_to(CLAIRE, "2 personnes ont été mises à jour.")
    claire.press(report, "imports.apply")
    assert "déjà" in shown(claire.modal())
    zoe = world.hand(ZOE)
    zoe.command("/mentorat rejoindre")
    zoe.fill({"role": "mentee"})
    zoe.submit()
    assert (initial_of(zoe.modal(), "department"), initial_of(zoe.modal(), "site")) == ("Design", "Montréal")
    assert "Senior" in str(initial_of(zoe.modal(), "level"))
    assert initial_of(zoe.modal(), "years") == "7"


def test_a_file_that_is_no_table_is_explained(world: World) -> None:
    claire = synchronised(world)
    claire.press(HOME, "imports.form")
    claire.fill({"file": [claire.upload("photo.csv", b"\x89PNG\0\0\0")]})
    claire.submit()
    claire.close()
    assert "n’est ni un fichier texte ni un classeur" in shown(world.message_to(CLAIRE, "imports.form"))


def test_somebody_leaves_and_comes_back(world: World) -> None:
    create_programme(world)
    post = announce(world)
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.join")
    answer_as_mentee(leo)
    leo.close()
    world.message_to(ENGLISH, "Thank you! You have joined")
    said = len(world.slack.posted(ENGLISH))
    world.slack.change_person(ENGLISH, deleted=True)
    world.message_to(CLAIRE, "a quitté l’entreprise")
    claire = world.hand(CLAIRE)
    claire.press(HOME, "programmes.participants")
    assert ENGLISH not in shown(claire.modal())
    claire.close()
    world.slack.change_person(ENGLISH, deleted=False)
    world.slack.settled()
    leo.open_home()
    leo.press(world.home_of(ENGLISH, "enrolment.join"), "enrolment.join")
    assert leo.submit() == {}
    assert "finance" in str(initial_of(leo.modal(), "skills_wanted#1"))
    assert len(world.slack.posted(ENGLISH)) == said


def test_somebody_takes_a_break_that_ends_by_itself(world: World) -> None:
    create_programme(world)
    post = announce(world)
    ana = world.hand(FRENCH)
    ana.press(post, "enrolment.join")
    answer_as_mentee(ana)
    ana.close()
    until = date.today() + timedelta(days=10)
    ana.press(world.home_of(FRENCH, "breaks.form"), "breaks.form")
    ana.fill({"scope": "everything", "until": until.isoformat()})
    assert ana.submit() == {}
    world.home_of(FRENCH, "Vous êtes en pause jusqu’au")
    claire = world.hand(CLAIRE)
    claire.press(HOME, "programmes.participants")
    assert "en pause jusqu’au" in shown(claire.modal())
    claire.close()
    world.forward(days=11)
    world.message_to(FRENCH, "Bon retour")
    world.home_of(FRENCH, "breaks.form")


def test_hr_records_a_break_for_somebody_who_then_comes_back(world: World) -> None:
    create_programme(world)
    post = announce(world)
    ana = world.hand(FRENCH)
    ana.press(post, "enrolment.join")
    answer_as_mentee(ana)
    ana.close()
    claire = world.hand(CLAIRE)
    claire.press(HOME, "programmes.participants")
    claire.press("modal", "breaks.record")
    claire.fill({"who": ENGLISH})
    assert "ne participe pas" in claire.submit()["who"]
    claire.fill({"who": FRENCH})
    assert claire.submit() == {}
    ana.press(world.home_of(FRENCH, "breaks.return"), "breaks.return")
    world.home_of(FRENCH, "enrolment.withdraw")


def test_the_team_takes_somebody_in_and_lets_them_go(world: World) -> None:
    claire = synchronised(world)
    claire.press(HOME, "rights.team")
    claire.fill({"members": [PRIYA]})
    assert claire.submit() == {}
    priya = world.hand(PRIYA)
    priya.open_home()
    priya.press(world.home_of(PRIYA, "rights.team"), "rights.team")
    assert CLAIRE in shown(priya.modal())
    priya.fill({"members": [PRIYA, OSCAR]})
    assert "collègues" in priya.submit()["members"] or "colleagues" in priya.submit()["members"]
    priya.fill({"members": []})
    assert priya.submit() == {}
    priya.open_home()
    world.until(lambda: "rights.team" not in shown(priya.home()))


@pytest.mark.parametrize("fault", ["rate_limited", "server_error", "dropped_after"])
def test_a_directory_that_stumbles_goes_on(world: World, fault: str) -> None:
    world.slack.faults.add(fault, "users.list")
    world.until(lambda: world.slack.traffic("users.list"))
    world.slack.clock.forward(hours=0.1)
    synchronised(world)
    assert len(world.slack.traffic("users.list")) == 2
