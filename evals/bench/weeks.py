"""Weeks of invented people, for benchmarks: a roster, and a step of a week run as a process of its own."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

WEEK = "2026-W48"


def run(step: Sequence[str], roster: Path, out: Path, *, may_be_done: bool = False) -> float:
    """Run a step to its end; return the memory that it took, in MB."""
    process = subprocess.Popen(command(step, roster, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not (may_be_done and b"planned already" in said):
        raise SystemExit(f"{step[0]}: {said.decode()}")
    return usage.ru_maxrss / (1_024 if sys.platform == "linux" else 1_048_576)


def command(step: Sequence[str], roster: Path, out: Path) -> list[str]:
    """A step as it is run."""
    words = [str(roster) if word == "ROSTER" else word for word in step]
    return [sys.executable, "-m", "assistant.cli", "tips", *words, "--week", WEEK, "--out", str(out)]


def write_roster(path: Path, people: int) -> Path:
    """Invented people, of whom one in ten is away in some way."""
    drawn = random.Random(5)
    zones = ("Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")
    with path.open("w", encoding="utf-8") as file:
        file.write("id,name,email,segment,role,weekday,timezone,opted_out,paused_until\n")
        for number in range(people):
            role, zone = drawn.choice(("peer", "peer", "lead", "manager")), drawn.choice(zones)
            away = drawn.choice([",", ",", ",", ",", ",", ",", ",", ",", "yes,", ",2026-12-24"])
            file.write(f"p{number},Person {number},p{number}@example.org,Site {number % 40},{role},{drawn.choice('12345')},{zone},{away}\n")
    return path
