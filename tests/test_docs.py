"""What README, the change log and the locks say, held against the code."""

import contextlib
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from assistant import __version__
from assistant.cli import app
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
MAX_README_LINES = 150
USAGE_ERROR = typer.BadParameter.__mro__[1]  # typer exports only its children
HEAVY = {"chromadb", "openai", "onnxruntime", "numpy", "fastapi", "tokenizers", "lemminflect", "mcp", "acp"}


def lines_of_code(text: str) -> list[str]:
    """The lines of every fenced block, continued lines joined, a prompt sign dropped."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.strip().removeprefix("$ ") for block in blocks for line in block.replace("\\\n", " ").splitlines()]


def commands_of(text: str) -> Iterator[list[str]]:
    """The words of every `smallacts ...` in the code blocks, also behind a pipe or a variable."""
    for line in lines_of_code(text):
        for part in re.split(r"\s(?:\||&&|;|>|2>|&)(?:\s|$)", line):
            if found := re.match(r"(?:\w+=\S+ +)*(?:\S*/)?smallacts(?: (?P<rest>.*))?$", part.strip()):
                yield shlex.split(found["rest"] or "", comments=True)


def accept(words: list[str]) -> None:
    """Parse a command as the command line does, without running it; what it does not know is a KeyError or a UsageError."""
    command: Any = get_command(app)
    words = list(words)
    while subcommands := getattr(command, "commands", {}):
        if not words or words[0].startswith("-"):
            break
        command = subcommands[words.pop(0)]
    with contextlib.suppress(typer.Exit):
        command.make_context("smallacts", words)


def locked(lock: Path) -> list[str]:
    """The requirements of a lock, each with the lines that belong to it."""
    text = "".join(line for line in lock.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("#"))
    return re.split(r"\n(?=\S)", text.strip())


def test_readme_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= MAX_README_LINES


def test_the_settings_table_names_exactly_the_settings() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|\n]+\|[^|\n]+\|\s*$", README, re.MULTILINE)

    assert sorted(row for row in rows if row.startswith("SMALLACTS_")) == sorted(
        f"SMALLACTS_{name}".upper() for name in Settings.model_fields
    )


def test_no_variable_of_readme_is_unknown() -> None:
    known = {f"SMALLACTS_{name}".upper() for name in Settings.model_fields}

    assert set(re.findall(r"SMALLACTS_[A-Z_]+", README)) <= known


def test_every_command_in_readme_is_one_that_we_have() -> None:
    commands = list(commands_of(README))

    for words in commands:
        accept(words)

    assert ["ask"] in [words[:1] for words in commands]


@pytest.mark.parametrize(
    "line",
    ["smallacts sing", "smallacts ask", "smallacts ask hello --loud", "smallacts guidance shout", "cat x | smallacts ask - --loud"],
)
def test_a_command_that_we_do_not_have_would_be_noticed(line: str) -> None:
    words = next(commands_of(f"```sh\n{line}\n```\n"))

    with pytest.raises((KeyError, USAGE_ERROR)):
        accept(words)


def test_every_make_target_in_readme_is_one_that_we_have() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    named = {found[1] for line in lines_of_code(README) if (found := re.match(r"make ([a-z]+)", line))}

    assert "ask" in named
    assert named <= targets


def test_every_file_that_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", README)

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_change_log_has_a_heading_for_what_is_here() -> None:
    headings = re.findall(r"^## \[?([\w.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert headings[:1] in (["Unreleased"], [__version__])


def test_the_project_has_the_version_of_the_code() -> None:
    assert PROJECT["version"] == __version__


def test_there_is_a_lock_to_run_and_one_to_develop() -> None:
    assert [lock.name for lock in LOCKS] == ["requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r"^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b.*|\w+://\S+", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_package_by_hash(lock: Path) -> None:
    packages = locked(lock)

    assert packages
    assert [text for text in packages if not re.match(r"[\w.-]+==\S+.*?--hash=sha256:[0-9a-f]{64}\b", text, re.DOTALL)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_every_dependency(lock: Path) -> None:
    wanted = {re.split(r"[^\w.-]", dependency)[0] for dependency in PROJECT["dependencies"]}

    assert wanted - {text.partition("==")[0] for text in locked(lock)} == set()


@pytest.mark.parametrize("words", [["--help"], ["ask", "--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "assistant.cli", *words]

    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)

    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "typer" in imported
    assert imported & HEAVY == set()
