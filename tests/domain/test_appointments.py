"""Calendar files, held to RFC 5545."""

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as some

from bot.domain.appointments import Appointment, calendar_file

AT = datetime(2027, 1, 12, 9, 30, tzinfo=UTC)
ESCAPED = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def read(content: bytes) -> dict[str, str]:
    """What stands in the file: unfolded, and each property's text as it was; raises where the form is broken."""
    assert content.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for line in content.split(b"\r\n"):
        line.decode()
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    pairs = [line.split(":", 1) for line in lines if line]
    return {name: re.sub(r"\\[\\;,nN]", lambda found: ESCAPED[found[0]], value) for name, value in pairs}


def written(title: str = "First meeting", at: datetime = AT) -> bytes:
    return calendar_file(Appointment("pair-5@binome", title, at, at + timedelta(minutes=45), AT))


def test_an_appointment_has_all_that_a_calendar_asks_for() -> None:
    assert written().decode().split("\r\n")[:-1] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Binome//Mentoring//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:pair-5@binome",
        "DTSTAMP:20270112T093000Z",
        "DTSTART:20270112T093000Z",
        "DTEND:20270112T101500Z",
        "SUMMARY:First meeting",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_instants_are_written_in_utc_whatever_the_clock() -> None:
    tokyo = AT.astimezone(timezone(timedelta(hours=9)))
    assert written(at=tokyo) == written()


@given(some.text(some.characters(exclude_categories=["Cs", "Cc"]) | some.sampled_from("\n,;\\é漢👩"), max_size=300))
def test_any_title_comes_back_as_it_was_and_no_line_is_too_long(title: str) -> None:
    assert read(written(title))["SUMMARY"] == title


def test_what_no_calendar_takes_is_left_out() -> None:
    assert read(written("a\x00b\x07c\r\nd"))["SUMMARY"] == "abc\nd"
