"""The import rules hold, and a breach of any of them is seen."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BREACHES = {
    "a rule that reads a database": ("bot/domain/people.py", "import sqlalchemy"),
    "a rule that knows a use case": ("bot/domain/people.py", "import bot.services.people"),
    "a table that needs a database": ("bot/tables/table.py", "import sqlalchemy"),
    "storage that posts": ("storage/people.py", "import slack_sdk"),
    "a message that looks things up": ("bot/messages/home.py", "import storage.work"),
    "a use case that knows who listens": ("bot/services/home.py", "import handlers.home"),
    "a listener with SQL": ("handlers/home.py", "import sqlalchemy"),
    "a listener that calls Slack past the gateway": ("handlers/home.py", "import slack_sdk"),
    "a part that imports the composition root": ("bot/delivery/delivery.py", "import bot.app"),
    "a product that knows the sandbox": ("bot/slack.py", "import sandbox.company"),
    "a sandbox that knows the product": ("sandbox/company.py", "import bot.clock"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, to break."""
    copy = tmp_path_factory.mktemp("house")
    for folder in ("bot", "handlers", "storage", "sandbox", "tools"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "page"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def broken(house: Path) -> str:
    """What the import rules say of a house; nothing where all are kept."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True)
    return done.stdout if done.returncode else ""


def test_the_rules_are_kept(house: Path) -> None:
    assert broken(house) == ""


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_seen(house: Path, breach: str) -> None:
    file, line = BREACHES[breach]
    before = (house / file).read_text(encoding="utf-8")
    (house / file).write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        assert "BROKEN" in broken(house)
    finally:
        (house / file).write_text(before, encoding="utf-8")
