"""Replicas of the product as processes: started, killed without a word, started again."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from sandbox.running import APP_TOKEN, BOT_TOKEN, Sandbox

ROOT = Path(__file__).parents[2]
CLAIRE = "U0CLAIRE"


class Replica:
    """`python -m bot run` on a database that others share, until the `with` ends. What it logs stands in its folder."""

    def __init__(self, folder: Path, slack: Sandbox, address: str, clock_file: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._log = folder / "log"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": address,
            "CLOCK_OFFSET_FILE": str(clock_file),
            "HR_USERS": CLAIRE,
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.kill()

    def start(self) -> None:
        """Begins to run; whether it does, `is_up` tells."""
        with self._log.open("wb") as log:
            command = [sys.executable, "-m", "bot", "run"]
            self._process = subprocess.Popen(command, env=self._environment, cwd=self._folder, stderr=log)

    @property
    def is_up(self) -> bool:
        """Raises RuntimeError with its log where it has ended by itself."""
        if self._process.poll() is not None:
            raise RuntimeError(self._log.read_text())
        return "started" in self._log.read_text()

    def kill(self) -> None:
        """As when the machine loses power: nothing is finished, and nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As an operator does; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> int:
        self._process.send_signal(sign)
        return self._process.wait()
