"""`smallacts connect`: the settings of a client, ready to paste."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import Result

from assistant.connecting import clients
from assistant.conversation.modes import MODES

Cli = Callable[..., Result]
FOLDER = Path(__file__).parent / "clients"
NODE = {"opencode": "opencode-ai", "codex": "@openai/codex", "continue": "@continuedev/cli", "copilot-cli": "@github/copilot"}
PYTHON = {"llm": "llm", "aider": "aider-chat"}
READERS: dict[str, Callable[[str], Any]] = {
    "opencode": json.loads,
    "zed": json.loads,
    "vscode": json.loads,
    "claude-desktop": json.loads,
    "codex": tomllib.loads,
    "continue": yaml.safe_load,
    "librechat": yaml.safe_load,
    "llm": yaml.safe_load,
    "aider": yaml.safe_load,
}
ASKED_FOR = (
    """zed vscode continue jetbrains opencode codex copilot-cli cline aider llm open-webui librechat claude-desktop cursor""".split()
)
REACHED = sorted(set(ASKED_FOR) - {"cursor", "claude-desktop"})
KEY = "a-shared-key-of-ours"


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings are printed without an index."""
    return tmp_path_factory.mktemp("empty")


def told(cli: Cli, *words: str) -> dict[str, Any]:
    """What the command says as JSON."""
    result = cli("connect", *words, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_every_client_is_listed_with_how_far_it_was_tried(cli: Cli) -> None:
    result = cli("connect")

    assert clients() == sorted(ASKED_FOR)
    assert [line.split()[0] for line in result.stdout.splitlines()] == sorted(ASKED_FOR)
    assert "opencode: tried with 1." in result.stdout
    assert "Zed: not tried here" in result.stdout


@pytest.mark.parametrize("client", READERS)
def test_what_is_pasted_is_read_by_the_format_of_its_file(cli: Cli, client: str) -> None:
    result = cli("connect", client)

    assert result.exit_code == 0
    assert READERS[client](result.stdout)


@pytest.mark.parametrize("client", REACHED)
def test_settings_lead_to_the_server_that_is_set(cli: Cli, client: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLACTS_PORT", "9123")

    result = cli("connect", client)

    assert re.findall(r"https?://[^\s\"]+?/v1(?=[\s\"/]|$)", result.stdout)[0] == "http://127.0.0.1:9123/v1"


@pytest.mark.parametrize("client", ["opencode", "zed", "vscode", "continue", "llm", "librechat"])
def test_a_picker_is_told_every_mode(cli: Cli, client: str) -> None:
    result = cli("connect", client)

    assert [mode.name for mode in MODES if mode.name not in re.findall(r"smallacts[\w-]*", result.stdout)] == []


@pytest.mark.parametrize("client", REACHED)
def test_a_key_is_never_printed(cli: Cli, client: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALLACTS_API_KEY", KEY)

    result = cli("connect", client)

    assert (KEY in result.output, "VALUE-OF-SMALLACTS_API_KEY" in result.output) == (False, True)


def test_a_key_of_a_person_is_named_where_it_belongs(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SMALLACTS_KEYS", str(tmp_path / "keys.json"))
    key = cli("keys", "add", "anas-editor", "--person", "ana").stdout.strip()

    result = cli("connect", "opencode")

    assert json.loads(result.stdout)["provider"]["smallacts"]["options"]["apiKey"] == "KEY-anas-editor"
    assert "put your key in place of KEY-anas-editor" in result.stderr
    assert key not in result.output


def test_where_no_key_is_needed_none_is_asked_for(cli: Cli) -> None:
    result = cli("connect", "codex")

    assert "env_key" not in result.stdout
    assert "put your key" not in result.stderr


@pytest.mark.parametrize(
    "given",
    ["http://10.0.0.7:9", "http://10.0.0.7:9/", "http://10.0.0.7:9/v1", "http://10.0.0.7:9/v1/"],
    ids=["bare", "slash", "v1", "v1/"],
)
def test_an_address_may_be_given_with_or_without_its_v1(cli: Cli, given: str) -> None:
    assert told(cli, "codex", "--url", given)["url"] == "http://10.0.0.7:9/v1"


@pytest.mark.parametrize("given", ["", "localhost:8765", "http://", "http://a b", 'http://a";rm', "http://me:pw@host", "file:///etc"])
def test_what_is_no_address_is_refused_in_one_line(cli: Cli, given: str) -> None:
    result = cli("connect", "copilot-cli", "--url", given)

    assert (result.stdout, str(result.exception)) == (
        "",
        f"{given!r} is no address of a server; it looks like http://127.0.0.1:8765/v1",
    )


def test_cursor_is_told_that_it_reaches_no_server_here(cli: Cli) -> None:
    result = cli("connect", "cursor")

    assert result.stdout == ""
    assert "Cursor cannot be connected: it sends a model's requests from its own servers" in str(result.exception)


def test_a_client_that_we_do_not_know_is_refused_with_those_that_we_do(cli: Cli) -> None:
    result = cli("connect", "emacs")

    assert str(result.exception).startswith("there are no settings for 'emacs'; use one of aider, ")


def test_the_versions_that_were_tried_are_those_that_the_tests_install(cli: Cli) -> None:
    packages = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locks = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt"))
    pinned = dict(re.findall(r"^([\w-]+)==([\w.]+)", locks, re.MULTILINE))
    installed = {name: packages[package] for name, package in NODE.items()} | {name: pinned[package] for name, package in PYTHON.items()}

    listed = told(cli)["clients"]

    assert {some["client"]: some["tried"] for some in listed if some["tried"]} == installed
