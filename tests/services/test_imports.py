import pytest

from bot.domain.errors import Gone, IllegalStep
from bot.domain.positions import Entry
from bot.services.imports import ImportService
from bot.workspace import Refused, Upload
from storage.work import Storage
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack
from tests.storage.looking import messages

FILE = "Id Slack;Service;Niveau\nU0ANA;Ventes;2\nU0LEO;Achats;9\nU0NOBODY;Achats;1\n"


@pytest.fixture(autouse=True)
def there(storage: Storage, slack: FakeSlack) -> None:
    slack.files["F1"] = Upload("équipe.csv", FILE.encode("cp1252"))
    with storage.begin() as work:
        work.people.keep(ANA, LEO, CLAIRE)


def department(storage: Storage, id: str = ANA.id) -> str:
    with storage.look() as work:
        found = work.people.find(id)
    return found.department if found else "?"


def test_a_file_is_shown_first_and_taken_over_once_it_is_confirmed(imports: ImportService, storage: Storage) -> None:
    imports.receive(CLAIRE, "F1", "k")
    imports.receive(CLAIRE, "F1", "k")
    assert imports.do_due()
    assert not imports.do_due()
    [report] = messages(storage)
    assert (report.kind, report.to) == ("imports/report", CLAIRE.id)
    assert (report.context["changed"], report.context["left_out"]) == (1, 2)
    assert [each["name"] for each in report.context["obstacles"]] == ["not_a_level", "person_unknown"]  # type: ignore[attr-defined]
    assert department(storage) == ""
    imports.confirm(CLAIRE, 1)
    imports.do_due()
    assert (department(storage), department(storage, LEO.id)) == ("Ventes", "")
    assert [each.kind for each in messages(storage)] == ["imports/report", "imports/applied"]
    with pytest.raises(IllegalStep):
        imports.confirm(CLAIRE, 1)


def test_what_has_changed_since_is_shown_again_and_not_written(
    imports: ImportService, storage: Storage, slack: FakeSlack
) -> None:
    imports.receive(CLAIRE, "F1", "k")
    imports.do_due()
    slack.files["F1"] = Upload("équipe.csv", FILE.replace("Ventes", "Direction").encode())
    imports.confirm(CLAIRE, 1)
    imports.do_due()
    assert department(storage) == ""
    assert [(each.kind, each.context["again"]) for each in messages(storage)] == [
        ("imports/report", False),
        ("imports/report", True),
    ]
    imports.confirm(CLAIRE, 1)
    imports.do_due()
    assert department(storage) == "Direction"


def test_a_file_can_be_given_up(imports: ImportService, storage: Storage) -> None:
    imports.receive(CLAIRE, "F1", "k")
    imports.do_due()
    imports.discard(CLAIRE, 1)
    with pytest.raises(IllegalStep):
        imports.confirm(CLAIRE, 1)
    assert not imports.do_due()


def test_what_slack_does_not_answer_is_tried_again(
    imports: ImportService, storage: Storage, slack: FakeSlack, clock: FakeClock
) -> None:
    imports.receive(CLAIRE, "F1", "k")
    slack.refusals.append(Refused("no_answer"))
    assert imports.do_due()
    assert not imports.do_due()
    clock.move(minutes=1)
    assert imports.do_due()
    assert [each.kind for each in messages(storage)] == ["imports/report"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"Site\nLyon\n", "no_person_column"), (b"", "empty_file"), (b"\0\0", "no_text"), (None, "no_access")],
)
def test_a_file_that_does_not_do_is_explained(
    imports: ImportService, storage: Storage, slack: FakeSlack, content: bytes | None, fault: str
) -> None:
    slack.files = {} if content is None else {"F1": Upload("a.csv", content)}
    imports.receive(CLAIRE, "F1", "k")
    imports.do_due()
    [told] = messages(storage)
    assert (told.kind, told.context["name"]) == ("imports/unusable", fault)
    assert not imports.do_due()


def test_what_was_never_dropped_is_gone(imports: ImportService) -> None:
    with pytest.raises(Gone):
        imports.confirm(CLAIRE, 99)


def test_all_lines_that_can_be_are_written_or_none(imports: ImportService, storage: Storage) -> None:
    entries = [Entry(2, ANA.id, {"department": "Ventes"}), Entry(3, LEO.id, {"started_on": "2024-01-31"})]
    would = imports.apply(entries)
    assert len(would.changes) == 2
    assert imports.prospect(entries).changes == ()
    assert department(storage) == "Ventes"
