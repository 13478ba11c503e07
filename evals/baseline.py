"""The blessed run, kept small: each case's outcome in each measure, one file in git."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from assistant.domain import Value
from evals.measures import Run

PATH = Path(__file__).parent / "baseline.json"
ABSENT = "-"
CHECKS = "checks"
DIGITS = 4


class BadBaseline(ValueError):
    """The baseline cannot be read."""


class Baseline(Value):
    """Which cases each suite had, and what each came to."""

    schema_: int = Field(alias="schema")
    generated_by: str
    cases_of: Mapping[str, tuple[str, ...]]
    """Suite and half -> its cases, in order."""
    outcomes: Mapping[str, str | tuple[float | None, ...]]
    """Measure -> one sign a case (1, 0, or - where it does not apply), or one grade a case."""

    def values_of(self, key: str) -> dict[str, float]:
        """What each case came to in one measure; empty where the measure is new."""
        suite, half, _ = key.split("/", 2)
        cases, held = self.cases_of.get(f"{suite}/{half}", ()), self.outcomes.get(key, ())
        return {case: float(value) for case, value in zip(cases, held, strict=False) if value not in (ABSENT, None)}

    def cases(self) -> Iterator[tuple[str, str, str]]:
        """Every case, as suite, half and id."""
        for place, cases in self.cases_of.items():
            suite, _, half = place.partition("/")
            yield from ((suite, half, case) for case in cases)


def baseline_of(run: Run) -> Baseline:
    """Keep what later runs are held against; single checks stand in the mutants killed already."""
    kept = [m for m in run.measures if m.is_headline or m.suite != CHECKS]
    cases: dict[str, dict[str, None]] = {}
    for measure in kept:
        cases.setdefault(f"{measure.suite}/{measure.half}", {}).update(dict.fromkeys(measure.values))
    return Baseline(
        schema=run.schema_,
        generated_by=run.generated_by,
        cases_of={place: tuple(ids) for place, ids in cases.items()},
        outcomes={m.key: _outcomes(m.values, tuple(cases[f"{m.suite}/{m.half}"])) for m in kept},
    )


def read_baseline(path: Path = PATH) -> Baseline | None:
    """Read the blessed run; None where nothing was blessed yet.

    Raises:
        BadBaseline: The file is no baseline of this version.

    """
    if not path.exists():
        return None
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise BadBaseline(
            f"{path}: no baseline of this version ({error.errors()[0]['msg']}); make one with `python -m evals bless`"
        ) from error


def write_baseline(baseline: Baseline, path: Path = PATH) -> None:
    """Write it, one measure a line, so that a change of it can be read in git."""
    held = baseline.model_dump(by_alias=True, mode="json")
    parts = [
        f'"schema": {held["schema"]}',
        f'"generated_by": {json.dumps(held["generated_by"])}',
        *(f'"{name}": {{\n{_lines(held[name])}\n}}' for name in ("cases_of", "outcomes")),
    ]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _lines(held: Mapping[str, object]) -> str:
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in held.items())


def _outcomes(values: Mapping[str, float], cases: tuple[str, ...]) -> str | tuple[float | None, ...]:
    if all(value in (0.0, 1.0) for value in values.values()):
        return "".join(str(int(values[case])) if case in values else ABSENT for case in cases)
    return tuple(round(values[case], DIGITS) if case in values else None for case in cases)
