"""The page in a real browser, against the sandbox with a small app connected to it."""

import re
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.running import APP_TOKEN, BOT_TOKEN, Sandbox
from tests.sandbox import gallery
from tests.sandbox.gallery import Json, button, mrkdwn, plain, section

# One browser and one workspace serve all of these.
pytestmark = pytest.mark.xdist_group("page")

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
MANIFEST: Json = {
    "display_information": {"name": "Helper", "description": "Helps.", "background_color": "#1f3d3a"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Helper"},
        "shortcuts": [
            {"name": "Ask", "type": "global", "callback_id": "ask", "description": "Ask everything"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep this message"},
        ],
        "slash_commands": [
            {"command": "/ask", "description": "Ask everything", "usage_hint": "[all]"},
            {"command": "/steps", "description": "One thing after another"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "chat:write.public", "commands", "im:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}
FRENCH, ENGLISH = "U0CAMILLE", "U0EMILY"
EVERYWHERE = "C0GENERAL"


STEPS: list[Json] = [
    gallery.asked("name", "Name", {"type": "plain_text_input"}),
    {
        "type": "input",
        "block_id": "kinds",
        "dispatch_action": True,
        "label": plain("Kind"),
        "element": {"type": "static_select", "action_id": "kind", "options": gallery.SKILLS},
    },
    gallery.asked("more", "Tell us more", {"type": "plain_text_input", "initial_value": "Nothing"}),
]


def step(name: str, *blocks: Json) -> Json:
    titled = {"type": "modal", "callback_id": name, "title": plain(name.title()), "submit": plain("Next")}
    return {**titled, "blocks": list(blocks)}


class Helper:
    """A small app: it asks everything, remembers what it was told, and posts what a test wants."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        self.told: SimpleQueue[Json] = SimpleQueue()
        app = App(client=self.client, token_verification_enabled=False)
        app.command("/ask")(self._open)
        app.shortcut("ask")(self._open)
        app.shortcut("keep")(self._told)
        app.action("open_form")(self._open)
        app.action("kind")(self._one_more_question)
        app.action(re.compile(".*"))(self._told)
        app.options("answer")(self._suggest)
        app.view("form")(self._take)
        app.command("/steps")(self._first_step)
        app.view("first")(self._second_step)
        app.event("app_home_opened")(self._show_home)
        self.handler = SocketModeHandler(app, APP_TOKEN, web_client=WebClient(APP_TOKEN, base_url=sandbox.api_url))

    def hears(self) -> Json:
        """The next thing that somebody did."""
        return self.told.get(timeout=5)

    def post(self, channel: str, *blocks: Json, text: str = "News") -> str:
        return str(self.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks) or None)["ts"])

    def _open(self, ack: Any, body: Json) -> None:
        ack()
        form = {"type": "modal", "callback_id": "form", "title": plain("Everything"), "submit": plain("Send")}
        self.client.views_open(trigger_id=body["trigger_id"], view={**form, "blocks": gallery.FORM})

    def _first_step(self, ack: Any, body: Json) -> None:
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view=step("first", *STEPS[:2]))

    def _one_more_question(self, ack: Any, body: Json) -> None:
        ack()
        view = body["view"]
        self.client.views_update(view_id=view["id"], hash=view["hash"], view=step("first", *STEPS))

    def _second_step(self, ack: Any) -> None:
        ack(response_action="push", view=step("second", STEPS[2]))

    def _told(self, ack: Any, body: Json) -> None:
        ack()
        self.told.put(body)

    def _suggest(self, ack: Any, body: Json) -> None:
        ack(options=[gallery.option(f"{body['value'].title()} {number}", f"far-{number}") for number in (1, 2)])

    def _take(self, ack: Any, body: Json) -> None:
        values = body["view"]["state"]["values"]
        if values["line"]["answer"]["value"] == "wrong":
            ack(response_action="errors", errors={"line": "Say more than that."})
            return
        self.told.put(values)
        ack()

    def _show_home(self, event: Json) -> None:
        blocks = [
            section("Good morning."),
            {"type": "actions", "elements": [button("Open the form", "open_form")]},
        ]
        self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def helper() -> Iterator[Helper]:
    with Sandbox(manifest=MANIFEST, rates=False) as sandbox:
        helper = Helper(sandbox)
        helper.handler.connect()
        sandbox.until(lambda: sandbox.connected)
        yield helper
        helper.handler.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One window for all: going from person to person does not load the page again."""
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


def enter(page: Page, helper: Helper, user: str, place: str = EVERYWHERE) -> None:
    page.goto(f"{helper.sandbox.address}/#{user}/{place}")
    expect(page.locator(f"[data-channel={place}]").last).to_be_visible()


def app_place(helper: Helper, user: str) -> str:
    return next(each["id"] for each in helper.sandbox.hand(user).conversations() if each["kind"] == "app")


def message(page: Page, ts: str) -> Locator:
    return page.locator(f"[data-ts='{ts}']")


def block(page: Page, block_id: str) -> Locator:
    return page.locator(f"dialog [data-block-id={block_id}]")


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


def test_a_form_sends_what_was_typed(page: Page, helper: Helper, tmp_path: Path) -> None:
    attachment = tmp_path / "plan.txt"
    attachment.write_text("One step at a time.")
    enter(page, helper, FRENCH, app_place(helper, FRENCH))
    page.get_by_role("button", name="Open the form").click()
    for label, text in {
        "Your aim": "wrong",
        "What keeps you busy": "Two\nlines",
        "Years": "7",
        "E-mail": "a@b.example",
        "Page": "https://b.example",
        "In your words": "Freely",
    }.items():
        page.get_by_role("textbox", name=label).fill(text)
    block(page, "date").get_by_role("textbox").fill("2027-03-12")
    _choose(page, "time", "9h15", "09:15")
    block(page, "moment").get_by_role("textbox").fill("2027-03-15")
    _choose(page, "moment", "14:30", "14:30")
    _choose(page, "one", "nego", "Négociation")
    _choose(page, "many", "", "Budgets", "Public speaking")
    _choose(page, "far", "ru", "Ru 2")
    _choose(page, "fars", "ru", "Ru 1")
    _choose(page, "person", "emily", "Emily")
    _choose(page, "people", "emily", "Emily")
    for each in ("place", "places", "channel", "channels"):
        _choose(page, each, "general", "general")
    page.get_by_role("radio", name="Mentee").check()
    page.get_by_role("checkbox", name="Monday").check()
    page.get_by_role("checkbox", name="Tuesday").check()
    block(page, "file").locator("input").set_input_files(attachment)
    expect(block(page, "file").get_by_role("listitem")).to_contain_text("plan.txt")

    page.get_by_role("button", name="Send").click()
    expect(block(page, "line").locator(".field-error")).to_have_text("Say more than that.")
    expect(page.get_by_role("textbox", name="Your aim")).to_be_focused()
    page.get_by_role("textbox", name="Your aim").fill("Speak in public")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("dialog")).to_have_count(0)

    values = {name: each["answer"] for name, each in helper.hears().items()}
    text = {name: values[name].get("value") for name in ("line", "lines", "number", "mail", "link", "kept", "skipped")}
    assert text == {
        "line": "Speak in public",
        "lines": "Two\nlines",
        "number": "7",
        "mail": "a@b.example",
        "link": "https://b.example",
        "kept": "As before",
        "skipped": None,
    }
    assert values["date"]["selected_date"] == "2027-03-12"
    assert values["time"]["selected_time"] == "09:15"
    assert values["moment"]["selected_date_time"] == 1805117400  # 14:30 in Paris
    assert values["one"]["selected_option"]["value"] == "negotiation"
    assert [each["value"] for each in values["many"]["selected_options"]] == ["budgets", "speaking"]
    assert values["far"]["selected_option"]["value"] == "far-2"
    assert [each["text"]["text"] for each in values["fars"]["selected_options"]] == ["Ru 1"]
    assert values["person"]["selected_user"] == ENGLISH
    assert values["people"]["selected_users"] == [ENGLISH]
    assert values["place"]["selected_conversation"] == EVERYWHERE
    assert values["places"]["selected_conversations"] == [EVERYWHERE]
    assert values["channel"]["selected_channel"] == EVERYWHERE
    assert values["channels"]["selected_channels"] == [EVERYWHERE]
    assert values["role"]["selected_option"]["value"] == "mentee"
    assert [each["value"] for each in values["days"]["selected_options"]] == ["mon", "tue"]
    assert values["rich"]["rich_text_value"]["elements"][0]["elements"][0]["text"] == "Freely"
    assert len(values["file"]["files"]) == 1


def _choose(page: Page, block_id: str, query: str, *labels: str) -> None:
    field = block(page, block_id).get_by_role("combobox")
    field.click()
    if query:
        field.press_sequentially(query)
    for label in labels:
        page.get_by_role("option", name=label).first.click()
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_what_was_typed_outlives_updates_and_further_pages(page: Page, helper: Helper) -> None:
    enter(page, helper, ENGLISH)
    page.locator(".composer-box").fill("/steps")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Name").fill("Spring")
    _choose(page, "kinds", "", "Budgets")
    expect(page.get_by_role("textbox", name="Tell us more")).to_have_value("Nothing")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Spring")
    expect(block(page, "kinds").get_by_role("combobox")).to_have_value("Budgets")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("dialog", name="Second")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("dialog", name="First")).to_be_visible()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Spring")

    helper.sandbox.faults.add("not_acked", "view_submission")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("trouble connecting")
    page.get_by_role("button", name="Close everything").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_all_of_it_by_keyboard(page: Page, helper: Helper) -> None:
    page.goto(helper.sandbox.address)
    keys = page.keyboard
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    keys.type("emily")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Open the form")).to_be_visible()
    page.goto(f"{helper.sandbox.address}/#{ENGLISH}/{EVERYWHERE}")
    expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()
    keys.type("/a")
    keys.press("Enter")
    keys.type("all")
    keys.press("Enter")
    aim = page.get_by_role("textbox", name="Your aim")
    expect(aim).to_be_focused()
    keys.type("Speak")
    _tab_to(page, "one")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(block(page, "one").get_by_role("combobox")).to_have_value("Budgets")
    keys.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".composer-box")).to_be_focused()


def _tab_to(page: Page, block_id: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-block-id]')?.dataset.blockId") == block_id:
            return
    raise AssertionError(f"{block_id} cannot be reached by Tab")


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


def test_a_choice_in_a_message_reaches_the_app(page: Page, helper: Helper) -> None:
    ts = helper.post(EVERYWHERE, section("Skill", gallery.ACCESSORIES[3]))
    enter(page, helper, ENGLISH)
    message(page, ts).get_by_role("combobox", name="Skill").click()
    page.get_by_role("option", name="Budgets").click()
    [action] = helper.hears()["actions"]
    assert (action["action_id"], action["selected_option"]["value"]) == ("static", "budgets")


def test_a_confirmation_is_asked_for(page: Page, helper: Helper) -> None:
    sure = {
        "title": plain("Sure?"),
        "text": plain("It is final."),
        "confirm": plain("Do it"),
        "deny": plain("Keep"),
    }
    pressed = button("Remove", "remove", value="7", style="danger", confirm=sure)
    ts = helper.post(EVERYWHERE, {"type": "actions", "elements": [pressed]})
    enter(page, helper, ENGLISH)
    message(page, ts).get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Keep").click()
    message(page, ts).get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Do it").click()
    [action] = helper.hears()["actions"]
    assert action["value"] == "7"
    assert helper.told.empty()


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
