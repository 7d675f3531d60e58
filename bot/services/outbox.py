"""HR sees what becomes of messages, and holds back sendings to many."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.outbox import FINAL, Outgoing, OutgoingState, Sending
from bot.domain.people import Person
from bot.domain.rates import minutes_for
from bot.messages.outbox import Filter, Line, Log, Progress
from bot.services.team import TeamService
from storage.sendings import WAITING
from storage.work import Work

PAGE_LENGTH = 20
SENDINGS_SHOWN = 5
SHOWN = {
    Filter.ALL: tuple(OutgoingState),
    Filter.WAITING: (*WAITING, OutgoingState.SENDING, OutgoingState.PAUSED),
    Filter.FOLDED: (OutgoingState.FOLDED, OutgoingState.DIGESTED),
    Filter.FAILED: (OutgoingState.DEAD,),
}


class OutboxService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def log(self, person: Person, only: Filter = Filter.ALL, page: int = 1) -> Log:
        """How far messages have come, the newest first. Not what they say."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return self._log(work, person, only, max(1, page))

    def pause(self, person: Person, batch: str) -> Log:
        """Holds a sending back."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.sendings.pause(batch)
            return self._log(work, person)

    def resume(self, person: Person, batch: str) -> Log:
        """Lets a sending go on."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.sendings.resume(batch)
            return self._log(work, person)

    def cancel(self, person: Person, batch: str) -> Log:
        """Leaves the rest of a sending unsaid."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.sendings.cancel(batch)
            return self._log(work, person)

    def _log(self, work: Work, person: Person, only: Filter = Filter.ALL, page: int = 1) -> Log:
        counts = work.sendings.counts()
        found = work.sendings.page(SHOWN[only], (page - 1) * PAGE_LENGTH, PAGE_LENGTH + 1)
        return Log(
            {state.value: counts[state] for state in OutgoingState},
            tuple(_progress(each) for each in work.sendings.unfinished(SENDINGS_SHOWN)),
            tuple(_line(each, person.zone) for each in found[:PAGE_LENGTH]),
            self._clock.now().astimezone(person.zone).date(),
            work.unreachable.count(),
            only,
            page,
            has_more=len(found) > PAGE_LENGTH,
        )


def _progress(sending: Sending) -> Progress:
    return Progress(minutes=minutes_for(sending.total - sending.done), **vars(sending))


def _line(message: Outgoing, zone: ZoneInfo) -> Line:
    return Line(message.kind, message.to, message.state, _when(message).astimezone(zone), message.reason or "")


def _when(message: Outgoing) -> datetime:
    """When it was sent or given up; for one that waits, when it is due."""
    ended = message.claimed_at if message.state in FINAL else message.due_at
    return ended or message.due_at or message.created_at
