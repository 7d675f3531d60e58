"""A digest says of each message what it begins with, and has its buttons."""

import json
from typing import Any

import pytest

from bot.domain.budget import LINES
from bot.domain.enrolment import Role
from bot.domain.lanes import DIGEST, MANNERS, Share
from bot.messages import catalogue, samples
from bot.messages.digests import Digest, Part
from bot.messages.invited import Unfinished
from bot.messages.proposals import Reminder
from sandbox.blockkit import check_message

FOLDING = [kind for kind, manner in MANNERS.items() if manner.takes is Share.ONE and kind != DIGEST]
REMINDER = Reminder(5, samples.NAME, Role.MENTEE, samples.PERSON)


def rows(shown: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The buttons, row by row."""
    return [block["elements"] for block in shown["blocks"] if block["type"] == "actions"]


def acts(shown: dict[str, Any]) -> list[str]:
    return [each["action_id"] for row in rows(shown) for each in row]


def test_each_line_says_who_and_what_it_is_about() -> None:
    shown = catalogue.render(Digest((Part.of(REMINDER), Part.of(Unfinished(7, "Second", None)))), "en")
    text = json.dumps(shown)
    assert f"We suggested <@{samples.PERSON}> as your mentor" in text
    assert "You have started to join *Second*" in text


def test_one_button_stands_out() -> None:
    shown = catalogue.render(Digest((Part.of(REMINDER), Part.of(REMINDER))), "en")
    styles = [each.get("style") for row in rows(shown) for each in row]
    assert styles == ["primary", None, None, None, None, None]


@pytest.mark.parametrize("kind", FOLDING)
def test_whatever_may_be_folded_keeps_its_buttons(kind: str) -> None:
    """However many of it there are, and however long: Slack takes it."""
    surface = next(each for each in catalogue.surfaces() if each.kind == kind)
    context = surface.samples["longest"]
    alone = set(acts(catalogue.render(context, "fr")))
    shown = catalogue.render(Digest((Part.of(context),) * LINES), "fr")
    assert check_message(shown["blocks"], shown["text"]) == []
    assert set(acts(shown)) == alone
    assert len(rows(shown)) == (LINES if alone else 0)
