"""The editor of one question: what it asks, and what it does in matching."""

from dataclasses import dataclass, replace

from slackblocks import (
    Block,
    CheckboxGroup,
    Element,
    InputBlock,
    ModalView,
    NumberInput,
    Option,
    PlainText,
    PlainTextInput,
    StaticSelectMenu,
)

from bot.domain.drafting import NOT_USED, blank
from bot.domain.forms import Kind, Question, Use, Weight, Wording
from bot.domain.matching.scheme import Rule
from bot.domain.people import LANGUAGES
from bot.domain.questionnaires import REQUIRABLE, RULES
from bot.domain.soundness import END, HELP, LABEL, LISTED, TEXT
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, all_chosen, chosen, ids, note, section, shorten
from bot.messages.questionnaire import default
from bot.messages.questionnaires import back_to_overview
from bot.messages.words import Words

AUDIENCES = ("mentee", "mentor")
BOUNDS = {
    Kind.SEVERAL: ("least", "most"),
    Kind.RANKED: ("most",),
    Kind.NUMBER: ("least", "most"),
    Kind.SHORT: ("most",),
    Kind.LONG: ("most",),
    Kind.PEOPLE: ("most",),
}
"""Which bounds HR sets for each kind; what they bound says the template."""


@dataclass(frozen=True)
class EditQuestion:
    """A question to write, or one that is there, as it stood at `mark`."""

    programme_id: int
    question: Question
    pages: tuple[Wording, ...]
    mark: str = ""
    answered: int = 0


_LONG = dict.fromkeys(LANGUAGES, samples.LONG_GOAL[:150])
_LONGEST = replace(
    next(each for each in default().questions if each.id == "skills_offered"),
    label=samples.LONG_LABEL,
    help=samples.LONG_LABEL,
    least=1,
    private=True,
)


