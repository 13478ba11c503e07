"""A run against the blessed one: real regressions fail it, chance does not, and no critical case is lost in a mean."""

from pathlib import Path

import pytest

from evals.baseline import BadBaseline, baseline_of, read_baseline, write_baseline
from evals.comparing import compare
from evals.measures import Run
from tests.evals.runs import measure, run, yes


def held_against(before: Run, after: Run) -> str:
    """The verdict on the only measure."""
    return compare(after, baseline_of(before)).changes[0].verdict


def test_a_loss_in_many_cases_is_a_regression() -> None:
    assert held_against(run(measure(yes(100))), run(measure(yes(80, no=20)))) == "regression"


def test_a_loss_that_chance_would_bring_is_none() -> None:
    assert held_against(run(measure(yes(100))), run(measure(yes(97, no=3)))) == "same"


def test_a_sure_loss_that_is_too_small_to_matter_is_none() -> None:
    assert held_against(run(measure(yes(1_000))), run(measure(yes(985, no=15)))) == "same"


def test_a_rise_of_what_should_be_low_is_a_regression() -> None:
    before, after = ([1.0] * n + [0.0] * (100 - n) for n in (2, 30))

    assert held_against(run(measure(before, better="lower")), run(measure(after, better="lower"))) == "regression"


def test_gains_are_told_too() -> None:
    assert held_against(run(measure(yes(80, no=20))), run(measure(yes(100)))) == "better"


def test_with_more_measures_tested_the_same_loss_no_longer_counts() -> None:
    names = [f"m{n}" for n in range(40)]
    before = run(*(measure(yes(100), name=name) for name in names))
    after = run(measure(yes(92, no=8), name="m0"), *(measure(yes(100), name=name) for name in names[1:]))

    change = compare(after, baseline_of(before)).changes[0]

    assert change.p < 0.01
    assert change.adjusted_p is not None
    assert change.adjusted_p > 0.05
    assert change.verdict != "regression"


def test_a_measure_that_is_only_shown_never_fails_the_run() -> None:
    before, after = (run(measure(yes(n, no=100 - n), is_headline=False)) for n in (100, 50))

    comparison = compare(after, baseline_of(before))

    assert (comparison.changes[0].verdict, comparison.is_regression) == ("worse", False)


def test_one_critical_case_that_newly_fails_is_named_and_fails_the_run() -> None:
    before, after = (run(measure(values, is_critical=True)) for values in (yes(100), yes(99, no=1)))

    comparison = compare(after, baseline_of(before))

    assert [(failure.measure, failure.case) for failure in comparison.new_failures] == [("retrieval/dev/hit@1", "c-0")]
    assert comparison.is_regression


def test_a_critical_case_that_failed_before_is_no_news() -> None:
    same = run(measure(yes(99, no=1), is_critical=True))

    assert not compare(same, baseline_of(same)).is_regression


def test_a_case_that_went_from_the_run_is_missed() -> None:
    before, after = run(measure(yes(5))), run(measure(yes(4)))

    assert compare(after, baseline_of(before)).missing == ("c-4",)


def test_a_suite_that_was_not_asked_for_is_not_missed() -> None:
    before = run(measure(yes(5)), measure(yes(5), suite="gate"))

    assert compare(run(measure(yes(5))), baseline_of(before)).missing == ()


def test_the_baseline_keeps_every_outcome_as_it_was(tmp_path: Path) -> None:
    graded = measure([0.1234, 1.0, 0.5], name="MRR")
    absent = graded.model_copy(update={"name": "given", "values": {"c-1": 1.0}})
    path = tmp_path / "baseline.json"

    write_baseline(baseline_of(run(graded, absent)), path)
    read = read_baseline(path)

    assert read is not None
    assert read.values_of("retrieval/dev/MRR") == {"c-0": 0.1234, "c-1": 1.0, "c-2": 0.5}
    assert read.values_of("retrieval/dev/given") == {"c-1": 1.0}


def test_a_third_that_was_kept_with_four_digits_does_not_newly_fail() -> None:
    same = run(measure([2 / 3, 1 / 3], is_critical=True))

    comparison = compare(same, baseline_of(same))

    assert (comparison.new_failures, comparison.changes[0].p) == ((), 1.0)


def test_a_file_that_is_no_baseline_is_named(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("{}", encoding="utf-8")

    with pytest.raises(BadBaseline, match=r"baseline\.json: no baseline of this version .* `python -m evals bless`"):
        read_baseline(path)
