import re
from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, load

ROOT = Path(__file__).parents[1]
GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def written(tmp_path: Path, **values: str) -> Path:
    file = tmp_path / ".env"
    file.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    return file


def sentences(tmp_path: Path, **values: str) -> list[str]:
    with pytest.raises(WrongSettings) as wrong:
        load(written(tmp_path, **values))
    return wrong.value.sentences


def test_two_tokens_are_enough(tmp_path: Path) -> None:
    settings = load(written(tmp_path, **GOOD))
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.database_url == "sqlite:///var/binome.db"


def test_all_that_is_wrong_is_said_at_once_and_by_name(tmp_path: Path) -> None:
    said = sentences(
        tmp_path,
        SLACK_APP_TOKEN="xoxb-2",
        HR_USERS="U1, claire",
        DATABASE_URL="mysql://x",
        HTTP_PORT="99999",
        DEFAULT_LANGUAGE="de",
    )
    assert {sentence.partition(":")[0] for sentence in said} == {
        *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "HR_USERS", "DATABASE_URL", "HTTP_PORT", "DEFAULT_LANGUAGE")
    }
    assert "SLACK_BOT_TOKEN: is missing" in said
    assert "SLACK_APP_TOKEN: must begin with xapp-" in said


def test_each_transport_wants_its_own_key(tmp_path: Path) -> None:
    assert sentences(tmp_path, TRANSPORT="http", SLACK_BOT_TOKEN="xoxb-1") == ["SLACK_SIGNING_SECRET: is missing"]
    assert sentences(tmp_path, SLACK_BOT_TOKEN="xoxb-1") == ["SLACK_APP_TOKEN: is missing"]


def test_ids_may_have_commas_or_spaces_between_them(tmp_path: Path) -> None:
    assert load(written(tmp_path, **GOOD, HR_USERS='"U1, U2 W3"')).hr_users == ("U1", "U2", "W3")


def test_secrets_do_not_show(tmp_path: Path) -> None:
    assert "xoxb" not in repr(load(written(tmp_path, **GOOD)))


def test_the_hours_end_after_they_begin(tmp_path: Path) -> None:
    assert sentences(tmp_path, **GOOD, SEND_FROM="10:00", SEND_UNTIL="09:00") == [
        "SEND_UNTIL: must be later than SEND_FROM"
    ]


def test_the_example_holds_every_setting_with_its_default() -> None:
    text = (ROOT / "config.example.env").read_text(encoding="utf-8")
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, flags=re.MULTILINE))
    assert set(example) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        value = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        text = value.isoformat("minutes") if isinstance(value, time) else str(value)
        assert example[name.upper()] == ("" if value in (None, (), {}) else text), name


def test_every_setting_in_the_example_is_explained() -> None:
    lines = (ROOT / "config.example.env").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if re.match(r"[A-Z_]+=", line):
            assert above.startswith("# ") or re.match(r"[A-Z_]+=", above), line


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name.upper() for name in Settings.model_fields if f"`{name.upper()}`" not in readme]
    assert missing == []
