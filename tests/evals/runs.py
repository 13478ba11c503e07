"""Small runs made up for the tests of comparing and reporting."""

from collections.abc import Mapping, Sequence

from evals.cases import HALVES
from evals.measures import Finding, Measure, Run


def measure(values: Sequence[float], name: str = "hit@1", suite: str = "retrieval", **fields: object) -> Measure:
    """A headline measure of the dev half with these outcomes, case by case."""
    named = {f"c-{place}": value for place, value in enumerate(values)}
    return Measure.model_validate({"suite": suite, "half": "dev", "name": name, "values": named, "is_headline": True, **fields})


def run(*measures: Measure, cases: Mapping[str, Mapping[str, int]] | None = None, findings: tuple[Finding, ...] = ()) -> Run:
    """A run of these measures."""
    suites = tuple(dict.fromkeys(m.suite for m in measures))
    return Run(
        schema=1, generated_by="smallacts/test", suites=suites, halves=HALVES, measures=measures, cases=cases or {}, findings=findings
    )


def yes(n: int, no: int = 0) -> list[float]:
    """So many failing cases, then so many that hold."""
    return [0.0] * no + [1.0] * n
