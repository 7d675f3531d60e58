"""Runs the product against a sandbox workspace, for a visitor with a browser."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from rich.console import Console
from rich.panel import Panel

from tools.daytime import seconds_ahead

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 30

out = Console(highlight=False)


def main() -> int:
    """Starts the workspace and the bot, says where to go, and ends both when it is interrupted."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=3500)
    port = parser.parse_args().port
    if taken(port):
        out.print(f"[red]Port {port} is in use. Choose another one: make demo PORT={port + 1}[/red]")
        return 2
    folder = emptied(ROOT / "var" / "demo" / str(port))
    (folder / "clock").write_text(str(seconds_ahead()))
    stopping = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopping.set())
    address = f"http://127.0.0.1:{port}"
    with started(folder, "sandbox", "--port", str(port), "--clock-file", str(folder / "clock")) as sandbox:
        team = until(stopping, sandbox, lambda: workspace(address))
        with started(folder, "bot", "run", **bot_settings(folder, address, team)) as bot:
            until(stopping, bot, lambda: workspace(address)["app"]["connected"])
            greet(address, team, stopping)
            watch(stopping, folder, sandbox, bot)
    return 0


def taken(port: int) -> bool:
    """Whether something listens on that port already."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def emptied(folder: Path) -> Path:
    """A folder for this demo alone. A new workspace has a new database: people and channels of the last are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    return folder


def workspace(address: str) -> Any:
    """The workspace's people, or nothing while it is not up."""
    with urlopen(f"{address}/_/workspace", timeout=5) as answer:
        return json.load(answer)


def bot_settings(folder: Path, address: str, team: Any) -> dict[str, str]:
    """The bot's settings: those of a real workspace, with other addresses."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": f"{address}/api/",
        "TRANSPORT": "socket",
        "HR_USERS": ",".join(person["id"] for person in team["people"] if person["is_hr"]),
        "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "CLOCK_OFFSET_FILE": str(folder / "clock"),
        "LOG_LEVEL": "WARNING",
    }


class started:
    """A Python module as a process of its own, ended at the end. It does not hear the terminal's Ctrl-C itself.

    It runs in `folder`, with its log: a `.env` that stands in the repository is for the real workspace.
    """

    def __init__(self, folder: Path, module: str, *arguments: str, **settings: str) -> None:
        self._folder = folder
        self._command = [sys.executable, "-m", module, *arguments]
        self._settings = settings

    def __enter__(self) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, **self._settings, "PYTHONPATH": str(ROOT)}
        with (self._folder / f"{self._command[2]}.log").open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)


def until(stopping: threading.Event, process: "subprocess.Popen[bytes]", ready: Any) -> Any:
    """What `ready` returns, once it returns something; exits where the process has died or the visitor has gone."""
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            if found := ready():
                return found
        except OSError:
            pass
        if process.poll() is not None or stopping.wait(0.1):
            break
    out.print("[red]The demo did not start. What it printed is in var/demo.[/red]")
    raise SystemExit(2)


def greet(address: str, team: Any, stopping: threading.Event) -> None:
    """Says where to go and whom to be."""
    if stopping.is_set():
        return
    hr = next(person for person in team["people"] if person["is_hr"])
    text = (
        f"Open [bold]{address}/#{hr['id']}[/bold] in your browser.\n\n"
        f"You are {hr['real_name']}, of HR: open Binôme in the sidebar, and set up a programme.\n"
        "Choose at the top left whom to be. Stop with Ctrl-C."
    )
    out.print(Panel(text, title="Binôme", expand=False, padding=(1, 3)))


def watch(stopping: threading.Event, folder: Path, *processes: "subprocess.Popen[bytes]") -> None:
    """Waits for Ctrl-C, or for a part to die."""
    while not stopping.wait(0.5):
        if any(process.poll() is not None for process in processes):
            out.print(f"[red]A part of the demo has stopped. What it printed is in {folder}.[/red]")
            raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main())
