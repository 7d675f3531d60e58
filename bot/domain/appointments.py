"""An appointment as a file that every calendar opens: iCalendar, RFC 5545."""

from dataclasses import dataclass
from datetime import UTC, datetime

MAKER = "-//Binome//Mentoring//EN"
LINE = 75
"""Octets in a line, without its end (section 3.1)."""


@dataclass(frozen=True)
class Appointment:
    """`uid` is the same whenever the same appointment is written, so that a calendar holds it once."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    stamped_at: datetime


def calendar_file(appointment: Appointment) -> bytes:
    """The file's content; instants in UTC, so that every calendar shows its reader's own time."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{MAKER}",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_text(appointment.uid)}",
        f"DTSTAMP:{_instant(appointment.stamped_at)}",
        f"DTSTART:{_instant(appointment.starts_at)}",
        f"DTEND:{_instant(appointment.ends_at)}",
        f"SUMMARY:{_text(appointment.title)}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _instant(instant: datetime) -> str:
    """Form 2 of section 3.3.5: with UTC time."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Escaped as section 3.3.11 has it."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return "".join(each for each in value if each >= " " or each == "\t")


def _folded(line: str) -> bytes:
    """The line with its end, continued on further ones where it is long; no character is torn (section 3.1)."""
    parts, room = [b""], LINE
    for octets in (each.encode() for each in line):
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = LINE - 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
