"""Whatever befalls the line, nothing is lost and nothing comes twice."""

from collections import Counter

import pytest

from sandbox.hand import HOME
from tests.builders import MENTEE_PAGES
from tests.journeys.conftest import CLAIRE, GENERAL, Living, World, announce, create_programme, shown
from tests.journeys.test_joining import ENGLISH, answer_as_mentee

TRANSPORTS = pytest.mark.parametrize("transport", ["socket", "http"])


def join(world: World, post: object) -> None:
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.join")  # type: ignore[arg-type]
    answer_as_mentee(leo)


def confirmations(world: World) -> list[object]:
    return [message for message in world.slack.posted(ENGLISH) if "You have joined" in shown(message)]


def deliveries_settled(world: World) -> None:
    """Nothing is under way: not from Slack, not to Slack. What must wait for Slack's limits waits by the clock."""
    world.slack.settled(timeout=10)
    while (wait := world.product.delivery.step()) is not None:
        world.slack.clock.forward(hours=wait.total_seconds() / 3600)


def in_time(world: World, containing: str, person_id: str) -> object:
    """The message that contains this, however long the bot waits before it tries again: hours pass at once."""
    for _ in range(20):
        deliveries_settled(world)
        for message in world.hand(person_id).inbox():
            if containing in shown(message):
                return message
        world.slack.clock.forward(hours=1)
    raise AssertionError(f"{containing!r} never came")


@TRANSPORTS
def test_a_duplicated_event_is_answered_once(living: Living, transport: str) -> None:
    with living(transport) as world:
        world.slack.faults.add("duplicated", "message")
        leo = world.hand(ENGLISH)
        leo.open_home("messages")
        leo.say(next(c["id"] for c in leo.conversations() if c["kind"] == "app"), "hello?")
        world.message_to(ENGLISH, "I run the mentoring programme")
        deliveries_settled(world)
        assert len(world.slack.posted(ENGLISH)) == 1


@TRANSPORTS
def test_a_duplicated_submission_makes_one_programme(living: Living, transport: str) -> None:
    with living(transport) as world:
        world.slack.faults.add("duplicated", "view_submission")
        create_programme(world)
        deliveries_settled(world)
        claire = world.hand(CLAIRE)
        claire.open_home()
        view = world.home_of(CLAIRE, "Mentorat 2027")
        assert shown(view).count("programmes.participants") == 1


def test_a_double_click_leaves_once(world: World) -> None:
    create_programme(world)
    join(world, announce(world))
    leo = world.hand(ENGLISH)
    leo.close()
    confirmation = world.message_to(ENGLISH, "enrolment.withdraw")
    leo.press(confirmation, "enrolment.withdraw")
    leo.press(confirmation, "enrolment.withdraw")
    world.message_to(ENGLISH, "You have left")
    deliveries_settled(world)
    assert Counter("You have left" in shown(each) for each in world.slack.posted(ENGLISH))[True] == 1


def test_a_socket_that_closes_in_the_middle_loses_no_answer(world: World) -> None:
    create_programme(world)
    post = announce(world)
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.join")
    world.slack.hang_up()
    world.until(lambda: world.slack.connected)
    answer_as_mentee(leo)
    world.message_to(ENGLISH, "You have joined")
    deliveries_settled(world)
    assert len(confirmations(world)) == 1


def test_slack_asking_to_connect_anew_is_not_noticed(world: World) -> None:
    create_programme(world)
    world.slack.refresh()
    join(world, announce(world))
    world.message_to(ENGLISH, "You have joined")


@pytest.mark.parametrize(
    ("misfortune", "how"),
    [
        ("rate_limited", {"seconds": 1}),
        ("dropped_after", {}),
        ("dropped_before", {}),
        ("server_error", {"status": 503}),
    ],
)
def test_a_message_that_meets_trouble_arrives_once(world: World, misfortune: str, how: dict[str, float]) -> None:
    create_programme(world)
    post = announce(world)
    world.slack.faults.add(misfortune, "chat.postMessage", **how)
    join(world, post)
    in_time(world, "You have joined", ENGLISH)
    deliveries_settled(world)
    assert len(confirmations(world)) == 1


def test_an_announcement_that_may_have_arrived_is_hrs_to_judge(world: World) -> None:
    create_programme(world)
    claire = world.hand(CLAIRE)
    world.slack.faults.add("dropped_after", "chat.postMessage")
    claire.press(HOME, "announcements.compose")
    claire.fill({"channel": GENERAL})
    claire.submit()
    question = in_time(world, "Votre annonce est-elle arrivée", CLAIRE)
    assert len(world.slack.posted(GENERAL)) == 1
    claire.press(question, "announcements.again")
    claire.press(question, "announcements.again")
    world.until(lambda: len(world.slack.posted(GENERAL)) == 2)
    deliveries_settled(world)
    assert len(world.slack.posted(GENERAL)) == 2


def test_a_channel_that_the_app_is_not_in_is_explained_and_can_be_tried_again(world: World) -> None:
    create_programme(world)
    private = next(c["id"] for c in world.hand(CLAIRE).conversations() if c["kind"] == "private")
    claire = world.hand(CLAIRE)
    claire.press(HOME, "announcements.compose")
    claire.fill({"channel": private})
    claire.submit()
    answer = world.message_to(CLAIRE, "/invite")
    claire.command("/invite @Binôme", channel=private)
    claire.press(answer, "announcements.again")
    world.announcement(private)


def test_a_restart_in_the_middle_forgets_nothing(living: Living) -> None:
    with living() as world:
        create_programme(world)
        post = announce(world)
        leo = world.hand(ENGLISH)
        leo.press(post, "enrolment.join")
        leo.fill({"role": "mentee"})
        leo.submit()
        world.restart()
        for page in (1, 2, 3):
            assert f"Page {page} of 3" in shown(leo.modal())
            leo.fill(MENTEE_PAGES[page - 1])
            assert leo.submit() == {}
        world.message_to(ENGLISH, "You have joined")
