"""All that the product can show, by kind: what it needs to know, how it is built, and samples of it.

A surface is a function from a context (a frozen dataclass) and its words to blocks or a view. The context's class is
the surface's identity in the code. Its kind (`enrolment/confirmation`) is its name in the outbox, and the name of its
template and of the file that `python -m bot surfaces` writes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from pydantic import TypeAdapter
from slackblocks import Block, HomeTabView, ModalView, Option

from bot.messages.words import Words

C = TypeVar("C")
Json = dict[str, Any]


class Where(StrEnum):
    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"
    OPTIONS = "options"


@dataclass(frozen=True)
class Surface:
    """One thing that can be shown. `build` returns blocks for a message, options for a menu, or else a view."""

    kind: str
    where: Where
    context: type[Any]
    build: Callable[[Any, Words], Any]
    samples: dict[str, Any]

    @property
    def name(self) -> str:
        """The kind as a file name."""
        return self.kind.replace("/", ".")

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """From the context to JSON and back; made once, since making it takes longer than all that it does."""
        return TypeAdapter(self.context)


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    title: str
    content: bytes


_by_kind: dict[str, Surface] = {}
_by_context: dict[type[Any], Surface] = {}
_attaching: dict[type[Any], Callable[[Any, Words], list[Attachment]]] = {}


def message(
    kind: str, **samples: C
) -> Callable[[Callable[[C, Words], list[Block]]], Callable[[C, Words], list[Block]]]:
    """Registers a message. `samples` are contexts by name: at least `short` and `longest`."""
    return _registering(kind, Where.MESSAGE, samples)


def modal(kind: str, **samples: C) -> Callable[[Callable[[C, Words], ModalView]], Callable[[C, Words], ModalView]]:
    """Registers a modal."""
    return _registering(kind, Where.MODAL, samples)


def home(kind: str, **samples: C) -> Callable[[Callable[[C, Words], HomeTabView]], Callable[[C, Words], HomeTabView]]:
    """Registers a Home page."""
    return _registering(kind, Where.HOME, samples)


def options(
    kind: str, **samples: C
) -> Callable[[Callable[[C, Words], list[Option]]], Callable[[C, Words], list[Option]]]:
    """Registers what a menu offers for what is being typed into it."""
    return _registering(kind, Where.OPTIONS, samples)


def attaching(context: type[C]) -> Callable[[Callable[[C, Words], list[Attachment]]], object]:
    """Registers what files go with a message of that context; of its words Slack then shows the text alone."""

    def register(attach: Callable[[C, Words], list[Attachment]]) -> object:
        _attaching[context] = attach
        return attach

    return register


def attached(context: object, language: str) -> list[Attachment]:
    """The files that go with a message; none for most."""
    attach = _attaching.get(type(context))
    values = {field.name: getattr(context, field.name) for field in fields(context)}  # type: ignore[arg-type]
    return attach(context, Words(surface_of(context).kind, language, values)) if attach else []


def _registering(kind: str, where: Where, samples: dict[str, Any]) -> Callable[[Any], Any]:
    context = type(samples["short"])

    def register(build: Any) -> Any:
        surface = Surface(kind, where, context, build, samples)
        _by_kind[kind] = _by_context[context] = surface
        return build

    return register


def surfaces() -> Iterator[Surface]:
    """Everything that can be shown."""
    yield from _by_kind.values()


def surface_of(context: object) -> Surface:
    """The surface that shows this context; raises KeyError."""
    return _by_context[type(context)]


def kind_of(context: type[Any]) -> str:
    """The kind of the surface that shows contexts of this class; raises KeyError."""
    return _by_context[context].kind


def words_for(context: object, language: str) -> Words:
    """The words that a context is put into."""
    values = {field.name: getattr(context, field.name) for field in fields(context)}  # type: ignore[arg-type]
    return Words(surface_of(context).kind, language, values)


def render(context: object, language: str) -> Json:
    """What Slack is sent for a context: `{text, blocks}` for a message, `{options}` for a menu, else a view."""
    surface, words = surface_of(context), words_for(context, language)
    built = surface.build(context, words)
    if surface.where is Where.MESSAGE:
        return {"text": words.markup("text"), "blocks": _numbered([block._resolve() for block in built])}
    if surface.where is Where.OPTIONS:
        return {"options": [option._resolve() for option in built]}
    view: Json = built.to_dict()
    return view | {"blocks": _numbered(view["blocks"])}


def _numbered(blocks: list[Json]) -> list[Json]:
    """Blocks with stable ids: an input's is its name; any other is its place, instead of a random one."""
    return [block if block["type"] == "input" else {**block, "block_id": f"{n}"} for n, block in enumerate(blocks)]


def dump(context: object) -> Json:
    """A context as plain JSON, for the outbox."""
    return dict(surface_of(context).adapter.dump_python(context, mode="json"))


def load(kind: str, stored: Json) -> object:
    """The context that was dumped; raises KeyError for a kind that the product no longer has."""
    loaded: object = _by_kind[kind].adapter.validate_python(stored)
    return loaded
