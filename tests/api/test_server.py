"""`smallacts serve`: a real server process on this machine."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.process import QUIET, TREE, Ended, command, environment, smallacts

STOP_S = 30
KEY = "a-key-of-sixteen"
BROKEN = """
import sys
from dataclasses import replace
from api.server import listen, run
from assistant.factory import open_parts
from assistant.settings import read_settings

class Broken:
    async def screen(self, situation):
        raise LookupError(situation.text)

parts = open_parts(read_settings())
print("ready", file=sys.stderr, flush=True)
listener = listen("127.0.0.1", int(sys.argv[1]), has_key=False)
run(replace(parts, assistant=replace(parts.assistant, gate=Broken())), listener, host="127.0.0.1", api_key=None)
"""
FOREIGN = {"every address": "0.0.0.0", "another address": "192.0.2.1", "a name": "coach.example"}
Process = subprocess.Popen[str]


@pytest.fixture
def port() -> int:
    """A port of this machine that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def start(built_home: Path) -> Iterator[Callable[..., Process]]:
    """Start a process that serves, and end it with the test."""
    with ExitStack() as running:

        def begin(*words: str | bytes) -> Process:
            pipe = subprocess.PIPE
            process = subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, cwd=TREE, env=environment(built_home))
            running.callback(process.wait, STOP_S)
            running.callback(process.terminate)
            return process

        yield begin


def first_line(process: Process) -> str:
    """What it says first on stderr, once it says it."""
    assert process.stderr
    return process.stderr.readline()


def ask(port: int, text: str) -> httpx.Response:
    """Ask a server that may not yet listen."""
    transport = httpx.HTTPTransport(retries=6)
    with httpx.Client(transport=transport, base_url=f"http://127.0.0.1:{port}", timeout=STOP_S) as http:
        return http.post("/v1/nudges", json={"text": text})


def test_a_server_answers_and_stops_when_it_is_told_to(start: Callable[..., Process], port: int) -> None:
    process = start(*command("serve", "--port", str(port)))
    said = first_line(process)
    answer = ask(port, QUIET)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=STOP_S)

    assert said == f"answering on http://127.0.0.1:{port} (its routes: /docs); Ctrl-C stops it\n"
    assert (answer.status_code, answer.json()["kind"]) == (200, "nudge")
    assert (process.returncode, out, err) == (-signal.SIGTERM, "", "")


def test_an_interrupt_stops_a_server_without_a_traceback(start: Callable[..., Process], port: int) -> None:
    process = start(*command("serve", "--port", str(port)))
    first_line(process)
    ask(port, QUIET)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=STOP_S)

    assert (process.returncode, out, err) == (0, "", "")


def test_no_word_of_a_text_is_in_the_log_of_a_server_that_fails(start: Callable[..., Process], port: int) -> None:
    process = start(sys.executable, "-c", BROKEN, str(port))
    first_line(process)
    answer = ask(port, "Zebulon is quiet in meetings")
    process.terminate()
    out, err = process.communicate(timeout=STOP_S)

    assert answer.status_code == 500
    assert ("unexpected LookupError in" in err, "Zebulon" in out + err) == (True, False)


@pytest.mark.parametrize("host", FOREIGN.values(), ids=FOREIGN)
def test_an_address_that_others_reach_wants_a_key(built_home: Path, host: str) -> None:
    ended = smallacts("serve", "--host", host, home=built_home)

    ways = "make a key for each person with `smallacts keys add`, set SMALLACTS_API_KEY, or listen on 127.0.0.1"
    said = f"smallacts: SMALLACTS_HOST={host!r}: others could call this; {ways}\n"
    assert ended == Ended(2, "", said)


def test_an_address_that_others_reach_wants_a_key_before_the_index_is_built(tmp_path: Path) -> None:
    ended = smallacts("serve", "--host", "0.0.0.0", home=tmp_path)

    assert (ended.code, list(tmp_path.iterdir())) == (2, [])


def test_a_port_that_is_none_is_refused(built_home: Path) -> None:
    ended = smallacts("serve", "--port", "70000", home=built_home)

    assert (ended.code, ended.out) == (2, "")
    assert "port" in ended.err.lower()


def test_a_port_that_is_taken_is_named(built_home: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        ended = smallacts("serve", "--port", str(port), home=built_home)

    assert (ended.code, ended.out) == (1, "")
    assert (f"127.0.0.1:{port}" in ended.err, ended.err.startswith("smallacts: "), ended.err.count("\n")) == (True, True, 1)
