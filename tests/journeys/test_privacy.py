"""What somebody answers stays between them and the database."""

import json

import pytest

from tests.builders import MENTEE_PAGES
from tests.journeys.conftest import CLAIRE, World, announce, create_programme, shown
from tests.journeys.test_joining import ENGLISH

CANARY = "canary-4f1d"


def join_with_a_canary(world: World) -> None:
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    for page in MENTEE_PAGES:
        typed = {key: CANARY if key in ("struggle", "success", "department") else value for key, value in page.items()}
        leo.fill(typed)
        assert leo.submit() == {}
    world.message_to(ENGLISH, "You have joined")


def test_no_answer_is_logged_or_told_to_anybody(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    create_programme(world)
    join_with_a_canary(world)
    claire = world.hand(CLAIRE)
    claire.open_home()
    claire.press(world.home_of(CLAIRE, "programmes.participants"), "programmes.participants")
    out, err = capsys.readouterr()
    assert CANARY not in out + err
    assert CANARY not in shown(claire.modals())
    for person in (ENGLISH, CLAIRE):
        assert CANARY not in shown(world.slack.posted(person))


def test_what_goes_along_with_messages_and_modals_is_ids_only(world: World) -> None:
    create_programme(world)
    join_with_a_canary(world)
    for message in world.slack.posted(ENGLISH):
        payload = message["metadata"]["event_payload"]
        assert set(payload) == {"uid"}
    leo = world.hand(ENGLISH)
    leo.close()
    leo.command("/mentoring answers")
    memory = json.loads(leo.modal()["private_metadata"])
    assert set(memory) == {"id", "page", "form", "again"}
    assert all(isinstance(value, int) for value in memory.values())
