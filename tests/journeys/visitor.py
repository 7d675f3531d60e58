"""Somebody at the sandbox's page, in a real browser: what they see, click and type."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class Visitor:
    """`pictures` is a folder in which everything worth showing is kept, or None."""

    def __init__(self, page: Page, address: str, pictures: Path | None, name: str) -> None:
        self.page = page
        self._address = address
        self._pictures = pictures
        self._name = name

    def be(self, person_id: str, place: str) -> None:
        """Becomes somebody, in a conversation; `home` is the app's Home tab."""
        where = "" if place == "home" else f"/{place}"
        self.page.goto(f"{self._address}/#{person_id}{where}")
        expect(self.page.locator(f"[data-user='{person_id}'], body").first).to_be_visible()

    def leave(self) -> None:
        """Closes the modal that is open."""
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def press(self, label: str) -> None:
        """A button, on the modal that is open or else on the page."""
        self._front().get_by_role("button", name=label, exact=True).last.click()

    def sees(self, text: str) -> None:
        expect(self._front().get_by_text(text).last).to_be_visible()

    def fill(self, values: Mapping[str, object]) -> None:
        """Fills in fields by block id, with what each kind of input takes."""
        for name, value in values.items():
            self.is_asked(name)
            field = self.page.locator(f'dialog [data-block-id="{name}"]')
            for each in value if isinstance(value, (list, tuple)) else [value]:
                _fill_in(field, str(each))

    def is_asked(self, block_id: str) -> None:
        """Waits for the page of a form that asks this."""
        expect(self.page.locator(f'dialog [data-block-id="{block_id}"]')).to_be_visible()

    def refused(self, block_id: str) -> Locator:
        """What stands beside a field that was refused."""
        return self.page.locator(f'dialog [data-block-id="{block_id}"] .field-error')

    def picture(self, name: str) -> None:
        """Keeps what is on the screen, once it has settled."""
        if self._pictures:
            self.page.mouse.move(0, 0)
            self.page.wait_for_timeout(250)
            self.page.screenshot(path=self._pictures / f"{name}.{self._name}.png")

    def _front(self) -> Locator:
        dialog = self.page.get_by_role("dialog")
        return dialog.last if dialog.count() else self.page.locator("body")


def _fill_in(field: Locator, value: str) -> None:
    """A choice by its label, anything else as text."""
    if field.get_by_role("radio").count() or field.get_by_role("checkbox").count():
        field.get_by_label(value).first.check()
    elif field.get_by_role("combobox").count():
        menu = field.get_by_role("combobox")
        menu.click()
        menu.fill(value)
        field.page.get_by_role("option", name=value).first.click()
        menu.press("Tab")
    else:
        field.get_by_role("textbox").fill(value)
