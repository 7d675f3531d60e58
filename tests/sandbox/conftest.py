"""A workspace for every test, as it was on its first day."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.manifests import EVERYTHING
from tests.sandbox.raw_app import RawApp


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    with Sandbox(manifest=EVERYTHING, rates=False, retries=(0, 0, 0), deadline=0.5) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """One server for all tests of a process; the app has half a second to ack, and retries are immediate."""
    running.until(lambda: not running.connected)
    running.reset()
    return running


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    return WebClient(BOT_TOKEN, base_url=sandbox.api_url)


@pytest.fixture
def app(sandbox: Sandbox) -> Iterator[RawApp]:
    with RawApp(sandbox) as app:
        yield app
