"""What people press and fill in reaches the app as Slack would send it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.sandbox.page import gallery
from tests.sandbox.page.gallery import button, plain, section
from tests.sandbox.page.helper import Helper
from tests.sandbox.page.looking import ENGLISH, EVERYWHERE, FRENCH, app_place, choose, enter, message, question


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
    question(page, "date").get_by_role("textbox").fill("2027-03-12")
    choose(page, "time", "9h15", "09:15")
    question(page, "moment").get_by_role("textbox").fill("2027-03-15")
    choose(page, "moment", "14:30", "14:30")
    choose(page, "one", "nego", "Négociation")
    choose(page, "many", "", "Budgets", "Public speaking")
    choose(page, "far", "ru", "Ru 2")
    choose(page, "fars", "ru", "Ru 1")
    choose(page, "person", "emily", "Emily")
    choose(page, "people", "emily", "Emily")
    for each in ("place", "places", "channel", "channels"):
        choose(page, each, "general", "general")
    page.get_by_role("radio", name="Mentee").check()
    page.get_by_role("checkbox", name="Monday").check()
    page.get_by_role("checkbox", name="Tuesday").check()
    question(page, "file").locator("input").set_input_files(attachment)
    expect(question(page, "file").get_by_role("listitem")).to_contain_text("plan.txt")

    page.get_by_role("button", name="Send").click()
    expect(question(page, "line").locator(".field-error")).to_have_text("Say more than that.")
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


def test_what_was_typed_outlives_updates_and_further_pages(page: Page, helper: Helper) -> None:
    enter(page, helper, ENGLISH)
    page.locator(".composer-box").fill("/steps")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Name").fill("Spring")
    choose(page, "kinds", "", "Budgets")
    expect(page.get_by_role("textbox", name="Tell us more")).to_have_value("Nothing")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Spring")
    expect(question(page, "kinds").get_by_role("combobox")).to_have_value("Budgets")
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
    expect(question(page, "one").get_by_role("combobox")).to_have_value("Budgets")
    keys.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".composer-box")).to_be_focused()


def _tab_to(page: Page, block_id: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-block-id]')?.dataset.blockId") == block_id:
            return
    raise AssertionError(f"{block_id} cannot be reached by Tab")


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
