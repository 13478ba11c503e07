"""Intervals and tests over cases: seeded bootstrap, Wilson, exact McNemar, Holm, kappa."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.domain import Value

RESAMPLES = 10_000
SEED = 20_261
LEVEL = 95
Z = 1.959963984540054  # of 95%
ALPHA = 0.05
_CHUNK = 4_000_000  # resampled cells held in memory at once
Cells = npt.NDArray[np.float64]


class Score(Value):
    """A mean over cases, with its bootstrap interval and how many cases it stands on."""

    name: str
    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """`0.710 [0.640, 0.780] n=176`, as tables print it."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.n}"


def mean_score(name: str, values: Sequence[float]) -> Score:
    """The mean of some values with its interval.

    Raises:
        ValueError: There are no values; a grade that is missing is not a zero.

    """
    if not values:
        raise ValueError(f"{name}: no case to score")
    held = np.asarray(values, dtype=float)
    low, high = interval(held)
    return Score(name=name, value=float(held.mean()), low=low, high=high, n=len(held))


def interval(values: Cells) -> tuple[float, float]:
    """The percentile bootstrap interval of a mean."""
    if values.min() == values.max():
        return float(values[0]), float(values[0])
    low, high = np.percentile(_resampled_means(values), [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(low), float(high)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The Wilson interval of a share: unlike the bootstrap's it does not shrink to a point where every case passes."""
    share, spread = hits / n, Z * Z / n
    middle = share + spread / 2
    reach = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)


def bounds(values: Sequence[float]) -> tuple[float, float]:
    """What a threshold holds: Wilson's bounds of yes-or-no values, the bootstrap's of graded ones."""
    if is_binary(values):
        return wilson(int(sum(values)), len(values))
    return interval(np.asarray(values, dtype=float))


def is_binary(values: Sequence[float]) -> bool:
    """Whether every value is yes or no."""
    return all(value in (0.0, 1.0) for value in values)


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """How often chance alone would change the same cases by this much: exact McNemar, or the bootstrap for graded values."""
    if is_binary(before) and is_binary(after):
        return mcnemar(before, after)
    changes = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    if not changes.any():
        return 1.0
    means = _resampled_means(changes - changes.mean())
    beyond = int((np.abs(means) >= abs(changes.mean()) - 1e-12).sum())
    return min(1.0, (beyond + 1) / (RESAMPLES + 1))


def mcnemar(before: Sequence[float], after: Sequence[float]) -> float:
    """The exact two-sided p of McNemar's test: the cases that changed, thrown like a coin."""
    lost = sum(b > a for b, a in zip(before, after, strict=True))
    won = sum(b < a for b, a in zip(before, after, strict=True))
    n, fewer = lost + won, min(lost, won)
    tail: float = sum(math.comb(n, k) for k in range(fewer + 1)) / 2**n
    return min(1.0, 2 * tail)


def holm(ps: Sequence[float]) -> list[float]:
    """Adjust the p of a family of tests by Holm's step-down, in the order given."""
    adjusted, running = [0.0] * len(ps), 0.0
    for place, index in enumerate(sorted(range(len(ps)), key=lambda i: ps[i])):
        running = max(running, min(1.0, (len(ps) - place) * ps[index]))
        adjusted[index] = running
    return adjusted


def detectable(n: int, family: int = 1) -> float:
    """The smallest loss that McNemar's test could tell from chance among n cases, all changes being losses; above 1 there is none."""
    return math.ceil(1 + math.log2(family / ALPHA)) / n


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float | None:
    """Cohen's kappa of two yes-or-no judges; None where neither of them ever differs from itself."""
    cells = np.array([one, other], dtype=float)
    value = _kappas(cells[0][None, :], cells[1][None, :])[0]
    return None if math.isnan(value) else float(value)


def kappa_interval(one: Sequence[bool], other: Sequence[bool]) -> tuple[float, float]:
    """The bootstrap interval of kappa over texts; resamples in which it is undefined are left out."""
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    rows = np.random.default_rng(SEED).integers(0, len(first), size=(RESAMPLES, len(first)))
    low, high = np.nanpercentile(_kappas(first[rows], second[rows]), [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(low), float(high)


def _kappas(one: Cells, other: Cells) -> Cells:
    agreed = (one == other).mean(axis=1)
    yes, also = one.mean(axis=1), other.mean(axis=1)
    chance = yes * also + (1 - yes) * (1 - also)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(chance < 1, (agreed - chance) / (1 - chance), np.nan)


def _resampled_means(values: Cells) -> Cells:
    rng = np.random.default_rng(SEED)
    rows = max(1, _CHUNK // len(values))
    sizes = [min(rows, RESAMPLES - start) for start in range(0, RESAMPLES, rows)]
    return np.concatenate([values[rng.integers(0, len(values), size=(size, len(values)))].mean(axis=1) for size in sizes])
