"""Blocks that show figures: charts and tables."""

from collections.abc import Iterator
from typing import Any

from sandbox.blockkit.objects import ID
from sandbox.blockkit.problem import Problem
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Rule,
    boolean,
    choice,
    integer,
    items,
    may,
    need,
    nullable,
    number,
    record,
    string,
    tagged,
    typed,
    within,
)

LABEL = string(1, 20)
CELL_TEXT = 20_000


def unique(values: list[Any], path: str) -> Iterator[Problem]:
    if len(set(values)) != len(values):
        yield Problem(path, "must be unique")


def series_fit_the_axis(chart: Any, path: str) -> Iterator[Problem]:
    categories = chart["axis_config"]["categories"]
    yield from unique(categories, within(path, "axis_config.categories"))
    yield from unique([series["name"] for series in chart["series"]], within(path, "series"))
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield Problem(f"{path}.series[{index}].data", "must hold exactly one point for every category")


AXIS = record(need("categories", items(LABEL, 1, 20)), may("x_label", string(1, 50)), may("y_label", string(1, 50)))
SERIES = record(need("name", LABEL), need("data", items(record(need("label", LABEL), need("value", number())), 1, 20)))


def chart_on_axes(kind: str) -> Rule:
    return typed(kind, need("series", items(SERIES, 1, 12)), need("axis_config", AXIS), also=(series_fit_the_axis,))


CHARTS: dict[str, Rule] = {
    "pie": typed(
        "pie",
        need("segments", items(record(need("label", LABEL), need("value", number(above=0))), 1, 12)),
    ),
    "bar": chart_on_axes("bar"),
    "area": chart_on_axes("area"),
    "line": chart_on_axes("line"),
}

CELLS: dict[str, Rule] = {
    "raw_text": typed("raw_text", need("text", string(1)), may("emoji", boolean)),
    "raw_number": typed("raw_number", need("value", number()), need("text", string(1))),
    "rich_text": RICH_TEXT,
}
COLUMN = record(may("align", choice("left", "center", "right")), may("is_wrapped", boolean))


def same_columns(table: Any, path: str) -> Iterator[Problem]:
    width = len(table["rows"][0])
    for index, row in enumerate(table["rows"]):
        if len(row) != width:
            yield Problem(f"{path}.rows[{index}]", "every row must have the same number of columns")
    if table.get("row_header_column_index", 0) >= width:
        yield Problem(within(path, "row_header_column_index"), "must be the index of a column")


def plain_heading(table: Any, path: str) -> Iterator[Problem]:
    for index, cell in enumerate(table["rows"][0]):
        if cell["type"] == "rich_text":
            yield Problem(f"{path}.rows[0][{index}]", "a heading cannot be rich text")


def cells_not_too_long(table: Any, path: str) -> Iterator[Problem]:
    if text_length(table["rows"]) > CELL_TEXT:
        yield Problem(within(path, "rows"), f"must be less than {CELL_TEXT + 1} characters")


def text_length(value: Any) -> int:
    """Characters in every `text` anywhere inside."""
    if isinstance(value, list):
        return sum(map(text_length, value))
    if isinstance(value, dict):
        return sum(
            len(inner) if name == "text" and isinstance(inner, str) else text_length(inner)
            for name, inner in value.items()
        )
    return 0


FIGURES: dict[str, Rule] = {
    "data_visualization": typed(
        "data_visualization", may("block_id", ID), need("title", string(1, 50)), need("chart", tagged(CHARTS))
    ),
    "table": typed(
        "table",
        may("block_id", ID),
        need("rows", items(items(tagged(CELLS, {"raw_text", "rich_text"}), 1, 20), 1, 100)),
        may("column_settings", items(nullable(COLUMN), 0, 20)),
    ),
    "data_table": typed(
        "data_table",
        may("block_id", ID),
        need("rows", items(items(tagged(CELLS), 1, 20), 2, 201)),
        need("caption", string(1)),
        may("page_size", integer(1, 100)),
        may("row_header_column_index", integer(0)),
        also=(same_columns, plain_heading, cells_not_too_long),
    ),
}
