"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser
from sqlalchemy import Engine

from bot.domain.people import Person
from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage
from tests.browsing import chromium
from tests.databases import Postgres
from tests.fakes import FakeClock, FakeSlack

ANA = Person("U0ANA", "Ana", tz="Europe/Paris", locale="fr-FR")
LEO = Person("U0LEO", "Léo", tz="America/Montreal", locale="en-US")
CLAIRE = Person("U0CLAIRE", "Claire", tz="Europe/Paris", locale="fr-FR")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # Not in pytest's own folder: each run of pytest takes that from other users, and the server runs as one.
    with TemporaryDirectory(prefix="binome-postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A migrated SQLite file, for each test to have a copy of."""
    path = tmp_path_factory.mktemp("migrated") / "binome.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database: each test runs on both kinds."""
    if request.param == "postgresql":
        with request.getfixturevalue("postgres").database() as address:
            yield address
        return
    path = tmp_path / "binome.db"
    path.write_bytes(request.getfixturevalue("migrated"))
    yield f"sqlite:///{path}"


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    engine = connect(address)
    yield engine
    engine.dispose()


@pytest.fixture
def storage(engine: Engine) -> Storage:
    return Storage(engine)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack(people={person.id: person for person in (ANA, LEO, CLAIRE)})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys on PostgreSQL, and those in a browser but for the first, are part of the long run.

    What a browser shows does not depend on the database: but for the first, these run on SQLite only.
    """
    for item in list(items):
        used = set(getattr(item, "fixturenames", ()))
        on_postgresql = "address" in used and "postgresql" in item.name
        in_browser = "browser" in used and "address" in used and item.path.stem != "test_browser"
        if in_browser and on_postgresql:
            items.remove(item)
        elif "journeys" in item.path.parts and (in_browser or on_postgresql):
            item.add_marker(pytest.mark.long)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", type=Path, help="a folder for pictures of what the browser tests see")


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    folder: Path | None = request.config.getoption("--pictures")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
