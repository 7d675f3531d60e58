"""The wires under HTTP: so that a connection can be cut without an answer, as networks do."""

import asyncio
from typing import Any
from weakref import WeakValueDictionary

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_open: WeakValueDictionary[Any, asyncio.BaseTransport] = WeakValueDictionary()


class Line(H11Protocol):
    """HTTP/1.1 that remembers its open connections by the address of the other end."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _open[transport.get_extra_info("peername")] = transport


class Dropped(Response):
    """No answer at all: the connection is closed under the caller."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        _open[tuple(scope["client"])].close()
        while (await receive())["type"] != "http.disconnect":
            pass
