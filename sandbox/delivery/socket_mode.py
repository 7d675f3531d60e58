"""Socket Mode: the app holds up to ten connections, and each payload goes down one of them."""

import asyncio
import itertools
import json
import uuid
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.conversation import Json
from sandbox.delivery.parcel import DEADLINE, Failure, NotAcked, Parcel, ParcelKind
from sandbox.faults import FaultKind
from sandbox.feed import ConnectionsChanged
from sandbox.slack import Slack
from sandbox.workspace import APP_ID

MOST = 10
REFRESH_GRACE = 1.0


class Line:
    """One connection of the app, and the acks that are awaited on it."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.awaited: dict[str, asyncio.Future[Any]] = {}

    async def send(self, message: Json) -> None:
        await self.socket.send_json(message)

    def acked(self, message: Json) -> None:
        ack = self.awaited.get(message.get("envelope_id", ""))
        if ack and not ack.done():
            ack.set_result(message.get("payload"))

    def lost(self) -> None:
        for ack in self.awaited.values():
            if not ack.done():
                ack.set_exception(NotAcked(Failure.AWAY))


class SocketMode:
    def __init__(self, slack: Slack, deadline: float = DEADLINE) -> None:
        self._slack = slack
        self._deadline = deadline
        self._lines: list[Line] = []
        self._turn = itertools.count()
        self._arrival = asyncio.Event()

    @property
    def connected(self) -> bool:
        return bool(self._lines)

    async def serve(self, socket: WebSocket) -> None:
        """One connection, from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._slack.tickets or len(self._lines) >= MOST:
            await socket.close(4000)
            return
        self._slack.tickets.remove(ticket)
        await socket.accept()
        line = Line(socket)
        self._lines.append(line)
        try:
            await line.send(self._hello())
            self._arrival.set()
            self._slack.feed.publish(ConnectionsChanged())
            while True:
                line.acked(_read(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._lose(line)

    async def deliver(self, parcel: Parcel) -> Any:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._deliver(await self._line(parcel), parcel)
        except TimeoutError:
            raise NotAcked(Failure.TIMEOUT) from None

    async def _deliver(self, line: Line, parcel: Parcel) -> Any:
        envelope = _envelope(parcel)
        ack: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        line.awaited[envelope["envelope_id"]] = ack
        try:
            await line.send(envelope)
            if self._slack.faults.strikes(FaultKind.CLOSED_SOCKET, parcel.name):
                await self._hang_up(line)
            return await ack
        except (RuntimeError, WebSocketDisconnect):
            raise NotAcked(Failure.AWAY) from None
        finally:
            del line.awaited[envelope["envelope_id"]]

    async def _line(self, parcel: Parcel) -> Line:
        """The next connection in turn; an event waits a moment for one to come back, a person does not."""
        while not self._lines:
            if parcel.kind is not ParcelKind.EVENT:
                raise NotAcked(Failure.AWAY)
            self._arrival.clear()
            await self._arrival.wait()
        return self._lines[next(self._turn) % len(self._lines)]

    async def refresh(self) -> None:
        """Ask the app to connect again, as Slack does every few hours, then hang up."""
        lines = list(self._lines)
        for line in lines:
            await line.send({"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "sandbox"}})
        await asyncio.sleep(REFRESH_GRACE)
        for line in lines:
            await self._hang_up(line)

    async def close(self) -> None:
        for line in list(self._lines):
            await self._hang_up(line)

    async def _hang_up(self, line: Line) -> None:
        if line in self._lines:
            self._lose(line)
            await line.socket.close(1000)

    def _lose(self, line: Line) -> None:
        if line in self._lines:
            self._lines.remove(line)
            self._slack.feed.publish(ConnectionsChanged())
        line.lost()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._lines),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP_ID},
        }


def _read(text: str) -> Json:
    """What is no JSON object acknowledges nothing."""
    try:
        message = json.loads(text)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _envelope(parcel: Parcel) -> Json:
    envelope: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": parcel.kind.value,
        "payload": parcel.body,
        "accepts_response_payload": parcel.answerable,
    }
    if parcel.kind is ParcelKind.EVENT:
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.retry_reason}
    return envelope
