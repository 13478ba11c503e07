"""What was acknowledged is there after the writing process was killed; python -m evals.bench kills does it 200 times."""

import random
from pathlib import Path

from evals.bench.kills import kill


def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_nothing_half(tmp_path: Path) -> None:
    toll = kill(tmp_path / "home", 8, random.Random(7))

    assert toll.acknowledged >= 8
    assert (toll.lost, toll.halves, toll.is_whole) == (0, 0, True)
