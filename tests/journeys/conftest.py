"""The product as it runs, against the sandbox workspace, over real HTTP and WebSocket."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.app import Product
from bot.settings import Settings, Transport
from sandbox.hand import HOME, Hand
from sandbox.running import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Sandbox
from tests.browsing import window
from tools.daytime import seconds_ahead

CLAIRE = "U0CLAIRE"
PRIYA = "U0PRIYA"
GENERAL = "C0GENERAL"


def shown(thing: Any) -> str:
    """What stands somewhere, as one text, with ordinary spaces."""
    return json.dumps(thing, ensure_ascii=False).replace("\u202f", " ").replace("\u00a0", " ")


@dataclass
class World:
    """A workspace and the product in it."""

    slack: Sandbox
    settings: Settings

    def start(self) -> None:
        """Starts the product, and waits until Slack can reach it."""
        self.product = Product(self.settings)
        self.product.start()
        self.until(lambda: self.settings.transport is Transport.HTTP or self.slack.connected)

    def restart(self) -> None:
        """Ends the product and starts it anew, on the same database."""
        self.product.stop()
        self.start()

    def forward(self, days: float) -> None:
        """Days pass, and the hours to the next daytime: what the bot says of its own accord waits for it."""
        self.slack.clock.forward(days=days)
        self.slack.clock.forward(hours=seconds_ahead(self.product.clock.now()) / 3600)

    def hand(self, person_id: str) -> Hand:
        return self.slack.hand(person_id)

    def until(self, wanted: Callable[[], Any]) -> Any:
        return self.slack.until(wanted, timeout=30)

    def message_to(self, person_id: str, containing: str) -> Any:
        """The direct message of the bot that contains this, once it is there."""
        return self.until(lambda: next((m for m in self.hand(person_id).inbox() if containing in shown(m)), None))

    def announcement(self, channel: str = GENERAL) -> Any:
        """The post with a button to join, once it is there."""
        posts = lambda: self.hand(CLAIRE).messages(channel)  # noqa: E731
        return self.until(lambda: next((m for m in posts() if "enrolment.join" in shown(m)), None))

    def home_of(self, person_id: str, containing: str) -> Any:
        """Somebody's Home tab, once it contains this."""

        def found() -> Any:
            view = self.hand(person_id).home()
            return view if view and containing in shown(view) else None

        return self.until(found)


Living = Callable[..., AbstractContextManager[World]]


@pytest.fixture
def living(address: str, tmp_path: Path) -> Living:
    """Makes worlds: `with living(transport="http") as world`."""

    @contextmanager
    def live(transport: str = "socket", hr_users: str = CLAIRE, **sandbox: Any) -> Iterator[World]:
        port = _free_port()
        clock_file = tmp_path / "clock"
        clock_file.write_text(str(seconds_ahead()))
        if transport == "http":
            sandbox["http"] = f"http://127.0.0.1:{port}/slack/events"
        with Sandbox(clock_file=clock_file, **sandbox) as slack:
            settings = Settings(
                _env_file=None,  # type: ignore[call-arg]
                transport=transport,
                slack_bot_token=BOT_TOKEN,
                slack_app_token=APP_TOKEN,
                slack_signing_secret=SIGNING_SECRET,
                slack_api_url=slack.api_url,
                http_port=port,
                hr_users=hr_users,
                database_url=address,
                clock_offset_file=clock_file,
            )
            world = World(slack, settings)
            world.start()
            try:
                yield world
            finally:
                world.product.stop()

    return live


@pytest.fixture
def world(living: Living, request: pytest.FixtureRequest) -> Iterator[World]:
    """A world in Socket Mode. In a browser the team are two: one works in French, the other in English."""
    in_browser = "page" in request.fixturenames
    with living(hr_users=f"{CLAIRE},{PRIYA}" if in_browser else CLAIRE) as world:
        yield world


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from window(browser, viewport={"width": 1280, "height": 1100})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def create_programme(world: World, name: str = "Mentorat 2027", languages: tuple[str, ...] = ("fr", "en")) -> None:
    """HR sets up a programme from Home."""
    claire = world.hand(CLAIRE)
    claire.open_home()
    world.home_of(CLAIRE, "programmes.new")
    claire.press(HOME, "programmes.new")
    claire.fill({"name": name, "goal": "Grandir ensemble.", "success": "70 %", "languages": list(languages)})
    assert claire.submit() == {}
    world.home_of(CLAIRE, name)


def announce(world: World, channel: str = GENERAL, word: str = "Rejoignez-nous !") -> Any:
    """HR announces it; returns the post."""
    claire = world.hand(CLAIRE)
    claire.press(HOME, "announcements.compose")
    claire.fill({"channel": channel, "word": word})
    assert claire.submit() == {}
    return world.announcement(channel)
