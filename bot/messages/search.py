"""Menus for more choices than can be shown: they ask for what they offer while somebody types."""

from dataclasses import dataclass

from slackblocks import Element, ExternalMultiSelectMenu, ExternalSelectMenu, Option

from bot.domain.forms import DECLINED, Choice, Field, Kind
from bot.domain.skills import NEW
from bot.messages import catalogue, samples
from bot.messages.blocks import option
from bot.messages.words import Words

AT_ONCE = 0
"""Letters to type before something is offered: the first choices show at once what is meant."""


def menu(field: Field, value: object, action: str, words: Words) -> Element:
    """The menu of a field; `action` names who is asked. Of its choices it is given those that are chosen already."""
    question = field.question
    known = {choice.key: choice for choice in question.choices}
    keys = value if isinstance(value, (list, tuple)) else [value]
    there = [option(known[key].label[words.language], key) for key in keys if key in known]
    if question.kind is Kind.SEVERAL:
        return ExternalMultiSelectMenu(
            action, AT_ONCE, there or None, max_selected_items=question.most, placeholder=words.plain("search")
        )
    if value == DECLINED:
        there = [option(words.text("decline"), DECLINED)]
    return ExternalSelectMenu(action, next(iter(there), None), AT_ONCE, placeholder=words.plain("search"))


@dataclass(frozen=True)
class Suggestions:
    """What a menu offers for what is being typed into it. `new` is what can be added, as it would be called."""

    choices: tuple[Choice, ...]
    can_decline: bool = False
    new: str | None = None


@catalogue.options(
    "forms/suggestions",
    short=Suggestions(samples.SKILLS[:2], new="Tableau de bord"),
    nothing=Suggestions(()),
    declinable=Suggestions(samples.SKILLS[:1], can_decline=True),
    longest=Suggestions(
        tuple(Choice(f"long-{n}", samples.SKILLS[-1].label) for n in range(98)),
        can_decline=True,
        new=samples.LONG_SKILL[:70],
    ),
)
def suggestions(seen: Suggestions, words: Words) -> list[Option]:
    """The best first, what can be added last."""
    found = [option(choice.label[words.language], choice.key) for choice in seen.choices]
    if seen.can_decline:
        found.append(option(words.text("decline"), DECLINED))
    if seen.new:
        found.append(option(words.text("add", label=seen.new), f"{NEW}{seen.new}", words.plain("add_more")))
    return found
