"""Lets the neighbours loose, in a thread of their own: they have hands like anybody else."""

import threading
from collections.abc import Callable
from dataclasses import asdict

from sandbox.conversation import Json
from sandbox.feed import NeighboursMoved
from sandbox.hand import Hand
from sandbox.neighbours import Neighbours, Progress
from sandbox.slack import Slack
from sandbox.workspace import Workspace

PATIENCE = 10.0


class Crowd:
    """The neighbours of one workspace; they remember what they have answered until it is reset."""

    def __init__(self, slack: Slack, hand_of: Callable[[str], Hand]) -> None:
        self._slack = slack
        self._hand_of = hand_of
        self._neighbours: Neighbours | None = None
        self._workspace: Workspace | None = None
        self._thread: threading.Thread | None = None

    def progress(self) -> Json:
        return asdict(self._neighbours.progress if self._neighbours else Progress())

    def start(self, visitor: str) -> None:
        """Everybody but the visitor answers, in the background. While they do, starting again changes nothing."""
        if self._thread and self._thread.is_alive():
            return
        neighbours = self._those_of_this_workspace()
        self._thread = threading.Thread(target=neighbours.answer, args=(visitor,), name="neighbours", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._neighbours and self._thread:
            self._neighbours.stop()
            self._thread.join(PATIENCE)

    def _those_of_this_workspace(self) -> Neighbours:
        workspace = self._slack.workspace
        if self._neighbours is None or workspace is not self._workspace:
            people = list(workspace.people.values())
            now, seed = self._slack.clock.now, self._slack.seed
            self._neighbours = Neighbours(people, self._hand_of, now, seed, self._tell)
            self._workspace = workspace
        return self._neighbours

    def _tell(self, progress: Progress) -> None:
        self._slack.feed.publish(NeighboursMoved(asdict(progress)))
