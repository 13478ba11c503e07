"""The parts that tests stand on: one real index for the whole run, and the doors to it."""

import shutil
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from api.app import create_app
from assistant.cli import app
from assistant.domain import Answer, Nudge, Situation
from assistant.factory import Parts, open_parts
from assistant.guidance import Guidance
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.handbook import run_in, write_handbook
from tests.process import raise_loopback


@pytest.fixture(scope="session", autouse=True)
def loopback() -> None:
    """Servers of the tests are reached with the network cut, too."""
    raise_loopback()


@pytest.fixture(scope="session", autouse=True)
def interrupts() -> None:
    """What is started can be interrupted, though a shell that runs the suite in the background has it ignore that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a real index of the real knowledge."""
    home = tmp_path_factory.mktemp("smallacts")
    open_parts(Settings(home=home))
    return home


@pytest.fixture(scope="session")
def parts(built_home: Path) -> Parts:
    """The assistant, which keeps no history: one test's question must not change another's answer."""
    return open_parts(Settings(home=built_home, retention_days=0))


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents to be added, not to be changed."""
    return write_handbook(tmp_path_factory.mktemp("books") / "handbook")


@pytest.fixture(scope="session")
def handbook_home(built_home: Path, handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which it was added, not to be changed."""
    home = Path(shutil.copytree(built_home, tmp_path_factory.mktemp("filled") / "home"))
    assert run_in(home, "ingest", str(handbook)).exit_code == 0
    return home


@pytest.fixture(scope="session")
def guidance(parts: Parts) -> Guidance:
    return parts.guidance


@pytest.fixture
def assistant(parts: Parts) -> Assistant:
    return parts.assistant


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, built_home: Path, tmp_path: Path) -> None:
    """No setting of this machine reaches a test, and no history of another test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SMALLACTS_{name.upper()}", raising=False)
    monkeypatch.setenv("SMALLACTS_HOME", str(built_home))
    monkeypatch.setenv("SMALLACTS_DATABASE", f"sqlite:///{tmp_path}/moments.db")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def suggest(assistant: Assistant) -> Callable[..., Answer]:
    """Ask, and get the answer."""
    import asyncio

    def ask(text: str, **fields: object) -> Answer:
        return asyncio.run(assistant.suggest(Situation.model_validate({"text": text, **fields})))

    return ask


@pytest.fixture
def nudge(suggest: Callable[..., Answer]) -> Callable[..., Nudge]:
    """Ask, and get a nudge."""

    def ask(text: str, **fields: object) -> Nudge:
        answer = suggest(text, **fields)
        assert isinstance(answer, Nudge), answer
        return answer

    return ask


@pytest.fixture
def cli() -> Callable[..., Result]:
    """Run a command in this process; errors of ours come through `smallacts` as a person would see them."""
    runner = CliRunner()

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(app, list(arguments), input=stdin, catch_exceptions=True)

    return run


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client that talks to the application in this process."""
    transport = httpx.ASGITransport(create_app(parts), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        yield http
