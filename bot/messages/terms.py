"""How people are asked, and what they sign: HR's form."""

from collections.abc import Sequence
from dataclasses import dataclass

from slackblocks import Block, InputBlock, ModalView, NumberInput, Option, PlainTextInput, RadioButtonGroup

from bot.domain.supervisors import Supervisors
from bot.domain.terms import LONGEST_AGREEMENT, Terms
from bot.messages import agreement, catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, ids, section
from bot.messages.words import Words


@dataclass(frozen=True)
class EditTerms:
    """A programme's terms as they are; the agreement is asked for in each of its languages."""

    programme: str
    terms: Terms
    languages: tuple[str, ...]


_LONG = dict.fromkeys(("fr", "en"), (samples.LONG_GOAL * 3)[:LONGEST_AGREEMENT])


@catalogue.modal(
    "terms/edit",
    short=EditTerms(samples.NAME, Terms(1), ("en",)),
    longest=EditTerms(samples.LONG_NAME, Terms(1, asks=False, lets_go=True, agreement=_LONG), ("fr", "en")),
)
def edit_terms(seen: EditTerms, words: Words) -> ModalView:
    terms = seen.terms
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            _either("asks", terms.asks, words),
            _days("remind_after", terms.remind_after, words),
            _days("expire_after", terms.expire_after, words),
            _either("lets_go", terms.lets_go, words),
            _choice("supervisors", tuple(Supervisors), terms.supervisors, words),
            *(_agreement(language, terms, words) for language in seen.languages),
            actions(button(words.plain("back"), "matching.open", terms.programme_id)),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="terms.save",
        private_metadata=ids(programme=terms.programme_id, version=terms.version),
    )


def _either(name: str, value: bool, words: Words) -> Block:
    return _choice(name, ("yes", "no"), "yes" if value else "no", words)


def _choice(name: str, keys: Sequence[str], value: str, words: Words) -> Block:
    options = [Option(words.plain(f"{name}_{key}"), key) for key in keys]
    group = RadioButtonGroup(ANSWER, options, initial_option=chosen(options, value))
    return InputBlock(words.plain(name), group, block_id=name)


def _days(name: str, value: int, words: Words) -> Block:
    number = NumberInput(False, ANSWER, initial_value=str(value), min_value=1, max_value=60)
    return InputBlock(words.plain(name), number, block_id=name)


def _agreement(language: str, terms: Terms, words: Words) -> Block:
    text = PlainTextInput(
        ANSWER, initial_value=agreement.text_of(terms, language), multiline=True, max_length=LONGEST_AGREEMENT
    )
    return InputBlock(
        words.plain(f"agreement_{language}"),
        text,
        block_id=f"agreement_{language}",
        hint=words.plain("agreement_help"),
        optional=True,
    )
