"""What an app declares, and what Slack would not install."""

from pathlib import Path

import pytest

from sandbox.manifest import read_manifest
from tests.sandbox.manifests import EVERYTHING, manifest


def test_it_is_read_from_a_file_too() -> None:
    product = read_manifest(Path(__file__).parents[2] / "manifest.json")
    assert product.name
    assert product.commands


def test_commands_and_shortcuts_are_found_by_name() -> None:
    declared = read_manifest(EVERYTHING)
    command, shortcut = declared.command("/raw"), declared.shortcut("keep")
    assert command is not None
    assert not command.should_escape
    assert shortcut is not None
    assert shortcut.type == "message"
    assert declared.command("/dance") is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (manifest(without_scopes=("im:history",)), "'message.im' needs the scope 'im:history'"),
        (manifest(events=["channel_rename"]), "never sends the event 'channel_rename'"),
        (manifest(without_scopes=("commands",)), "need the scope 'commands'"),
    ],
)
def test_what_slack_would_not_install(wrong: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_manifest(wrong)
