"""What use cases stand on that must know who is of the programme team."""

from bot.clock import Clock
from bot.services.people import PeopleService
from bot.services.service import Service
from storage.work import Storage


class TeamService(Service):
    """A service that asks `people` for somebody's rights."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService) -> None:
        super().__init__(storage, clock)
        self._people = people
