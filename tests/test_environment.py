"""Setting up on a machine that lacks something says what, in a sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools.environment import Failed, call, require_python

ROOT = Path(__file__).parents[1]


def test_an_old_python_is_told_which_one_is_needed() -> None:
    with pytest.raises(Failed, match=r"needs Python 3.11 or newer, and this is 3.9.*PYTHON=python3"):
        require_python((3, 9))


def test_without_a_network_one_is_asked_to_check_it() -> None:
    offline = {
        **os.environ,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple/",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
    }
    wheel = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "a-package-that-is-nowhere"]
    with pytest.raises(Failed, match="Most often the network is the cause"):
        call(wheel, offline)


def test_a_port_in_use_is_said_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "tools.demo", "--port", str(port)], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 2
    assert done.stdout.split() == f"Port {port} is in use. Choose another one: make demo PORT={port + 1}".split()


def test_running_without_tokens_says_what_is_missing_and_where_to_get_it(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={**bare, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    for word in ("SLACK_BOT_TOKEN: is missing", "SLACK_APP_TOKEN: is missing", "manifest.json", "make demo"):
        assert word in done.stderr


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_every_package_is_pinned_with_hashes_and_no_index_is_named(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "http" not in text
    assert "index" not in text
    packages = [line for line in text.splitlines() if line and not line.startswith((" ", "#", "-"))]
    assert packages
    assert all("==" in package for package in packages)
    assert text.count("--hash=sha256:") >= len(packages)
