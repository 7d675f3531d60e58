"""`python -m bot match`, as a person types it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.command_line import Done, bot

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "people.csv"
HEADING = "id,role,languages,zone,capacity,skills_wanted,skills_offered,years,feedback_style"
REST = "goals,goals_supported,structure,ways,values,interests,rhythm,days,department"


def run(*arguments: object) -> Done:
    return bot("match", *arguments)


def refusal(*arguments: object) -> str:
    """What the command says when it refuses."""
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def table(folder: Path, *lines: str, heading: str = f"{HEADING},{REST}") -> Path:
    path = folder / "people.csv"
    path.write_text("\n".join((heading, *lines)), encoding="utf-8")
    return path


def test_the_example_gives_pairs_with_points_that_add_up(tmp_path: Path) -> None:
    done = run("--people", EXAMPLE, "--out", tmp_path / "pairs.csv")
    assert done.returncode == 0, done.stderr
    assert "Checked: no other assignment is better." in done.stdout
    with (tmp_path / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading[:5] == ["mentee", "mentee’s name", "mentor", "mentor’s name", "points"]
    pairs = [row for row in rows if row[2]]
    assert pairs
    assert all(int(row[4]) == sum(map(int, row[5:18])) for row in pairs)
    assert all(row[18] for row in rows)
    assert len(rows) == 24


def test_the_example_speaks_french(tmp_path: Path) -> None:
    done = run("--people", EXAMPLE, "--language", "fr", "--out", tmp_path / "pairs.xlsx")
    assert "Vérifié\N{NO-BREAK SPACE}: aucune autre répartition n’est meilleure." in done.stdout
    heading, *rows = load_workbook(tmp_path / "pairs.xlsx").active.iter_rows(values_only=True)
    assert heading[4:6] == ("points", "compétences")
    assert any("peut aider sur" in row[18] for row in rows)


def test_json_holds_all_that_is_known() -> None:
    content = json.loads(run("--people", EXAMPLE, "--json", "--explain").stdout)
    assert content["certificate"] == {"holds": True, "flaws": []}
    assert content["matched"] + len(content["unmatched"]) == 24
    for pair in content["pairs"]:
        assert sum(pair["criteria"].values()) + sum(pair["choices"].values()) == pair["points"]
    assert any("would cost the whole" in text for pair in content["pairs"] for text in pair["instead"])
    assert {each["by"] for each in content["fairness"]} == {"department", "site", "language", "level"}


def test_what_if_compares_two_questionnaires(tmp_path: Path) -> None:
    usual = (ROOT / "templates" / "matching" / "questionnaire.yaml").read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(usual.replace("weight: high", "weight: low"), encoding="utf-8")
    done = run("--people", EXAMPLE, "--compare", other, "--json")
    compared = json.loads(done.stdout)["compare"]
    assert compared["these"]["total"] >= compared["other_total_by_these"]
    assert compared["changes"]
    assert "With other.yaml:" in run("--people", EXAMPLE, "--compare", other).stdout


def test_the_screen_shows_reasons_and_groups() -> None:
    shown = run("--people", EXAMPLE, "--explain").stdout
    for words in ("shared: values", "not covered", "instead", "By department", "mentees have a mentor"):
        assert words in " ".join(shown.replace("│", " ").split())


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    book = Workbook()
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    one, other = (json.loads(run("--people", path, "--json").stdout) for path in (EXAMPLE, tmp_path / "people.xlsx"))
    assert one == other


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("e,mentee,en,UTC,,delegation,,x,", "Line 2, column “years”: “x” is no number."),
        ("e,mentee,en,UTC,,delegation,,70,", "Line 2, column “years”: 70 is out of range."),
        ("e,mentor,en,UTC,-1,,delegation:3,3,", "Line 2, column “capacity”: “-1” is no number of mentees"),
        ("e,mentor,en,UTC,1,,delegation:6,3,", "Line 2, column “skills_offered”: “6” is no level"),
        ("e,guru,en,UTC,1,,,3,", "Line 2, column “role”: “guru” is no role"),
        ("e,mentee,en,Atlantis,1,,,3,", "Line 2, column “zone”: “Atlantis” is no time zone"),
        (",mentee,en,UTC,1,,,3,", "Line 2, column “id”: everybody needs an id."),
        ("e,mentee,en,UTC,1,,,3,\ne,mentee,en,UTC,1,,,3,", "Line 3, column “id”: “e” is there twice."),
    ],
)
def test_a_mistake_is_named_by_line_and_column(tmp_path: Path, line: str, said: str) -> None:
    assert said in refusal("--people", table(tmp_path, line))


def test_a_missing_column_and_an_unknown_file_are_named(tmp_path: Path) -> None:
    assert "These columns are missing: role, skills_wanted" in refusal("--people", table(tmp_path, "e", heading="id"))
    assert "There is no file nowhere.csv." in refusal("--people", tmp_path / "nowhere.csv")
    (tmp_path / "empty.csv").touch()
    assert "empty.csv is empty" in refusal("--people", tmp_path / "empty.csv")
    (tmp_path / "broken.xlsx").write_text("no workbook")
    assert "broken.xlsx is not a workbook" in refusal("--people", tmp_path / "broken.xlsx")
    (tmp_path / "latin.csv").write_bytes("id,rôle".encode("latin-1"))
    assert "The table has: id, rôle." in refusal("--people", tmp_path / "latin.csv")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\0\0")
    assert "old.xls is not a workbook that can be read" in refusal("--people", tmp_path / "old.xls")
    assert "There is no file nowhere.yaml." in refusal("--people", EXAMPLE, "--questionnaire", "nowhere.yaml")


def test_nobody_at_all_is_said_in_the_chosen_language(tmp_path: Path) -> None:
    assert "There is nobody to match: the table has 1 mentees and 0 mentors." in refusal(
        "--people", table(tmp_path, "e,mentee,en,UTC,,delegation,,3,")
    )
    assert "Il n’y a personne à apparier" in refusal("--people", table(tmp_path), "--language", "fr")


def test_a_questionnaire_that_does_not_fit_is_explained(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "criteria: [{id: a, rule: magic, mentee: a, mentor: b}]\npeople: {}\nanswers: {}", encoding="utf-8"
    )
    assert "criteria.0.rule" in refusal("--people", EXAMPLE, "--questionnaire", wrong)
    wrong.write_text(
        "criteria: [{id: a, rule: same, mentee: a, mentor: b}]\npeople: {id: id, role: role}\nanswers: {}",
        encoding="utf-8",
    )
    assert "criteria.a: no answer is called 'b'" in refusal("--people", EXAMPLE, "--questionnaire", wrong)
    wrong.write_text(
        "criteria: [{id: a, rule: gap, mentee: a, mentor: a}]\npeople: {id: id, role: role}\n"
        "answers: {a: {column: id}}",
        encoding="utf-8",
    )
    assert "criteria.a: 'a' is a text, which gap can't use" in refusal("--people", EXAMPLE, "--questionnaire", wrong)


def test_a_manager_who_is_not_in_the_file_is_mentioned(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "e,mentee,en,UTC,,delegation,,3,boss",
        "m,mentor,en,UTC,1,,delegation:3,9,",
        heading=f"{HEADING.replace('feedback_style', 'manager')},feedback_style,{REST}",
    )
    done = run("--people", path)
    assert done.returncode == 0
    assert "These managers are not in the file" in done.stdout
    assert "1 of 1 mentees have a mentor." in done.stdout


def test_what_may_be_an_oversight_is_mentioned(tmp_path: Path) -> None:
    usual = EXAMPLE.read_text(encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_bytes(usual.replace("capacity", "capcity").replace("P13;P34", "P13;P99").encode("cp1252"))
    done = run("--people", people, "--language", "fr", "--out", tmp_path / "pairs.csv")
    assert "Ces colonnes ne sont pas utilisées\N{NO-BREAK SPACE}: capcity." in done.stdout
    assert "ne correspondent à personne dans le fichier\N{NO-BREAK SPACE}: P99." in done.stdout
    assert "Il a été lu comme du Windows-1252" in done.stdout
    heading = (tmp_path / "pairs.csv").read_text(encoding="utf-8-sig").partition("\n")[0]
    assert "mentor;nom du mentor;points;compétences" in heading


def test_nothing_of_slack_or_of_a_database_is_loaded() -> None:
    heavy = ("slack_sdk", "slack_bolt", "slackblocks", "sqlalchemy")
    code = f"import sys, bot.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
