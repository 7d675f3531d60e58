"""HR's file of people: where it is dropped, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from slackblocks import Block, FileInput, InputBlock, ModalView

from bot.messages import catalogue
from bot.messages.blocks import ANSWER, actions, button, note, section
from bot.messages.words import Words


@dataclass(frozen=True)
class UploadForm:
    """Where a file is dropped."""


@catalogue.modal("imports/upload", short=UploadForm(), longest=UploadForm())
def upload(_: UploadForm, words: Words) -> ModalView:
    file = FileInput(ANSWER, filetypes=["csv", "xlsx", "txt"], max_files=1)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            InputBlock(words.plain("file"), file, block_id="file"),
            section(words.rich("columns")),
            note(words.rich("privacy")),
        ],
        submit=words.plain("read"),
        close=words.plain("cancel"),
        callback_id="imports.receive",
    )


@dataclass(frozen=True)
class Received:
    """The file is there, and is going to be read."""


@catalogue.modal("imports/received", short=Received(), longest=Received())
def received(_: Received, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich("body"))], close=words.plain("close"))


@dataclass(frozen=True)
class Applied:
    """A file has been taken over."""

    file: str
    changed: int
    left_out: int


@catalogue.message(
    "imports/applied",
    short=Applied("people.csv", 1, 0),
    longest=Applied("export-sirh-collaborateurs-europe-2027-01.xlsx", 15_412, 1_468),
)
def applied(_: Applied, words: Words) -> list[Block]:
    return [section(words.rich("body"))]


@dataclass(frozen=True)
class Unusable:
    """A file that can't be read as a table of people; `name` is a block of the template."""

    name: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@catalogue.message(
    "imports/unusable",
    short=Unusable("no_access"),
    too_large=Unusable("file_too_large"),
    empty=Unusable("empty_file", {"file": "people.csv"}),
    text=Unusable("no_text", {"file": "people.dat"}),
    quotes=Unusable("broken_quotes", {"line": 12}),
    cells=Unusable("too_many_cells", {"line": 12, "cells": 9, "columns": 7}),
    workbook=Unusable("not_a_workbook", {"file": "people.xlsx"}),
    twice=Unusable("column_twice", {"column": "Service"}),
    meant_twice=Unusable("column_meant_twice", {"one": "Service", "other": "Direction"}),
    no_person=Unusable("no_person_column", {"known": "Matricule, Salaire"}),
    longest=Unusable("no_fact_column", {"known": ", ".join(["Adresse électronique professionnelle"] * 12)}),
)
def unusable(seen: Unusable, words: Words) -> list[Block]:
    again = button(words.plain("again"), "imports.form")
    return [section(words.rich("body", why=words.markup(seen.name, **seen.facts))), actions(again)]
