"""Wording: one template a surface, each of its blocks a text, in the reader's language.

What people typed is escaped wherever a text is Slack's mrkdwn, so that it does nothing: no
mention, no link, no ping. Plain text needs no escaping: Slack interprets nothing in it. Jinja's own
autoescaping does it (`finalize` would see a whole translated sentence, not the values in it); the quotes that it
escapes for HTML are put back, since Slack knows three entities only.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from babel.lists import format_list
from jinja2 import Environment
from markupsafe import Markup
from slackblocks import Markdown, PlainText

from bot.domain.forms import Wording
from bot.wording import LOCALES, SOURCE_LANGUAGE, environment

LONGEST = 3000
"""Characters in a section, counted once they are escaped."""

Mrkdwn = Markup
"""Text that is Slack's markup already, such as a mention: not to be escaped."""


def mention(person_id: str) -> Mrkdwn:
    """A person, as Slack shows them to each reader."""
    return Mrkdwn(f"<@{person_id}>")


def channel(channel_id: str) -> Mrkdwn:
    """A channel, as a link."""
    return Mrkdwn(f"<#{channel_id}>")


def moment(instant: datetime, *, short: bool = False) -> Mrkdwn:
    """An instant as Slack shows it to each reader: in their own zone."""
    form = "{date_num} {time}" if short else "{date_long}, {time}"
    return Mrkdwn(f"<!date^{int(instant.timestamp())}^{form}|{instant:%Y-%m-%d %H:%M} UTC>")


class Words:
    """The texts of one template, in one language, about one context."""

    def __init__(self, template: str, language: str, context: Mapping[str, Any]) -> None:
        self.language = language
        self._template = template
        self._context = context

    def plain(self, block: str, **more: object) -> PlainText:
        """The text of a block, for titles, buttons, labels and options."""
        return PlainText(self.text(block, **more), emoji=True)

    def rich(self, block: str, **more: object) -> Markdown:
        """The text of a block, for sections and context lines. URLs and names that people typed are not made links."""
        return Markdown(fitted(self.markup(block, **more)), verbatim=True)

    def text(self, block: str, **more: object) -> str:
        """The text of a block, as it is."""
        return self._render(_environment(self.language, escaping=False), block, more)

    def markup(self, block: str, **more: object) -> Mrkdwn:
        """The text of a block as Slack's mrkdwn."""
        text = self._render(_environment(self.language, escaping=True), block, more)
        return Mrkdwn(text.replace("&#39;", "'").replace("&#34;", '"'))

    def speaking(self, language: str) -> "Words":
        """The same in another language."""
        return Words(self._template, language, self._context)

    def of(self, template: str) -> "Words":
        """The words of another template about the same context."""
        return Words(template, self.language, self._context)

    def about(self, template: str, context: Mapping[str, Any]) -> "Words":
        """The words of another template about something else, in the same language."""
        return Words(template, self.language, context)

    def called(self, wording: Wording) -> str:
        """What something is called in this language, or in the one in which it has a name."""
        return wording.get(self.language) or wording.get(SOURCE_LANGUAGE) or next(iter(wording.values()), "")

    def listed(self, items: Sequence[Mrkdwn]) -> Mrkdwn:
        """Several texts as one says them: `a, b and c`."""
        return Mrkdwn(format_list(list(items), locale=LOCALES[self.language]))

    def _render(self, environment: Environment, block: str, more: Mapping[str, object]) -> str:
        template = environment.get_template(f"{self._template}.j2")
        context = template.new_context({**self._context, **more})
        return "".join(template.blocks[block](context)).strip()


def fitted(text: str) -> str:
    """The text, cut where Slack would refuse it for its length, never within an escaped character."""
    if len(text) <= LONGEST:
        return text
    return re.sub("&[a-z]*$", "", text[: LONGEST - 1]) + "…"


@cache
def _environment(language: str, *, escaping: bool) -> Environment:
    made = environment(language, escaping=escaping)
    made.filters["mention"] = mention
    made.filters["channel"] = channel
    made.filters["moment"] = moment
    return made
