"""Intervals: a percentile bootstrap over cases, seeded."""

from collections.abc import Sequence

import numpy as np

from assistant.domain import Value

RESAMPLES = 10_000
SEED = 20_261
LEVEL = 95


class Score(Value):
    """A share of cases, with its bootstrap interval and how many cases it stands on."""

    name: str
    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """`hit@1 .71 [.64, .78] n=176`, as tables print it."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.n}"


def mean_score(name: str, values: Sequence[float]) -> Score:
    """The mean of some values with its interval.

    Raises:
        ValueError: There are no values; a grade that is missing is not a zero.

    """
    if not values:
        raise ValueError(f"{name}: no case to score")
    held = np.asarray(values, dtype=float)
    rng = np.random.default_rng(SEED)
    means = held[rng.integers(0, len(held), size=(RESAMPLES, len(held)))].mean(axis=1)
    low, high = np.percentile(means, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return Score(name=name, value=float(held.mean()), low=float(low), high=float(high), n=len(held))
