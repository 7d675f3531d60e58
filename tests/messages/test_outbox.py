import pytest

from bot.domain.lanes import MANNERS
from bot.domain.people import LANGUAGES
from bot.messages.outbox import _block_of
from bot.messages.words import Words


@pytest.mark.parametrize("kind", MANNERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hr_can_read_what_kind_of_message_it_is(kind: str, language: str) -> None:
    assert Words("outbox/kinds", language, {}).text(_block_of(kind))
