"""python -m evals.bench endpoint: how quickly the chat endpoint answers, alone, with sixteen streams and in a storm, and what a thousand open streams hold."""

import argparse
import contextlib
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.factory import Progress, open_index
from assistant.settings import Settings
from evals.bench.load import Seen

STREAMS, THINK_S = 16, 0.5
READY_S = 60
REFUSED = frozenset({429, 503})
SLOW_S = "600"  # a model that says nothing while the streams are counted


def main(words: Sequence[str]) -> None:
    """Print each figure with its goal."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench endpoint", description=__doc__)
    parser.add_argument("--chats", type=int, default=400, help="how many chats to time in each way")
    parser.add_argument("--storm", type=int, default=500, help="how many to ask at one moment")
    parser.add_argument("--open", type=int, default=1_000, help="how many streams to keep open")
    sizes = parser.parse_args(words)
    print(f"{os.cpu_count()} cores, shared with the process that asks; its own time is in every figure")
    with tempfile.TemporaryDirectory() as folder:
        open_index(Settings(home=Path(folder)), Progress())
        with _server(Path(folder), {}) as (port, pid):
            _load(port, "streams", 40, 4, 0)
            _timed(port, pid, sizes.chats)
            _storm(port, sizes.storm)
        _held(Path(folder), sizes.open)


def _timed(port: int, pid: int, chats: int) -> None:
    """One chat after another; sixteen that pause as one who reads; sixteen that never pause, which shows the most it can do."""
    for name, at_once, pause_s, goal in (
        ("one at a time", 1, 0.0, "p50 goal 25"),
        (f"{STREAMS} streams, {THINK_S:g} s apart", STREAMS, THINK_S, "p99 goal 100"),
        (f"{STREAMS} streams, no pause", STREAMS, 0.0, "60 answers/s"),
    ):
        before = _cpu_s(pid)
        took_s, seen = _load(port, "streams", chats, at_once, pause_s)
        spent_ms = (_cpu_s(pid) - before) / chats * 1_000
        first = sorted(one.first_s * 1_000 for one in seen)
        broken = sum(one.status != 200 for one in seen)
        print(
            f"{name:28} first byte p50 {statistics.median(first):7.1f} ms, p99 {first[int(len(first) * 0.99)]:7.1f} ms ({goal}); "
            f"{chats / took_s:5.1f} answers/s, {spent_ms:.1f} ms of the server's CPU each, {broken} not answered"
        )


def _storm(port: int, many: int) -> None:
    """All at one moment: what was answered, what was refused and how soon, and whether it answers as before afterwards."""
    took_s, seen = _load(port, "storm", many)
    statuses = Counter(one.status for one in seen)
    refused = sorted(one.first_s * 1_000 for one in seen if one.status in REFUSED)
    soon = f"the last refusal after {refused[-1]:.0f} ms (goal 100)" if refused else "none was refused, so each waits its turn"
    print(f"{many} at one moment            statuses {dict(sorted(statuses.items()))} in {took_s:.1f} s; {soon}")
    longest = max((one.first_s for one in seen if one.status == 200), default=0)
    _, after = _load(port, "streams", 20, 1, 0)
    calm = statistics.median(one.first_s for one in after) * 1_000
    print(f"  longest wait for a first byte {longest:.1f} s; one at a time afterwards p50 {calm:.1f} ms")


def _held(home: Path, many: int) -> None:
    """Streams that wait for a model which says nothing: the memory of the whole server, and of the streams."""
    with _process("evals.bench.upstream", SLOW_S) as slow:
        assert slow.stdout
        settings = {"SMALLACTS_MODEL": "m", "SMALLACTS_MODEL_URL": f"http://127.0.0.1:{int(slow.stdout.readline())}/v1"}
        with _server(home, {**settings, "SMALLACTS_MODEL_TIMEOUT_S": "600"}) as (port, pid):
            before = _resident_mb(pid)
            with _process("evals.bench.load", str(port), "hold", str(many)) as held:
                assert held.stdout
                begun = int(held.stdout.readline())
                after = _resident_mb(pid)
                print(
                    f"{begun} open streams         {after:6.1f} MB resident in all (goal 400), {after - before:.1f} of it since they came"
                )


def _load(port: int, how: str, many: int, *rest: float) -> tuple[float, list[Seen]]:
    command = [sys.executable, "-m", "evals.bench.load", str(port), how, str(many), *map(str, rest)]
    said = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return said["took_s"], [Seen.model_validate(one) for one in said["seen"]]


@contextlib.contextmanager
def _server(home: Path, settings: dict[str, str]) -> Iterator[tuple[int, int]]:
    """`smallacts serve` in a process of its own; its port and its id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SMALLACTS_")}
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env={**kept, **settings, "SMALLACTS_HOME": str(home)}, stderr=subprocess.DEVNULL)
    try:
        _await_ready(port)
        yield port, server.pid
    finally:
        server.kill()
        server.wait()


def _await_ready(port: int) -> None:
    """Wait until it answers.

    Raises:
        TimeoutError: It did not within a minute.

    """
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz"):
            return
        time.sleep(0.2)
    raise TimeoutError(f"the server was not ready within {READY_S} s")


@contextlib.contextmanager
def _process(*words: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that ends when its standard input does."""
    with subprocess.Popen([sys.executable, "-m", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield running
        assert running.stdin
        running.stdin.close()


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
