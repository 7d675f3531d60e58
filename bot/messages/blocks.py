"""Small builders over slackblocks, so that a surface reads as what it shows."""

import json

from slackblocks import (
    ActionsBlock,
    Block,
    Button,
    ConfirmationDialogue,
    ContextBlock,
    Element,
    HeaderBlock,
    Markdown,
    Option,
    PlainText,
    SectionBlock,
)

from bot.messages.words import Words

OPTION_LENGTH = 75
ANSWER = "answer"
"""The action id of every input: what tells inputs apart is their block."""


def header(text: PlainText) -> Block:
    """A heading."""
    return HeaderBlock(text)


def section(text: Markdown, accessory: Element | None = None) -> Block:
    """A paragraph, with at most one element beside it."""
    return SectionBlock(text, accessory=accessory)


def note(text: Markdown) -> Block:
    """A line in small grey letters."""
    return ContextBlock([text])


def actions(*buttons: Element) -> Block:
    """A row of buttons."""
    return ActionsBlock(list(buttons))


def button(
    text: PlainText,
    action: str,
    about: object = None,
    style: str | None = None,
    confirm: ConfirmationDialogue | None = None,
) -> Button:
    """A button. `about` is the id of what it acts on: all that comes back of it, and never trusted for rights."""
    value = None if about is None else str(about)
    return Button(text, action_id=action, value=value, style=style, confirm=confirm)  # type: ignore[arg-type]


def pager(room: str, page: int, pages: int, words: Words, *more: Element) -> list[Block]:
    """Ways to the pages before and after, as far as there are any (`<room>.earlier`, `<room>.later`), and more."""
    of = words.of("programmes/participants")
    earlier = [button(of.plain("earlier"), f"{room}.earlier", page - 1)] if page > 1 else []
    later = [button(of.plain("later"), f"{room}.later", page + 1)] if page < pages else []
    return [actions(*earlier, *later, *more)] if earlier or later or more else []


def confirm(words: Words, name: str) -> ConfirmationDialogue:
    """The question before an act that is hard to take back, from the blocks `<name>_title`, `_text`, `_yes`, `_no`."""
    return ConfirmationDialogue(
        title=words.plain(f"{name}_title"),
        text=words.plain(f"{name}_text"),
        confirm=words.plain(f"{name}_yes"),
        deny=words.plain(f"{name}_no"),
    )


def option(label: str, value: str, more: PlainText | None = None) -> Option:
    """Something to choose; a label that is too long for Slack ends in an ellipsis. `more` stands below it."""
    return Option(PlainText(shorten(label, OPTION_LENGTH)), value, description=more)


def shorten(text: str, most: int) -> str:
    """The text, cut to `most` characters at a word where it is longer."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,.;:") + "…"


def ids(**values: object) -> str:
    """What a modal remembers: ids only. Anybody may have changed them by the time they come back."""
    return json.dumps(values)


def chosen(options: list[Option], value: object) -> Option | None:
    """The option with that value, if there still is one."""
    return next((each for each in options if each.value == value), None)


def all_chosen(options: list[Option], values: object) -> list[Option] | None:
    """The options with these values, or None where there is none: Slack refuses an empty list."""
    keys = values if isinstance(values, (list, tuple)) else ()
    return [each for each in options if each.value in keys] or None
