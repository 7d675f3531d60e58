"""What tests of recruiting begin with: two people who can be invited, and what has been said to them."""

from sqlalchemy import select, update

from bot.domain.audience import Audience, Whom
from bot.domain.door import Door
from bot.domain.enrolment import Role
from bot.domain.programmes import Programme
from bot.services.invitations import InvitationService
from storage.outbox import outbox
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO

BOTH = Audience(Whom.NAMED, (ANA.id, LEO.id))


def said(storage: Storage, kind: str = "invitations/invitation") -> list[tuple[str, str]]:
    """Who is written to, and whether that still stands."""
    query = select(outbox.c.to, outbox.c.state).where(outbox.c.kind == kind).order_by(outbox.c.id)
    with storage.engine.connect() as connection:
        return [(row[0], row[1].value) for row in connection.execute(query)]


def all_are_sent(storage: Storage) -> None:
    with storage.engine.begin() as connection:
        connection.execute(update(outbox).values(state="sent"))


def invite(invitations: InvitationService, programme: Programme, role: Role | None = None, key: str = "k") -> None:
    invitations.send(CLAIRE, programme.id, BOTH, role, "", key)


def change_door(storage: Storage, programme: Programme, door: Door) -> None:
    with storage.begin() as work:
        work.programmes.save(work.programmes.get(programme.id).with_door(door))
