"""python -m evals.bench tips: what weeks of 2,000 and 200,000 people cost, what a model at 300 ms adds, and what kills change."""

import argparse
import asyncio
import hashlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.engines.local import ask_all
from assistant.ports import Ask, Reply, Speaker, Turn, Usage
from assistant.tips.writing import Job
from evals.bench.cluster import compare
from evals.bench.weeks import WEEK, command, run, write_roster

CALL_S, CALLS, AT_ONCE = 0.3, 1_000, 50
STEPS = (("plan", "ROSTER"), ("write", "--yes"), ("approve", "--by", "bench"), ("render", "--to", "csv"))
KILLABLE = (STEPS[0], STEPS[3])


def main(arguments: Sequence[str]) -> None:
    """Print each figure with its goal; every step is a process of its own, so its memory is its own."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench tips")
    parser.add_argument("--kills", type=int, default=0, help="instead, kill a week of 20,000 so many times and compare the bytes")
    parser.add_argument("--people", type=int, nargs="*", default=[2_000, 200_000])
    parser.add_argument("--ray", action="store_true", help="instead, render on a Ray cluster of this machine beside one process")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.kills:
            _kill(Path(folder), chosen.kills)
            return
        if chosen.ray:
            compare(Path(folder), chosen.people)
            return
        for people in chosen.people:
            _week(Path(folder), people)
        _model()


def _week(folder: Path, people: int) -> None:
    roster = write_roster(folder / f"{people}.csv", people)
    start, most = time.perf_counter(), 0.0
    for step in STEPS:
        began = time.perf_counter()
        memory = run(step, roster, folder / str(people))
        most = max(most, memory)
        print(f"  {people:>7,} people, {step[0]:8}{time.perf_counter() - began:8.1f} s {memory:8.0f} MB")
    goal = "10 s" if people <= 2_000 else "300 s, 500 MB"
    print(f"{people:,} people, a whole week from cards {time.perf_counter() - start:8.1f} s {most:8.0f} MB (goal {goal})")


def _model() -> None:
    """Calls to a model that takes 300 ms, 50 at once, beside what that takes at best."""
    job = Job(id="0", ask=Ask(system="s", turns=(Turn(by=Speaker.USER, text="t"),), schema_name="tip", shape={}))
    start = time.perf_counter()
    count = asyncio.run(_count([job] * CALLS))
    taken, ideal = time.perf_counter() - start, CALLS / AT_ONCE * CALL_S
    print(f"{count:,} calls of {CALL_S:.1f} s, {AT_ONCE} at once {taken:8.2f} s, {ideal / taken:.0%} of the ideal (goal 95%)")


class _Slow:
    """A model that takes its time and costs none of ours."""

    name = "slow"

    async def reply(self, ask: Ask) -> Reply:
        await asyncio.sleep(CALL_S)
        return Reply(text=ask.system, model=self.name, usage=Usage(input_tokens=1, output_tokens=1))


async def _count(jobs: Sequence[Job]) -> int:
    return len([answered async for answered in ask_all(jobs, _Slow(), AT_ONCE)])


def _kill(folder: Path, kills: int) -> None:
    """Kill each killable step at random moments, again and again, and compare with a week that nobody killed."""
    roster = write_roster(folder / "roster.csv", 20_000)
    usual = {}
    for step in STEPS:
        began = time.perf_counter()
        run(step, roster, folder / "whole")
        usual[step[0]] = time.perf_counter() - began
    whole, drawn, done, weeks = _digests(folder / "whole"), random.Random(7), 0, 0
    while done < kills:
        shutil.rmtree(folder / "killed", ignore_errors=True)
        for step in STEPS:
            for _ in range(5 if step in KILLABLE else 0):
                done += _killed(step, roster, folder / "killed", drawn.uniform(0.2, usual[step[0]]))
            run(step, roster, folder / "killed", may_be_done=step[0] == "plan")
        weeks += 1
        changed = [name for name, digest in _digests(folder / "killed").items() if whole.get(name) != digest]
        missing = set(whole) - set(_digests(folder / "killed"))
        print(
            f"{done} kills, {weeks} weeks finished after them: {len(changed)} of {len(whole)} files other {changed}, {len(missing)} missing"
        )


def _killed(step: Sequence[str], roster: Path, out: Path, after_s: float) -> int:
    process = subprocess.Popen(command(step, roster, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return 1
    return 0


def _digests(out: Path) -> dict[str, str]:
    """Every file of the week, but the moment of the approval and locks."""
    files = (file for file in sorted((out / WEEK).rglob("*")) if file.is_file() and file.name not in ("approval.json", ".lock"))
    return {str(file.relative_to(out)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
