from datetime import date

import pytest
from jinja2 import UndefinedError

from bot.domain.programmes import Cadence
from bot.messages.announcements import Announcement
from bot.messages.catalogue import render
from bot.messages.words import Words, mention
from tools.translations import faults

NASTY = """<!channel> <@U1> <https://evil.example|click> & "quotes" 'n' more"""


def announced(name: str, goal: str) -> str:
    """All of an announcement that Slack takes for markup."""
    dates = (date(2027, 1, 1), date(2027, 8, 31))
    message = render(Announcement(1, name, goal, *dates, Cadence.TWO_WEEKS, ("en",), word=goal), "en")
    sections = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    return "\n".join([message["text"], *sections])


def test_what_people_type_comes_out_as_they_wrote_it_and_does_nothing() -> None:
    text = announced(NASTY, NASTY)
    assert "<!" not in text
    assert "<@" not in text
    assert "<http" not in text
    assert "&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|click&gt; &amp; \"quotes\" 'n' more" in text


def test_what_people_type_is_never_made_a_link() -> None:
    content = Announcement(
        1, "M", "see https://a.example", date(2027, 1, 1), date(2027, 8, 31), Cadence.TWO_WEEKS, ("en",)
    )
    texts = [block["text"] for block in render(content, "en")["blocks"] if block["type"] == "section"]
    assert all(text["verbatim"] for text in texts)


def test_a_text_that_grows_too_long_by_escaping_is_cut_between_characters() -> None:
    text = announced("Mentoring", "<" * 1000)
    goal = text.splitlines()[1]
    assert len(goal) <= 3000
    assert goal.endswith("&lt;…")


def test_plain_text_is_left_as_it_is() -> None:
    words = Words("home/home", "en", {"name": "R&D <Léo>"})
    assert words.text("welcome") == "Hello R&D <Léo>"
    assert words.plain("welcome").text == "Hello R&D <Léo>"


def test_a_mention_stays_a_mention() -> None:
    who = {"person": "U1", "role": "mentor", "day": date(2027, 3, 1), "away_until": None}
    assert Words("programmes/participants", "fr", {}).markup("line", **who) == "• <@U1> · mentor · 1er mars 2027"
    assert mention("U1") == "<@U1>"


def test_numbers_agree() -> None:
    def summary(total: int) -> str:
        return Words("programmes/participants", "en", {}).markup("summary", programme="P", total=total, unfinished=0)

    assert "1 person has joined." in summary(1)
    assert "2 people have joined." in summary(2)


def test_a_template_that_asks_for_what_is_not_there_fails() -> None:
    with pytest.raises(UndefinedError):
        Words("home/home", "en", {}).text("welcome")


def test_every_text_is_translated() -> None:
    assert list(faults("fr")) == []
