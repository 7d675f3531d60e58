"""Every block, and on which surface Slack allows it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from sandbox.blockkit.charts import FIGURES, unique
from sandbox.blockkit.elements import BUTTONS, CONTEXT_ACTIONS, ELEMENTS, IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.blockkit.objects import ID, LINK, SLACK_FILE, WEB_ADDRESS, plain, text
from sandbox.blockkit.problem import Problem
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Field,
    Rule,
    at_least_one,
    boolean,
    choice,
    items,
    may,
    need,
    needs,
    only_one,
    record,
    string,
    tagged,
    typed,
    within,
)


class Surface(StrEnum):
    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


SLACK_ICONS = """
archive book bookmark bot bug calendar call caret-left caret-right check clipboard code comment compass copy cube
download edit email eye-closed eye-open file flag folder gear globe heart help image info key lightbulb link map
mobile new-window pin plus refine refresh rocket save screen share sparkle star star-filled tag thumbs-down
thumbs-up trash upload user warning
"""


def block(kind: str, *fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    return typed(kind, may("block_id", ID), *fields, also=also)


def divider_only_without_collapse(container: Any, path: str) -> Iterator[Problem]:
    if container.get("has_header_divider") and container.get("is_collapsible"):
        yield Problem(within(path, "has_header_divider"), "not allowed on a collapsible container")


def unique_tasks(plan: Any, path: str) -> Iterator[Problem]:
    yield from unique([task["task_id"] for task in plan["tasks"]], within(path, "tasks"))


def not_pending(task: Any, path: str) -> Iterator[Problem]:
    if task["status"] == "pending":
        yield Problem(within(path, "status"), "only a task of a plan can be pending")


CARD: Rule = block(
    "card",
    may("hero_image", IMAGE),
    may("icon", IMAGE),
    may("slack_icon", typed("icon", need("name", choice(*SLACK_ICONS.split())))),
    may("title", text(150)),
    may("subtitle", text(150)),
    may("body", text(200)),
    may("subtext", text(200)),
    may("actions", items(BUTTONS["button"], 1, 3)),
    also=(
        at_least_one("hero_image", "title", "body", "actions"),
        only_one("icon", "slack_icon", required=False),
    ),
)

TASK = (
    need("task_id", string(1)),
    need("title", string(1)),
    may("details", RICH_TEXT),
    may("output", RICH_TEXT),
    may("sources", items(typed("url", need("url", WEB_ADDRESS), need("text", string(1))))),
    need("status", choice("pending", "in_progress", "complete", "error")),
)

SIMPLE_BLOCKS: dict[str, Rule] = {
    "actions": block("actions", need("elements", items(tagged(ELEMENTS, IN_ACTIONS), 1, 25))),
    "context": block(
        "context",
        need("elements", items(tagged({"plain_text": text(3000), "mrkdwn": text(3000), "image": IMAGE}), 1, 10)),
    ),
    "divider": block("divider"),
    "file": block("file", need("external_id", string(1)), need("source", choice("remote"))),
    "header": block("header", need("text", plain(150))),
    "image": block(
        "image",
        may("image_url", WEB_ADDRESS),
        may("slack_file", SLACK_FILE),
        need("alt_text", string(1, 2000)),
        may("title", plain(2000)),
        also=(only_one("image_url", "slack_file"),),
    ),
    "input": block(
        "input",
        need("label", plain(2000)),
        need("element", tagged(ELEMENTS, IN_INPUT)),
        may("hint", plain(2000)),
        may("optional", boolean),
        may("dispatch_action", boolean),
    ),
    "rich_text": RICH_TEXT,
    "section": block(
        "section",
        may("text", text(3000)),
        may("fields", items(text(2000), 1, 10)),
        may("accessory", tagged(ELEMENTS, IN_SECTION)),
        may("expand", boolean),
        also=(at_least_one("text", "fields"),),
    ),
    "table": FIGURES["table"],
    "video": block(
        "video",
        need("alt_text", string(0, 2000)),
        need("title", plain(200)),
        need("thumbnail_url", WEB_ADDRESS),
        need("video_url", WEB_ADDRESS),
        may("author_name", string(1, 50)),
        may("description", plain(200)),
        may("provider_icon_url", WEB_ADDRESS),
        may("provider_name", string(1, 50)),
        may("title_url", LINK),
    ),
}

BLOCKS: dict[str, Rule] = {
    **SIMPLE_BLOCKS,
    **FIGURES,
    "alert": block(
        "alert",
        need("text", text(200)),
        may("level", choice("default", "info", "warning", "error", "success")),
    ),
    "card": CARD,
    "carousel": block("carousel", need("elements", items(CARD, 1, 10))),
    "container": block(
        "container",
        may("title", plain(150)),
        may("rich_text_title", RICH_TEXT),
        may("subtitle", text(150)),
        need("child_blocks", items(tagged(SIMPLE_BLOCKS), 1, 10)),
        may("width", choice("narrow", "standard", "wide", "full")),
        may("icon", IMAGE),
        may("is_collapsible", boolean),
        may("default_collapsed", boolean),
        may("has_header_divider", boolean),
        also=(
            at_least_one("title", "rich_text_title"),
            needs("default_collapsed", "is_collapsible"),
            divider_only_without_collapse,
        ),
    ),
    "context_actions": block("context_actions", need("elements", items(tagged(ELEMENTS, CONTEXT_ACTIONS), 1, 5))),
    "markdown": block("markdown", need("text", string(1, 12_000))),
    "plan": block("plan", need("title", string(1)), need("tasks", items(record(*TASK), 0, 50)), also=(unique_tasks,)),
    "task_card": block("task_card", *TASK, also=(not_pending,)),
}

ANYWHERE = {"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
FIGURES_AND_GROUPS = {"carousel", "container", "data_table", "data_visualization", "table"}

ALLOWED: dict[Surface, frozenset[str]] = {
    Surface.MESSAGE: frozenset(
        ANYWHERE | FIGURES_AND_GROUPS | {"context_actions", "file", "markdown", "plan", "task_card"}
    ),
    Surface.MODAL: frozenset(ANYWHERE | {"alert"}),
    Surface.HOME: frozenset(ANYWHERE | FIGURES_AND_GROUPS),
}
MOST_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}


def blocks_on(surface: Surface) -> Rule:
    return items(tagged(BLOCKS, ALLOWED[surface]), 0, MOST_BLOCKS[surface])
