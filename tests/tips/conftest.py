"""A roster and a written week, made once; a test gets a copy to change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from assistant.factory_tips import Desk, open_desk
from tests.handbook import run_in

WEEK = "2026-W48"
ROSTER = """id,name,email,segment,role,weekday,hour,timezone,opted_out,paused_until,leave_from,leave_until,hired_on,holdout
"""
Tips = Callable[..., Result]


def roster_of(folder: Path, *rows: str, name: str = "roster.csv") -> Path:
    """A roster file of these rows."""
    path = folder / name
    path.write_text(ROSTER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def people(count: int) -> list[str]:
    """Rows of invented people in three segments and all three roles."""
    roles, segments = ("peer", "lead", "manager"), ("Kitchen", "Yard", "Ward 3")
    return [f"p{n},Person {n},p{n}@example.org,{segments[n % 3]},{roles[n % 3]},,,Europe/Lisbon,,,,,," for n in range(count)]


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tips need no index."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="session")
def desk() -> Desk:
    return open_desk()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, built_home: Path) -> Path:
    """A folder with a roster of sixty and a written week, not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    roster = roster_of(folder, *people(60))
    for command in (("plan", str(roster)), ("write", "--yes")):
        assert run_in(built_home, "tips", *command, "--week", WEEK, "--out", str(folder)).exit_code == 0
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "tips"))


@pytest.fixture
def tips(cli: Callable[..., Result], out: Path) -> Tips:
    """Run a command of tips on that week."""

    def run(command: str, *arguments: str, week: str = WEEK) -> Result:
        return cli("tips", command, *arguments, "--week", week, "--out", str(out))

    return run
