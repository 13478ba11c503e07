"""`smallacts mcp`, and `/mcp` of `smallacts serve`: real processes, by the official client."""

import json
import signal
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp.client.client import Client

from assistant.keys import add_key
from tests.api.mcp_clients import by_stdio, calling, over_http, serving, text_of
from tests.process import TREE, Ended, command, environment, smallacts

QUIET = "my teammate is quiet in meetings"
STOP_S = 60
PIPE = subprocess.PIPE
SENT = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "suggest_micro_action", "arguments": {"text": QUIET}}}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
POSTED = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
CLOSED = "smallacts: standard input or output is closed; `smallacts mcp` is started by a client that speaks through both\n"
REFUSED = {
    "no key": ({}, 401, "a key is needed"),
    "another's page": ({"origin": "https://evil.example"}, 403, "a page of another host asks"),
    "another name": ({"host": "evil.example"}, 421, "this host name is not served here"),
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A database and a file of keys of these tests' own."""
    folder = tmp_path_factory.mktemp("mcp")
    return {"DATABASE": f"sqlite:///{folder}/moments.db", "KEYS": str(folder / "keys.json")}


@pytest.fixture(scope="module")
def keys(own: dict[str, Any]) -> dict[str, str]:
    """The keys of two persons."""
    fields: dict[str, Any] = {"timezone": None, "keeps_situations": False, "per_minute": None, "today": date(2026, 11, 27)}
    return {person: add_key(Path(own["KEYS"]), person, person=person, **fields) for person in ("ana", "ben")}


@pytest.fixture(scope="module")
def address(built_home: Path, own: dict[str, Any], keys: dict[str, str]) -> Iterator[str]:
    """Where a server that asks for one of these keys answers."""
    with serving(built_home, **own) as address:
        yield address


async def lived(client: Client) -> Any:
    """Log a moment, and return the week."""
    await client.call_tool("log_moment", {"text": "thanked a colleague"})
    return (await client.call_tool("weekly_challenge", {})).structured_content


def test_a_client_that_starts_it_is_whoever_sits_at_this_machine(built_home: Path, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"DATABASE": f"sqlite:///{tmp_path}/moments.db"}

    by_stdio(built_home, calling("log_moment", text="thanked Ana for the release notes"), **settings)

    listed = json.loads(smallacts("moment", "list", "--json", home=built_home, **settings).out)
    assert [moment["text"] for moment in listed["moments"]] == ["thanked Ana for the release notes"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_over_http_is_the_one_of_a_process(
    built_home: Path, address: str, keys: dict[str, str], tmp_path: Path, mode: str
) -> None:
    far = over_http(
        address, calling("check_wording", words="Great job!", practice="encouragement", situation=QUIET), keys["ana"], mode=mode
    )
    near = smallacts("check", "Great job!", "--practice", "encouragement", "--situation", QUIET, "--json", home=built_home)

    assert json.loads(text_of(far)) == far.structured_content == json.loads(near.out)


def test_over_http_each_person_sees_only_their_own(address: str, keys: dict[str, str]) -> None:
    weeks = [over_http(address, lived, keys[person]) for person in ("ana", "ben")]

    assert [len(week["moments"]) for week in weeks] == [1, 1]
    assert weeks[0]["moments"] != weeks[1]["moments"]


@pytest.mark.parametrize(("headers", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_over_http_it_is_guarded_as_every_route(address: str, headers: dict[str, str], status: int, said: str) -> None:
    answer = httpx.post(address, content=json.dumps(SENT), headers={**POSTED, **headers})

    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(said)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_is_no_session_to_listen_to_or_to_end(address: str, keys: dict[str, str], method: str) -> None:
    answer = httpx.request(method, address, headers={**POSTED, "authorization": f"Bearer {keys['ana']}"})

    assert answer.status_code == 405


def test_an_interrupt_ends_it_with_nothing_but_the_protocol_on_standard_output(built_home: Path) -> None:
    with subprocess.Popen(
        command("mcp"), stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, cwd=TREE, env=environment(built_home)
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{json.dumps(HELLO)}\nno JSON\n")
        process.stdin.flush()
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        code = process.wait(STOP_S)
        rest, err = process.stdout.read(), process.stderr.read() if process.stderr else ""

    assert json.loads(first)["result"]["serverInfo"]["name"] == "smallacts"
    assert (code, rest, err) == (0, "", "")


def test_it_ends_when_its_client_does(built_home: Path) -> None:
    assert smallacts("mcp", home=built_home, stdin=b"") == Ended(0, "", "")


@pytest.mark.parametrize("end", ["<&-", ">&-"])
def test_without_both_ends_it_says_so(built_home: Path, end: str) -> None:
    ended = smallacts("mcp", home=built_home, before=("sh", "-c", f'exec "$@" {end}', "sh"))

    assert ended == Ended(2, "", CLOSED)
