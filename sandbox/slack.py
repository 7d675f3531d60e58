"""The stand-in Slack as a whole: what its Web API, its deliveries and its page all work on."""

import time
from dataclasses import dataclass, field

from sandbox.clock import Clock
from sandbox.company import company
from sandbox.faults import Faults
from sandbox.feed import ClockMoved, Feed, ModalsChanged, StartedAnew
from sandbox.limits import Limits
from sandbox.manifest import Manifest
from sandbox.reply_urls import ReplyUrls
from sandbox.traffic import Traffic
from sandbox.triggers import Triggers
from sandbox.views import Views
from sandbox.workspace import Workspace

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SIGNING_SECRET = "sandbox-secret"


@dataclass
class Slack:
    manifest: Manifest
    clock: Clock
    seed: int = 1
    rates: bool = True
    address: str = ""
    feed: Feed = field(default_factory=Feed)
    faults: Faults = field(default_factory=Faults)
    tickets: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.traffic = Traffic(self.clock, self.feed)
        self.clock.on_move(lambda: self.feed.publish(ClockMoved()))
        self.reset()

    def reset(self) -> None:
        """The company as it was on the first day; the clock, the traffic and the open lines stay."""
        self.faults.clear()
        self.workspace = Workspace(company(self.seed), self.manifest, self.clock, self.feed)
        self.views = Views(self.workspace.team.id, self.clock, self.feed)
        self.triggers = Triggers(time.monotonic)
        self.reply_urls = ReplyUrls(time.monotonic)
        self.reply_urls.address = self.address
        self.limits = Limits(time.monotonic, self.rates)
        for user in self.workspace.people:
            self.feed.publish(ModalsChanged(user))
        self.feed.publish(StartedAnew())

    def at(self, address: str) -> None:
        """Where the outside world reaches this workspace."""
        self.address = self.reply_urls.address = address
