"""python -m evals.bench proxy: what asking a model through us adds to the model's own time, beside what LiteLLM's proxy adds in the same run."""

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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


@dataclass(slots=True)
class Way:
    """One way to the model: where it is asked, by which process, and how long each answer took."""

    name: str
    port: int
    pid: int = 0
    took_s: list[float] = field(default_factory=list)
    cpu_s: float = 0.0

    def ask(self, line: http.client.HTTPConnection) -> dict[str, Any]:
        """Ask once, over a connection that stays open."""
        body = json.dumps({"model": "smallacts", "messages": [{"role": "user", "content": MOMENT.text}]})
        started = time.perf_counter()
        line.request("POST", "/v1/chat/completions", body, {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"})
        answer: dict[str, Any] = json.loads(line.getresponse().read())
        self.took_s.append(time.perf_counter() - started)
        return answer

    def cpu(self) -> float:
        """Seconds of CPU that its process took so far; 0 where the system does not tell."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main(words: Sequence[str]) -> None:
    """Ask in turn, so that a busy machine is busy for all, and print what each way adds."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench proxy", description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
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
        _take_turns(ways, rounds)
    _say(*ways)


def _take_turns(ways: Sequence[Way], rounds: int) -> None:
    lines = [http.client.HTTPConnection("127.0.0.1", way.port, timeout=STARTING_S) for way in ways]
    for way, line in zip(ways, lines, strict=True):
        for _ in range(WARM):
            answer = way.ask(line)
        _hold_to_the_model(way, answer)
        way.took_s.clear()
        way.cpu_s = way.cpu()
    for at in range(rounds):
        for way, line in sorted(zip(ways, lines, strict=True), key=lambda pair: (ways.index(pair[0]) + at) % len(ways)):
            way.ask(line)
    for way, line in zip(ways, lines, strict=True):
        way.cpu_s = (way.cpu() - way.cpu_s) / rounds
        line.close()


def _hold_to_the_model(way: Way, answer: Mapping[str, Any]) -> None:
    """An answer of the cards would be no way to the model."""
    said = answer["choices"][0]["message"]["content"]
    if MOMENT.say not in said:
        sys.exit(f"{way.name}: the model's words did not come through: {said[:300]}")


def _say(bare: Way, other: Way, us: Way) -> None:
    print(f"{bare.name:24} {statistics.median(bare.took_s) * 1e3:7.2f} ms p50 for an answer in one piece")
    for way in (other, us):
        print(f"{way.name:24} {_added_ms(way, bare):7.2f} ms p50 added, {way.cpu_s * 1e3:.2f} ms CPU an answer")
    ratio = _added_ms(us, bare) / _added_ms(other, bare)
    print(f"{'through us / LiteLLM':24} {ratio:7.2f} of its added latency (goal {GOAL}), {us.cpu_s / (other.cpu_s or 1):.2f} of its CPU")


def _added_ms(way: Way, bare: Way) -> float:
    return (statistics.median(way.took_s) - statistics.median(bare.took_s)) * 1e3


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
