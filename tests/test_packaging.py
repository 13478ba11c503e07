"""The wheel: it holds what the assistant needs, and works in an environment of its own, far from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import __version__
from assistant.domain import Nudge

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "how do I encourage a new lead after a rough call"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as held:
        return set(held.namelist())


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a fresh environment that holds the wheel; its dependencies come from the running one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", system_site_packages=True)
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "--no-cache-dir"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    # a path file inside a folder that is named here is not read, so the checkout's own install is not seen
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture(scope="module")
def run(elsewhere: Path) -> Callable[..., str]:
    """Run a program of the fresh environment outside the checkout, with a data folder of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SMALLACTS_", "COVERAGE"))}
    environment["SMALLACTS_HOME"] = str(elsewhere / "home")

    def run_in(program: str, *arguments: str) -> str:
        command = [str(elsewhere / "venv" / "bin" / program), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=elsewhere, env=environment).stdout

    return run_in


def files_below(folder: Path) -> set[str]:
    """The files of a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["prompts", "knowledge"])
def test_the_wheel_holds_every_prompt_and_every_card(names: set[str], name: str) -> None:
    prefix = f"assistant/_data/{name}/"

    held = {path.removeprefix(prefix) for path in names if path.startswith(prefix)}

    assert held == files_below(ROOT / name)


def test_the_wheel_holds_the_model_and_its_licences(names: set[str]) -> None:
    licences = f"smallacts-{__version__}.dist-info/licenses"

    needed = {
        "assistant/minilm/words.npy",
        "assistant/minilm/layers.onnx",
        "assistant/minilm/tokenizer.json",
        f"{licences}/LICENSE",
        f"{licences}/NOTICE",
    }

    assert needed - names == set()


def test_the_wheel_holds_nothing_but_our_packages(names: set[str]) -> None:
    assert {name.partition("/")[0] for name in names} == {"assistant", "api", f"smallacts-{__version__}.dist-info"}
    assert [name for name in names if name.endswith(".pyc") or "/tests/" in name] == []


def test_the_wheel_holds_every_module(names: set[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for package in ("assistant", "api") for path in (ROOT / package).rglob("*.py")}

    assert {name for name in names if name.endswith(".py")} == modules


def test_the_installed_command_is_its_own(elsewhere: Path, run: Callable[..., str]) -> None:
    lies = Path(run("python", "-c", "import assistant; print(assistant.__file__)").strip())

    assert lies.is_relative_to(elsewhere / "venv")


def test_the_installed_command_names_its_version(run: Callable[..., str]) -> None:
    assert run("smallacts", "--version") == f"smallacts {__version__}\n"


def test_the_installed_command_answers_as_the_checkout_does(elsewhere: Path, run: Callable[..., str], nudge: Callable[..., Nudge]) -> None:
    shown = json.loads(run("smallacts", "ask", QUESTION, "--json"))

    here = nudge(QUESTION).model_dump(mode="json")
    assert {**shown, "id": ""} == {**here, "id": ""}
    assert (elsewhere / "home" / "index" / "current").exists()
