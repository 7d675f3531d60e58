"""The sandbox as a whole, running in a thread of its own."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import uvicorn

from sandbox.clock import Clock
from sandbox.company import Person
from sandbox.conversation import Json
from sandbox.crowd import Crowd
from sandbox.delivery.courier import SLACK_RETRIES, Courier
from sandbox.delivery.events import Subscriptions
from sandbox.delivery.parcel import DEADLINE, Transport
from sandbox.delivery.signed_http import SignedHttp
from sandbox.delivery.socket_mode import SocketMode
from sandbox.faults import Faults
from sandbox.feed import Change
from sandbox.hand import Hand
from sandbox.lines import Line
from sandbox.manifest import read_manifest
from sandbox.server import application
from sandbox.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Slack
from sandbox.workspace import APP_USER, Workspace

__all__ = ["APP_TOKEN", "BOT_TOKEN", "SIGNING_SECRET", "Sandbox"]

HOST = "127.0.0.1"
MANIFEST = Path(__file__).parents[1] / "manifest.json"
PATIENCE = 10.0

Answer = TypeVar("Answer")


class Sandbox:
    """A context manager: inside it, the workspace is served on the loopback.

    `manifest` is a path or the parsed JSON; `http` the URL that the app listens on (Socket Mode without it);
    `retries` the seconds before each further attempt at an event that was not acked; `deadline` the seconds that
    the app has to ack.
    """

    def __init__(
        self,
        seed: int = 1,
        *,
        manifest: Path | str | Mapping[str, Any] = MANIFEST,
        rates: bool = True,
        clock_file: Path | None = None,
        http: str | None = None,
        port: int = 0,
        retries: Sequence[float] = SLACK_RETRIES,
        deadline: float = DEADLINE,
    ) -> None:
        self.clock = Clock(clock_file)
        self.slack = Slack(read_manifest(manifest), self.clock, seed, rates)
        self._transport: Transport = (
            SignedHttp(http, SIGNING_SECRET, deadline) if http else SocketMode(self.slack, deadline)
        )
        self._courier = Courier(self.slack, self._transport, retries)
        Subscriptions(self.slack, self._courier)
        self._port = port
        self._news = threading.Condition()
        self._happened = 0
        self.slack.feed.subscribe(self._hear)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        """Raises OSError when the port is taken."""
        self._socket = _bound(self._port)
        self.slack.at(f"http://{HOST}:{self._socket.getsockname()[1]}")
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="sandbox", daemon=True)
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise RuntimeError("the sandbox did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crowd.stop()
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._socket.close()

    # What goes on

    @property
    def address(self) -> str:
        return self.slack.address

    @property
    def api_url(self) -> str:
        return f"{self.address}/api/"

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    @property
    def faults(self) -> Faults:
        return self.slack.faults

    @property
    def connected(self) -> bool:
        """Whether the app holds a Socket Mode connection."""
        return self._transport.connected

    def hand(self, user: str) -> Hand:
        return Hand(self.address, user)

    def traffic(self, name: str | None = None) -> list[Json]:
        """Calls and deliveries, oldest first; all, or those of a method, event, command or payload type."""
        return [entry for entry in self.slack.traffic.since() if name in (None, entry["name"])]

    def posted(self, place: str) -> list[Json]:
        """What the app said in a channel, or to a person directly, as it stands now; ephemerals included."""
        conversation = self.workspace.existing_direct(place, APP_USER) or self.workspace.conversations.get(place)
        messages = list(conversation.messages.values()) if conversation else []
        return [message.body for message in messages if message.author == APP_USER]

    def settled(self, timeout: float = 5.0) -> None:
        """Wait until no delivery is under way, retries included. Raises TimeoutError naming those that are."""
        self._courier.settled(timeout)

    def until(self, wanted: Callable[[], Answer], timeout: float = 5.0) -> Answer:
        """Wait until `wanted()` is true, asked again whenever something happens here. Raises TimeoutError."""
        deadline = time.monotonic() + timeout
        while True:
            seen = self._happened
            answer = wanted()
            if answer:
                return answer
            with self._news:
                if not self._news.wait_for(lambda: self._happened != seen, deadline - time.monotonic()):  # noqa: B023
                    raise TimeoutError("it did not happen")

    # What befalls the company

    def reset(self) -> None:
        """The company as on the first day. The clock and the app's connections stay."""
        self._on_the_loop(self._courier.abandon)
        self._on_the_loop(self.slack.reset)

    def join(self, person: Person) -> None:
        self._on_the_loop(lambda: self.workspace.join(person))

    def change_person(self, user: str, **changes: Any) -> None:
        """Fields of Person; `deleted=True` deactivates."""
        self._on_the_loop(lambda: self.workspace.change_person(user, **changes))

    def hang_up(self) -> None:
        """Close the app's Socket Mode connections without a word."""
        self._run(self._socket_mode().close())

    def refresh(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours, then close the old connections."""
        self._run(self._socket_mode().refresh())

    def _socket_mode(self) -> SocketMode:
        if not isinstance(self._transport, SocketMode):
            raise TypeError("the app is not connected by Socket Mode")
        return self._transport

    def _on_the_loop(self, act: Callable[[], None]) -> None:
        async def acting() -> None:
            act()

        self._run(acting())

    def _run(self, doing: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(doing, self._loop).result(PATIENCE)

    def _hear(self, _: Change) -> None:
        with self._news:
            self._happened += 1
            self._news.notify_all()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._crowd = Crowd(self.slack, self.hand)
        app = application(self.slack, self._courier, self._crowd)
        self._server = uvicorn.Server(
            uvicorn.Config(app, http=Line, ws="websockets-sansio", lifespan="off", log_config=None, access_log=False)
        )
        self._loop.call_soon(self._ready.set)
        await self._server.serve(sockets=[self._socket])
        await self._courier.close()
        await asyncio.sleep(0)


def _bound(port: int) -> socket.socket:
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError:
        bound.close()
        raise
    bound.listen(128)
    return bound
