"""Settings, from the environment and `.env`. Each of them stands in `config.example.env` with what it is for."""

from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.budget import WEEKLY
from bot.domain.facts import FACTS


class Transport(StrEnum):
    """How Slack's events come in."""

    SOCKET = "socket"
    HTTP = "http"


_KEYS = {
    "slack_bot_token": ("xoxb-", None),
    "slack_app_token": ("xapp-", Transport.SOCKET),
    "slack_signing_secret": ("", Transport.HTTP),
}
"""How each key begins, and the transport that needs it (None: both)."""


_FACTS = {"manager": "manager_id", **{fact: fact for fact in FACTS if fact != "manager_id"}}
"""How facts of people are called in PROFILE_FIELDS, and in the code."""


class Settings(BaseSettings):
    """Everything that can be set from outside."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True, validate_default=True
    )

    transport: Transport = Transport.SOCKET
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=3000, ge=1, le=65535)
    hr_users: Annotated[tuple[str, ...], NoDecode] = ()
    hr_group: str = ""
    profile_fields: Annotated[dict[str, str], NoDecode] = {}
    default_language: Literal["en", "fr"] = "en"
    send_from: time = time(9, 30)
    send_until: time = time(16, 30)
    weekly_budget: int = Field(default=WEEKLY, ge=1, le=50)
    database_url: str = "sqlite:///var/binome.db"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    clock_offset_file: Path | None = None

    @field_validator("hr_users", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        """Ids with commas or spaces between them."""
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("hr_users")
    @classmethod
    def are_ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Slack member ids begin with U or W."""
        wrong = [each for each in value if not each.startswith(("U", "W"))]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: not a Slack member id (they look like U012AB3CD)")
        return value

    @field_validator("hr_group")
    @classmethod
    def is_a_group(cls, value: str) -> str:
        """Slack user group ids begin with S."""
        if value and not value.startswith("S"):
            raise ValueError(f"{value}: not a Slack user group id (they look like S012AB3CD)")
        return value

    @field_validator("profile_fields", mode="before")
    @classmethod
    def pairs(cls, value: object) -> object:
        """`fact=field` with commas between them."""
        if not isinstance(value, str):
            return value
        pairs = (each.partition("=") for each in value.split(",") if each.strip())
        return {fact.strip(): field.strip() for fact, _, field in pairs}

    @field_validator("profile_fields")
    @classmethod
    def are_facts(cls, value: dict[str, str]) -> dict[str, str]:
        """Only what the product keeps of where people work can be read."""
        wrong = [fact for fact, field in value.items() if fact not in _FACTS or not field]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: write {'=…, '.join(_FACTS)}=…")
        return {_FACTS[fact]: field for fact, field in value.items()}

    @field_validator("send_until")
    @classmethod
    def is_later(cls, value: time, info: ValidationInfo) -> time:
        """The hours end after they begin."""
        if value <= info.data.get("send_from", time.min):
            raise ValueError("must be later than SEND_FROM")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def ends_with_slash(cls, value: str) -> str:
        """The SDK puts method names right behind it."""
        return value if value.endswith("/") else f"{value}/"

    @field_validator("database_url")
    @classmethod
    def is_a_database(cls, value: str) -> str:
        """SQLite or PostgreSQL."""
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("slack_bot_token", "slack_app_token", "slack_signing_secret")
    @classmethod
    def is_a_key(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        """What Slack gives to an app, where the transport that was chosen needs it."""
        prefix, transport = _KEYS[str(info.field_name)]
        value = secret.get_secret_value()
        if not value and transport in (None, info.data.get("transport")):
            raise ValueError("is missing")
        if value and not value.startswith(prefix):
            raise ValueError(f"must begin with {prefix}")
        return secret


class WrongSettings(Exception):
    """All that is wrong with the settings, a sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def load(env_file: Path | None = Path(".env")) -> Settings:
    """The settings; raises WrongSettings with all that is wrong, by name."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as invalid:
        raise WrongSettings([_sentence(error) for error in invalid.errors()]) from None


def _sentence(error: object) -> str:
    found: dict[str, object] = dict(error)  # type: ignore[call-overload]
    name = ".".join(str(part).upper() for part in found["loc"])  # type: ignore[attr-defined]
    reason = str(found["msg"]).removeprefix("Value error, ")
    return f"{name}: {reason}" if name else reason
