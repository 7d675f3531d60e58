"""The workspace around the messages: people, languages, phone, news, clock, traffic."""

from playwright.sync_api import Page, expect

from tests.sandbox.page import gallery
from tests.sandbox.page.gallery import section
from tests.sandbox.page.helper import Helper
from tests.sandbox.page.looking import ENGLISH, EVERYWHERE, FRENCH, app_place, enter, message


def test_nothing_is_wider_than_a_phone(phone: Page, helper: Helper) -> None:
    for blocks in (gallery.TEXTS, gallery.FIGURES, gallery.GROUPS):
        helper.post(EVERYWHERE, *blocks)
    enter(phone, helper, FRENCH)
    _holds_its_width(phone)
    phone.get_by_role("button", name="Ouvrir la liste des conversations").tap()
    phone.get_by_role("link", name="Helper").tap()
    phone.get_by_role("button", name="Open the form").tap()
    expect(phone.get_by_role("dialog", name="Everything")).to_be_visible()
    _holds_its_width(phone)


def _holds_its_width(page: Page) -> None:
    too_wide = page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(".scroller, .home, .modal-body, .bar")]
            .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className)"""
    )
    assert too_wide == []


def test_the_page_speaks_the_persons_language_and_time(page: Page, helper: Helper) -> None:
    ts = helper.post(EVERYWHERE, section("<!date^1805117400^{date_long} {time}|fallback>"))
    enter(page, helper, FRENCH)
    expect(page.get_by_role("heading", name="Canaux")).to_be_visible()
    expect(message(page, ts)).to_contain_text("lundi 15 mars 2027 14:30")
    enter(page, helper, ENGLISH)
    expect(page.get_by_role("heading", name="Channels")).to_be_visible()
    expect(message(page, ts)).to_contain_text("Monday, March 15, 2027 9:30 AM")


def test_news_arrives_and_is_counted(page: Page, helper: Helper) -> None:
    inbox = app_place(helper, ENGLISH)
    enter(page, helper, ENGLISH)
    row = page.locator(f".row[data-channel={inbox}]")
    helper.post(ENGLISH, section("A private word"))
    expect(row.locator(".unread")).to_contain_text("1")
    row.click()
    expect(page.get_by_text("A private word")).to_be_visible()
    expect(row.locator(".unread")).to_have_count(0)


def test_the_clock_is_moved_from_the_page(page: Page, helper: Helper) -> None:
    enter(page, helper, ENGLISH)
    before = helper.sandbox.clock.offset
    page.get_by_role("button", name="Workspace clock").click()
    page.get_by_role("menuitem", name="+ 1 week").click()
    expect(page.locator("#polite")).to_contain_text("It is now")
    assert helper.sandbox.clock.offset == before + 7 * 24 * 3600


def test_the_traffic_can_be_read(page: Page, helper: Helper) -> None:
    helper.post(EVERYWHERE, text="Seen in the traffic")
    enter(page, helper, ENGLISH)
    page.get_by_role("button", name="Traffic").click()
    line = page.get_by_role("complementary", name="Traffic").locator("summary", has_text="chat.postMessage").first
    line.click()
    expect(page.locator(".traffic-body")).to_contain_text("Seen in the traffic")
