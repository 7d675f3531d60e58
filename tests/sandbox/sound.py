"""Sound blocks and views, for tests that then put one thing wrong in them."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str = "Option") -> Json:
    return {"text": plain(text), "value": value}


def button(action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), **more}


def menu(*values: str, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "menu", "options": [option(value) for value in values], **more}


def section(text: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def question(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Question"), "element": element, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def chart(**more: Any) -> Json:
    pie = {"type": "pie", "segments": [{"label": "Met", "value": 3}]}
    return {"type": "data_visualization", "title": "Meetings", "chart": pie, **more}


def bars(labels: list[str], categories: list[str]) -> Json:
    series = [{"name": "Pairs", "data": [{"label": label, "value": 1} for label in labels]}]
    return {"type": "bar", "series": series, "axis_config": {"categories": categories}}


def table(*cells: str) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell} for cell in cells]]}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


WRITTEN = {"type": "plain_text_input", "action_id": "text"}
