"""One workspace and one app serve all tests of the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sandbox.running import Sandbox
from tests.browsing import window
from tests.sandbox.listening import listening
from tests.sandbox.page.helper import MANIFEST, Helper
from tests.sandbox.page.looking import ENGLISH, FRENCH


@pytest.fixture(scope="package")
def helper() -> Iterator[Helper]:
    with Sandbox(manifest=MANIFEST, rates=False) as sandbox:
        helper = Helper(sandbox)
        with listening(helper.app, sandbox):
            yield helper


@pytest.fixture(scope="package")
def page(browser: Browser) -> Iterator[Page]:
    """One window for all of them: going from person to person does not load the page again."""
    yield from window(browser, viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from window(browser, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)


@pytest.fixture(autouse=True)
def tidied(helper: Helper) -> Iterator[None]:
    """No modal and nothing unheard is left for the next test."""
    yield
    for user in (FRENCH, ENGLISH):
        if helper.sandbox.hand(user).modals():
            helper.sandbox.hand(user).close(all=True)
    while not helper.told.empty():
        helper.told.get()
