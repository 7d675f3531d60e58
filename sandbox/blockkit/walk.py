"""Walking through sound blocks: those inside others, and the elements that each holds."""

from collections.abc import Iterator
from typing import Any, NamedTuple

NESTED = {"container": "child_blocks", "carousel": "elements"}
ELEMENTS_OF = {"actions": "elements", "context_actions": "elements", "card": "actions"}
ELEMENT_OF = {"input": "element", "section": "accessory"}


class Block(NamedTuple):
    path: str
    json: dict[str, Any]


class Element(NamedTuple):
    path: str
    json: dict[str, Any]
    block: Block


def blocks_within(blocks: list[dict[str, Any]], path: str = "blocks") -> Iterator[Block]:
    """Every block, a container or carousel before what it holds."""
    for index, block in enumerate(blocks):
        here = f"{path}[{index}]"
        yield Block(here, block)
        inner = NESTED.get(block["type"])
        if inner:
            yield from blocks_within(block[inner], f"{here}.{inner}")


def elements_within(blocks: list[dict[str, Any]]) -> Iterator[Element]:
    """Every element that a person can act on or fill in (and the images beside sections)."""
    for block in blocks_within(blocks):
        kind = block.json["type"]
        if kind in ELEMENT_OF and ELEMENT_OF[kind] in block.json:
            name = ELEMENT_OF[kind]
            yield Element(f"{block.path}.{name}", block.json[name], block)
        elif kind in ELEMENTS_OF:
            name = ELEMENTS_OF[kind]
            for index, element in enumerate(block.json.get(name, [])):
                yield Element(f"{block.path}.{name}[{index}]", element, block)
