"""What Slack checks over a whole message or view, once each of its blocks is sound."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox.blockkit.blocks import Surface, blocks_on
from sandbox.blockkit.charts import text_length
from sandbox.blockkit.objects import MENU_OPTION, OPTION_GROUP, plain
from sandbox.blockkit.problem import Problem
from sandbox.blockkit.rules import Rule, boolean, choice, items, may, need, record, string
from sandbox.blockkit.walk import blocks_within, elements_within

MESSAGE_TEXT = 13_000
FALLBACK_TEXT = 40_000
MARKDOWN_TEXT = 12_000
CELL_TEXT = 20_000
VIEW_BYTES = 250_000

# What an app writes on a view for itself.
NOTES = (
    may("private_metadata", string(0, 3000)),
    may("callback_id", string(0, 255)),
    may("external_id", string(0, 255)),
)
VIEWS: dict[Surface, Rule] = {
    Surface.MODAL: record(
        need("type", choice("modal")),
        need("title", plain(24)),
        need("blocks", blocks_on(Surface.MODAL)),
        may("submit", plain(24)),
        may("close", plain(24)),
        may("clear_on_close", boolean),
        may("notify_on_close", boolean),
        *NOTES,
    ),
    Surface.HOME: record(need("type", choice("home")), need("blocks", blocks_on(Surface.HOME)), *NOTES),
}


SUGGESTIONS = {"options": items(MENU_OPTION, 0, 100), "option_groups": items(OPTION_GROUP, 0, 100)}


def check_options(answer: Any) -> list[Problem]:
    """What Slack could not show of an app's answer for an external menu: it holds `options` or `option_groups`."""
    for name, rule in SUGGESTIONS.items():
        if isinstance(answer, dict) and name in answer:
            return list(rule(answer[name], name))
    return [Problem("options", "the answer holds neither options nor option_groups")]


def check_message(blocks: list[dict[str, Any]], text: str | None) -> list[Problem]:
    """What Slack would refuse in a message; an empty list when it would take it."""
    if not isinstance(blocks, list):
        return [Problem("blocks", "must be an array", "invalid_blocks_format")]
    if not blocks and not text:
        return [Problem("text", "a message needs text or blocks", "no_text")]
    problems = list(blocks_on(Surface.MESSAGE)(blocks, "blocks"))
    if text and len(text) > FALLBACK_TEXT:
        problems.append(Problem("text", f"must be less than {FALLBACK_TEXT + 1} characters", "msg_too_long"))
    if not problems:
        problems += _whole(blocks, Surface.MESSAGE)
        problems += _message_totals(blocks)
    return problems


def check_view(view: dict[str, Any]) -> list[Problem]:
    """What Slack would refuse in a modal or Home as sent to `views.*`."""
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in (Surface.MODAL, Surface.HOME):
        return [Problem("type", f"unsupported type: {kind}", "invalid_arguments")]
    surface = Surface(kind)
    problems = list(VIEWS[surface](view, "")) or [
        *_whole(view["blocks"], surface),
        *_submit_with_inputs(view, surface),
    ]
    if len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > VIEW_BYTES:
        return [Problem("", "must be less than 250 kB", "view_too_large")]
    return [replace(problem, error="invalid_arguments") for problem in problems]


def _whole(blocks: list[dict[str, Any]], surface: Surface) -> Iterator[Problem]:
    yield from _unique_block_ids(blocks)
    yield from _unique_action_ids(blocks)
    focused = [element for element in elements_within(blocks) if element.json.get("focus_on_load")]
    for element in focused[1:]:
        yield Problem(f"{element.path}.focus_on_load", "only one element can have the focus")
    if surface is not Surface.MODAL:
        yield from _only_in_modals(blocks)


def _unique_block_ids(blocks: list[dict[str, Any]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, block in blocks_within(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield Problem(f"{path}.block_id", f"block_id '{block_id}' already exists")
        elif block_id:
            seen.add(block_id)


def _unique_action_ids(blocks: list[dict[str, Any]]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for element in elements_within(blocks):
        action = element.json.get("action_id")
        if (element.block.path, action) in seen:
            yield Problem(f"{element.path}.action_id", f"action_id '{action}' already exists in this block")
        elif action:
            seen.add((element.block.path, action))


def _only_in_modals(blocks: list[dict[str, Any]]) -> Iterator[Problem]:
    for element in elements_within(blocks):
        if element.json["type"] == "file_input":
            yield Problem(f"{element.path}.type", "unsupported type: file_input")
        if element.json.get("response_url_enabled"):
            yield Problem(f"{element.path}.response_url_enabled", "only allowed in modals")


def _message_totals(blocks: list[dict[str, Any]]) -> Iterator[Problem]:
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for _, block in blocks_within(blocks):
        by_kind.setdefault(block["type"], []).append(block)
    if len(by_kind.get("data_visualization", [])) > 2:
        yield Problem("blocks", "no more than 2 data_visualization blocks allowed")
    if len(by_kind.get("table", [])) > 1:
        yield Problem("blocks", "only_one_table_allowed", "invalid_attachments")
    if text_length(by_kind.get("markdown", [])) > MARKDOWN_TEXT:
        yield Problem("blocks", f"markdown must be less than {MARKDOWN_TEXT + 1} characters", "msg_too_long")
    if text_length([table["rows"] for table in by_kind.get("data_table", [])]) > CELL_TEXT:
        yield Problem("blocks", f"table cells must be less than {CELL_TEXT + 1} characters")
    if text_length([block for block in blocks if block["type"] != "data_table"]) > MESSAGE_TEXT:
        yield Problem("blocks", f"must be less than {MESSAGE_TEXT + 1} characters", "msg_blocks_too_long")


def _submit_with_inputs(view: dict[str, Any], surface: Surface) -> Iterator[Problem]:
    holds_input = any(block["type"] == "input" for block in view["blocks"])
    if surface is Surface.MODAL and holds_input and "submit" not in view:
        yield Problem("submit", "must be there when a modal holds an input block")
