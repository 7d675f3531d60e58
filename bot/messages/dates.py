"""The times for a first meeting as calendar files, beside the links to Google and Outlook."""

from dataclasses import dataclass
from datetime import datetime

from slackblocks import Block

from bot.domain.appointments import Appointment, calendar_file
from bot.domain.slots import LENGTH
from bot.messages import catalogue
from bot.messages.blocks import section
from bot.messages.catalogue import Attachment
from bot.messages.introduction import SLOTS
from bot.messages.words import Words


@dataclass(frozen=True)
class Dates:
    """Posted in the conversation of the two: a file for each of these times, said in the language of each."""

    pair_id: int
    slots: tuple[datetime, ...]
    written_at: datetime
    languages: tuple[str, ...]


@catalogue.message(
    "pairs/dates",
    short=Dates(5, SLOTS, SLOTS[0], ("en",)),
    longest=Dates(5, SLOTS, SLOTS[0], ("fr", "en")),
)
def dates(seen: Dates, words: Words) -> list[Block]:
    lines = [words.speaking(language).markup("body") for language in seen.languages]
    return [section(words.rich("each", lines=lines))]


@catalogue.attaching(Dates)
def files(seen: Dates, words: Words) -> list[Attachment]:
    spoken = words.speaking(seen.languages[0])
    return [
        Attachment(
            f"{start:%Y-%m-%d}.ics",
            spoken.text("file", start=start),
            calendar_file(
                Appointment(
                    f"pair-{seen.pair_id}-{start:%Y%m%dT%H%M}@binome",
                    spoken.text("event"),
                    start,
                    start + LENGTH,
                    seen.written_at,
                )
            ),
        )
        for start in seen.slots
    ]
