"""Who works here, as the directory says."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.rhythm import Rhythm

LANGUAGES = ("en", "fr")
"""Languages that the product speaks; the first one is the language of last resort."""

MORNING = time(9)
"""When a day begins, by each person's own clock: nobody is welcomed back, or reminded, at midnight."""


@dataclass(frozen=True)
class Person:
    """A member of the workspace. `id` is Slack's user id, `tz` an IANA name, `locale` as `fr-FR`.

    Slack owns the first part. Of an e-mail address only a digest is kept: it finds a person, and can't be written to.
    The second part is where this person works, from Slack's profile fields (read at `profile_at`) or HR's file, as far
    as it is known: `level` from 1 to 5, `absent_until` the day of return for who takes a break from everything.
    `rhythm` is their own: when they want to be written to.
    """

    id: str
    name: str
    tz: str = "UTC"
    locale: str = ""
    is_bot: bool = False
    is_guest: bool = False
    is_active: bool = True
    checked_at: datetime | None = None
    full_name: str = ""
    is_stranger: bool = False
    email_digest: str = ""
    title: str = ""

    department: str = ""
    site: str = ""
    manager_id: str | None = None
    level: int | None = None
    started_on: date | None = None
    absent_until: date | None = None
    profile_at: datetime | None = None
    rhythm: Rhythm | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    def today(self, now: datetime) -> date:
        """The date where this person is."""
        return now.astimezone(self.zone).date()

    def morning_of(self, day: date) -> datetime:
        """When that day begins for this person: nobody is spoken to at midnight."""
        return datetime.combine(day, MORNING, self.zone)

    def back_at(self, now: datetime) -> datetime | None:
        """When this person is back from a break; None for who is here."""
        return self.morning_of(self.absent_until) if self.absent_until and self.is_away(now) else None

    def is_away(self, now: datetime) -> bool:
        """Whether this person takes a break from everything."""
        return self.absent_until is not None and now < self.morning_of(self.absent_until)

    @property
    def may_take_part(self) -> bool:
        """Whether this is one of the company's people: neither a guest, nor somebody of a shared channel, nor a bot."""
        return self.reachable and not self.is_guest and not self.is_stranger

    @property
    def reachable(self) -> bool:
        """Whether the bot may write to this person at all."""
        return self.is_active and not self.is_bot

    @property
    def own_language(self) -> str:
        """The language of this person's Slack, as a two-letter code, or nothing."""
        return self.locale.replace("_", "-").split("-")[0].lower()

    def language(self, default: str) -> str:
        """The language to speak to this person: theirs if the product speaks it, else `default`."""
        return self.own_language if self.own_language in LANGUAGES else default

    def known_answers(self, today: date) -> dict[str, object]:
        """What a form can be filled in with, by the name in a question's `prefill`."""
        years = None if self.started_on is None else (today - self.started_on).days // 365
        known = {
            "language": [self.own_language],
            "department": self.department,
            "site": self.site,
            "level": None if self.level is None else str(self.level),
            "years": None if years is None or years < 0 else str(years),
        }
        return {name: value for name, value in known.items() if value}
