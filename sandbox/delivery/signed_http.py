"""HTTP delivery: a signed POST to the address where the app listens."""

import asyncio
import hashlib
import hmac
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from sandbox.delivery.parcel import DEADLINE, Failure, NotAcked, Parcel, ParcelKind

AT_ONCE = 16
RETRY_REASONS = {Failure.TIMEOUT: "http_timeout", Failure.AWAY: "connection_failed", Failure.REFUSED: "http_error"}


class SignedHttp:
    def __init__(self, url: str, secret: str, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._url = urlsplit(url)
        self._secret = secret
        self._threads = ThreadPoolExecutor(AT_ONCE, "delivery")

    @property
    def connected(self) -> bool:
        """Whether there is anybody is only known by trying."""
        return True

    async def deliver(self, parcel: Parcel) -> Any:
        loop = asyncio.get_running_loop()
        posting = loop.run_in_executor(self._threads, self._post, parcel)
        try:
            async with asyncio.timeout(self._deadline):
                response, body = await posting
        except TimeoutError:
            raise NotAcked(Failure.TIMEOUT) from None
        except (OSError, http.client.HTTPException):
            raise NotAcked(Failure.AWAY) from None
        if response.status != 200:
            raise NotAcked(Failure.REFUSED, response.status, final=response.getheader("X-Slack-No-Retry") == "1")
        return _answer(response.getheader("Content-Type", ""), body)

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _post(self, parcel: Parcel) -> tuple[http.client.HTTPResponse, bytes]:
        kind, body = _written(parcel)
        connection = _connection(self._url)
        try:
            path = (self._url.path or "/") + (f"?{self._url.query}" if self._url.query else "")
            connection.request("POST", path, body, {"Content-Type": kind, **self._headers(parcel, body)})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def _headers(self, parcel: Parcel, body: bytes) -> dict[str, str]:
        """Signed by real time: the app compares it with its own clock."""
        timestamp = str(int(time.time()))
        headers = {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if parcel.attempt:
            reason = RETRY_REASONS.get(Failure(parcel.retry_reason), "unknown_error")
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": reason}
        return headers


def signature(secret: str, timestamp: str, body: bytes) -> str:
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    return kind(url.hostname or "", url.port, timeout=DEADLINE)


def _written(parcel: Parcel) -> tuple[str, bytes]:
    """Events are JSON, commands a form, interactions a form with one field of JSON."""
    text = json.dumps(parcel.body)
    match parcel.kind:
        case ParcelKind.EVENT:
            return "application/json", text.encode()
        case ParcelKind.COMMAND:
            return "application/x-www-form-urlencoded", urlencode(parcel.body).encode()
        case ParcelKind.INTERACTION:
            return "application/x-www-form-urlencoded", urlencode({"payload": text}).encode()


def _answer(kind: str, body: bytes) -> Any:
    if not body:
        return None
    if kind.startswith("application/json"):
        try:
            return json.loads(body)
        except ValueError:
            raise NotAcked(Failure.UNREADABLE) from None
    return body.decode()
