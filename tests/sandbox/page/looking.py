"""Finding one's way on the page."""

from playwright.sync_api import Locator, Page, expect

from tests.sandbox.page.helper import Helper

FRENCH, ENGLISH = "U0CAMILLE", "U0EMILY"
EVERYWHERE = "C0GENERAL"


def enter(page: Page, helper: Helper, user: str, place: str = EVERYWHERE) -> None:
    page.goto(f"{helper.sandbox.address}/#{user}/{place}")
    expect(page.locator(f"[data-channel={place}]").last).to_be_visible()


def app_place(helper: Helper, user: str) -> str:
    return next(each["id"] for each in helper.sandbox.hand(user).conversations() if each["kind"] == "app")


def message(page: Page, ts: str) -> Locator:
    return page.locator(f"[data-ts='{ts}']")


def question(page: Page, block_id: str) -> Locator:
    return page.locator(f"dialog [data-block-id={block_id}]")


def choose(page: Page, block_id: str, query: str, *labels: str) -> None:
    field = question(page, block_id).get_by_role("combobox")
    field.click()
    if query:
        field.press_sequentially(query)
    for label in labels:
        page.get_by_role("option", name=label).first.click()
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