@catalogue.modal(
    "questionnaires/question",
    short=EditQuestion(1, blank(Kind.YES_NO, 1), default().pages),
    **{f"new_{kind.value}": EditQuestion(1, blank(kind, 1), default().pages) for kind in Kind},
    catalogue=EditQuestion(1, replace(_LONGEST, source="skills", choices=()), default().pages, "a1"),
    longest=EditQuestion(1, _LONGEST, default().pages, "a1", 512),
)
def edit_question(seen: EditQuestion, words: Words) -> ModalView:
    question = seen.question
    return ModalView(
        title=words.plain("title_edit" if question.id else "title_new"),
        blocks=[
            *([section(words.rich("answered"))] if seen.answered else []),
            *_in_both("label", question.label, words, most=LABEL, required=True),
            *_in_both("help", question.help, words, most=HELP),
            *_choices(question, words),
            *_ends(question, words),
            *(_bound(name, question, words) for name in BOUNDS.get(question.kind, ())),
            _ticks("audience", AUDIENCES, question.audience, words),
            _ticks("how", ("required", "private"), _how(question), words, optional=True),
            _which_page(seen, words),
            back_to_overview(seen.programme_id, words),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="questionnaires.save",
        private_metadata=ids(
            programme=seen.programme_id, question=question.id, kind=question.kind.value, mark=seen.mark
        ),
    )


def _how(question: Question) -> tuple[str, ...]:
    return tuple(name for name in ("required", "private") if getattr(question, name))


def _in_both(
    name: str, wording: Wording | None, words: Words, most: int, required: bool = False, lines: bool = False
) -> list[Block]:
    """A text in every language, each in a field of its own."""
    return [
        InputBlock(
            words.plain(f"{name}_{language}"),
            PlainTextInput(
                ANSWER,
                initial_value=(wording or {}).get(language) or None,
                multiline=lines or name == "help",
                max_length=most,
            ),
            block_id=f"{name}_{language}",
            optional=not required,
        )
        for language in LANGUAGES
    ]


def _choices(question: Question, words: Words) -> list[Block]:
    if question.kind not in LISTED:
        return []
    if question.source:
        return [note(words.rich("from_catalogue"))]
    lines = {language: "\n".join(each.label.get(language, "") for each in question.choices) for language in LANGUAGES}
    if max(len(each) for each in lines.values()) > TEXT:
        return [note(words.rich("too_long_here"))]
    return [note(words.rich("one_a_line")), *_in_both("choices", lines, words, most=TEXT, required=True, lines=True)]


def _ends(question: Question, words: Words) -> list[Block]:
    if question.kind is not Kind.SCALE:
        return []
    return [*_in_both("low", question.low, words, most=END), *_in_both("high", question.high, words, most=END)]


def _bound(name: str, question: Question, words: Words) -> Block:
    value = getattr(question, name)
    element = NumberInput(False, ANSWER, initial_value=None if value is None else str(value), min_value="0")
    return InputBlock(words.plain(f"{name}_{question.kind.value}"), element, block_id=name, optional=True)


def _ticks(name: str, keys: tuple[str, ...], value: tuple[str, ...], words: Words, optional: bool = False) -> Block:
    options = [Option(words.plain(f"{name}_{key}"), key) for key in keys]
    element = CheckboxGroup(ANSWER, options, initial_options=all_chosen(options, value))
    return InputBlock(words.plain(name), element, block_id=name, optional=optional)


def _which_page(seen: EditQuestion, words: Words) -> Block:
    options = [
        Option(words.plain("on_page", number=number, page=shorten(title[words.language], 60)), str(number))
        for number, title in enumerate(seen.pages, start=1)
    ]
    return _menu("page", options, str(seen.question.page), words)


def _menu(name: str, options: list[Option], value: str | None, words: Words, hint: PlainText | None = None) -> Block:
    element: Element = StaticSelectMenu(ANSWER, options, initial_option=chosen(options, value) or options[0])
    return InputBlock(words.plain(name), element, block_id=name, hint=hint)


@dataclass(frozen=True)
class EditUse:
    """What a question does in matching; `mentors` are the questions under which the mentor's answer may stand."""

    programme_id: int
    question: Question
    mentors: tuple[Question, ...]
    mark: str


_USED = next(each for each in default().questions if each.id == "skills_wanted")
_YEARS = next(each for each in default().questions if each.id == "years")
_LONG_USE = Use(Weight.MEDIUM, Rule.GAP, "years", 3, 15, dict.fromkeys(LANGUAGES, samples.LONG_GOAL[:60]))


@catalogue.modal(
    "questionnaires/use",
    short=EditUse(1, _USED, (_USED, _LONGEST), "a1"),
    longest=EditUse(
        1,
        replace(_YEARS, label=samples.LONG_LABEL, use=_LONG_USE),
        (replace(_YEARS, label=samples.LONG_LABEL),) * 1,
        "a1",
    ),
)
def edit_use(seen: EditUse, words: Words) -> ModalView:
    question, use = seen.question, seen.question.use
    rules = RULES[question.kind]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro", question=question.label[words.language])),
            _weight(use, rules, words),
            _menu("rule", [_described(rule, words) for rule in rules], use.rule.value if use else None, words),
            *_counterpart(seen, words),
            *(_gap(name, use, words) for name in ("low", "high") if Rule.GAP in rules),
            *_in_both("name", use.label if use else None, words, most=END),
            back_to_overview(seen.programme_id, words),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="questionnaires.save_use",
        private_metadata=ids(programme=seen.programme_id, question=question.id, mark=seen.mark),
    )


def _weight(use: Use | None, rules: tuple[Rule, ...], words: Words) -> Block:
    hard = [Weight.HARD] if REQUIRABLE & set(rules) else []
    keys = [NOT_USED, *(each.value for each in (Weight.LOW, Weight.MEDIUM, Weight.HIGH, *hard))]
    options = [Option(words.plain(f"weight_{key.replace('-', '_')}"), key) for key in keys]
    return _menu("weight", options, use.weight.value if use else NOT_USED, words)


def _described(rule: Rule, words: Words) -> Option:
    return Option(words.plain(rule.value), rule.value, description=words.plain(f"{rule.value}_more"))


def _counterpart(seen: EditUse, words: Words) -> list[Block]:
    options = [
        Option(PlainText(shorten(each.label[words.language], 75)), each.id)
        for each in sorted(seen.mentors, key=lambda each: each.id != seen.question.id)
    ]
    use = seen.question.use
    value = (use.counterpart if use else None) or seen.question.id
    return [_menu("counterpart", options[:100], value, words)] if options else []


def _gap(name: str, use: Use | None, words: Words) -> Block:
    value = getattr(use, name) if use else None
    element = NumberInput(False, ANSWER, initial_value=None if value is None else str(value))
    return InputBlock(words.plain(f"gap_{name}"), element, block_id=name, optional=True)
