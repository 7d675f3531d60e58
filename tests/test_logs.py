"""Logs hold ids and codes, and nothing that people wrote, whatever goes wrong."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from bot import logs
from storage.people import people

CANARY = "canary-77c1"


BOTH = pytest.mark.parametrize("as_json", [True, False], ids=["json", "text"])


@contextmanager
def logging_as(as_json: bool) -> Iterator[None]:
    """The product's logging instead of pytest's."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.set_up("INFO", as_json)
    try:
        yield
    finally:
        root.handlers = handlers
        root.setLevel(level)
        structlog.reset_defaults()


def fail_with(answer: str) -> None:
    typed = {"struggle": answer}
    raise ValueError(f"can't take {typed}")


@BOTH
def test_an_exception_is_its_type_and_its_place(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    with logging_as(as_json):
        try:
            fail_with(CANARY)
        except ValueError:
            structlog.get_logger("test").exception("listener_failed", code="7f3a")
    said = capsys.readouterr().err
    assert CANARY not in said
    for word in ("7f3a", "ValueError", "fail_with", "test_logs.py"):
        assert word in said


@BOTH
def test_a_library_that_logs_an_exception_is_held_to_it_too(
    as_json: bool, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    with logging_as(as_json):
        try:
            with engine.begin() as connection:
                connection.execute(insert(people).values(id=CANARY))
        except IntegrityError as error:
            logging.getLogger("library").exception("it failed: %s", error)
    said = capsys.readouterr().err
    assert "IntegrityError" in said
    assert CANARY not in said
