"""A questionnaire as a file: written, read, and every mistake in its line."""

from pathlib import Path

import pytest

from bot.domain.enrolment import Role
from bot.messages.questionnaire import default
from bot.questionnaire_file import WrongFile, read, write
from bot.services.enrolment import EnrolmentService
from storage.work import Storage
from tests.builders import MENTEE_PAGES, a_recruiting_programme
from tests.command_line import Done, bot
from tests.conftest import ANA, CLAIRE
from tests.fakes import FakeClock


def test_what_is_written_is_read_as_it_was() -> None:
    assert read(write(default())) == default()


def mistakes(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(WrongFile) as wrong:
        read(text)
    return [(each.line, each.question, each.fault.name) for each in wrong.value.mistakes]


GOOD = """\
pages:
- {en: One, fr: Un}
questions:
- id: sport
  kind: choice
  label: {en: A sport, fr: Un sport}
  choices:
  - {key: judo, label: {en: Judo, fr: Judo}}
  - {key: no, label: {en: No, fr: Non}}
- id: from
  kind: time
  initial: 09:00
  label: {en: From, fr: De}
"""


def test_no_and_nine_o_clock_are_what_they_look_like() -> None:
    form = read(GOOD)
    assert form.question("sport").choices[1].label["en"] == "No"
    assert form.question("from").initial == "09:00"


WRONG: dict[str, tuple[str, str, list[tuple[int, str, str]]]] = {
    "no French": ("fr: Un sport}", "fr: ''}", [(6, "sport", "missing_fr")]),
    "no such kind": ("kind: choice", "kind: choise", [(5, "sport", "not_one_of")]),
    "no kind": ("  kind: time\n", "", [(10, "from", "field_missing")]),
    "a slip": ("initial:", "inital:", [(12, "from", "no_such_field")]),
    "a slip in another language": ("fr: Non", "FR: Non", [(9, "sport", "no_such_field"), (9, "sport", "missing_fr")]),
    "a number in words": ("kind: choice", "kind: choice\n  page: two", [(6, "sport", "not_a_number")]),
    "no such page": ("kind: choice", "kind: choice\n  page: 2", [(6, "sport", "no_such_page")]),
    "a key twice": ("key: no", "key: judo", [(8, "sport", "not_a_key"), (9, "sport", "not_a_key")]),
    "an id twice": ("id: from", "id: sport", [(4, "sport", "id_twice"), (10, "sport", "id_twice")]),
    "asked about nothing": ("kind: time", "kind: time\n  per: x", [(12, "from", "per_unknown")]),
    "a use of nothing": (
        "kind: time",
        "kind: time\n  use: {weight: low, rule: same}",
        [(12, "from", "no_such_rule"), (12, "from", "no_such_counterpart")],
    ),
    "no YAML": ("kind: choice", "kind: [choice", [(6, "", "not_yaml")]),
}


@pytest.mark.parametrize("case", WRONG)
def test_every_mistake_has_its_line(case: str) -> None:
    good, bad, expected = WRONG[case]
    assert mistakes(GOOD.replace(good, bad, 1)) == expected


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b", "pages: 3\nquestions: no"])
def test_what_is_no_questionnaire_at_all_is_said_so(text: str) -> None:
    assert mistakes(text)


def run(address: str, *arguments: object) -> Done:
    return bot("programme", *arguments, database=address)


def test_a_questionnaire_goes_out_as_a_file_and_comes_back_changed(
    address: str, storage: Storage, clock: FakeClock, tmp_path: Path
) -> None:
    with storage.begin() as work:
        work.people.keep(ANA)
    programme = a_recruiting_programme(storage, CLAIRE)
    enrolment = EnrolmentService(storage, clock)
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    for number, typed in enumerate(MENTEE_PAGES, start=1):
        enrolment.answer(ANA, page.subject, number, typed)
    assert run(address, "list").stdout == f"{programme.id} · Mentoring · recruiting\n"
    file = tmp_path / "questionnaire.yaml"
    assert run(address, "export", programme.id, file).returncode == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("- id: wish\n", "- id: dream\n").replace("  required: true\n  help: {en: One", "  help: {en: Two")
    )
    assert run(address, "import", programme.id, file).stdout.splitlines() == [
        "New: A wish about your mentor (dream)",
        "Changed: What you want to reach (goals)",
        "Removed: A wish about your mentor (wish). Answers so far are kept.",
        "Nobody has to answer again: all answers so far stand.",
        "Nothing is changed yet. With --apply this is published for Mentoring.",
    ]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("- id: dream\n", "- id: dream\n  required: true\n"), encoding="utf-8")
    done = run(address, "import", programme.id, file, "--apply", "--language", "fr")
    assert "1 personne devra compléter ses réponses." in done.stdout
    with storage.begin() as work:
        latest = work.forms.get(work.forms.latest(programme.id, "questionnaire"))
        assert work.enrolments.get(page.subject).answers["struggle"] == "Dire non."
    assert latest.question("dream").required
    assert (
        "This is the questionnaire that people are asked already." in run(address, "import", programme.id, file).stdout
    )


def test_what_is_wrong_is_said_all_at_once(address: str, storage: Storage, tmp_path: Path) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    file = tmp_path / "questionnaire.yaml"
    file.write_text(GOOD.replace("fr: Un sport", "fr: ''").replace("label: {en: From, fr: De}", "label: {en: From}"))
    done = run(address, "import", programme.id, file, "--apply")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "Line 6, question “sport”: The French text is missing.",
        "Line 13, question “from”: The French text is missing.",
    ]
    assert "There is no such programme." in run(address, "export", 99).stderr
    assert "can’t be read" in run(address, "import", programme.id, tmp_path / "none.yaml").stderr
