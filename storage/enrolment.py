"""Enrolments: who takes part in which programme."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)

from bot.domain.enrolment import SENT, TAKING_PART, Enrolment, EnrolmentState, Role
from bot.domain.forms import Answers
from bot.domain.programmes import ProgrammeState
from storage.people import people
from storage.programmes import programmes
from storage.repository import Repository
from storage.tables import metadata
from storage.types import Json, UtcDateTime, states

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("programme_id", Integer, ForeignKey("programmes.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False, index=True),
    Column("form_id", Integer, ForeignKey("forms.id"), nullable=False),
    Column("role", states(Role, "role"), nullable=False),
    Column("state", states(EnrolmentState, "state"), nullable=False),
    Column("draft", Json(dict[str, object]), nullable=False),
    Column("answers", Json(dict[str, object]), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("paused_until", Date, index=True),
    Column("paused_in", states(EnrolmentState, "paused_in")),
    Column("remind_at", UtcDateTime, index=True),
    UniqueConstraint("programme_id", "person_id"),
)


class Enrolments(Repository[Enrolment]):
    table = enrolments
    kind = Enrolment

    def find(self, programme_id: int, person_id: str) -> Enrolment | None:
        """Somebody's enrolment in a programme."""
        mine = (enrolments.c.programme_id == programme_id) & (enrolments.c.person_id == person_id)
        return self._one(select(enrolments).where(mine))

    def of(self, person_id: str) -> list[Enrolment]:
        """All that somebody has to do with programmes that are not closed, the newest programme first."""
        query = select(enrolments).join(programmes).where(enrolments.c.person_id == person_id)
        query = query.where(programmes.c.state != ProgrammeState.CLOSED)
        return self._all(query.order_by(enrolments.c.programme_id.desc()))

    def taking_part(self, programme_id: int, skip: int, most: int) -> list[Enrolment]:
        """Those who take part in a programme, in the order in which they joined."""
        query = select(enrolments).where(_in_programme(programme_id))
        return self._all(query.order_by(enrolments.c.submitted_at, enrolments.c.id).offset(skip).limit(most))

    def unclosed(self, person_ids: Collection[str]) -> list[Enrolment]:
        """What these people have begun, are in, or are invited to, in programmes that are not closed."""
        query = select(enrolments).join(programmes).where(enrolments.c.person_id.in_(person_ids))
        over = (EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED)
        alive = (programmes.c.state != ProgrammeState.CLOSED) & enrolments.c.state.not_in(over)
        return self._all(query.where(alive).order_by(enrolments.c.id))

    def paused_until(self, day: date) -> list[Enrolment]:
        """Those whose break ends on that day or has ended before."""
        return self._all(select(enrolments).where(enrolments.c.paused_until <= day).with_for_update())

    def profiles_before(self, before: datetime, most: int) -> Sequence[str]:
        """Ids of people in programmes that are not closed, whose profile fields have not been read since then."""
        alive = (programmes.c.state != ProgrammeState.CLOSED) & enrolments.c.state.in_(TAKING_PART)
        unread = people.c.profile_at.is_(None) | (people.c.profile_at < before)
        query = select(people.c.id).join(enrolments, enrolments.c.person_id == people.c.id).join(programmes)
        query = query.where(alive & unread & people.c.is_active).distinct().order_by(people.c.id).limit(most)
        return self._connection.scalars(query).all()

    def everybody(self, programme_id: int) -> list[Enrolment]:
        """All who have sent their answers to a programme, in line or not."""
        sent = (enrolments.c.programme_id == programme_id) & enrolments.c.state.in_(SENT)
        return self._all(select(enrolments).where(sent).order_by(enrolments.c.id))

    def all_taking_part(self, programme_id: int) -> list[Enrolment]:
        """Everybody who takes part in a programme."""
        return self._all(select(enrolments).where(_in_programme(programme_id)).order_by(enrolments.c.id))

    def put_on_waiting_list(self, programme_id: int) -> None:
        """Everybody who has sent their answers now waits: who joins later comes after them."""
        new = (enrolments.c.programme_id == programme_id) & (enrolments.c.state == EnrolmentState.SUBMITTED)
        waiting = {"state": EnrolmentState.WAITING, "version": enrolments.c.version + 1}
        self._connection.execute(update(enrolments).where(new).values(waiting))

    def counts(self, programme_id: int) -> Counter[Role]:
        """How many take part in a programme, by role."""
        query = select(enrolments.c.role, func.count()).where(_in_programme(programme_id))
        rows = self._connection.execute(query.group_by(enrolments.c.role))
        return Counter({row[0]: row[1] for row in rows})

    def mentioning(self, words: Collection[str], hold: bool = False) -> list[Enrolment]:
        """Those in whose answers or draft any of these words stands somewhere; `hold` keeps others off them."""
        texts = [type_coerce(column, Text) for column in (enrolments.c.draft, enrolments.c.answers)]
        anywhere = [text.contains(word, autoescape=True) for word in words for text in texts]
        query = select(enrolments).where(or_(false(), *anywhere)).order_by(enrolments.c.id)
        return self._all(query.with_for_update() if hold else query)

    def mentees(self, programme_id: int) -> int:
        """How many of the places for mentees are taken."""
        counts = self.counts(programme_id)
        return counts[Role.MENTEE] + counts[Role.BOTH]

    def in_line(self, programme_id: int, before: Enrolment | None = None) -> int:
        """How many are in line for a place: all of them, or those before somebody."""
        query = select(func.count()).select_from(enrolments).where(_in_line(programme_id))
        if before:
            earlier = tuple_(enrolments.c.submitted_at, enrolments.c.id) < tuple_(before.submitted_at, before.id)
            query = query.where(earlier)
        return self._connection.scalar(query) or 0

    def next_in_line(self, programme_id: int, most: int) -> list[Enrolment]:
        """Who has waited the longest for a place, to be taken in."""
        query = select(enrolments).where(_in_line(programme_id))
        query = query.order_by(enrolments.c.submitted_at, enrolments.c.id).limit(most)
        return self._all(query.with_for_update())

    def people_in(self, programme_id: int) -> set[str]:
        """Everybody who has ever begun to join a programme, those who left included."""
        query = select(enrolments.c.person_id).where(enrolments.c.programme_id == programme_id)
        return set(self._connection.scalars(query))

    def unsent(self, now: datetime, most: int) -> list[Enrolment]:
        """Answers that were begun and not sent, of which it is time to remind somebody."""
        begun = (enrolments.c.state == EnrolmentState.DRAFT) & (enrolments.c.remind_at <= now)
        query = select(enrolments).where(begun).order_by(enrolments.c.remind_at, enrolments.c.id).limit(most)
        return self._all(query.with_for_update(skip_locked=True))

    def answers(self, programme_id: int) -> Iterator[tuple[Role, Answers, str, str]]:
        """Role, answers, time zone and site of each who can be matched; the site is as the directory knows it."""
        columns = (enrolments.c.role, enrolments.c.answers, people.c.tz, people.c.site)
        query = select(*columns).join(people, people.c.id == enrolments.c.person_id).where(_in_programme(programme_id))
        absent = (EnrolmentState.PAUSED, EnrolmentState.COMPLETED)
        for row in self._connection.execute(query.where(enrolments.c.state.not_in(absent))):
            yield tuple(row)

    def unfinished(self, programme_id: int) -> int:
        """How many have begun their answers and not sent them."""
        begun = enrolments.c.state == EnrolmentState.DRAFT
        query = select(func.count()).where(begun & (enrolments.c.programme_id == programme_id))
        return self._connection.scalar(query) or 0


def _in_line(programme_id: int) -> ColumnElement[bool]:
    return (enrolments.c.programme_id == programme_id) & (enrolments.c.state == EnrolmentState.IN_LINE)


def _in_programme(programme_id: int) -> ColumnElement[bool]:
    has_place = enrolments.c.state.in_(TAKING_PART) & enrolments.c.paused_in.is_distinct_from(EnrolmentState.IN_LINE)
    return (enrolments.c.programme_id == programme_id) & has_place
