"""What a run finds: measures with a value for each case, and what there is to show of single cases."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from assistant.domain import Value
from evals.statistics import Score, bounds, mean_score

RUN_SCHEMA = 1
Half = Literal["dev", "test", "whole"]
Share = Annotated[float, PlainSerializer(lambda value: round(value, 6), return_type=float)]


class Measure(Value):
    """One question put to many cases; a value is 1 where the answer is yes, 0 where it is no, or a grade between."""

    suite: str
    half: Half
    name: str
    values: Mapping[str, Share] = Field(min_length=1)
    better: Literal["higher", "lower"] = "higher"
    is_headline: bool = False
    """It stands in the family of tests against the baseline; the others are only shown."""
    is_critical: bool = False
    """A case that newly fails here fails the run until somebody has looked at it and blesses it."""

    @property
    def title(self) -> str:
        """Suite and name, the same for both halves."""
        return f"{self.suite}/{self.name}"

    @property
    def key(self) -> str:
        """Unique within a run."""
        return f"{self.suite}/{self.half}/{self.name}"

    @cached_property
    def score(self) -> Score:
        """The mean with its interval."""
        return mean_score(self.name, list(self.values.values()))

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """What a threshold holds."""
        return bounds(list(self.values.values()))


class Finding(Value):
    """One case that went wrong, to be read by a person; only of the dev half, so that nobody tunes on the test half."""

    measure: str
    case: str
    text: str
    given: str
    reason: str
    cited: str | None = None


class Confusion(Value):
    """How often a labelled practice got which practice or other answer."""

    half: Half
    counts: Mapping[str, Mapping[str, int]]


class Agreement(Value):
    """A check or a judge against a person's labels: how often each found a fault, and kappa with its interval."""

    check: str
    n: int
    labelled: int
    """Texts that the person faulted."""
    found: int
    """Texts that the check faulted."""
    both: int
    kappa: float | None
    """None where neither of them faulted anything, or both everything."""
    low: float | None
    high: float | None

    @property
    def words(self) -> str:
        """`0.42 [0.08, 0.71]`, or that there is none."""
        if self.kappa is None or self.low is None or self.high is None:
            return "unscored"
        return f"{self.kappa:.2f} [{self.low:.2f}, {self.high:.2f}]"


class Results(Value):
    """What one suite found."""

    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    agreements: tuple[Agreement, ...] = ()


class Run(Value):
    """All that one run found; equal inputs give equal bytes, so no date and no duration is in it."""

    schema_: int = Field(default=RUN_SCHEMA, alias="schema")
    generated_by: str
    suites: tuple[str, ...]
    halves: tuple[Half, ...]
    added: int = 0
    """How many folders of others' cases were measured too."""
    cases: Mapping[str, Mapping[str, int]]
    """File -> tag -> how many cases carry it; `all` counts every case."""
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """Of the judge; those of the checks are printed by `agree`."""


def yes_or_no(values: Mapping[str, bool]) -> dict[str, float]:
    """Answers as values."""
    return {case: float(value) for case, value in values.items()}
