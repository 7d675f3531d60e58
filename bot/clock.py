"""What time it is: the machine's, or the machine's moved by an offset that a file holds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Anything that knows the time. `now` is aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class OffsetClock:
    """The machine's time plus the seconds written in a file: how a whole programme is lived through in a minute."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset()

    def _offset(self) -> timedelta:
        try:
            return timedelta(seconds=float(self._path.read_text() or 0))
        except FileNotFoundError:
            return timedelta()
