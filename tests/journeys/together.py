"""A pair under way in the running product, and what its people see and press."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.checkins import Schedule
from bot.domain.grounds import Grounds
from bot.domain.pairs import Pair, PairState, Reply, Side
from tests.builders import PLAN, a_recruiting_programme
from tests.company import colleagues, enrol
from tests.conftest import CLAIRE as HER
from tests.journeys.conftest import World, shown


def a_pair(world: World, mentor_id: str, mentee_id: str) -> Pair:
    """Two people who have just been introduced, in a programme of their own that has just begun."""
    storage, now = world.product.storage, world.product.clock.now()
    programme = a_recruiting_programme(storage, HER)
    dates = {"starts_on": now.date(), "ends_on": now.date() + timedelta(days=400)}
    with storage.begin() as work:
        plan = replace(PLAN, name="Mentorat 2027", **dates)
        work.programmes.save(replace(work.programmes.hold(programme.id), **vars(plan)))
    known = {each.id: each for each in colleagues()}
    enrol(storage, programme, [known[mentor_id], known[mentee_id]])
    with storage.begin() as work:
        agreed = Pair(programme.id, mentee_id, mentor_id, Grounds(), now, state=PairState.ACCEPTED, accepted_at=now)
        pair = work.pairs.add(agreed)
        work.sides.add_all(Side(pair.id, each, pair.role_of(each), reply=Reply.YES) for each in pair.people)
    world.until(lambda: state_of(world, pair) is PairState.ACTIVE)
    return pair


def state_of(world: World, pair: Pair) -> PairState:
    with world.product.storage.look() as work:
        return work.pairs.get(pair.id).state


def schedule_of(world: World, pair: Pair) -> Schedule:
    with world.product.storage.look() as work:
        return work.schedules.of(pair.id)


def pass_days(world: World, days: float) -> None:
    """Days pass, and what is due then happens at once."""
    world.forward(days)
    world.product.check_in()


def asked(world: World, person_id: str, *containing: str) -> Any:
    """Today's message that contains all of this, once it is there."""
    since = (world.product.clock.now() - timedelta(hours=3)).timestamp()

    def newest() -> Any:
        if not any(each["kind"] == "app" for each in world.hand(person_id).conversations()):
            return None
        today = [m for m in world.hand(person_id).inbox() if float(m["ts"]) > since]
        return next((m for m in today if all(each in shown(m) for each in containing)), None)

    return world.until(newest)


def standing(world: World, person_id: str, message: Any, containing: str) -> Any:
    """That message, once it says this."""

    def now() -> Any:
        same = [m for m in world.hand(person_id).inbox() if m["ts"] == message["ts"]]
        return same[0] if same and containing in shown(same[0]) else None

    return world.until(now)
