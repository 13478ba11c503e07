"""python -m evals.bench proxy: what asking a model through us adds to the model's own time, beside what LiteLLM's proxy adds in the same run.

Both stand before the same endpoint, which answers at once, whole or in sixty pieces as it is asked: what an answer takes is what the way
adds. LiteLLM asks it as the client asks; we always ask for a stream. Each figure is until the last byte.
"""

import argparse
import contextlib
import http.client
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from assistant.factory import Progress, open_index
from assistant.settings import Settings
from evals.bench.model import upstream
from evals.misbehaving import MOMENTS

LITELLM = Path(sys.prefix) / "litellm" / "bin" / "litellm"
MOMENT = MOMENTS[2]
REPLY = MOMENT.reply(sources=["specific-praise"])
KEY = f"sk-{secrets.token_hex(32)}"  # LiteLLM starts without none
STARTING_S, WARM = 120, 20
GOAL = 0.2
CONFIG = """
model_list:
  - model_name: smallacts
    litellm_params: {{model: openai/m, api_base: "http://127.0.0.1:{port}/v1", api_key: none}}
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the ways are asked: by how many at once, and whether for a stream."""

    at_once: int
    has_stream: bool

    def __str__(self) -> str:
        """Say it."""
        return f"{f'{self.at_once} at once' if self.at_once > 1 else 'one at a time'}, {'streamed' if self.has_stream else 'in one piece'}"


KINDS = [Kind(at_once, has_stream) for at_once in (1, 16) for has_stream in (False, True)]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the model: where it is asked, and by which process."""

    name: str
    port: int
    pid: int = 0

    def open(self) -> http.client.HTTPConnection:
        """A connection that stays open for many questions."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=STARTING_S)

    def cpu(self) -> float:
        """Seconds of CPU that its process took so far; 0 where the system does not tell."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def ask(line: http.client.HTTPConnection, has_stream: bool) -> tuple[float, str]:
    """Ask once; how long it took, and what came."""
    body = json.dumps({"model": "smallacts", "stream": has_stream, "messages": [{"role": "user", "content": MOMENT.text}]})
    started = time.perf_counter()
    line.request("POST", "/v1/chat/completions", body, {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"})
    came = line.getresponse().read().decode()
    return time.perf_counter() - started, came


def main(words: Sequence[str]) -> None:
    """Ask in turn, so that a busy machine is busy for all, and print what each way adds."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench proxy", description=__doc__)
    parser.add_argument("--rounds", type=int, default=300, help="how many answers to time of each way and kind")
    rounds = parser.parse_args(words).rounds
    if not LITELLM.exists():
        sys.exit(f"{LITELLM} is missing: `make bench-proxy` installs it, and runs this")
    with (
        tempfile.TemporaryDirectory() as folder,
        upstream(0, REPLY) as port,
        _litellm(Path(folder), port) as other,
        _us(Path(folder), port) as us,
    ):
        ways = (Way("the model itself", port), other, us)
        for way in ways:
            _hold_to_the_model(way)
        for kind in KINDS:
            _say(kind, *(_timed(kind, ways, rounds)))


def _timed(kind: Kind, ways: Sequence[Way], rounds: int) -> list[tuple[float, float]]:
    """The median of each way in ms, and its CPU for an answer; they take turns, a round of all connections each."""
    lines = {way: [way.open() for _ in range(kind.at_once)] for way in ways}
    took: dict[Way, list[float]] = {way: [] for way in ways}
    spent = dict.fromkeys(ways, 0.0)
    with ThreadPoolExecutor(kind.at_once) as askers:
        for at in range(-WARM, -(-rounds // kind.at_once)):
            for way in (*ways[at % len(ways) :], *ways[: at % len(ways)]):
                before = way.cpu()
                found = list(askers.map(lambda line: ask(line, kind.has_stream)[0], lines[way]))
                if at >= 0:
                    took[way] += found
                    spent[way] += way.cpu() - before
    for line in (line for some in lines.values() for line in some):
        line.close()
    return [(statistics.median(took[way]) * 1e3, spent[way] / len(took[way]) * 1e3) for way in ways]


def _hold_to_the_model(way: Way) -> None:
    """An answer of the cards would be no way to the model."""
    _, came = ask(way.open(), has_stream=False)
    said = json.loads(came)["choices"][0]["message"]["content"]
    if MOMENT.say not in said:
        sys.exit(f"{way.name}: the model's words did not come through: {said[:300]}")


def _say(kind: Kind, bare: tuple[float, float], other: tuple[float, float], us: tuple[float, float]) -> None:
    added, theirs = us[0] - bare[0], other[0] - bare[0]
    print(
        f"{kind!s:28} the model itself {bare[0]:6.2f} ms p50; LiteLLM's proxy adds {theirs:7.2f} ms ({other[1]:5.2f} of CPU), "
        f"we add {added:6.2f} ({us[1]:5.2f} of CPU): {added / theirs:.2f} of it (goal {GOAL}), {us[1] / (other[1] or 1):.2f} of its CPU"
    )


@contextlib.contextmanager
def _litellm(folder: Path, upstream_port: int) -> Iterator[Way]:
    config = folder / "litellm.yaml"
    config.write_text(CONFIG.format(port=upstream_port), encoding="utf-8")
    port = _free_port()
    alone = {
        "LITELLM_MASTER_KEY": KEY,
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "LITELLM_TELEMETRY": "False",
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
    }
    command = [str(LITELLM), "--config", str(config), "--host", "127.0.0.1", "--port", str(port), "--telemetry", "False"]
    with _running(command, alone, port) as pid:
        yield Way("LiteLLM's proxy", port, pid)


@contextlib.contextmanager
def _us(folder: Path, upstream_port: int) -> Iterator[Way]:
    port = _free_port()
    open_index(Settings(home=folder / "home"), Progress())
    settings = {"HOME": str(folder / "home"), "RETENTION_DAYS": "0", "MODEL": "m", "MODEL_URL": f"http://127.0.0.1:{upstream_port}/v1"}
    environment = {**os.environ, **{f"SMALLACTS_{name}": value for name, value in settings.items()}}
    with _running([sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)], environment, port) as pid:
        yield Way("smallacts serve", port, pid)


@contextlib.contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str], port: int) -> Iterator[int]:
    """Run a server until it is no longer needed, once it answers."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        until = time.monotonic() + STARTING_S
        try:
            while not _answers(port):
                if running.poll() is not None or time.monotonic() > until:
                    sys.exit(f"{command[0]} did not answer on port {port}")
                time.sleep(0.2)
            yield running.pid
        finally:
            running.terminate()


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(line), contextlib.suppress(OSError, http.client.HTTPException):
        line.request("GET", "/v1/models", headers={"Authorization": f"Bearer {KEY}"})
        return line.getresponse().status == http.client.OK
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
