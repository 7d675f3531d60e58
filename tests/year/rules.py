"""What must always be so, whatever happens: checked as messages arrive, and when the year is over."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select

from bot.calendars import calendar_of
from bot.domain.cadence import BREATH
from bot.domain.checkins import Answer, Checkin, CheckinState, News, Step
from bot.domain.outbox import FINAL, Outgoing, OutgoingState, Surface
from bot.domain.pairs import PairState
from bot.messages.checkins import Line, Questions
from storage.checkins import answers, checkins, schedules
from storage.outbox import outbox
from storage.work import Storage, Work

OVERDUE = timedelta(days=1)


class Rules:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._mornings: Counter[tuple[str, date]] = Counter()
        self._rests: dict[str, list[tuple[date, date]]] = {}
        self.problems: list[str] = []

    def rests(self, person_id: str, begins: date, back: date) -> None:
        """Remembers somebody's break."""
        self._rests.setdefault(person_id, []).append((begins, back))

    def arrived(self, uid: str, at: datetime) -> Outgoing:
        """Looks at a message that Slack has taken; returns it."""
        with self._storage.engine.begin() as connection:
            message = Outgoing(**connection.execute(select(outbox).where(outbox.c.uid == uid)).one()._mapping)
        with self._storage.look() as work:
            self.problems += [f"{at} {message.key}: {wrong}" for wrong in self._wrong(work, message, at)]
        return message

    def _wrong(self, work: Work, message: Outgoing, at: datetime) -> Iterator[str]:
        reader = work.people.find(message.to)
        if message.deadline and at > message.deadline:
            yield "after its deadline"
        if reader is None:
            return
        if not reader.is_active:
            yield "its reader had left"
        if message.keeps_hours and not calendar_of(reader, self._storage.hours).is_open(at):
            yield "out of its reader's hours"
        if message.kind == "checkins/questions":
            yield from self._wrong_questions(work, message, reader.today(at))

    def _wrong_questions(self, work: Work, message: Outgoing, day: date) -> Iterator[str]:
        self._mornings[message.to, day] += 1
        if self._mornings[message.to, day] > 1:
            yield "a second one in a day"
        lines = Questions.read(message.context).lines
        if all(self._is_pointless(work, line) for line in lines):
            yield "nothing to ask any more"

    def _is_pointless(self, work: Work, line: Line) -> bool:
        if work.pairs.get(line.pair_id).state is not PairState.ACTIVE:
            return True
        if line.answer_id is None:
            return False
        answer = work.answers.get(line.answer_id)
        if line.step is Step.CONFIRM:
            return answer.news is News.MET
        return not work.checkins.get(answer.checkin_id).is_open

    def at_the_end(self, accepted: Sequence[str], now: datetime) -> Iterator[str]:
        """What is wrong with all that is kept."""
        arrived = Counter(accepted)
        for message in self._messages():
            if wrong := _ended_badly(message, arrived, now):
                yield f"{message.key}: {wrong}"
        yield from self._wrong_checkins()
        yield from self._unasked()

    def _wrong_checkins(self) -> Iterator[str]:
        by_pair: dict[int, list[Checkin]] = {}
        for each in self._checkins():
            by_pair.setdefault(each.pair_id, []).append(each)
        for pair_id, found in by_pair.items():
            if [each.seq for each in found] != list(range(1, len(found) + 1)):
                yield f"pair {pair_id}: check-ins {[each.seq for each in found]}"
            yield from (f"pair {pair_id}: {wrong}" for wrong in _wrong_gaps(found))
        said = Counter((each.checkin_id, each.person_id) for each in self._answers())
        yield from (f"{key}: {times} answers" for key, times in said.items() if times > 1)

    def _unasked(self) -> Iterator[str]:
        """Whoever belongs to a check-in that nobody answered has been asked, unless they were away, or are gone."""
        asked = {
            (message.to, line.answer_id)
            for message in self._messages()
            if message.kind == "checkins/questions"
            for line in Questions.read(message.context).lines
        }
        unanswered = {each.id: each for each in self._checkins() if each.state is CheckinState.UNANSWERED}
        with self._storage.look() as work:
            for answer in self._answers():
                checkin, person = unanswered.get(answer.checkin_id), work.people.find(answer.person_id)
                if checkin is None or person is None or not person.is_active or (person.id, answer.id) in asked:
                    continue
                if not self._was_away(person.id, checkin.planned_on):
                    yield f"{person.id} was never asked about check-in {checkin.seq} of pair {checkin.pair_id}"

    def _was_away(self, person_id: str, day: date) -> bool:
        """Whether somebody had a break in the week after a day, or within the two before."""
        return any(begins <= day + BREATH and back >= day for begins, back in self._rests.get(person_id, ()))

    def next_due(self) -> datetime | None:
        """When something is due that is known by now."""
        waiting = outbox.c.state.in_((OutgoingState.READY, OutgoingState.UNKNOWN))
        times = (
            select(func.min(schedules.c.next_at)),
            select(func.min(schedules.c.prepare_at)),
            select(func.min(answers.c.ask_at)),
            select(func.min(outbox.c.due_at)).where(waiting),
            select(func.min(outbox.c.leased_until)).where(outbox.c.state == OutgoingState.SENDING),
        )
        with self._storage.engine.begin() as connection:
            found = [connection.scalar(each) for each in times]
        return min((each for each in found if each), default=None)

    def rows(self) -> list[tuple[object, ...]]:
        """What has become of everything."""
        sent = [(each.key, each.state, each.reason, each.claimed_at) for each in self._messages()]
        return [*sent, *((each.pair_id, each.seq, each.planned_on, each.state) for each in self._checkins())]

    def _messages(self) -> list[Outgoing]:
        with self._storage.engine.begin() as connection:
            return [Outgoing(**row._mapping) for row in connection.execute(select(outbox).order_by(outbox.c.id))]

    def _checkins(self) -> list[Checkin]:
        query = select(checkins).order_by(checkins.c.pair_id, checkins.c.seq)
        with self._storage.engine.begin() as connection:
            return [Checkin(**row._mapping) for row in connection.execute(query)]

    def _answers(self) -> list[Answer]:
        with self._storage.engine.begin() as connection:
            return [Answer(**row._mapping) for row in connection.execute(select(answers).order_by(answers.c.id))]


def _ended_badly(message: Outgoing, arrived: Counter[str], now: datetime) -> str:
    # In a conversation of several the app may not look: what may have arrived is said again.
    if arrived[message.uid] > 1 and not message.to_channel:
        return f"arrived {arrived[message.uid]} times"
    if message.state not in FINAL:
        return f"left {message.state}" if message.due_at is None or message.due_at < now - OVERDUE else ""
    if message.state is not OutgoingState.SENT:
        return "" if message.reason else f"{message.state} for no reason"
    if message.surface is Surface.MESSAGE and message.ts and not arrived[message.uid]:
        return "counts as sent, and did not arrive"
    return ""


def _wrong_gaps(found: list[Checkin]) -> Iterator[str]:
    """After a check-in that nobody has answered, nobody is asked for a week at least, however long a stop has been."""
    for one, other in pairwise(found):
        if one.state in (CheckinState.UNANSWERED, CheckinState.NOT_YET) and other.planned_on - one.planned_on < BREATH:
            yield f"check-ins on {one.planned_on} and {other.planned_on}"
