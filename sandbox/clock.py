"""The time of the workspace: real time, moved forward at will."""

import os
import time
from collections.abc import Callable
from pathlib import Path

HOUR = 3600.0


class Clock:
    """Real time plus an offset in seconds that only grows; the offset is shared through a file."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._listeners: list[Callable[[], None]] = []
        self.offset = _offset_in(file)

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self.offset

    def forward(self, *, hours: float = 0, days: float = 0, weeks: float = 0) -> None:
        """Move on. Raises ValueError for a step back."""
        step = (hours + 24 * days + 24 * 7 * weeks) * HOUR
        if step < 0:
            raise ValueError("the clock only moves forward")
        self.offset += step
        if self._file:
            _replace(self._file, str(self.offset))
        for listener in self._listeners:
            listener()

    def on_move(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)


def _offset_in(file: Path | None) -> float:
    """A workspace that starts again must not go back behind what the app has already lived through."""
    if not file or not file.exists():
        return 0.0
    return float(file.read_text() or 0)


def _replace(file: Path, text: str) -> None:
    draft = file.with_name(f"{file.name}.draft")
    draft.write_text(text)
    os.replace(draft, file)
