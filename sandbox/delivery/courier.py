"""Bringing parcels to the app: deadlines, second attempts, misfortunes, and knowing when all is quiet."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from sandbox.delivery.parcel import Failure, NotAcked, Parcel, Transport
from sandbox.faults import FaultKind
from sandbox.slack import Slack
from sandbox.traffic import TO_APP

# Seconds before each further attempt at an event.
SLACK_RETRIES = (0.0, 60.0, 300.0)
HELD_AT_MOST = 1.0

Answer = TypeVar("Answer")


class Courier:
    def __init__(self, slack: Slack, transport: Transport, retries: Sequence[float] = SLACK_RETRIES) -> None:
        self._slack = slack
        self.transport = transport
        self._retries = retries
        self._tasks: set[asyncio.Task[None]] = set()
        self._following = asyncio.Event()
        self._quiet = threading.Condition()
        self._under_way: list[str] = []

    async def ask(self, parcel: Parcel) -> Any:
        """Deliver what a person waits for, once; the body of the ack. Raises NotAcked."""
        return await self._counted(parcel.name, self._attempt(parcel))

    def bring(self, parcel: Parcel) -> None:
        """Deliver an event in the background, again and again by Slack's schedule until it is acked."""
        self._following.set()
        self._start(parcel, self._insist(parcel))
        if self._slack.faults.strikes(FaultKind.DUPLICATED, parcel.name):
            self._start(parcel, self._insist(parcel))

    def tell(self, parcel: Parcel) -> None:
        """Deliver in the background, once, whatever becomes of it."""
        self._start(parcel, self._once(parcel))

    def settled(self, timeout: float) -> None:
        """Wait, from another thread, until nothing is under way. Raises TimeoutError naming what still is."""
        with self._quiet:
            if not self._quiet.wait_for(lambda: not self._under_way, timeout):
                raise TimeoutError(f"still under way: {', '.join(self._under_way)}")

    def abandon(self) -> None:
        """Bring nothing more of what is under way in the background."""
        for task in list(self._tasks):
            task.cancel()

    async def close(self) -> None:
        self.abandon()
        await self.transport.close()

    def _start(self, parcel: Parcel, journey: Coroutine[Any, Any, None]) -> None:
        self._note_start(parcel.name)
        task = asyncio.get_running_loop().create_task(journey)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: self._note_end(parcel.name))

    async def _once(self, parcel: Parcel) -> None:
        with suppress(NotAcked):
            await self._attempt(parcel)

    async def _insist(self, parcel: Parcel) -> None:
        if self._slack.faults.strikes(FaultKind.REORDERED, parcel.name):
            await self._let_the_next_pass()
        reason = await self._event(parcel)
        for number, delay in enumerate(self._retries, 1):
            if reason is None:
                return
            await asyncio.sleep(delay)
            reason = await self._event(replace(parcel, attempt=number, retry_reason=reason.value))

    async def _event(self, parcel: Parcel) -> Failure | None:
        """Why it should be tried again, if it should."""
        try:
            await self._attempt(parcel)
        except NotAcked as problem:
            return None if problem.final else problem.failure
        return None

    async def _let_the_next_pass(self) -> None:
        self._following.clear()
        try:
            async with asyncio.timeout(HELD_AT_MOST):
                await self._following.wait()
        except TimeoutError:
            return
        await asyncio.sleep(0.05)

    async def _attempt(self, parcel: Parcel) -> Any:
        started = time.monotonic()
        status, answer = "acked", None
        try:
            answer = await self.transport.deliver(parcel)
            if self._slack.faults.strikes(FaultKind.NOT_ACKED, parcel.name):
                raise NotAcked(Failure.TIMEOUT)
        except NotAcked as problem:
            status = str(problem)
            raise
        else:
            return answer
        finally:
            self._slack.traffic.note(
                TO_APP,
                parcel.name,
                status,
                seconds=time.monotonic() - started,
                detail=f"{parcel.about} (attempt {parcel.attempt + 1})" if parcel.attempt else parcel.about,
                body={"sent": parcel.body, "answer": answer},
            )

    async def _counted(self, name: str, journey: Awaitable[Answer]) -> Answer:
        self._note_start(name)
        try:
            return await journey
        finally:
            self._note_end(name)

    def _note_start(self, name: str) -> None:
        with self._quiet:
            self._under_way.append(name)

    def _note_end(self, name: str) -> None:
        with self._quiet:
            self._under_way.remove(name)
            self._quiet.notify_all()
