"""Where people work, from HR's file: what it would change first, and the change once it is confirmed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.domain.errors import ChangedMeanwhile, Fault
from bot.domain.imports import Import, ImportState
from bot.domain.people import Person
from bot.domain.positions import Entry, Prospect, prospect
from bot.messages.import_report import ImportReport
from bot.messages.imports import Applied, Received, Unusable, UploadForm
from bot.services.people import PeopleService
from bot.services.team import TeamService
from bot.tables.positions import Written, WrongColumns
from bot.tables.positions import read as read_positions
from bot.tables.table import NotATable, parse
from bot.workspace import Files, Refused
from storage.work import Storage, Work

log = structlog.get_logger(__name__)


class ImportService(TeamService):
    """Everything that somebody does here is for the programme team: anybody else is refused with NotAllowed."""

    def __init__(self, storage: Storage, clock: Clock, people: PeopleService, files: Files) -> None:
        super().__init__(storage, clock, people)
        self._files = files

    def form(self, person: Person) -> UploadForm:
        """Where a file is dropped."""
        self._people.require_hr(person)
        return UploadForm()

    def receive(self, person: Person, file_id: str, key: str) -> Received:
        """Takes a file in; what it would change is told once it is read."""
        self._people.require_hr(person)
        now = self._clock.now()
        with self._storage.begin() as work:
            if work.inbox.accept(key, now):
                work.imports.add(Import(file_id, person.id, now))
        return Received()

    def confirm(self, person: Person, import_id: int) -> None:
        """Has a file taken over as it was shown; raises IllegalStep where that was done, or given up."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.imports.save(work.imports.hold(import_id).confirmed())
        log.info("import_confirmed", by=person.id, file=import_id)

    def discard(self, person: Person, import_id: int) -> None:
        """Gives a file up; raises IllegalStep where that was done, or it is being taken over."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            work.imports.save(work.imports.hold(import_id).closed())

    def prospect(self, entries: Sequence[Entry]) -> Prospect:
        """What a file's lines would change."""
        with self._storage.look() as work:
            return prospect(entries, work.people.everybody())

    def apply(self, entries: Sequence[Entry]) -> Prospect:
        """Takes over every line that can be, in one transaction; returns what was changed.

        What takes seconds, the comparison with everybody, is done before: meanwhile nobody waits for the database.
        """
        would = self.prospect(entries)
        with self._storage.begin() as work:
            _write(work, would)
        return would

    def do_due(self, now: datetime | None = None) -> bool:
        """Reads or takes over the next file that waits; whether there was one."""
        now = now or self._clock.now()
        with self._storage.look() as work:
            waiting = work.imports.due(now)
        if waiting is None:
            return False
        with self._storage.begin() as work:
            found = work.imports.due(now)
            if found is None:
                return False
            taken = work.imports.save(found.claimed(now))
        try:
            self._go_on(taken, now)
        except ChangedMeanwhile:
            log.warning("import_changed_meanwhile", file=taken.id)
        return True

    def _go_on(self, taken: Import, now: datetime) -> None:
        try:
            written = self._read(taken)
        except Refused as refused:
            self._try_later(taken, refused, now)
        except NotATable as wrong:
            self._give_up(taken, Fault(wrong.name, wrong.facts))
        except WrongColumns as wrong:
            self._give_up(taken, wrong.fault)
        else:
            self._decide(taken, written)

    def _read(self, taken: Import) -> Written:
        file = self._files.file(taken.file_id)
        return read_positions(parse(file.name, file.content), file.name)

    def _decide(self, taken: Import, written: Written) -> None:
        """Takes the file over if it was confirmed and would still do what was shown; otherwise shows what it would."""
        with self._storage.look() as work:
            everybody = work.people.everybody()
        would = prospect(written.entries, everybody)
        with self._storage.begin() as work:
            if taken.state is ImportState.CONFIRMED and would.fingerprint == taken.fingerprint:
                _write(work, would)
                work.imports.save(taken.closed())
                outcome: object = Applied(written.file, len(would.changes), len(would.obstacles))
            else:
                work.imports.save(taken.reported(would.fingerprint))
                again = taken.state is ImportState.CONFIRMED
                outcome = ImportReport.of(taken.id, written, would, everybody, again=again)
            self._say(work, outcome, to=taken.asked_by, key=f"import:{taken.id}:{taken.version}")

    def _try_later(self, taken: Import, refused: Refused, now: datetime) -> None:
        """Too many calls or no answer pass; a file that Slack does not give out is given up."""
        if refused.retry_after is None and refused.error != "no_answer":
            self._give_up(taken, Fault(refused.error if refused.error == "file_too_large" else "no_access"))
            return
        wait = timedelta(seconds=refused.retry_after or 60)
        with self._storage.begin() as work:
            work.imports.save(taken.claimed(now, wait))

    def _give_up(self, taken: Import, fault: Fault) -> None:
        with self._storage.begin() as work:
            work.imports.save(taken.closed())
            facts = {name: str(value) for name, value in fault.facts.items()}
            self._say(work, Unusable(fault.name, facts), to=taken.asked_by, key=f"import:{taken.id}:{taken.version}")


def _write(work: Work, would: Prospect) -> None:
    work.people.place({each.person.id: each.facts for each in would.changes})
    log.info("people_imported", changed=len(would.changes), left_out=len(would.obstacles))
