"""What the page draws, in a real browser."""

from playwright.sync_api import Page, expect

from tests.sandbox.page import gallery
from tests.sandbox.page.gallery import mrkdwn, plain, section
from tests.sandbox.page.helper import Helper
from tests.sandbox.page.looking import ENGLISH, EVERYWHERE, FRENCH, enter, message


def test_every_block_is_drawn(page: Page, helper: Helper) -> None:
    accessories = [section(element["type"], element) for element in gallery.ACCESSORIES]
    posted = [gallery.TEXTS, gallery.FIGURES, gallery.MORE_FIGURES, gallery.GROUPS, accessories]
    sent = [helper.post(EVERYWHERE, *blocks) for blocks in posted]
    enter(page, helper, ENGLISH)
    for ts, blocks in zip(sent, posted, strict=True):
        drawn = message(page, ts).locator(".blocks > .block")
        expect(drawn).to_have_count(len(blocks))
        kinds = drawn.evaluate_all("nodes => nodes.map((node) => node.dataset.block)")
        assert kinds == [each["type"] for each in blocks]
    expect(page.locator(".error-box")).to_have_count(0)
    expect(page.locator("svg.plot")).to_have_count(4)
    expect(page.get_by_role("img", name="Pie chart: By site")).to_be_visible()


def test_an_unknown_block_is_an_error(page: Page, helper: Helper) -> None:
    task = {"type": "task_card", "task_id": "1", "title": "Read", "status": "complete"}
    ts = helper.post(EVERYWHERE, section("Before"), task, section("After"))
    enter(page, helper, ENGLISH)
    box = message(page, ts).locator(".error-box")
    expect(box).to_contain_text("Unknown block “task_card”")
    expect(message(page, ts)).to_contain_text("After")


def test_a_table_is_sorted_and_leafed_through(page: Page, helper: Helper) -> None:
    ts = helper.post(EVERYWHERE, gallery.MORE_FIGURES[0])
    enter(page, helper, ENGLISH)
    names = message(page, ts).get_by_role("rowheader")
    expect(names).to_have_text(["Finance", "Data"])
    message(page, ts).get_by_role("button", name="Mentors").click()
    expect(names).to_have_text(["Sales", "Finance"])
    message(page, ts).get_by_role("button", name="Next page").click()
    expect(names).to_have_text(["Data"])


def test_what_people_write_stays_inert(page: Page, helper: Helper) -> None:
    attack = "<img src=x onerror=alert(1)> <script>alert(2)</script> <javascript:alert(3)|press>"
    ts = helper.post(
        EVERYWHERE,
        section(attack),
        {"type": "header", "text": plain(attack)},
        {"type": "markdown", "text": f"[press](javascript:alert(4)) {attack}"},
        {"type": "context", "elements": [mrkdwn(attack)]},
        text=attack,
    )
    helper.sandbox.hand(FRENCH).say(EVERYWHERE, attack)
    enter(page, helper, ENGLISH)
    expect(message(page, ts).get_by_role("heading")).to_have_text(attack)
    expect(page.locator(".message-body script, .message-body img[src='x'], a[href^='javascript']")).to_have_count(0)
    expect(page.get_by_text("<script>alert(2)</script>").last).to_be_visible()
