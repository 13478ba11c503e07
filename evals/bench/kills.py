"""python -m evals.bench kills: a process that writes moments is killed again and again; what it was told is kept must be there."""

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from assistant.domain import Value
from assistant.memory import Memory
from assistant.remembered import Caller, Deed
from assistant.settings import Settings
from assistant.store.moments import Replay

DAY = date(2026, 11, 27)
LONGEST_S = 0.15
ID_CHARS = 8


class Toll(Value):
    """What kills did to a database."""

    kills: int
    acknowledged: int
    lost: int
    halves: int
    """Moments without the note that is written with them, or notes without their moment."""
    is_whole: bool
    """The database says of itself that it is."""


def main(words: Sequence[str]) -> None:
    """Print what so many kills did."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    sizes = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        toll = kill(Path(folder) / "home", sizes.kills, random.Random(sizes.seed))
    print(
        f"{toll.kills} kills: {toll.acknowledged} moments acknowledged, {toll.lost} lost, {toll.halves} halves, whole: {toll.is_whole} (goal 0, 0, True)"
    )


def kill(home: Path, kills: int, chance: random.Random) -> Toll:
    """Kill a writing process so often, at random points, and count what became of what it had acknowledged."""
    settings = Settings(home=home, database=None)
    Memory(settings).moments(Caller()).latest(1)
    acknowledged: list[str] = []
    for _ in range(kills):
        acknowledged += _killed(settings, chance.uniform(0, LONGEST_S))
    kept = {moment.id: moment for moment in Memory(settings).moments(Caller()).latest(1_000_000)}
    with closing(sqlite3.connect(home / "moments.db")) as connection:
        is_whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        orphans = connection.execute("SELECT count(*) FROM replays WHERE substr(answer, 8, 8) NOT IN (SELECT id FROM moments)").fetchone()[
            0
        ]
        bare = connection.execute("SELECT count(*) FROM moments WHERE id NOT IN (SELECT substr(answer, 8, 8) FROM replays)").fetchone()[0]
    lost = [one for one in acknowledged if one not in kept]
    return Toll(kills=kills, acknowledged=len(acknowledged), lost=len(lost), halves=orphans + bare, is_whole=is_whole)


def _killed(settings: Settings, after_s: float) -> list[str]:
    """Let a child write for a while, kill it, and return the ids that it had acknowledged by then."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _write_on(settings, writer)
    os.close(writer)
    first = os.read(reader, ID_CHARS)  # it has begun
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as rest:
        said = (first + rest.read()).decode()
    return [said[start : start + ID_CHARS] for start in range(0, len(said) - ID_CHARS + 1, ID_CHARS)]


def _write_on(settings: Settings, writer: int) -> None:
    """Write moments without end, each with its idempotency record in one transaction, and tell each that is kept."""
    mine = Memory(settings).moments(Caller())
    number = 0
    while True:
        number += 1
        replay = Replay(key=f"{os.getpid()}-{number}", asked="a")
        moment = mine.add(Deed(text=f"thanked a colleague for the {number}th time"), DAY, replay)
        os.write(writer, moment.id.encode())
