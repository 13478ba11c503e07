"""A run against the blessed one, case by case: what changed, whether chance would do as much, and what newly fails."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from assistant.domain import Value
from evals.baseline import DIGITS, Baseline
from evals.measures import Measure, Run
from evals.statistics import ALPHA, detectable, holm, interval, paired_p

MIN_EFFECT = 0.02  # a loss smaller than this is nobody's concern, however sure
Verdict = Literal["better", "worse", "regression", "same"]


class Change(Value):
    """One measure against the baseline, over the cases that both have."""

    measure: str
    before: float
    after: float
    low: float
    high: float
    """The paired bootstrap interval of the difference."""
    n: int
    p: float
    adjusted_p: float | None
    """By Holm over the family of headline measures; None where the measure is only shown."""
    detectable: float
    verdict: Verdict

    @property
    def delta(self) -> float:
        """After less before."""
        return self.after - self.before


class NewFailure(Value):
    """A critical case that held when the baseline was blessed, and no longer does."""

    measure: str
    case: str


class Comparison(Value):
    """All that changed since the blessed run."""

    changes: tuple[Change, ...]
    new_failures: tuple[NewFailure, ...]
    missing: tuple[str, ...]
    """Cases of the baseline that this run should have and has not."""
    family: int

    @property
    def regressions(self) -> tuple[Change, ...]:
        """The headline measures that really got worse."""
        return tuple(change for change in self.changes if change.verdict == "regression")

    @property
    def is_regression(self) -> bool:
        """Whether the run must fail."""
        return bool(self.regressions or self.new_failures)


def compare(run: Run, baseline: Baseline) -> Comparison:
    """Hold a run against the baseline, over the suites and halves that it has."""
    pairs = [(m, before) for m in run.measures if (before := _shared(m, baseline))]
    ps = [paired_p(list(before.values()), _after(m, before)) for m, before in pairs]
    family = [i for i, (m, _) in enumerate(pairs) if m.is_headline]
    adjusted = dict(zip(family, holm([ps[i] for i in family]), strict=True))
    return Comparison(
        changes=tuple(_change(m, before, ps[i], adjusted.get(i), len(family)) for i, (m, before) in enumerate(pairs)),
        new_failures=tuple(failure for m, before in pairs if m.is_critical for failure in _new_failures(m, before)),
        missing=_missing(run, baseline),
        family=len(family),
    )


def _shared(measure: Measure, baseline: Baseline) -> dict[str, float]:
    before = baseline.values_of(measure.key)
    return {case: before[case] for case in measure.values if case in before}


def _after(measure: Measure, before: Mapping[str, float]) -> list[float]:
    """What the baseline's cases come to now, as exactly as the baseline keeps them."""
    return [round(measure.values[case], DIGITS) for case in before]


def _change(measure: Measure, before: Mapping[str, float], p: float, adjusted: float | None, family: int) -> Change:
    old, new = list(before.values()), _after(measure, before)
    n = len(old)
    low, high = interval(np.array(new) - np.array(old))
    mean_before, mean_after = sum(old) / n, sum(new) / n
    gain = (mean_after - mean_before) * (1 if measure.better == "higher" else -1)
    return Change(
        measure=measure.key,
        before=mean_before,
        after=mean_after,
        low=low,
        high=high,
        n=n,
        p=p,
        adjusted_p=adjusted,
        detectable=detectable(n, family if adjusted is not None else 1),
        verdict=_verdict(gain, p, adjusted),
    )


def _verdict(gain: float, p: float, adjusted: float | None) -> Verdict:
    if adjusted is not None and adjusted < ALPHA and gain <= -MIN_EFFECT:
        return "regression"
    if p >= ALPHA or abs(gain) < MIN_EFFECT:
        return "same"
    return "better" if gain > 0 else "worse"


def _new_failures(measure: Measure, before: Mapping[str, float]) -> list[NewFailure]:
    """A critical measure is one where more is better."""
    return [
        NewFailure(measure=measure.key, case=case)
        for (case, old), new in zip(before.items(), _after(measure, before), strict=True)
        if new < old
    ]


def _missing(run: Run, baseline: Baseline) -> tuple[str, ...]:
    halves = {*run.halves, "whole"}
    ours = {(m.suite, m.half, case) for m in run.measures for case in m.values}
    theirs = {(suite, half, case) for suite, half, case in baseline.cases() if suite in run.suites and half in halves}
    return tuple(sorted({case for _, __, case in theirs - ours}))
