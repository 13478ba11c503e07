"""python -m evals.bench tips --ray: what a Ray cluster of this one machine adds to rendering a week in one process."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from evals.bench.weeks import WEEK, command, run, write_roster

PORT = "6399"
ROUNDS = 2  # turn by turn, so that whatever else the machine does falls on both


def compare(folder: Path, counts: Sequence[int]) -> None:
    """Render the same approved week here and on the cluster, and print the ratio of the best whole commands.

    Python's start and that of the cluster's workers are in it: with few people they are most of it.
    """
    with _cluster() as environment:
        for people in counts:
            out, roster = folder / f"ray-{people}", write_roster(folder / f"{people}.csv", people)
            for step in (("plan", "ROSTER"), ("write", "--yes"), ("approve", "--by", "bench")):
                run(step, roster, out)
            _timed("ray", roster, out, environment)  # its workers have started, and hold what they import
            taken: dict[str, list[float]] = {engine: [] for engine in ("local", "ray")}
            for _ in range(ROUNDS):
                for engine, several in taken.items():
                    several.append(_timed(engine, roster, out, environment))
            local, ray = (min(several) for several in taken.values())
            print(f"{people:>7,} people rendered: local {local:6.1f} s, ray {ray:6.1f} s, {ray / local - 1:+.0%} (goal at most +15%)")


def _timed(engine: str, roster: Path, out: Path, environment: Mapping[str, str]) -> float:
    shutil.rmtree(out / WEEK / "rendered", ignore_errors=True)
    began = time.perf_counter()
    subprocess.run(
        command(("render", "--to", "csv", "--engine", engine), roster, out), env=dict(environment), check=True, capture_output=True
    )
    return time.perf_counter() - began


@contextmanager
def _cluster() -> Iterator[Mapping[str, str]]:
    """A head with every CPU of this machine, ended with its workers; the environment that reaches it."""
    ray = shutil.which("ray", path=str(Path(sys.executable).parent))
    if ray is None:
        raise SystemExit("--ray needs one more package: pip install 'smallacts[ray]'")
    auth = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32), "RAY_USAGE_STATS_ENABLED": "0"}
    fair = {"RAY_worker_niceness": "0"}  # else whatever else this machine does goes before its workers, and not before one process
    environment = {**os.environ, **auth, **fair, "PYTHONPATH": str(Path(__file__).parents[2])}
    with tempfile.TemporaryDirectory(prefix="sa-", ignore_cleanup_errors=True) as folder:
        start = [ray, "start", "--head", "--block", f"--port={PORT}", "--include-dashboard=false", f"--temp-dir={folder}"]
        head = subprocess.Popen(start, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(ray, head, environment)
            yield {**environment, "RAY_ADDRESS": f"127.0.0.1:{PORT}"}
        finally:
            head.terminate()
            head.wait(30)


def _wait_for(ray: str, head: "subprocess.Popen[bytes]", environment: Mapping[str, str]) -> None:
    for _ in range(60):
        if head.poll() is not None:
            raise SystemExit("the Ray cluster did not start")
        status = [ray, "status", f"--address=127.0.0.1:{PORT}"]
        if subprocess.run(status, env=dict(environment), check=False, capture_output=True).returncode == 0:
            return
        time.sleep(1)
    raise SystemExit("the Ray cluster did not answer within a minute")
