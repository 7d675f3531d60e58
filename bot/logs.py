"""Logs: one line an event, with ids and codes only. What people wrote never goes in."""

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, Processor

QUIET = ("slack_bolt", "slack_sdk", "apscheduler", "waitress", "alembic", "procrastinate", "psycopg")
"""Libraries that would log payloads, or much of what nobody asked for."""


def set_up(level: str, as_json: bool) -> None:
    """Sends structlog's and the standard library's events to standard error, as JSON or for people's eyes."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_finishing(as_json)))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def _finishing(as_json: bool) -> list[Processor]:
    first: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, without_content]
    if as_json:
        return [*first, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [*first, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


def without_content(_: object, __: str, event: EventDict) -> EventDict:
    """An exception as its type and where it was raised. Its message and its frames' variables may hold answers."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__qualname__
        event["event"] = str(event["event"]).replace(str(error) or "\0", "")
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event
