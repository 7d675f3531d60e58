"""Lets the neighbours loose, in a thread of their own: they have hands like anybody else."""

from sandbox.conversation import Json


class Crowd:
    def progress(self) -> Json:
        return {"running": False, "steps": 0, "people": 0, "done": 0, "problems": []}

    def start(self, visitor: str) -> None:
        raise ValueError(f"Nobody answers {visitor} yet.")

    def stop(self) -> None:
        pass
