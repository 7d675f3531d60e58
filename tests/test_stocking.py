"""`python -m bot skills`, as a person types it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.tables import table
from tests.command_line import Done, bot

Run = Callable[..., Done]


@pytest.fixture
def run(address: str) -> Run:
    """Runs a command on a database of its own."""
    return partial(bot, "skills", database=address)


@pytest.mark.parametrize("name", ["skills.csv", "skills.xlsx"])
def test_the_catalogue_goes_out_and_comes_in_again(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert f"185 skills in {path}" in run("export", path).stderr
    again = run("import", path)
    assert (again.returncode, again.stdout) == (0, "")
    assert "0 new skills" in again.stderr
    assert "185 lines that change nothing" in again.stderr


def test_nothing_is_changed_before_one_says_so(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "ours.csv", tmp_path / "out.csv"
    path.write_text("key;en;fr\nwelding;Welding;Soudure\nsales;Selling;Vente\n", encoding="utf-8")
    for arguments, count, last in (((), 185, "Add --apply to do it."), (("--apply",), 186, "Done.")):
        done = run("import", path, *arguments)
        assert "  + welding: Welding / Soudure" in done.stderr
        assert "  ~ sales: Selling / Vente" in done.stderr
        assert done.stderr.strip().endswith(last)
        run("export", out)
        assert len(table.read(out).rows) == count
    assert "0 nouvelle compétence" in run("import", path, "--language", "fr").stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("key,en,fr\nbi,PowerBI,PowerBI\n", "Line 2: “PowerBI” is there already, as power-bi."),
        ("key,english\nx,X\n", "These columns are missing: en, fr."),
        ("", "is empty"),
    ],
)
def test_a_faulty_table_changes_nothing_and_says_where(run: Run, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(content, encoding="utf-8")
    done = run("import", path, "--apply")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
