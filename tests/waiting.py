"""Waiting for what tells nobody here: it is looked for."""

from collections.abc import Callable
from threading import Event
from time import monotonic


def eventually(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Until it is so; raises TimeoutError where it is not within so many seconds."""
    until = monotonic() + seconds
    while not is_so():
        if monotonic() > until:
            raise TimeoutError("it did not happen")
        Event().wait(0.1)
