"""One browser, one workspace and one app serve all tests of the page."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sandbox.running import Sandbox
from tests.sandbox.page.helper import MANIFEST, Helper
from tests.sandbox.page.looking import ENGLISH, FRENCH

CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def helper() -> Iterator[Helper]:
    with Sandbox(manifest=MANIFEST, rates=False) as sandbox:
        helper = Helper(sandbox)
        helper.handler.connect()
        sandbox.until(lambda: sandbox.connected)
        yield helper
        helper.handler.close()


@pytest.fixture(scope="package")
def page(browser: Browser) -> Iterator[Page]:
    """One window for all of them: going from person to person does not load the page again."""
    yield from _window(browser, viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from _window(browser, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)


def _window(browser: Browser, **how: Any) -> Iterator[Page]:
    """A window in which nothing went wrong unseen."""
    context = browser.new_context(**how)
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(autouse=True)
def tidied(helper: Helper) -> Iterator[None]:
    """No modal and nothing unheard is left for the next test."""
    yield
    for user in (FRENCH, ENGLISH):
        if helper.sandbox.hand(user).modals():
            helper.sandbox.hand(user).close(all=True)
    while not helper.told.empty():
        helper.told.get()
