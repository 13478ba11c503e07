"""A Ray cluster makes the same bytes as this process does, also when its workers are killed meanwhile."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.tips.rendering import Sender, Sink, render
from assistant.tips.values import iso_week
from assistant.tips.week import Week
from tests.tips.conftest import Tips, people, roster_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self").exists(), reason="workers are found in /proc")]
WEEK, PORT = "2026-W51", "6397"
RAY = Path(sys.executable).with_name("ray")


def processes(mark: str) -> list[int]:
    """Those that were started under a mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found += [int(folder.name)] if mark.encode() in (folder / "environ").read_bytes() and int(folder.name) != os.getpid() else []
        except OSError:
            continue
    return found


def is_worker(pid: int) -> bool:
    """A process that makes parts."""
    try:
        return b"ray::_made" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """A head and a second node, each a process of its own with one CPU; the environment that reaches them."""
    pytest.importorskip("ray", reason="the group `cluster` is not installed")
    mark = f"SMALLACTS_TEST_CLUSTER={secrets.token_hex(8)}"
    auth = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32), "RAY_USAGE_STATS_ENABLED": "0"}
    environment = {
        **os.environ,
        **auth,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "RAY_ADDRESS": f"127.0.0.1:{PORT}",
        **dict([mark.split("=")]),
    }
    folder = f"/tmp/sa-{secrets.token_hex(3)}"  # a socket's path must be short
    head = ["start", "--head", f"--port={PORT}", "--num-cpus=1", "--include-dashboard=false", f"--temp-dir={folder}"]
    try:
        for arguments in (head, ["start", f"--address=127.0.0.1:{PORT}", "--num-cpus=1"]):
            subprocess.run(
                [RAY, *arguments], env={k: v for k, v in environment.items() if k != "RAY_ADDRESS"}, check=True, capture_output=True
            )
        yield {**environment, "MARK": mark}
    finally:
        for pid in processes(mark):
            os.kill(pid, signal.SIGKILL)
        subprocess.run(["rm", "-rf", folder], check=True)


def test_a_cluster_gives_the_same_bytes_with_its_workers_killed(
    cluster: Mapping[str, str], tips: Tips, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.tips.planning.PART_PEOPLE", 2)
    tips("plan", str(roster_of(out, *people(1_500), name="many.csv")), week=WEEK)
    tips("write", "--yes", week=WEEK)
    tips("approve", "--by", "Ana", week=WEEK)
    week = Week(out=out, week=iso_week(WEEK))
    command = [sys.executable, "-m", "assistant.cli", "tips", "render", "--week", WEEK, "--out", str(out), "--engine", "ray", "--to", "csv"]

    process = subprocess.Popen(command, env=cluster, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    killed = kill_workers_of(process, cluster["MARK"])
    said = process.communicate()[0]

    assert process.returncode == 0, said
    assert killed >= 2
    by_cluster = rendered(week)
    (week.folder / "rendered" / "csv" / "basis").unlink()
    render(week, Sink.CSV, Sender(sender="", unsubscribe=""))
    assert len(by_cluster) == 752
    assert rendered(week) == by_cluster


def kill_workers_of(process: subprocess.Popen[bytes], mark: str) -> int:
    """Kill a worker now and then until the work is done."""
    killed: set[int] = set()
    while process.poll() is None:
        for worker in [pid for pid in processes(mark) if is_worker(pid)][: 3 - len(killed)]:
            os.kill(worker, signal.SIGKILL)
            killed.add(worker)
        time.sleep(0.05)
    return len(killed)


def rendered(week: Week) -> dict[str, bytes]:
    """Every file of the rendered week."""
    return {file.name: file.read_bytes() for file in (week.folder / "rendered" / "csv").iterdir()}
