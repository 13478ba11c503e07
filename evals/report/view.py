"""What every form of the report shows, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.comparing import Change, Comparison
from evals.measures import Half, Measure, Run
from evals.thresholds import Breach, breaches

DETAILS = ("killed by ", "let pass by ")
"""Measures of single checks: shown in a table of their own, or where they are below 1."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One measure with all that is to be said of it."""

    measure: Measure
    change: Change | None
    breach: Breach | None

    @property
    def is_bad(self) -> bool:
        """Whether somebody must look at it."""
        return self.breach is not None or (self.change is not None and self.change.verdict == "regression")


@dataclass(frozen=True, kw_only=True)
class View:
    """A run, held against thresholds and the baseline."""

    run: Run
    comparison: Comparison | None
    lines: tuple[Line, ...]
    breaches: tuple[Breach, ...]

    @property
    def verdict(self) -> str:
        """The run in one line."""
        faults = []
        if self.breaches:
            faults.append(f"{_some(len(self.breaches), 'threshold')} not held")
        if self.comparison and self.comparison.regressions:
            faults.append(_some(len(self.comparison.regressions), "regression"))
        if self.comparison and self.comparison.new_failures:
            faults.append(f"{_some(len(self.comparison.new_failures), 'critical case')} newly failing")
        if self.comparison and self.comparison.missing:
            faults.append(f"{_some(len(self.comparison.missing), 'case')} of the baseline missing")
        return f"Failed: {', '.join(faults)}." if faults else f"Passed: every threshold held, {self._against_baseline}."

    @property
    def _against_baseline(self) -> str:
        return "nothing got worse since the blessed run" if self.comparison else "no blessed run to compare with"

    def of(self, suite: str, half: Half | None = None) -> list[Line]:
        """The lines of one suite."""
        return [line for line in self.lines if line.measure.suite == suite and half in (None, line.measure.half)]

    def halves_of(self, suite: str) -> list[Half]:
        """The halves that a suite has here."""
        return list(dict.fromkeys(line.measure.half for line in self.of(suite)))

    def rows(self, suite: str) -> Mapping[str, Mapping[Half, Line]]:
        """Name -> half -> line; single checks only where they are below 1."""
        rows: dict[str, dict[Half, Line]] = {}
        for line in self.of(suite):
            if not line.measure.name.startswith(DETAILS) or line.measure.score.value < 1:
                rows.setdefault(line.measure.name, {})[line.measure.half] = line
        return rows


def view(run: Run, comparison: Comparison | None) -> View:
    """Join a run with what is to be said of it."""
    changes = {change.measure: change for change in comparison.changes} if comparison else {}
    broken = {breach.measure: breach for breach in breaches(run)}
    lines = tuple(Line(measure=m, change=changes.get(m.key), breach=broken.get(m.key)) for m in run.measures)
    return View(run=run, comparison=comparison, lines=lines, breaches=tuple(broken.values()))


def _some(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
