"""A form as a YAML file: written for people to edit, and read with every mistake, each with its line."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.domain.errors import Fault
from bot.domain.forms import Choice, Form, Question, Use
from bot.domain.people import LANGUAGES
from bot.domain.soundness import Path, flaws

HEADING = "# A questionnaire of Binôme. docs/questionnaires.md explains every field.\n"

_ALWAYS = frozenset({"id", "kind", "page", "label"})
"""What is written of a question even where it is the usual."""
_KNOWN: dict[str, frozenset[str]] = {
    "form": frozenset({"pages", "questions"}),
    "question": frozenset(each.name for each in fields(Question)),
    "use": frozenset(each.name for each in fields(Use)),
    "choice": frozenset(each.name for each in fields(Choice)),
    "wording": frozenset(LANGUAGES),
}
_NAMES = {
    "missing": "field_missing",
    "enum": "not_one_of",
    "int_parsing": "not_a_number",
    "int_type": "not_a_number",
    "bool_parsing": "true_or_false",
}


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a file, in which line (from 1) and about which question."""

    line: int
    question: str
    fault: Fault


class WrongFile(ValueError):
    """A file that is no questionnaire that can be asked: all its mistakes, by line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = tuple(sorted(mistakes, key=lambda each: each.line))


def read(text: str) -> Form:
    """The form in a YAML file; raises WrongFile. Values are read as text, so that `No` and 09:00 stay as they are."""
    try:
        node: Any = yaml.compose(text, yaml.BaseLoader)
        content: Any = yaml.load(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise WrongFile([Mistake(mark.line + 1 if mark else 1, "", Fault("not_yaml"))]) from error
    except yaml.YAMLError as error:
        raise WrongFile([Mistake(1, "", Fault("not_yaml"))]) from error
    if not isinstance(content, dict):
        raise WrongFile([Mistake(1, "", Fault("not_yaml"))])
    mistakes = [*_unknown(node, content)]
    form, wrong = _validated(node, content)
    if form:
        wrong = [_mistake(node, content, flaw.path, flaw.fault) for flaw in flaws(form)]
    if form is None or mistakes or wrong:
        raise WrongFile([*mistakes, *wrong])
    return form


def write(form: Form) -> str:
    """The form as YAML that `read` takes back as it was; usual values are left out."""
    pages = yaml.dump([_Flow(title) for title in form.pages], Dumper=_Dumper, **_STYLE)
    questions = (yaml.dump([_question(each)], Dumper=_Dumper, **_STYLE) for each in form.questions)
    return f"{HEADING}\npages:\n{pages}\nquestions:\n" + "\n".join(questions)


def _validated(node: Any, content: Any) -> tuple[Form | None, list[Mistake]]:
    try:
        return TypeAdapter(Form).validate_python(content), []
    except ValidationError as invalid:
        found: dict[tuple[int, str], Mistake] = {}
        for error in invalid.errors():
            fault = Fault(_NAMES.get(error["type"], "not_that"), _facts(error))
            mistake = _mistake(node, content, error["loc"], fault)
            found.setdefault((mistake.line, fault.name), mistake)
        return None, list(found.values())


def _facts(error: Any) -> dict[str, object]:
    field = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    expected = error.get("ctx", {}).get("expected", "")
    return {"field": field, "value": str(error["input"])[:40], "expected": str(expected).replace("'", "")}


def _mistake(node: Any, content: Any, path: Path, fault: Fault) -> Mistake:
    return Mistake(_line(node, path), _named(content, path), fault)


def _named(content: Any, path: Path) -> str:
    """The id of the question that a path leads into."""
    if len(path) < 2 or path[0] != "questions":
        return ""
    question = content["questions"][path[1]]
    return str(question.get("id", "")) if isinstance(question, dict) else ""


def _line(node: Any, path: Path) -> int:
    """The line of a place, or of the nearest thing around it that is there."""
    line = node.start_mark.line
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part],) * 2
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return int(line) + 1


def _unknown(node: Any, content: Any) -> Iterator[Mistake]:
    """Fields that there are none of: a slip of the pen would pass unseen."""
    for path, kind in _places(content):
        place = content
        for part in path:
            place = place[part]
        if isinstance(place, dict):
            for key in place.keys() - _KNOWN[kind]:
                known = ", ".join(sorted(_KNOWN[kind]))
                yield _mistake(node, content, (*path, key), Fault("no_such_field", {"field": key, "known": known}))


def _places(content: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every mapping in a file, by what it should be."""
    yield (), "form"
    yield from ((("pages", at), "wording") for at, _ in enumerate(_listed(content, "pages")))
    for at, question in enumerate(_listed(content, "questions")):
        path: Path = ("questions", at)
        yield path, "question"
        if not isinstance(question, dict):
            continue
        yield from (((*path, name), "wording") for name in ("label", "help", "low", "high") if name in question)
        if "use" in question:
            yield (*path, "use"), "use"
        for n, choice in enumerate(_listed(question, "choices")):
            yield (*path, "choices", n), "choice"
            if isinstance(choice, dict) and "label" in choice:
                yield (*path, "choices", n, "label"), "wording"


def _listed(content: dict[str, Any], name: str) -> list[Any]:
    value = content.get(name)
    return value if isinstance(value, list) else []


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class _Row(list[Any]):
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    _Row, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
_STYLE: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10_000}


def _question(question: Question) -> dict[str, Any]:
    usual = {each.name: None if each.default is MISSING else each.default for each in fields(Question)}
    return {name: _plain(value) for name, value in vars(question).items() if name in _ALWAYS or value != usual[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (Use, Choice)):
        return _Flow({name: _plain(each) for name, each in vars(value).items() if each is not None})
    if isinstance(value, tuple):
        rows = [_plain(each) for each in value]
        return rows if any(isinstance(each, dict) for each in rows) else _Row(rows)
    return _Flow(value) if isinstance(value, dict) else value
