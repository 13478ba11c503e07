"""python -m evals.bench moments: what adding, a week's view and forgetting cost among many moments."""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from assistant.domain import Practice, Situation
from assistant.memory import Memory
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store import tables

PERSONS = 20
HEAVY = Caller(person="person-0")  # who has half of them all
NAME = "Zebulon"
RUNS = 100
AT_ONCE = 5_000


def main(words: Sequence[str]) -> None:
    """Print each figure with its goal."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench moments", description=__doc__)
    parser.add_argument("--moments", type=int, default=100_000)
    count = parser.parse_args(words).moments
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Settings(home=Path(folder) / "home", database=None))
        _fill(memory, count)
        today, mine = memory.today(HEAVY), memory.moments(HEAVY)
        print(f"{count:,} moments, half of them one person's")
        print(
            f"add, p50                  {_p50(lambda: mine.add(Deed(text='thanked Ana'), today)):7.2f} ms (goal 5; it waits for the disk)"
        )
        print(f"week, p50                 {_p50(lambda: memory.week(HEAVY, None)):7.2f} ms (goal 50)")
        situation = Situation(text="how do I thank a colleague")
        print(f"the past of an answer, p50{_p50(lambda: memory.nudges.past(HEAVY, situation, today)):7.2f} ms")
        started = time.perf_counter()
        extent = memory.forgetting.forget(NAME, today)
        print(f"forget who is mentioned   {time.perf_counter() - started:7.2f} s  (goal 5; {extent.mentions:,} mentions)")
        started = time.perf_counter()
        extent = memory.forgetting.forget(HEAVY.person, today)
        print(f"forget who wrote          {time.perf_counter() - started:7.2f} s  (goal 5; {extent.moments:,} moments)")


def _fill(memory: Memory, count: int) -> None:
    today, practices = memory.today(HEAVY), list(Practice)
    rows = [
        {
            "person": HEAVY.person if i % 2 else f"person-{i % PERSONS}",
            "id": f"m{i:07d}",
            "day": str(today - timedelta(days=i % 1_500)),
            "practice": practices[i % 5].value,
            "text": f"thanked {NAME if i % 100 == 0 else 'a colleague'} for the work on part {i}",
            "about": None,
            "nudge": None,
            "written": f"{today - timedelta(days=i % 1_500)}T12:00:00.{i % 1_000_000:06d}+00:00",
        }
        for i in range(count)
    ]
    notes = [
        {"person": row["person"], "moment": row["id"], "number": 1, "day": row["day"], "text": "it helped", "written": row["written"]}
        for row in rows[::10]
    ]
    with memory.database.writing() as connection:
        for table, some in ((tables.moments, rows), (tables.reflections, notes)):
            for start in range(0, len(some), AT_ONCE):
                connection.execute(insert(table), some[start : start + AT_ONCE])


def _p50(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1_000)
    return statistics.median(spent)
